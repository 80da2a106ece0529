"""What the set-up wizard proposes: letterhead lines from the names of the unit, and how its letters are numbered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spkt_desktop.forms import FORMS
from spkt_desktop.forms.form import Form
from spkt_desktop.records import Values


def bare(name: object, *kinds: str) -> str:
    """The name of a unit in capitals without its kind: "Polsek Punung" gives "PUNUNG"."""
    words = str(name or "").upper().split()
    while words and words[0] in kinds:
        words = words[1:]
    return " ".join(words)


def kop_lines(kesatuan: Mapping[str, Any]) -> list[str]:
    """Three letterhead lines, the uppermost abbreviated to stay within three lines of 41 characters (Perkap 1/2023).

    Empty where a name is missing.
    """
    polda = bare(kesatuan.get("polda"), "POLDA", "DAERAH")
    polres = bare(kesatuan.get("polres"), "POLRES", "POLRESTA", "POLRESTABES", "RESOR")
    polsek = bare(kesatuan.get("polsek"), "POLSEK", "SEKTOR")
    if not (polda and polres and polsek):
        return []
    return [f"POLRI DAERAH {polda}", f"RESOR {_kind(kesatuan.get('polres'))}{polres}", f"SEKTOR {polsek}"]


def _kind(polres: object) -> str:
    """The word that sets a city's Polres apart: "Polresta Malang Kota" is RESOR KOTA."""
    kinds = {"POLRESTABES": "KOTA BESAR ", "POLRESTA": "KOTA "}
    first = str(polres or "").upper().split()[:1]
    return kinds.get(first[0], "") if first else ""


def booked() -> list[Form]:
    """The forms that a unit keeps a numbered book of today: whoever is asked begins with the first of them."""
    return [form for form in FORMS.values() if form.service and form.papers and form.papers[0].number]


def propose(values: Values, year: int) -> Values:
    """The unit's values with letterhead and numbers filled in where they are still empty."""
    proposed = dict(values)
    if not any(row.get("baris") for row in values.get("kop") or []):
        proposed["kop"] = [{"baris": line} for line in kop_lines(values.get("kesatuan") or {})] or [{}]
    if not values.get("nomor"):
        proposed["nomor"] = [
            {"surat": form.name, "format": form.papers[0].number, "lebar": 1, "nomor_terakhir": 0, "tahun": year}
            for form in booked()
        ]
    return proposed
