"""The forms of the counter: what is asked, how it is checked, and what the register remembers of it."""

from __future__ import annotations

from collections.abc import Mapping

from spkt_desktop.forms.bantuan import BANTUAN
from spkt_desktop.forms.checks import check
from spkt_desktop.forms.completion import complete, finished
from spkt_desktop.forms.form import Form, Known, Paper
from spkt_desktop.forms.hasil_bantuan import HASIL_BANTUAN
from spkt_desktop.forms.hasil_visum import HASIL_VISUM
from spkt_desktop.forms.index import entry, fold
from spkt_desktop.forms.informasi import INFORMASI
from spkt_desktop.forms.json_schema import json_schema
from spkt_desktop.forms.keramaian import KERAMAIAN
from spkt_desktop.forms.lp import LP_B
from spkt_desktop.forms.lp_a import LP_A
from spkt_desktop.forms.officer import OFFICER, RANKS
from spkt_desktop.forms.pemberitahuan import PEMBERITAHUAN
from spkt_desktop.forms.pencabutan import PENCABUTAN
from spkt_desktop.forms.pengaduan import PENGADUAN
from spkt_desktop.forms.rujukan import RUJUKAN
from spkt_desktop.forms.sample import sample
from spkt_desktop.forms.saran import SARAN
from spkt_desktop.forms.serah_terima import HANDOVER, SERAH_TERIMA
from spkt_desktop.forms.skck import SKCK
from spkt_desktop.forms.sktlk import SKTLK
from spkt_desktop.forms.tindak_saran import TINDAK_SARAN
from spkt_desktop.forms.unit import unit_form
from spkt_desktop.forms.visum import VISUM

FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        SKTLK,
        LP_B,
        LP_A,
        PENGADUAN,
        INFORMASI,
        VISUM,
        BANTUAN,
        RUJUKAN,
        SKCK,
        KERAMAIAN,
        PEMBERITAHUAN,
        SARAN,
        HASIL_BANTUAN,
        TINDAK_SARAN,
        HASIL_VISUM,
        PENCABUTAN,
        SERAH_TERIMA,
    )
}  # fmt: skip
"""The matters of the counter."""

PAPERS: Mapping[str, Paper] = {paper.name: paper for form in FORMS.values() for paper in form.papers}
"""Everything that the counter prints from a record."""

UNIT = unit_form(tuple(PAPERS.values()))

SETTINGS: Mapping[str, Form] = {UNIT.name: UNIT, OFFICER.name: OFFICER}
"""What the unit and its officers are described by."""

__all__ = [
    "FORMS", "HANDOVER", "PAPERS", "RANKS", "SETTINGS", "Known", "check", "complete", "entry", "finished", "fold",
    "json_schema", "sample",
]  # fmt: skip
