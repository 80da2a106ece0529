"""Sample values of the loss certificate."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from spkt_desktop.forms import sample_words as words
from spkt_desktop.forms.sample_people import digits, letters, person
from spkt_desktop.records import Values


def _thing(random: Random, person: dict[str, Any], kind: str) -> dict[str, Any]:
    plate = f"AE {random.randint(1000, 9999)} {letters(random, 2)}"
    vehicle = {
        "merek": random.choice(words.VEHICLES),
        "nomor_polisi": plate,
        "nomor_rangka": f"MH1{letters(random, 3)}{digits(random, 11)}",
        "nomor_mesin": f"{letters(random, 3)}1E{digits(random, 7)}",
    }
    level = random.choice(tuple(words.SCHOOLS))
    own: dict[str, dict[str, Any]] = {
        "KTP": {"nomor": person["nik"], "satuan": "lembar"},
        "KK": {"nomor": person["nik"][:6] + digits(random, 10), "satuan": "lembar"},
        "SIM": {"nomor": digits(random, 12), "golongan": random.choice("AC"), "satuan": "lembar"},
        "STNK": {"nomor": digits(random, 8), **vehicle, "satuan": "lembar"},
        "Kartu ATM": {"penerbit": random.choice(words.BANKS), "nomor": digits(random, 10), "satuan": "buah"},
        "Buku tabungan": {"penerbit": random.choice(words.BANKS), "nomor": digits(random, 10), "satuan": "buku"},
        "Ijazah": {
            "golongan": level, "penerbit": random.choice(words.SCHOOLS[level]),
            "nomor": f"DN-05 {letters(random, 1)} {digits(random, 7)}",
            "tahun": str(int(person["tanggal_lahir"][:4]) + words.LEAVING_AGE[level]), "satuan": "lembar",
        },
        "Kartu BPJS/JKN": {"nomor": f"000{digits(random, 10)}", "satuan": "buah"},
    }  # fmt: skip
    return {"jenis": kind, "jumlah": 1, **own[kind], "atas_nama": person["nama"]}


def loss(random: Random, today: date) -> Values:
    """What somebody lost in the ten days before."""
    loser = person(random)
    kinds = random.sample(words.LOST_TOGETHER, random.choice((1, 1, 2, 3)))
    day = today - timedelta(days=random.randint(1, 10))
    place, story = random.choice(words.LOSSES)
    return {
        "pelapor": loser,
        "barang": [_thing(random, loser, kind) for kind in kinds],
        "kejadian": {
            "tanggal": day.isoformat(),
            "jam": f"{random.randint(5, 21):02}:{random.choice((0, 15, 30, 45)):02}",
            "tempat": f"{place}, Kecamatan {words.DISTRICT_NAME}",
            "keterangan": story,
        },
    }
