"""Where a record goes once it is registered."""

from __future__ import annotations

from spkt_desktop.forms.form import Form, Known
from spkt_desktop.records import Values

RESKRIM, LANTAS, SAMAPTA, INTELKAM, BINMAS, PPA, PROPAM, POLRES = DESTINATIONS = (
    "Reskrim", "Lantas", "Samapta", "Intelkam", "Binmas", "PPA", "Propam", "Polres",
)  # fmt: skip


def destination(form: Form, values: Values, known: Known, protection: tuple[str, ...]) -> str:
    """What is proposed for a record of these clean values; empty where it stays at the counter.

    A Polsek without authority to investigate (Kep/613/III/2021) hands its cases to the Polres.
    """
    proposed = (form.route(values, known) if form.route else "") or form.destination
    if protection and form.case and proposed:
        proposed = PPA
    investigates = known.unit.get("kesatuan", {}).get("penyidikan") is not False
    return POLRES if proposed == RESKRIM and not investigates else proposed
