"""Sample values of the handover of a shift."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from spkt_desktop.forms import sample_words as words
from spkt_desktop.numbers import roman
from spkt_desktop.records import Values

_LEAVING, _COMING = "87020875", "03100376"
_REGU = ("I", "II", "III")
_TASKS = (
    "Mengambil hasil visum et repertum di RSUD Tirtamulya",
    "Menyampaikan jawaban atas kritik dan saran kepada pengirim",
    "Menghubungi pelapor untuk melengkapi surat kuasa",
)


def handed_over(random: Random, today: date) -> Values:
    """A quiet shift of a day and a night that ended the day before."""
    before = random.randrange(len(_REGU))
    report = f"LP/B/{random.randint(1, 90)}/{roman(today.month)}/{today.year}/SPKT/POLSEK {words.DISTRICT_NAME.upper()}"
    return {
        "jaga": {
            "regu_lama": _REGU[before], "regu_baru": _REGU[before - 2],
            "mulai_tanggal": (today - timedelta(days=2)).isoformat(), "mulai_jam": "08:00",
            "selesai_tanggal": (today - timedelta(days=1)).isoformat(), "selesai_jam": "08:00",
            "ka_lama": _LEAVING, "ka_baru": _COMING,
        },
        "hadir_lama": [{"petugas": _LEAVING, "keterangan": "kepala jaga"}],
        "hadir_baru": [{"petugas": _COMING, "keadaan": "Hadir"}],
        "inventaris": [
            {"nama": "Handy talky", "jumlah": 2, "keadaan": "Baik"},
            {"nama": "Mobil patroli", "jumlah": 1, "keadaan": "Baik", "keterangan": "bahan bakar setengah tangki"},
            {"nama": "Kunci ruang tahanan", "jumlah": 1, "keadaan": "Baik"},
            {"nama": "Komputer dan printer SPKT", "jumlah": 1, "keadaan": "Baik"},
        ],
        "tahanan": {
            "laki_laki": random.randint(1, 4), "perempuan": 0, "anak": 0, "keadaan": "Sehat semua",
            "keterangan": "Perkara pencurian, sel 1; makan pagi sudah diberikan.",
        },
        "barang_bukti": [
            {"uraian": f"1 unit sepeda motor {random.choice(words.VEHICLES)}", "nomor_lp": report,
             "tempat": "Halaman belakang"},
        ],
        "tugas": [{
            "uraian": random.choice(_TASKS), "penanggung_jawab": _COMING, "tenggat": today.isoformat(),
            "nomor_surat": report,
        }],
        "ditunggu": [{
            "uraian": "Tanggapan penyidik (KUHAP Ps 23 ayat (6))", "nomor_surat": report,
            "tenggat": (today + timedelta(days=1)).isoformat(),
        }],
        "catatan": {"situasi": "Situasi wilayah selama jaga aman dan terkendali."},
    }  # fmt: skip
