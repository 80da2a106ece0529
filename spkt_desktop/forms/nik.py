"""What a NIK says of its holder: a valid structure proves nothing, so every message is a doubt and never blocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_PAPUA = tuple(str(code) for code in range(91, 97))
"""Provinces whose codes were dealt out anew in 2022; older cards rightly carry codes that no list has any more."""


@dataclass(frozen=True, slots=True)
class NikFacts:
    """What was read; texts are empty where the NIK does not say."""

    valid: bool
    born: str = ""
    """ISO 8601; the century is the latest that does not lie in the future."""
    sex: str = ""
    """L or P."""
    province: str = ""
    regency: str = ""
    district: str = ""
    messages: tuple[str, ...] = ()


def read(text: str, today: date) -> NikFacts:
    """The facts of a NIK (structure as lokal-id reads it) as of that day; never raises."""
    # Imported at the first NIK, so that the window need not wait; the region data loads with the first name (30 ms).
    from lokal.nik import parse_nik
    from lokal.wilayah import wilayah_name

    info = parse_nik(text[:64], lookup_wilayah=wilayah_name, reference_date=today)
    doubts = [issue.message for issue in info.errors]
    if not (info.province_code or "").startswith(_PAPUA):
        doubts += [issue.message for issue in info.warnings]
    return NikFacts(
        valid=info.valid,
        born=_past(info.birth_date or "", today),
        sex=info.gender or "",
        province=info.province or "",
        regency=info.regency or "",
        district=info.district or "",
        messages=tuple(doubts),
    )


def mismatches(facts: NikFacts, born: str, sex: str) -> dict[str, str]:
    """Doubts where typed particulars differ from the NIK, by `tanggal_lahir` and `jenis_kelamin`; blanks never do."""
    found = {}
    # A NIK holds two digits of the year only, so the century cannot differ.
    if born and facts.born and born[2:] != facts.born[2:]:
        found["tanggal_lahir"] = "Tanggal lahir berbeda dengan NIK. Periksa kembali pada kartu."
    if sex and facts.sex and sex != facts.sex:
        found["jenis_kelamin"] = "Jenis kelamin berbeda dengan NIK. Periksa kembali pada kartu."
    return found


def _past(born: str, today: date) -> str:
    if not born or born <= today.isoformat():
        return born
    try:
        return date.fromisoformat(born).replace(year=int(born[:4]) - 100).isoformat()
    except ValueError:  # 29 February of a year that had none a century ago
        return ""
