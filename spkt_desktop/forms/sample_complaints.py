"""Sample values of complaints and their withdrawal."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from spkt_desktop.forms import sample_words as words
from spkt_desktop.forms.sample_people import name, person
from spkt_desktop.records import Values

_NEW_CODE = date(2026, 1, 2)
"""First day of acts that the KUHP of 2023 applies to."""

_STORIES: tuple[dict[str, Any], ...] = (
    {
        "perihal": "Penghinaan ringan", "pasal": ("Pasal 436 KUHP", "Pasal 315 KUHP lama"),
        "tempat": "Halaman Pasar Sumberjati", "hubungan": "Rekan kerja",
        "uraian": "Terlapor memaki pengadu dengan kata-kata kotor di depan para pedagang karena berebut tempat"
        " berjualan."
        " Pengadu meminta terlapor berhenti, tetapi terlapor mengulangi makiannya. Pengadu merasa malu dan terhina.",
        "bukti": {"nama": "Rekaman video dari ponsel saksi", "jumlah": 1, "satuan": "berkas", "diserahkan": True},
    },
    {
        "perihal": "Pencemaran nama baik", "pasal": ("Pasal 433 KUHP", "Pasal 310 ayat (1) KUHP lama"),
        "tempat": "Balai RT 03 Dusun Krajan", "hubungan": "Tetangga",
        "uraian": "Dalam rapat warga terlapor menyebut pengadu menggelapkan uang kas RT. Pengadu telah memperlihatkan"
        " buku"
        " kas yang sesuai, tetapi terlapor tetap mengulangi tuduhannya kepada warga lain.",
        "bukti": {"nama": "Buku kas RT", "jumlah": 1, "satuan": "buku", "diserahkan": False,
                  "keterangan": "masih dipakai pengurus RT"},
    },
    {
        "perihal": "Fitnah", "pasal": ("Pasal 434 KUHP", "Pasal 311 KUHP lama"),
        "tempat": "Grup percakapan warga Desa Karangasri", "hubungan": "Tetangga",
        "uraian": "Terlapor menulis di grup percakapan warga bahwa pengadu mencuri pompa air milik desa, padahal"
        " pompa itu"
        " sedang diperbaiki di bengkel dan terlapor mengetahuinya. Pesan itu dibaca puluhan warga.",
        "bukti": {"nama": "Tangkapan layar percakapan", "jumlah": 3, "satuan": "lembar", "diserahkan": True},
    },
)  # fmt: skip


def complaint(random: Random, today: date) -> Values:
    """What somebody learned of in the ten days before, and complains of."""
    happened = today - timedelta(days=random.randint(2, 10))
    story = random.choice(_STORIES)
    accused, witness = random.choice("LP"), random.choice("LP")
    village = random.choice(words.VILLAGES)
    return {
        "pelapor": person(random),
        "hak": {"dasar": "korban", "tanggal_diketahui": happened.isoformat()},
        "terlapor": [{
            "nama": name(random, accused), "jenis_kelamin": accused, "umur": random.randint(21, 60),
            "alamat": f"Desa {village}, Kecamatan {words.DISTRICT_NAME}", "hubungan": story["hubungan"],
        }],
        "kejadian": {
            "tanggal": happened.isoformat(), "jam": f"{random.randint(7, 20):02}:{random.choice((0, 15, 30)):02}",
            "tempat": story["tempat"], "desa": village,
            "kecamatan": words.DISTRICT_NAME, "kabupaten": words.REGENCY_NAME,
        },
        "pasal": [{"pasal": story["pasal"][happened < _NEW_CODE]}],
        "uraian": {"perihal": story["perihal"], "uraian": story["uraian"]},
        "saksi": [{
            "nama": name(random, witness), "jenis_kelamin": witness, "pekerjaan": random.choice(words.JOBS[witness]),
        }],
        "bukti": [dict(story["bukti"])],
    }  # fmt: skip


_REASONS = (
    "Pengadu dan terlapor telah berdamai secara kekeluargaan. Terlapor telah meminta maaf dan berjanji tidak mengulangi"
    " perbuatannya.",
    "Pengadu telah memaafkan terlapor dan tidak ingin perkara ini dilanjutkan.",
)


def withdrawal(random: Random, today: date) -> Values:
    """Somebody who has made it up with whom they complained of."""
    made = complaint(random, today)
    return {
        "pelapor": made["pelapor"],
        "perkara": {
            "perihal": made["uraian"]["perihal"], "terlapor": made["terlapor"][0]["nama"],
            "pasal": made["pasal"][0]["pasal"],
        },
        "pencabutan": {"alasan": random.choice(_REASONS), "tanpa_paksaan": True},
        "bukti": [
            {"nama": row["nama"], "jumlah": row["jumlah"], "satuan": row["satuan"], "dikembalikan": True}
            for row in made["bukti"] if row["diserahkan"]
        ],
    }  # fmt: skip
