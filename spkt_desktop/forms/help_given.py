"""The help that was given: who was sent, when, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spkt_desktop.errors import Problem
from spkt_desktop.forms.help_wanted import offered
from spkt_desktop.forms.schema import Field, Find, Kind, Section
from spkt_desktop.records import Values

_DAY = 24 * 60
"""Minutes."""

SENT = Section(
    name="petugas",
    title="Petugas yang dikirim",
    row="Petugas",
    repeats=True,
    most=30,
    fields=(
        Field("petugas", "Petugas", Kind.OFFICER, required=True),
        Field("sebagai", "Sebagai", longest=80, help="Misalnya: pimpinan, pengemudi, pendamping korban."),
    ),
)
DONE = Section(
    name="pelaksanaan",
    title="Pelaksanaan",
    fields=(
        Field("satuan", "Satuan yang dikirim", Kind.SUGGEST, find=Find.TEXT, choices=offered(
            "Piket Samapta", "Unit Patroli", "Unit Lantas", "Unit Reskrim", "Bhabinkamtibmas", "Unit PPA Polres",
        )),
        Field("kendaraan", "Kendaraan dinas", longest=200),
        Field("berangkat", "Berangkat pukul", Kind.TIME),
        Field("tiba", "Tiba pukul", Kind.TIME),
        Field("selesai", "Selesai pukul", Kind.TIME),
        Field("hasil", "Hasil", Kind.NOTE, longest=4000, find=Find.TEXT),
    ),
)  # fmt: skip

TIMES = (("pelaksanaan", "berangkat"), ("pelaksanaan", "tiba"), ("pelaksanaan", "selesai"))
"""(section, field) of the hours, one after the other."""


def disordered(values: Values, times: Iterable[tuple[str, str]] = TIMES) -> Iterator[Problem]:
    """Hours that come before those they follow; help may last past midnight, but hardly half a day."""
    before = None
    for section, name in times:
        hour = values[section].get(name)
        if hour is None:
            continue
        minutes = int(hour[:2]) * 60 + int(hour[3:])
        if before is not None and (minutes - before) % _DAY > _DAY // 2:
            yield Problem(section, 0, name, "Jam ini lebih awal daripada jam sebelumnya. Periksa kembali.")
        before = minutes
