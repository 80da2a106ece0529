"""Who replaces lost papers that the police do not issue."""

from __future__ import annotations

from spkt_desktop.forms.catalogue_entry import FREE, POLRES, UNVERIFIED, Service

_LOSS = "Surat keterangan kehilangan (SKTLK) dari Polsek"
_CIVIL = "Dinas Kependudukan dan Pencatatan Sipil"
_CIVIL_PLACE = "Kantor Dukcapil kabupaten/kota atau pelayanan di kecamatan"
_CIVIL_FREE = f"{FREE} (UU 24/2013 Ps 79A)"
_CIVIL_SOURCE = "UU 23/2006 jo. UU 24/2013; Perpres 96/2018"
_COSTS = "Menurut ketentuan penerbit"

PAPERS = (
    Service(
        "KTP hilang atau rusak", _CIVIL, _CIVIL_PLACE, (f"{_LOSS} bila hilang", "KTP rusak bila ada", "Fotokopi KK"),
        _CIVIL_FREE, words=("KTP", "e-KTP", "dukcapil", "cetak KTP"), source=_CIVIL_SOURCE,
    ),
    Service(
        "KK hilang atau rusak", _CIVIL, _CIVIL_PLACE, (f"{_LOSS} bila hilang", "KTP kepala keluarga"),
        _CIVIL_FREE, words=("kartu keluarga", "dukcapil"), source=_CIVIL_SOURCE,
    ),
    Service(
        "Akta kelahiran hilang", _CIVIL, _CIVIL_PLACE, (_LOSS, "KTP dan KK", "Fotokopi akta bila ada"),
        _CIVIL_FREE, words=("akta lahir", "akte", "dukcapil"), source=_CIVIL_SOURCE,
    ),
    Service(
        "Sertifikat tanah hilang",
        f"Satreskrim {POLRES} (berita acara), lalu Kantor Pertanahan (BPN)",
        f"Kantor {POLRES}, Satreskrim; kemudian Kantor Pertanahan kabupaten/kota",
        (
            _LOSS, "KTP dan KK pemilik", "Fotokopi sertifikat atau surat keterangan BPN",
            "Surat keterangan desa/kelurahan", "Berita acara singkat Satreskrim bila diminta",
            "Pernyataan di bawah sumpah di Kantor Pertanahan",
        ),
        "PNBP pertanahan (PP 128/2015) dan biaya pengumuman",
        words=("sertipikat", "BPN", "surat tanah", "SHM"),
        steps=("Buat SKTLK.", "Ajukan penggantian di BPN.", "Tunggu pengumuman 30 hari."),
        source="PP 24/1997 Ps 57-59",
        doubt=f"Keharusan berita acara Satreskrim dan besar biaya {UNVERIFIED}.",
    ),
    Service(
        "Kartu ATM atau buku tabungan hilang",
        "Bank penerbit",
        "Cabang bank terdekat; blokir dahulu lewat pusat layanan bank",
        (_LOSS, "KTP asli", "Buku tabungan atau nomor rekening"),
        f"{_COSTS}; blokir gratis",
        words=("bank", "rekening", "ATM tertelan", "kartu kredit", "deposito", "cek"),
        steps=("Telepon bank sekarang dan minta blokir.", "Datang ke cabang dengan berkas di atas."),
        doubt=f"Syarat tiap bank berbeda, {UNVERIFIED}.",
    ),
    Service(
        "Ijazah atau SKHUN hilang",
        "Sekolah atau perguruan tinggi yang menerbitkan, atau dinas pendidikan bila sekolah tutup",
        "Sekolah asal",
        (
            _LOSS, "KTP", "Fotokopi ijazah bila ada", "Pas foto", "Pernyataan bermeterai",
            "Saksi teman seangkatan bila diminta",
        ),
        FREE,
        words=("ijasah", "rapor", "sekolah", "kampus", "pengganti ijazah"),
        note="Yang diterbitkan adalah surat keterangan pengganti ijazah.",
        source="Permendikbud 29/2014",
        doubt=f"Ketentuan untuk perguruan tinggi {UNVERIFIED}.",
    ),
    Service(
        "Buku nikah hilang", "Kantor Urusan Agama (KUA) tempat akad", "KUA kecamatan",
        (_LOSS, "KTP suami dan istri", "Pas foto 2x3 berlatar biru"), FREE,
        words=("KUA", "surat nikah", "duplikat buku nikah"),
        doubt=f"Persyaratan KUA {UNVERIFIED}.",
    ),
    Service(
        "Akta cerai hilang", "Pengadilan Agama atau Pengadilan Negeri yang memutus", "Loket pelayanan pengadilan",
        (_LOSS, "KTP", "Nomor perkara bila diketahui"), "PNBP pengadilan menurut ketentuan",
        words=("cerai", "pengadilan agama"), doubt=f"Persyaratan dan biaya {UNVERIFIED}.",
    ),
    Service(
        "Paspor hilang", "Kantor Imigrasi", "Kantor Imigrasi terdekat",
        (_LOSS, "KTP dan KK", "Akta kelahiran atau ijazah", "Fotokopi paspor bila ada"),
        "PNBP imigrasi dan denda paspor hilang menurut ketentuan imigrasi",
        words=("imigrasi", "pasport"), steps=("Ambil antrean lewat aplikasi M-Paspor.", "Ikuti pemeriksaan petugas."),
        source="UU 6/2011", doubt=f"Besar denda dan syarat {UNVERIFIED}.",
    ),
    Service(
        "KITAS hilang", "Kantor Imigrasi", "Kantor Imigrasi yang menerbitkan",
        (_LOSS, "Paspor asli", "Surat sponsor"), "PNBP imigrasi menurut ketentuan",
        words=("imigrasi", "izin tinggal", "WNA"), source="UU 6/2011", doubt=f"Persyaratan {UNVERIFIED}.",
    ),
    Service(
        "NPWP hilang", "Kantor Pelayanan Pajak (DJP)", "KPP terdekat atau coretaxdjp.pajak.go.id",
        ("KTP", "Nomor NPWP bila diketahui"), FREE,
        words=("pajak", "DJP"), note="NIK berlaku sebagai NPWP orang pribadi; kartu dapat dicetak sendiri.",
        source="PMK 112/PMK.03/2022",
    ),
    Service(
        "Kartu BPJS/JKN hilang", "BPJS Kesehatan", "Kantor BPJS Kesehatan, aplikasi Mobile JKN, atau telepon 165",
        ("KTP atau KK",), FREE,
        words=("BPJS", "KIS", "askes"), note="Berobat dapat dengan NIK pada KTP.",
        doubt=f"Tata cara cetak ulang {UNVERIFIED}.",
    ),
    Service(
        "Kartu SIM telepon hilang", "Operator seluler", "Gerai operator terdekat",
        ("KTP dan nomor KK", f"{_LOSS} bila diminta"), _COSTS,
        words=("simcard", "nomor HP", "telkomsel", "indosat", "XL"),
        doubt=f"Syarat tiap operator berbeda, {UNVERIFIED}.",
    ),
)  # fmt: skip
