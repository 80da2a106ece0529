"""Sample values of requests for help, of feedback, and of what was done about it."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from spkt_desktop.forms import sample_words as words
from spkt_desktop.forms.sample_people import person
from spkt_desktop.records import Values

_ASKED: tuple[dict[str, Any], ...] = (
    {
        "jenis": "Pengamanan",
        "uraian": "Pemohon meminta pengamanan pengajian akbar dalam rangka peringatan hari jadi desa. Jalan di depan"
        " balai desa akan dipakai untuk parkir sehingga lalu lintas perlu diatur.",
        "tempat": "Halaman Balai Desa Karangasri", "jam": "19:00", "sampai": "23:00", "jumlah": 500,
    },
    {
        "jenis": "Pertolongan darurat",
        "uraian": "Sebuah pohon tumbang menimpa teras rumah pemohon dan menutup jalan desa. Penghuni selamat, tetapi"
        " aliran listrik belum padam sehingga warga tidak berani mendekat.",
        "tempat": "Dusun Ngrejo, Desa Wonodadi",
    },
    {
        "jenis": "Pengawalan",
        "uraian": "Pemohon meminta pengawalan rombongan jenazah karena jalan menuju makam melewati pasar yang ramai.",
        "tempat": "Puskesmas Sumberjati", "tujuan": "Makam umum Desa Tegalrejo", "jam": "13:30", "jumlah": 12,
    },
    {
        "jenis": "Mendatangi TKP (TPTKP)",
        "uraian": "Pemohon mendapati pintu gudang koperasi terbuka paksa. Pemohon tidak masuk dan tidak menyentuh"
        " apa pun, dan meminta petugas mendatangi tempat itu.",
        "tempat": "Gudang KUD Desa Pagerwatu", "bahaya": False,
    },
)  # fmt: skip
_DECIDED: tuple[dict[str, Any], ...] = (
    {"putusan": "dikabulkan"},
    {
        "putusan": "diteruskan", "kepada": "Polres",
        "alasan": "Jumlah petugas yang dibutuhkan melebihi kekuatan Polsek pada hari itu.",
        "arahan": "Menghadap Bagian Operasi Polres dengan membawa tanda terima ini.",
    },
)  # fmt: skip
_DONE = (
    ("Pertolongan darurat",
     "Pohon dipotong bersama warga dan petugas PLN, jalan dapat dilalui kembali. Tidak ada korban."),
    ("Pengawalan", "Rombongan tiba di makam dengan selamat, lalu lintas di depan pasar lancar."),
    ("Mendatangi TKP (TPTKP)",
     "Tempat kejadian diamankan dengan garis polisi dan diserahkan kepada Unit Reskrim. Pemohon diarahkan membuat"
     " laporan polisi."),
)  # fmt: skip
_OPINIONS = (
    ("Saran", "Surat kehilangan (SKTLK)", "",
     "Mohon syarat surat kehilangan ditempel di depan ruang tunggu agar warga tidak bolak-balik melengkapi fotokopi."),
    ("Apresiasi", "Bantuan dan pendampingan", "petugas piket malam",
     "Terima kasih, petugas piket malam cepat datang ketika ada pohon tumbang di depan rumah saya."),
    ("Kritik", "Ruang pelayanan", "",
     "Kursi roda belum dapat masuk ke ruang SPKT karena ada dua anak tangga di depan pintu."),
    ("Keluhan", "Laporan polisi", "petugas piket siang, nama tidak diketahui",
     "Saya menunggu hampir dua jam tanpa penjelasan padahal hanya ada satu orang yang sedang dilayani."),
)  # fmt: skip
_ANSWERS = (
    ("Syarat pelayanan dicetak besar dan ditempel di ruang tunggu serta di papan pengumuman balai desa.",
     "Sejak hari ini warga dapat membaca syarat tanpa bertanya lebih dahulu."),
    ("Petugas yang bertugas saat itu dimintai penjelasan oleh Kapolsek dan diberi arahan tentang waktu pelayanan.",
     "Petugas diwajibkan menyampaikan perkiraan waktu tunggu kepada setiap warga yang datang."),
)  # fmt: skip


def help_asked(random: Random, today: date) -> Values:
    """Help that somebody asked for, and that was granted or passed on."""
    asked = dict(random.choice(_ASKED))
    decided = dict(random.choice(_DECIDED if asked["jenis"] == "Pengamanan" else _DECIDED[:1]))
    hour = random.randint(7, 11)
    if "jam" in asked:
        asked["tanggal"] = (today - timedelta(days=random.randint(0, 2))).isoformat()
    done = {"satuan": "Piket Samapta", "kendaraan": "Mobil patroli"} if decided["putusan"] == "dikabulkan" else {}
    return {
        "permintaan": asked | {"diterima_jam": f"{hour:02}:{random.randint(0, 40):02}"},
        "pemohon": person(random),
        "orang": [],
        "surat": [{"surat": "Surat permohonan", "ditunjukkan": True}] if asked["jenis"] == "Pengamanan" else [],
        "putusan": decided | {"jam": f"{hour:02}:50"},
        "petugas": [],
        "pelaksanaan": done,
    }


def help_done(random: Random, _: date) -> Values:
    """What came of help."""
    asked, came_of_it = random.choice(_DONE)
    hour = random.randint(8, 20)
    return {
        "bantuan": {"pemohon": person(random)["nama"], "jenis": asked},
        "petugas": [],
        "pelaksanaan": {
            "satuan": "Piket Samapta", "kendaraan": "Mobil patroli", "berangkat": f"{hour:02}:05",
            "tiba": f"{hour:02}:20", "selesai": f"{hour + 1:02}:45", "hasil": came_of_it,
        },
    }  # fmt: skip


def opinion(random: Random, today: date) -> Values:
    """What somebody thought of the service, with or without a name."""
    kind, service, officer, text = random.choice(_OPINIONS)
    channel = random.choice(("Datang langsung", "Kotak saran"))
    said = {"jenis": kind, "layanan": service, "isi": text, "saluran": channel}
    if officer:
        said["petugas"] = officer
    if kind == "Keluhan":
        said["tanggal"] = (today - timedelta(days=random.randint(1, 10))).isoformat()
    if random.random() < 0.4:
        return {"pengirim": {"cara": "anonim", "nama": "Anonim"}, "masukan": said}
    one = person(random)
    sender = {"cara": "bernama", "nama": one["nama"], "alamat": one["alamat"], "kontak": one["telepon"]}
    return {"pengirim": sender | {"dibalas": True}, "masukan": said}


def answer(random: Random, today: date) -> Values:
    """What was done about it."""
    done, came_of_it = random.choice(_ANSWERS)
    sender = random.choice(("Anonim", f"{random.choice(words.WOMEN)} {random.choice(words.SURNAMES['P'])}"))
    return {
        "saran": {"pengirim": sender, "jenis": random.choice(("Saran", "Keluhan"))},
        "tindakan": {
            "petugas": "87020875", "tanggal": (today - timedelta(days=1)).isoformat(), "tindakan": done,
            "hasil": came_of_it, "disampaikan": "Papan pengumuman" if sender == "Anonim" else "Telepon",
            "selesai": True,
        },
    }  # fmt: skip
