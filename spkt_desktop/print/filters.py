"""How templates write days, hours, amounts and identities; each is total, for a draft may hold half a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from spkt_desktop import dates
from spkt_desktop.print.fonts import width

SEXES = {"L": "Laki-laki", "P": "Perempuan"}


def of_day(written: Callable[[date], str]) -> Callable[[Any], str]:
    """A filter for a date or an ISO date; what is no date is shown as it was typed."""

    def apply(value: Any) -> str:
        if isinstance(value, date):
            return written(value)
        try:
            return written(dates.parse(str(value)))
        except ValueError:
            return str(value)

    return apply


def pukul(value: Any) -> str:
    """`14:30` as `14.30`; what is no hour is shown as it was typed."""
    try:
        return dates.pukul(dates.parse_time(str(value)))
    except ValueError:
        return str(value)


def rupiah(value: Any) -> str:
    """1500000 as `Rp1.500.000`."""
    return f"Rp{value:,}".replace(",", ".") if isinstance(value, int) else str(value)


def tanpa(text: Any, word: str) -> str:
    """The text without this first word, in whatever case it was typed: `POLSEK PUNUNG` without `Polsek`."""
    first, _, rest = str(text).partition(" ")
    return rest if rest and first.casefold() == word.casefold() else str(text)


def alinea(text: Any) -> list[str]:
    """The paragraphs of a text of several lines."""
    return [line.strip() for line in str(text).splitlines() if line.strip()]


def identitas(person: Any) -> list[tuple[str, str]]:
    """(label, value) of an identity as letters list it; what was not filled in is empty."""
    row = person if isinstance(person, Mapping) else {}  # a draft may have nothing of it
    said = {name: str(value) for name, value in row.items() if value not in (None, "")}
    shown, number = said.get("identitas", "KTP"), said.get("nomor_identitas", "")
    other = f"{shown} {number}".strip()
    day = of_day(dates.tanggal)
    birth = (said.get("tempat_lahir", ""), day(said["tanggal_lahir"]) if "tanggal_lahir" in said else "")
    own = {
        "Identitas": other if shown != "KTP" or number else "",
        "NIK": said.get("nik", ""),
        "Tempat/tanggal lahir": ", ".join(filter(None, birth)),
        "Umur": f"kira-kira {said['umur']} tahun" if "umur" in said else "",
        "Jenis kelamin": SEXES.get(said.get("jenis_kelamin", ""), ""),
        "Agama": said.get("agama", ""),
    }
    ends = [("Alamat", said.get("alamat", "")), ("Telepon", said.get("telepon", ""))]
    citizen, work = said.get("kewarganegaraan", ""), said.get("pekerjaan", "")
    if shown == "Badan/organisasi":  # what belongs to a person stays only where it was filled in
        further = own | {"Identitas": "", "Kewarganegaraan": "" if citizen == "WNI" else citizen}
        return [
            ("Nama badan", said.get("nama", "")), ("NIB/nomor akta", number), ("Diwakili oleh", work), *ends,
            *((label, value) for label, value in further.items() if value),
        ]  # fmt: skip
    order = ("NIK", "Identitas") if shown == "KTP" else ("Identitas", "NIK")
    needed = {"NIK"} if shown == "KTP" else {"Identitas"}
    return [
        ("Nama", said.get("nama", "")),
        *((label, own[label]) for label in order if own[label] or label in needed),
        ("Tempat/tanggal lahir", own["Tempat/tanggal lahir"]),
        *([("Umur", own["Umur"])] if own["Umur"] else []),
        ("Jenis kelamin", own["Jenis kelamin"]),
        ("Agama", own["Agama"]),
        ("Kewarganegaraan", citizen or "WNI"),
        ("Pekerjaan", work),
        *ends,
    ]


def orang(person: Any) -> str:
    """An identity in one line: name, age or birth, sex, occupation, address, as far as they are known."""
    unsaid = ("NIK", "Identitas", "Agama", "Kewarganegaraan")
    return ", ".join(value for label, value in identitas(person) if value and label not in unsaid)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "hari": of_day(dates.hari),
    "tanggal": of_day(dates.tanggal),
    "tanggal_pendek": of_day(dates.tanggal_pendek),
    "hari_tanggal": of_day(dates.hari_tanggal),
    "pukul": pukul,
    "waktu": dates.waktu,
    "ucapan": lambda value: dates.ucapan(value) if isinstance(value, int) else str(value),
    "rupiah": rupiah,
    "tambah_hari": lambda day, days: day + timedelta(days=days),
    "tambah_bulan": dates.add_months,
    "alinea": alinea,
    "tanpa": tanpa,
    "identitas": identitas,
    "orang": orang,
    "lebar": width,
}
