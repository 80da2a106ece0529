"""Which cases are protected from the moment it is known, what the law then asks of the counter, and who may look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from spkt_desktop.forms.form import Form, Known
from spkt_desktop.forms.schema import Kind, rows_of
from spkt_desktop.records import Values

CHILD, SEXUAL = "anak", "kekerasan seksual"
ADULT = 18
"""Years; whoever is younger is a child (KUHP Ps 150, UU 35/2014 Ps 1)."""

ADVICE: Mapping[str, tuple[str, ...]] = {
    CHILD: (
        "Perkara anak: rahasiakan nama, orang tua, alamat, sekolah, dan wajah anak (UU 11/2012 Ps 19).",
        "Dampingi anak dengan orang tua/wali atau pendamping, di ruang tersendiri, tanpa seragam bila dapat.",
        "Hubungi Unit PPA Polres sekarang.",
    ),
    SEXUAL: (
        "Kekerasan seksual: terima laporan di ruang khusus oleh petugas yang terlatih (UU 12/2022 Ps 41).",
        "Tawarkan pendamping; perlindungan sementara dapat diberikan dalam 1x24 jam (UU 12/2022 Ps 42).",
        "Hubungi Unit PPA Polres sekarang; jangan minta korban mengulang cerita.",
    ),
}
"""By reason: what the screen says while such a case is taken in."""


def protection(form: Form, values: Values, known: Known) -> tuple[str, ...]:
    """Why a record of these clean values is protected, each reason once; a record inherits from the one it follows."""
    found = set(known.about.protection) if known.about else set()
    if form.case:
        found |= set(_children(form, values, _event_day(values, known))) | set(_articles(form, values, known))
    if form.protects:
        found |= set(form.protects(values, known))
    return tuple(reason for reason in ADVICE if reason in found)


def age(row: Mapping[str, Any], today: date) -> int | None:
    """Full years of a clean identity, by its birth date or else as it was estimated; None where neither is known."""
    if born := row.get("tanggal_lahir"):
        day = date.fromisoformat(born)
        return today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    years = row.get("umur")
    return years if isinstance(years, int) else None


def _event_day(values: Values, known: Known) -> date:
    """The day on which ages count: a child when it happened is protected though grown up since."""
    told = values.get("kejadian") or {}
    day = str(told.get("tanggal") or "") if isinstance(told, Mapping) else ""
    today = known.now.date()
    return min(today, date.fromisoformat(day)) if day else today


def _children(form: Form, values: Values, today: date) -> Iterator[str]:
    for section in form.sections:
        for row in rows_of(section, values) if section.person else ():
            years = age(row, today)
            if years is not None and years < ADULT:
                yield CHILD


def _articles(form: Form, values: Values, known: Known) -> Iterator[str]:
    for section in form.sections:
        fields = [field.name for field in section.fields if field.kind is Kind.ARTICLE]
        for row in rows_of(section, values) if fields else ():
            for name in fields:
                yield known.law.protects(str(row.get(name, "")))
