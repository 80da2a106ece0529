"""Sample values of the request for a visum et repertum and of its result."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from spkt_desktop.forms import sample_words as words
from spkt_desktop.forms.sample_people import name, person
from spkt_desktop.records import Values

HOSPITALS = (
    ("RSUD dr. Wirabuana", "Direktur", "Jalan Pahlawan Nomor 8, Tirtamulya"),
    ("Puskesmas Sumberjati", "Kepala", "Jalan Raya Sumberjati Nomor 45, Sumberjati"),
    ("RSU Mitra Husada", "Direktur", "Jalan Diponegoro Nomor 21, Tirtamulya"),
)
_OFFICER = "87020875"
_WOUNDED: tuple[dict[str, Any], ...] = (
    {"luka": "Luka robek pada pelipis kanan sepanjang kira-kira 3 cm dan memar pada lengan kiri.",
     "sebab": "dipukul dengan kayu", "periksa_luka": True},
    {"luka": "Bengkak dan kebiruan pada pipi kiri; korban mengeluh nyeri pada rahang.",
     "sebab": "ditampar dan didorong hingga terjatuh", "periksa_luka": True},
    {"luka": "Luka lecet pada siku dan lutut kanan, luka memar pada punggung.",
     "sebab": "dikeroyok saat pulang dari warung", "periksa_luka": True},
    {"luka": "Pusing, mual, dan muntah setelah meminum kopi; tidak tampak luka pada tubuh.",
     "sebab": "minuman yang diduga dicampur racun", "periksa_keracunan": True, "lainnya": "Pemeriksaan sisa minuman"},
)  # fmt: skip
_DEAD: dict[str, Any] = {
    "luka": "Mayat tertelungkup, berpakaian lengkap; luka terbuka pada belakang kepala dan memar pada leher.",
    "sebab": "pukulan benda tumpul", "periksa_luar": True,
}  # fmt: skip
_PLACES = ("Warung kopi di depan Pasar", "Teras rumah korban di Dusun", "Jalan dekat balai Dusun", "Pos ronda Dusun")


def request(random: Random, today: date) -> Values:
    """A request for an adult who was wounded, poisoned or found dead in the ten days before."""
    day = (today - timedelta(days=random.randint(1, 10))).isoformat()
    hour = random.randint(5, 20)
    hospital, head, address = random.choice(HOSPITALS)
    hamlet = random.choice(words.HAMLETS)
    place = f"{random.choice(_PLACES)} {hamlet}"
    victim = person(random)
    dead = random.random() < 0.2
    state: dict[str, Any] = {"jenis": "Luka", **random.choice(_WOUNDED)}
    if dead:
        state = {
            "jenis": "Mayat", "ditemukan_tanggal": day, "ditemukan_jam": f"{hour + 2:02}:10",
            "ditemukan_tempat": f"Kebun di Dusun {hamlet}", **_DEAD,
        }  # fmt: skip
        victim.pop("telepon")
    elif random.random() < 0.6:
        state["pelaku"] = name(random, "L")
    return {
        "tujuan": {"rumah_sakit": hospital, "pimpinan": head, "alamat": address},
        "dasar": {
            "dasar": "lp", "lp_tanggal": today.isoformat(),
            "lp_nomor": f"LP/B/{random.randint(1, 60)}/{today:%Y}/SPKT/POLSEK {words.DISTRICT_NAME.upper()}",
        },
        "korban": victim,
        "kejadian": {
            "tanggal": day, "jam": f"{hour:02}:{random.choice((0, 15, 30, 45)):02}", "tempat": place,
            "desa": random.choice(words.VILLAGES), "kecamatan": words.DISTRICT_NAME, "kabupaten": words.REGENCY_NAME,
        },
        "pemeriksaan": state,
        "pengiriman": {
            "penanda_tangan": _OFFICER,
            "pengantar_nama": f"Briptu {name(random, 'L')}, NRP 96{random.randint(1, 9):02}0412",
            "jam_berangkat": f"{random.randint(8, 21):02}:20",
        },
    }  # fmt: skip


def result(random: Random, today: date) -> Values:
    """The handover of a result that a hospital wrote in the ten days before."""
    hospital, _, _ = random.choice(HOSPITALS)
    written = today - timedelta(days=random.randint(2, 10))
    return {
        "penyerahan": {"tanggal": today.isoformat(), "jam": "08:40", "tempat": f"Instalasi Forensik {hospital}"},
        "pihak_pertama": {
            "nama": f"dr. {name(random, random.choice('LP'))}", "nip": f"1984{random.randint(1, 9):02}172010011003",
            "jabatan": "Dokter pemeriksa", "instansi": hospital,
        },
        "pihak_kedua": {"petugas": _OFFICER},
        "hasil": {
            "nomor": f"445/{random.randint(10, 400)}/VER/{written:%Y}", "tanggal": written.isoformat(),
            "jenis": random.choice(("seketika", "sementara", "lanjutan")),
            "korban": name(random, random.choice("LP")), "lembar": random.randint(2, 5), "rangkap": 2,
        },
    }  # fmt: skip
