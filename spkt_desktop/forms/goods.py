"""What is asked for each kind of lost paper or thing, and which supporting papers the citizen is asked for.

The fields follow the item templates of counters in use; supporting papers follow what police units publish. Neither is
laid down nationally, so nothing here blocks. Marked "unverified" is usual practice without a source in hand.
"""

from __future__ import annotations

from collections.abc import Mapping

from spkt_desktop.forms.schema import Choice, Field, Find, Kind, Section, Variant

_REFERRED = "biasanya memerlukan berita acara singkat Satreskrim; Polsek menerima laporan lalu merujuk ke Polres."
_VILLAGE = "Surat pengantar desa/kelurahan"
_BANK = "Surat pengantar atau keterangan bank"
_RECEIPT = "Nota pembelian atau dus"


def _paper(
    *fields: str, number: str = "", ask_for: tuple[str, ...] = (), unit: str = "lembar", warning: str = "",
    labels: Mapping[str, str] | None = None,
) -> Variant:  # fmt: skip
    return Variant(
        fields=("jumlah", "satuan", *fields, "pendukung", "keterangan"),
        labels={**({"nomor": number} if number else {}), **(labels or {})},
        defaults={"jumlah": 1, "satuan": unit},
        ask_for=ask_for,
        warning=warning,
    )


_VEHICLE = ("nomor", "atas_nama", "merek", "nomor_polisi", "nomor_rangka", "nomor_mesin")

GOODS: Mapping[str, Variant] = {
    "KTP": _paper("nomor", "atas_nama", number="NIK pada KTP", ask_for=(_VILLAGE, "Fotokopi KTP atau KK")),
    "KK": _paper(
        "nomor", "atas_nama", number="Nomor KK", labels={"atas_nama": "Kepala keluarga"}, ask_for=(_VILLAGE,)
    ),
    "SIM": _paper(
        "golongan", "nomor", "atas_nama", "berlaku_sampai",
        number="Nomor SIM", labels={"golongan": "Golongan SIM"}, ask_for=("Fotokopi SIM atau nomornya", "KTP"),
    ),
    "STNK": _paper(
        *_VEHICLE, number="Nomor STNK",
        ask_for=("Fotokopi KTP pemilik", "Fotokopi BPKB (2 lembar)", "Surat leasing bila masih kredit"),
    ),
    "BPKB": _paper(
        *_VEHICLE, number="Nomor BPKB", unit="buku", warning=f"BPKB hilang {_REFERRED}",
        ask_for=("Fotokopi KTP pemilik", "STNK", "Surat bank/leasing", "Surat pernyataan bermeterai"),
    ),
    "Kartu ATM": _paper(
        "penerbit", "nomor", "atas_nama", number="Nomor rekening atau kartu", unit="buah",
        labels={"penerbit": "Bank"}, ask_for=("Buku tabungan", _BANK),
    ),
    "Kartu kredit": _paper(
        "penerbit", "nomor", "atas_nama", number="Empat angka akhir kartu", unit="buah",
        labels={"penerbit": "Bank"}, ask_for=(_BANK,),
    ),
    "Buku tabungan": _paper(
        "penerbit", "nomor", "atas_nama", number="Nomor rekening", unit="buku",
        labels={"penerbit": "Bank"}, ask_for=(_BANK,),
    ),
    "Deposito/bilyet giro/cek": _paper(
        "penerbit", "nomor", "atas_nama", number="Nomor seri", labels={"penerbit": "Bank"}, ask_for=(_BANK,),
        # Unverified: large securities are commonly referred, no rule was found.
        warning="Surat berharga bernilai besar biasanya dirujuk ke Polres.",
    ),
    "Sertifikat tanah": _paper(
        "golongan", "nomor", "atas_nama", "penerbit", number="Nomor hak", unit="buku",
        labels={"golongan": "Jenis hak", "penerbit": "Kantor pertanahan"},
        ask_for=("Fotokopi sertifikat atau surat BPN", "Surat keterangan desa/kelurahan"),
        warning=f"Sertifikat tanah hilang {_REFERRED}",
    ),
    "Ijazah": _paper(
        "golongan", "penerbit", "nomor", "tahun", "atas_nama", number="Nomor ijazah",
        labels={"golongan": "Jenjang", "penerbit": "Sekolah", "tahun": "Tahun lulus"},
        ask_for=("Surat pengantar sekolah atau dinas pendidikan", "Fotokopi ijazah"),
    ),
    "SKHUN": _paper(
        "golongan", "penerbit", "nomor", "tahun", "atas_nama", number="Nomor SKHUN",
        labels={"golongan": "Jenjang", "penerbit": "Sekolah", "tahun": "Tahun lulus"},
        ask_for=("Surat pengantar sekolah atau dinas pendidikan", "Fotokopi SKHUN"),
    ),
    # Unverified from here to KITAS: copies of the issuing office are usual.
    "Akta kelahiran": _paper("nomor", "atas_nama", "penerbit", number="Nomor akta", ask_for=("Fotokopi akta atau KK",)),
    "Buku nikah": _paper(
        "nomor", "atas_nama", "penerbit", "tahun", number="Nomor akta nikah", unit="buku",
        labels={"penerbit": "KUA"}, ask_for=("Fotokopi buku nikah atau duplikat KUA",),
    ),
    "Akta cerai": _paper(
        "nomor", "atas_nama", "penerbit", "tahun", number="Nomor akta cerai",
        labels={"penerbit": "Pengadilan"}, ask_for=("Fotokopi akta atau surat pengadilan",),
    ),
    "Paspor": _paper(
        "nomor", "atas_nama", "penerbit", "berlaku_sampai", number="Nomor paspor", unit="buku",
        labels={"penerbit": "Kantor imigrasi"}, ask_for=("Fotokopi paspor", "KTP dan KK"),
    ),
    "KITAS": _paper(
        "nomor", "atas_nama", "berlaku_sampai", number="Nomor KITAS", unit="buah", ask_for=("Paspor", "Fotokopi KITAS")
    ),
    # Unverified from here on: proof of ownership or membership is usual.
    "NPWP": _paper("nomor", "atas_nama", number="NPWP", unit="buah", ask_for=("KTP",)),
    "Kartu BPJS/JKN": _paper("nomor", "atas_nama", number="Nomor kartu", unit="buah", ask_for=("KTP atau KK",)),
    "Kartu pegawai/KTA": _paper(
        "nomor", "atas_nama", "penerbit", number="Nomor kartu", unit="buah", ask_for=("Surat keterangan instansi",)
    ),
    "Kartu pelajar/mahasiswa": _paper(
        "nomor", "atas_nama", "penerbit", number="NIS/NIM", unit="buah",
        labels={"penerbit": "Sekolah/kampus"}, ask_for=("Surat keterangan sekolah/kampus",),
    ),
    "Polis asuransi": _paper("nomor", "atas_nama", "penerbit", number="Nomor polis", unit="buku", ask_for=("KTP",)),
    "Sertifikat/piagam": _paper("nomor", "atas_nama", "penerbit", "tahun", ask_for=("Fotokopi bila ada",)),
    "SK kerja": _paper(
        "nomor", "atas_nama", "penerbit", "tahun", number="Nomor SK", ask_for=("Surat pengantar instansi",)
    ),
    "Surat tanah/letter C": _paper("nomor", "atas_nama", ask_for=("Surat keterangan desa/kelurahan",)),
    "Tiket": _paper("nomor", "atas_nama", "penerbit", number="Nomor tiket", ask_for=("Bukti pemesanan",)),
    "Kartu SIM/nomor telepon": _paper("nomor", "penerbit", number="Nomor telepon", unit="buah", ask_for=("KTP",)),
    "Pelat nomor": _paper("nomor_polisi", "merek", unit="buah", ask_for=("STNK",)),
    "HP": _paper(
        "merek", "imei", "nomor", number="Nomor telepon", unit="unit",
        labels={"merek": "Merek/tipe dan warna"}, ask_for=(_RECEIPT,),
    ),
    "Laptop": _paper(
        "merek", "nomor", number="Nomor seri", unit="unit",
        labels={"merek": "Merek/tipe dan warna"}, ask_for=(_RECEIPT,),
    ),
    "Dompet": _paper("merek", unit="buah", labels={"merek": "Merek dan warna", "keterangan": "Isi dompet"}),
    "Tas": _paper("merek", unit="buah", labels={"merek": "Merek dan warna", "keterangan": "Isi tas"}),
    "Perhiasan": _paper(unit="buah", labels={"keterangan": "Bentuk dan berat"}, ask_for=("Surat pembelian",)),
    "Kunci": _paper("merek", "nomor_polisi", unit="buah", labels={"merek": "Kunci untuk"}),
}  # fmt: skip
"""By the value of `jenis`; anything else may be typed and is asked all fields."""

REFERRED = frozenset(name for name, one in GOODS.items() if _REFERRED in one.warning)
"""Kinds of goods whose loss the Satreskrim takes down itself as well."""

_UNITS = ("lembar", "buah", "unit", "buku", "keping", "gram")
_CLASSES = ("A", "A Umum", "B I", "B I Umum", "B II", "B II Umum", "C", "C I", "C II", "D", "D I")

LOST_GOODS = Section(
    name="barang",
    title="Barang yang hilang",
    row="Barang",
    repeats=True,
    fewest=1,
    most=100,
    key="jenis",
    variants=GOODS,
    fields=(
        Field("jenis", "Jenis surat/barang", Kind.SUGGEST, required=True, find=Find.TEXT,
              choices=tuple(Choice(name, name) for name in GOODS), tally="barang"),
        Field("jumlah", "Jumlah", Kind.INTEGER, least=1, most=9999, default=1),
        Field("satuan", "Satuan", Kind.SUGGEST, longest=20, choices=tuple(Choice(unit, unit) for unit in _UNITS)),
        Field("golongan", "Golongan/jenis", Kind.SUGGEST, longest=60, choices=tuple(Choice(c, c) for c in _CLASSES)),
        Field("penerbit", "Penerbit"),
        Field("nomor", "Nomor", longest=60, find=Find.NUMBER),
        Field("tahun", "Tahun", longest=20),
        Field("atas_nama", "Atas nama", find=Find.TEXT),
        Field("merek", "Merek/tipe", find=Find.TEXT),
        Field("nomor_polisi", "Nomor polisi", longest=20, find=Find.THING),
        Field("nomor_rangka", "Nomor rangka", longest=40, find=Find.THING),
        Field("nomor_mesin", "Nomor mesin", longest=40, find=Find.THING),
        Field("imei", "IMEI", longest=40, find=Find.THING, help="15 angka; tekan *#06# atau lihat pada dus."),
        Field("berlaku_sampai", "Berlaku sampai", Kind.DATE),
        Field("pendukung", "Surat pendukung", longest=300, help="Surat yang ditunjukkan pelapor."),
        Field("keterangan", "Keterangan", longest=500, find=Find.TEXT),
    ),
)  # fmt: skip
