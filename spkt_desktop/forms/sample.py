"""Valid sample values of every form: invented people, things and places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from spkt_desktop.forms import sample_words as words
from spkt_desktop.forms.completion import complete
from spkt_desktop.forms.officer import OFFICER
from spkt_desktop.forms.schema import Form
from spkt_desktop.forms.unit import UNIT
from spkt_desktop.records import Values

_TODAY = date(2025, 3, 14)
"""Lies in the past of every PC that is set anywhere near right, so a sample is never in its future."""


def sample(form: Form, random: Random | None = None, today: date = _TODAY) -> Values:
    """Clean values that pass without problems: always the same ones, or others for each `random`.

    Losses lie in the ten days before `today`. Raises KeyError for a form that has no sample.
    """
    return _MAKERS[form.name](random or Random(1), today)  # noqa: S311 - nothing secret


def _digits(random: Random, count: int) -> str:
    return "".join(random.choices("0123456789", k=count))


def _letters(random: Random, count: int) -> str:
    return "".join(random.choices("ABCDEFGHJKLMNPRSTUVWXYZ", k=count))


def _name(random: Random, sex: str) -> str:
    given = random.choice(words.MEN if sex == "L" else words.WOMEN)
    return f"{given} {random.choice(words.SURNAMES[sex])}"


def _nik(random: Random, born: date, sex: str) -> str:
    """Area, birth date (40 added to the day for a woman) and a serial from 0001."""
    day = born.day + (40 if sex == "P" else 0)
    return f"{random.choice(words.DISTRICTS)}{day:02}{born:%m%y}{random.randint(1, 99):04}"


def _person(random: Random) -> dict[str, Any]:
    sex = random.choice("LP")
    born = date(1955, 1, 1) + timedelta(days=random.randrange(50 * 365))
    village, hamlet = random.choice(words.VILLAGES), random.choice(words.HAMLETS)
    return {
        "identitas": "KTP",
        "nik": _nik(random, born, sex),
        "nama": _name(random, sex),
        "tempat_lahir": random.choice(words.TOWNS),
        "tanggal_lahir": born.isoformat(),
        "jenis_kelamin": sex,
        "agama": random.choices(words.RELIGIONS, words.RELIGION_SHARES)[0],
        "kewarganegaraan": "WNI",
        "pekerjaan": random.choice(words.JOBS[sex]),
        "alamat": f"Dusun {hamlet} RT {random.randint(1, 6):02}/RW {random.randint(1, 9):02}, Desa {village}, "
        f"Kecamatan {words.DISTRICT_NAME}, Kabupaten {words.REGENCY_NAME}",
        "telepon": f"08{random.choice(('12', '13', '21', '52', '57', '85'))}{_digits(random, 8)}",
    }


def _thing(random: Random, person: dict[str, Any], kind: str) -> dict[str, Any]:
    plate = f"AE {random.randint(1000, 9999)} {_letters(random, 2)}"
    vehicle = {
        "merek": random.choice(words.VEHICLES),
        "nomor_polisi": plate,
        "nomor_rangka": f"MH1{_letters(random, 3)}{_digits(random, 11)}",
        "nomor_mesin": f"{_letters(random, 3)}1E{_digits(random, 7)}",
    }
    level = random.choice(tuple(words.SCHOOLS))
    own: dict[str, dict[str, Any]] = {
        "KTP": {"nomor": person["nik"], "satuan": "lembar"},
        "KK": {"nomor": person["nik"][:6] + _digits(random, 10), "satuan": "lembar"},
        "SIM": {"nomor": _digits(random, 12), "golongan": random.choice("AC"), "satuan": "lembar"},
        "STNK": {"nomor": _digits(random, 8), **vehicle, "satuan": "lembar"},
        "Kartu ATM": {"penerbit": random.choice(words.BANKS), "nomor": _digits(random, 10), "satuan": "buah"},
        "Buku tabungan": {"penerbit": random.choice(words.BANKS), "nomor": _digits(random, 10), "satuan": "buku"},
        "Ijazah": {
            "golongan": level, "penerbit": random.choice(words.SCHOOLS[level]),
            "nomor": f"DN-05 {_letters(random, 1)} {_digits(random, 7)}",
            "tahun": str(int(person["tanggal_lahir"][:4]) + words.LEAVING_AGE[level]), "satuan": "lembar",
        },
        "Kartu BPJS/JKN": {"nomor": f"000{_digits(random, 10)}", "satuan": "buah"},
    }  # fmt: skip
    return {"jenis": kind, "jumlah": 1, **own[kind], "atas_nama": person["nama"]}


def _loss(random: Random, today: date) -> Values:
    person = _person(random)
    kinds = random.sample(words.LOST_TOGETHER, random.choice((1, 1, 2, 3)))
    day = today - timedelta(days=random.randint(1, 10))
    place, story = random.choice(words.LOSSES)
    return {
        "pelapor": person,
        "barang": [_thing(random, person, kind) for kind in kinds],
        "kejadian": {
            "tanggal": day.isoformat(),
            "jam": f"{random.randint(5, 21):02}:{random.choice((0, 15, 30, 45)):02}",
            "tempat": f"{place}, Kecamatan {words.DISTRICT_NAME}",
            "keterangan": story,
        },
    }


def _unit(random: Random, today: date) -> Values:
    """One invented station: a hundred letters of one counter have one letterhead."""
    return complete(UNIT, {
        "kesatuan": {
            "polda": "Polda Jawa Timur", "polres": f"Polres {words.REGENCY_NAME}",
            "polsek": f"Polsek {words.DISTRICT_NAME}",
            "kode": f"SEK.{words.DISTRICT_NAME.upper()}", "tempat": words.DISTRICT_NAME,
            "alamat": f"Jalan Raya {words.DISTRICT_NAME} Nomor 12", "kode_pos": "63999",
            "telepon": "(0399) 700110",
        },
        "kop": [
            {"baris": "POLRI DAERAH JAWA TIMUR"},
            {"baris": f"RESOR {words.REGENCY_NAME.upper()}"},
            {"baris": f"SEKTOR {words.DISTRICT_NAME.upper()}"},
        ],
        "nomor": [{
            "surat": "sktlk", "format": "SKTLK/{nomor}/{bulan}/{tahun}/SPKT/{polsek}", "lebar": 3,
            "nomor_terakhir": random.randint(0, 40), "tahun": today.year,
        }],
    })  # fmt: skip


def _officer(random: Random, _: date) -> Values:
    sex = random.choice("LP")
    return complete(OFFICER, {"petugas": {
        "nama": _name(random, sex),
        "pangkat": random.choice(("Bripka", "Brigpol", "Briptu", "Bripda", "Aipda")),
        "nrp": f"{random.randint(80, 99):02}{random.randint(1, 12):02}{_digits(random, 4)}",
        "jabatan": "BANIT SPKT",
        "regu": random.choice(("I", "II", "III")),
    }})  # fmt: skip


_MAKERS: dict[str, Callable[[Random, date], Values]] = {"sktlk": _loss, "unit": _unit, "officer": _officer}
