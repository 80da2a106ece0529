"""Sample values of the settings: one invented station and its officers."""

from __future__ import annotations

from datetime import date
from random import Random

from spkt_desktop.forms import sample_words as words
from spkt_desktop.forms.sample_people import digits, name
from spkt_desktop.records import Values


def station(random: Random, today: date) -> Values:
    """One invented station: a hundred letters of one counter have one letterhead."""
    return {
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
        "jaga": [{"nama": regu, "mulai": "08:00", "selesai": "08:00"} for regu in ("I", "II", "III")],
        "inventaris": [
            {"nama": "Handy talky", "jumlah": 2}, {"nama": "Mobil patroli", "jumlah": 1},
            {"nama": "Kunci ruang tahanan", "jumlah": 1}, {"nama": "Komputer dan printer SPKT", "jumlah": 1},
        ],
    }  # fmt: skip


def officer(random: Random, _: date) -> Values:
    """An invented officer."""
    sex = random.choice("LP")
    return {"petugas": {
        "nama": name(random, sex),
        "pangkat": random.choice(("Bripka", "Brigpol", "Briptu", "Bripda", "Aipda")),
        "nrp": f"{random.randint(80, 99):02}{random.randint(1, 12):02}{digits(random, 4)}",
        "jabatan": "BANIT SPKT",
        "regu": random.choice(("I", "II", "III")),
    }}  # fmt: skip
