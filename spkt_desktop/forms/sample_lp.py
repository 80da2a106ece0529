"""Sample values of both models of the Laporan Polisi."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from spkt_desktop.forms import sample_words as words
from spkt_desktop.forms.sample_people import digits, letters, name, person
from spkt_desktop.records import Values

_NEW_CODE = date(2026, 1, 2)
"""First day of acts that the KUHP of 2023 applies to."""
_THEFT = (
    ("Pasal 476 KUHP", "Pencurian", "Penjara paling lama 5 tahun atau denda paling banyak kategori V (Rp500 juta)"),
    ("Pasal 362 KUHP lama", "Pencurian", "Penjara paling lama 5 tahun atau denda"),
)
_FRAUD = (
    ("Pasal 492 KUHP", "Penipuan", "Penjara paling lama 4 tahun atau denda paling banyak kategori V (Rp500 juta)"),
    ("Pasal 378 KUHP lama", "Penipuan", "Penjara paling lama 4 tahun"),
)
_ASSAULT = (
    ("Pasal 466 KUHP", "Penganiayaan", "Penjara paling lama 2 tahun 6 bulan atau denda paling banyak kategori III"
     " (Rp50 juta); luka berat: 5 tahun; mati: 7 tahun"),
    ("Pasal 351 KUHP lama", "Penganiayaan", "Penjara paling lama 2 tahun 8 bulan atau denda; luka berat: 5 tahun;"
     " mati: 7 tahun"),
)  # fmt: skip
_STUDY = "Memenuhi unsur barang siapa, perbuatan, dan melawan hukum; perlu penyelidikan lebih lanjut."


def report_b(random: Random, today: date) -> Values:
    """What happened to somebody in the ten days before."""
    made = random.choice((_motorcycle, _phone, _fraud, _assault))(random)
    reporter, at_night = person(random), made.pop("malam", False)
    day = today - timedelta(days=random.randint(2, 10))
    standing = random.choices(("korban", "keluarga korban"), (4, 1))[0]
    return {
        "laporan": {"saluran": "datang"},
        "pelapor": {"kedudukan": standing, **reporter, "tidak_bisa_baca_tulis": False},
        "kebutuhan": {"dinilai": True},
        "kejadian": _event(random, day, made.pop("kejadian"), at_night),
        "korban": [] if standing == "korban" else [_acquaintance(random)],
        "pasal": [_article(made.pop("pasal"), day)],
        "kajian": {
            "jenis_delik": "biasa", "penilaian": "ya", "unsur": _STUDY, "pernah_dilaporkan": "belum",
            "bukti_permulaan": "Keterangan pelapor dan saksi.", "saran": "Dibuatkan Laporan Polisi model B",
        },
        "tindakan": {"mendatangi_tkp": random.random() < 0.5, "hak_dijelaskan": True},
        "saksi": [_acquaintance(random) for _ in range(random.choice((1, 1, 2)))],
        **made,
    }  # fmt: skip


def report_a(random: Random, today: date) -> Values:
    """What a patrol found in the ten days before."""
    day = today - timedelta(days=random.randint(1, 10))
    blade = random.choice(("Celurit", "Parang", "Pedang", "Pisau belati"))
    event = {
        "apa": "Membawa senjata tajam", "tempat": "Jalan raya di depan Pasar Sumberjati",
        "uraian": f"Pada saat patroli petugas melihat terlapor berjalan sambil menyembunyikan benda di balik jaket."
        f" Setelah diperiksa, ditemukan sebilah {blade.lower()} tanpa izin. Terlapor tidak dapat menjelaskan maksudnya,"
        " lalu dibawa ke Polsek bersama barang bukti.",
    }  # fmt: skip
    carrying = (
        ("Pasal 307 KUHP", "Membawa senjata pemukul, penikam, atau penusuk tanpa hak", "Penjara paling lama 7 tahun"),
        ("Pasal 2 ayat (1) UU Drt 12/1951", "Membawa senjata penikam atau penusuk tanpa hak",
         "Penjara paling lama 10 tahun"),
    )  # fmt: skip
    return {
        "petugas": {"nrp": "87020875", "cara": "ditemukan"},
        "kejadian": _event(random, day, event, night=False),
        "terlapor": [_acquaintance(random, "L")],
        "saksi": [_acquaintance(random)],
        "barang_bukti": [_thing(blade, "bilah", ciri="gagang kayu, panjang sekitar 40 cm")],
        "pasal": [_article(carrying, day)],
    }


def _event(random: Random, day: date, told: dict[str, Any], night: bool) -> dict[str, Any]:
    """At some hour of that day, or in the night before its morning."""
    place = {"desa": random.choice(words.VILLAGES), "kecamatan": words.DISTRICT_NAME, "kabupaten": words.REGENCY_NAME}
    if not night:
        return {"waktu": "saat", "tanggal": day.isoformat(), "jam": f"{random.randint(8, 21):02}:30", **place, **told}
    until = {"sampai_tanggal": (day + timedelta(days=1)).isoformat(), "sampai_jam": f"0{random.randint(4, 6)}:00"}
    return {"waktu": "rentang", "tanggal": day.isoformat(), "jam": "22:00", **until, **place, **told}


def _motorcycle(random: Random) -> dict[str, Any]:
    vehicle, plate = random.choice(words.VEHICLES), f"AE {random.randint(1000, 9999)} {letters(random, 2)}"
    return {
        "malam": True,
        "kejadian": {
            "apa": "Pencurian sepeda motor", "tempat": "Teras rumah pelapor",
            "uraian": f"Pada malam hari pelapor memarkir sepeda motor {vehicle} {plate} di teras rumah dalam keadaan"
            " terkunci setang. Keesokan paginya sepeda motor itu sudah tidak ada dan gembok pagar ditemukan rusak."
            " Pelapor bersama tetangga sudah mencari di sekitar rumah, tetapi tidak menemukannya.",
        },
        "kerugian": [{
            "uraian": f"Satu unit sepeda motor {vehicle} beserta kunci kontak", "nomor": plate,
            "nilai": random.randint(8, 20) * 1_000_000,
        }],
        "barang_bukti": [
            _thing("Fotokopi BPKB", "lembar", nomor=f"P-{digits(random, 8)}"),
            _thing("Gembok pagar", "buah", ciri="bekas dicongkel"),
        ],
        "pasal": _THEFT,
    }  # fmt: skip


def _phone(random: Random) -> dict[str, Any]:
    imei = digits(random, 15)
    return {
        "kejadian": {
            "apa": "Pencurian", "tempat": "Warung makan di utara Pasar Sumberjati",
            "uraian": "Pelapor meletakkan telepon genggam di meja lalu membayar di kasir. Ketika kembali, telepon itu"
            " sudah tidak ada. Menurut saksi, seorang laki-laki berjaket hitam duduk di dekat meja itu dan pergi"
            " tergesa-gesa dengan sepeda motor.",
        },
        "kerugian": [{"uraian": "Satu telepon genggam", "nomor": imei, "nilai": random.randint(18, 60) * 100_000}],
        "barang_bukti": [_thing("Dus telepon genggam", "buah", nomor=imei)],
        "terlapor": [{
            "identitas": "Tidak dikenal", "nama": "Dalam lidik", "jenis_kelamin": "L",
            "alamat": "Berjaket hitam, tinggi sekitar 165 cm", "hubungan": "Tidak ada hubungan",
        }],
        "pasal": _THEFT,
    }  # fmt: skip


def _fraud(random: Random) -> dict[str, Any]:
    paid = random.randint(3, 30) * 500_000
    return {
        "kejadian": {
            "apa": "Penipuan", "tempat": "Rumah pelapor",
            "uraian": "Terlapor menawarkan pupuk bersubsidi dengan harga murah dan meminta uang muka. Setelah uang"
            " diserahkan, pupuk tidak pernah dikirim, telepon terlapor tidak dapat dihubungi, dan rumah kontrakannya"
            " sudah kosong.",
        },
        "kerugian": [{"uraian": "Uang muka pembelian pupuk", "nilai": paid}],
        "barang_bukti": [_thing("Kuitansi", "lembar", ciri="bermeterai")],
        "terlapor": [{**_acquaintance(random, "L"), "hubungan": "Teman"}],
        "pasal": _FRAUD,
    }  # fmt: skip


def _assault(random: Random) -> dict[str, Any]:
    return {
        "kejadian": {
            "apa": "Penganiayaan",
            "tempat": "Lapangan desa",
            "uraian": "Karena salah paham saat menonton pertandingan, terlapor memukul wajah korban dengan tangan"
            " terkepal sebanyak tiga kali dan mendorongnya sampai jatuh. Korban mengalami memar pada pipi kiri dan luka"
            " lecet pada siku. Warga yang melihat kemudian melerai.",
        },
        "kerugian": [{"uraian": "Biaya pengobatan", "nilai": random.randint(2, 9) * 100_000}],
        "terlapor": [{**_acquaintance(random, "L"), "hubungan": "Tetangga"}],
        "pasal": _ASSAULT,
    }


def _thing(what: str, unit: str, **more: str) -> dict[str, Any]:
    return {"nama": what, "jumlah": 1, "satuan": unit, **more, "diserahkan": True}


def _acquaintance(random: Random, sex: str = "") -> dict[str, Any]:
    """Somebody as the reporter describes them."""
    sex = sex or random.choice("LP")
    return {
        "identitas": "Tanpa identitas", "nama": name(random, sex), "umur": random.randint(20, 58), "jenis_kelamin": sex,
        "pekerjaan": random.choice(words.JOBS[sex]),
        "alamat": f"Dusun {random.choice(words.HAMLETS)}, Desa {random.choice(words.VILLAGES)}, Kecamatan"
        f" {words.DISTRICT_NAME}",
    }  # fmt: skip


def _article(choices: tuple[tuple[str, str, str], ...], day: date) -> dict[str, Any]:
    cite, title, penalty = choices[day < _NEW_CODE]
    return {"pasal": cite, "judul": title, "ancaman": penalty, "aduan": False}
