"""Invented people for sample values."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from spkt_desktop.forms import sample_words as words


def digits(random: Random, count: int) -> str:
    """That many digits."""
    return "".join(random.choices("0123456789", k=count))


def letters(random: Random, count: int) -> str:
    """That many capitals, none of which looks like a digit."""
    return "".join(random.choices("ABCDEFGHJKLMNPRSTUVWXYZ", k=count))


def name(random: Random, sex: str) -> str:
    """An invented name."""
    given = random.choice(words.MEN if sex == "L" else words.WOMEN)
    return f"{given} {random.choice(words.SURNAMES[sex])}"


def nik(random: Random, born: date, sex: str) -> str:
    """Area, birth date (40 added to the day for a woman) and a serial from 0001."""
    day = born.day + (40 if sex == "P" else 0)
    return f"{random.choice(words.DISTRICTS)}{day:02}{born:%m%y}{random.randint(1, 99):04}"


def person(random: Random) -> dict[str, Any]:
    """An invented adult with everything that an identity asks."""
    sex = random.choice("LP")
    born = date(1955, 1, 1) + timedelta(days=random.randrange(50 * 365))
    village, hamlet = random.choice(words.VILLAGES), random.choice(words.HAMLETS)
    return {
        "identitas": "KTP",
        "nik": nik(random, born, sex),
        "nama": name(random, sex),
        "tempat_lahir": random.choice(words.TOWNS),
        "tanggal_lahir": born.isoformat(),
        "jenis_kelamin": sex,
        "agama": random.choices(words.RELIGIONS, words.RELIGION_SHARES)[0],
        "kewarganegaraan": "WNI",
        "pekerjaan": random.choice(words.JOBS[sex]),
        "alamat": f"Dusun {hamlet} RT {random.randint(1, 6):02}/RW {random.randint(1, 9):02}, Desa {village}, "
        f"Kecamatan {words.DISTRICT_NAME}, Kabupaten {words.REGENCY_NAME}",
        "telepon": f"08{random.choice(('12', '13', '21', '52', '57', '85'))}{digits(random, 8)}",
    }
