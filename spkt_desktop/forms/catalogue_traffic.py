"""What traffic police, Samsat and the insurer of accidents give."""

from __future__ import annotations

from spkt_desktop.forms.catalogue_entry import FREE, HERE, PNBP, POLDA, POLRES, UNVERIFIED, Service

_SAMSAT = "Kantor Bersama Samsat"
_SAMSAT_PLACE = "Samsat tempat kendaraan terdaftar"
_OWNER = "KTP asli pemilik sesuai STNK"
_LOSS = "Surat keterangan kehilangan (SKTLK) dari Polsek"
_TAX = "belum termasuk pajak kendaraan"
_LICENCE = f"Satpas SIM Satlantas {POLRES}"
_HEALTHY = "Surat sehat jasmani dan hasil tes psikologi"

TRAFFIC = (
    Service(
        "SIM baru",
        _LICENCE,
        f"Satpas {POLRES}",
        ("KTP asli dan fotokopinya", _HEALTHY, "Bukti kepesertaan JKN aktif"),
        f"A, B I, B II Rp120.000; C, C I, C II Rp100.000; D, D I Rp50.000 ({PNBP})",
        words=("surat izin mengemudi", "bikin SIM", "SIM A", "SIM C", "rebewes"),
        steps=("Daftar di Satpas atau lewat aplikasi.", "Ikuti ujian teori dan praktik.", "Bayar PNBP, lalu foto."),
        validity="Berlaku 5 tahun.",
        note="Tarif belum termasuk pemeriksaan kesehatan dan psikologi; umur paling rendah 17 tahun untuk A, C, D.",
        source="UU 22/2009 Ps 77-88; Perpol 5/2021 jo. Perpol 2/2023; PP 76/2020",
        doubt=f"Pemberlakuan syarat JKN di tiap daerah {UNVERIFIED}.",
    ),
    Service(
        "SIM perpanjangan",
        _LICENCE,
        f"Satpas {POLRES}, gerai, atau SIM keliling",
        ("SIM lama yang masih berlaku", "KTP asli dan fotokopinya", _HEALTHY, "Bukti kepesertaan JKN aktif"),
        f"A, B I, B II Rp80.000; C, C I, C II Rp75.000; D, D I Rp30.000 ({PNBP})",
        words=("perpanjang SIM", "SIM mati", "SIM habis"),
        steps=("Perpanjang sebelum masa berlaku habis.", "Bayar PNBP, lalu foto."),
        validity="Berlaku 5 tahun.",
        note="SIM yang sudah lewat masa berlakunya diterbitkan sebagai SIM baru.",
        source="UU 22/2009 Ps 85; Perpol 5/2021 jo. Perpol 2/2023; PP 76/2020",
        doubt=f"Pemberlakuan syarat JKN di tiap daerah {UNVERIFIED}.",
    ),
    Service(
        "SIM hilang",
        _LICENCE,
        f"Satpas {POLRES}",
        (_LOSS, "KTP asli dan fotokopinya", "Fotokopi SIM atau nomornya bila ada", _HEALTHY),
        f"Seperti perpanjangan: A, B Rp80.000; C Rp75.000; D Rp30.000 ({PNBP})",
        words=("ganti SIM", "SIM rusak"),
        source="Perpol 5/2021; PP 76/2020",
        doubt=f"Tarif dan berkas penggantian SIM hilang {UNVERIFIED}.",
    ),
    Service(
        "Pajak kendaraan dan pengesahan STNK tahunan",
        _SAMSAT,
        f"{_SAMSAT_PLACE}, Samsat keliling, atau aplikasi",
        ("STNK asli", _OWNER),
        f"Pengesahan roda 2/3 Rp25.000, roda 4 atau lebih Rp50.000 ({PNBP}); {_TAX}",
        words=("pajak", "STNK", "pajak motor", "pajak mobil", "samsat", "perpanjang STNK"),
        validity="Setiap tahun.",
        source="UU 22/2009 Ps 70; Perpres 5/2015; Perpol 7/2021; PP 76/2020",
    ),
    Service(
        "STNK lima tahunan dan ganti pelat",
        _SAMSAT,
        _SAMSAT_PLACE,
        ("STNK asli", "BPKB asli", _OWNER, "Kendaraan untuk cek fisik"),
        f"Roda 2/3: STNK Rp100.000, pelat Rp60.000; roda 4 atau lebih: STNK Rp200.000, pelat Rp100.000"
        f" ({PNBP}); {_TAX}",
        words=("STNK", "pajak 5 tahun", "plat", "pelat", "TNKB", "cek fisik"),
        validity="Berlaku 5 tahun.",
        source="UU 22/2009 Ps 70; Perpol 7/2021; PP 76/2020",
    ),
    Service(
        "STNK hilang",
        _SAMSAT,
        _SAMSAT_PLACE,
        (
            _LOSS, _OWNER, "BPKB asli dan fotokopinya", "Surat leasing bila masih kredit",
            "Kendaraan untuk cek fisik", "Bukti iklan media bila diminta",
        ),
        f"Roda 2/3 Rp100.000; roda 4 atau lebih Rp200.000 ({PNBP}); {_TAX}",
        words=("STNK", "ganti STNK", "duplikat STNK"),
        steps=("Buat SKTLK di Polsek.", "Cek fisik dan blokir di Samsat.", "Bayar dan terima STNK pengganti."),
        source="Perpol 7/2021; PP 76/2020",
        doubt=f"Kewajiban iklan media {UNVERIFIED}; berbeda antardaerah.",
    ),
    Service(
        "BPKB hilang",
        f"Satreskrim {POLRES} (berita acara), lalu Ditlantas {POLDA}/Samsat",
        f"Kantor {POLRES}, Satreskrim",
        (
            _LOSS, "KTP asli pemilik", "STNK asli", "Surat keterangan bank/leasing bahwa BPKB tidak diagunkan",
            "Surat pernyataan pemilik bermeterai Rp10.000", "Bukti iklan di dua media",
            "Berita acara singkat Satreskrim", "Kendaraan untuk cek fisik",
        ),
        f"BPKB roda 2/3 Rp225.000; roda 4 atau lebih Rp375.000 ({PNBP}); berita acara gratis",
        words=("buku motor", "buku mobil", "duplikat BPKB"),
        steps=(
            "Buat SKTLK di Polsek.", "Minta berita acara di Satreskrim Polres.", "Pasang iklan di dua media.",
            "Ajukan penggantian di Samsat/Ditlantas Polda.",
        ),
        source="Perpol 7/2021; PP 76/2020",
        doubt=f"Apakah laporan pertama di Polsek atau langsung di Polres {UNVERIFIED}; praktik satuan berbeda.",
    ),
    Service(
        "Balik nama, mutasi, dan BPKB baru",
        f"{_SAMSAT}/Ditlantas {POLDA}",
        _SAMSAT_PLACE,
        ("BPKB dan STNK asli", "Kuitansi jual beli bermeterai", "KTP pemilik baru", "Kendaraan untuk cek fisik"),
        f"BPKB roda 2/3 Rp225.000, roda 4 atau lebih Rp375.000; mutasi Rp150.000 dan Rp250.000 ({PNBP}); {_TAX}",
        words=("BPKB", "jual beli motor", "cabut berkas", "blokir STNK"),
        source="Perpol 7/2021; PP 76/2020",
    ),
    Service(
        "Pelat nomor hilang",
        _SAMSAT,
        _SAMSAT_PLACE,
        (_LOSS, "STNK asli", _OWNER),
        f"Roda 2/3 Rp60.000; roda 4 atau lebih Rp100.000 ({PNBP})",
        words=("plat", "pelat", "TNKB"),
        source="Perpol 7/2021; PP 76/2020",
    ),
    Service(
        "Tilang",
        f"Satlantas {POLRES}, Kejaksaan Negeri",
        f"Satlantas {POLRES} (ruang tilang) atau Kejaksaan Negeri sesudah sidang",
        ("Surat tilang atau nomor ETLE", "KTP", "Bukti bayar denda dari bank"),
        "Denda menurut putusan atau titipan pada bank; tidak dibayar kepada petugas",
        words=("ETLE", "denda", "SIM ditahan", "STNK ditahan", "sidang"),
        source="UU 22/2009 Ps 267; PP 80/2012; Perma 12/2016",
    ),
    Service(
        "Kecelakaan lalu lintas",
        f"Unit Gakkum Satlantas {POLRES}",
        f"{HERE} menerima laporan pertama dan menghubungi Satlantas {POLRES}",
        ("KTP, SIM, dan STNK yang terlibat", "Nama saksi", "Surat keterangan rumah sakit bila ada"),
        f"{FREE}",
        words=("laka", "tabrakan", "tabrak lari", "kecelakaan", "laka lantas", "surat keterangan laka"),
        steps=("Tolong korban; telepon 110.", "Jangan memindahkan kendaraan sebelum petugas datang.",
               "Minta laporan kecelakaan dari Satlantas untuk santunan."),
        source="UU 22/2009 Ps 226-231",
    ),
    Service(
        "Santunan Jasa Raharja",
        "PT Jasa Raharja",
        "Kantor Jasa Raharja atau petugasnya di Samsat dan rumah sakit",
        (
            "Laporan kecelakaan dari Satlantas", "KTP dan KK korban serta ahli waris", "Surat keterangan rumah sakit",
            "Kuitansi perawatan atau surat kematian", "Buku rekening",
        ),
        f"{FREE}",
        words=("asuransi kecelakaan", "santunan", "korban kecelakaan"),
        note="Ajukan paling lambat 6 bulan sejak kecelakaan.",
        source="UU 33/1964; UU 34/1964",
        doubt=f"Tenggat 6 bulan {UNVERIFIED}.",
    ),
)  # fmt: skip
