"""What Intelkam and Binmas give: police records, permits and notices."""

from __future__ import annotations

from spkt_desktop.forms.catalogue_entry import FREE, PNBP, POLDA, POLRES, UNVERIFIED, Service

_RECORD_NEEDS = (
    "KTP asli dan fotokopinya", "Fotokopi KK", "Fotokopi akta kelahiran atau ijazah",
    "Pas foto 4x6 berlatar merah 6 lembar", "Rumus sidik jari", "Bukti kepesertaan JKN aktif",
)  # fmt: skip
_RECORD_FEE = f"Rp30.000 ({PNBP}); Rp0 bagi warga tidak mampu dengan surat keterangan desa/kelurahan (Perpol 12/2021)"
_RECORD_STEPS = (
    "Daftar lewat aplikasi Polri Super App dan simpan kode pendaftarannya.",
    "Bawa kode dan berkas ke loket SKCK; sidik jari diambil di sana.",
    "Bayar PNBP lewat bank dan simpan buktinya.",
)
_RECORD_SOURCE = "Perpol 6/2023; PP 76/2020"
_RECORD_DOUBT = (
    f"Pembagian keperluan menurut Perkap 18/2014 Ps 4-8; apakah Perpol 6/2023 tetap membaginya demikian, {UNVERIFIED}."
)
_OPEN = "Hari kerja, jam pelayanan loket"

PERMITS = (
    Service(
        "SKCK untuk kerja swasta, sekolah, pindah, perangkat desa",
        f"Satintelkam {POLRES}",
        f"Kantor {POLRES}, loket SKCK",
        ("Surat pengantar desa/kelurahan", *_RECORD_NEEDS),
        _RECORD_FEE,
        words=("kelakuan baik", "SKKB", "catatan kepolisian", "lamar kerja", "pabrik", "melamar"),
        steps=_RECORD_STEPS,
        time=_OPEN,
        validity="Berlaku 6 bulan.",
        note="Polsek yang masih berwenang menerbitkannya sendiri.",
        source=_RECORD_SOURCE,
        doubt="Sejak 22 September 2025 penerbitan SKCK di sejumlah daerah hanya di Polres/Polda; ikuti ketentuan Polda"
        f" setempat ({UNVERIFIED} untuk seluruh Indonesia).",
        form="skck",
    ),
    Service(
        "SKCK untuk CPNS, TNI/Polri, BUMN, jabatan publik",
        f"Satintelkam {POLRES}",
        f"Kantor {POLRES}, loket SKCK",
        _RECORD_NEEDS,
        _RECORD_FEE,
        words=("kelakuan baik", "PNS", "PPPK", "ASN", "tentara", "polisi", "caleg", "senjata api"),
        steps=_RECORD_STEPS,
        time=_OPEN,
        validity="Berlaku 6 bulan.",
        source=_RECORD_SOURCE,
        doubt=_RECORD_DOUBT,
    ),
    Service(
        "SKCK untuk paspor, visa, kerja luar negeri, notaris",
        f"Ditintelkam {POLDA}",
        f"Kantor {POLDA}, loket SKCK",
        (*_RECORD_NEEDS, "Fotokopi paspor bila ada"),
        _RECORD_FEE,
        words=("kelakuan baik", "TKI", "PMI", "TKW", "luar negeri"),
        steps=_RECORD_STEPS,
        time=_OPEN,
        validity="Berlaku 6 bulan.",
        source=_RECORD_SOURCE,
        doubt=_RECORD_DOUBT,
    ),
    Service(
        "SKCK untuk pejabat negara atau tinggal di luar negeri",
        "Baintelkam Mabes Polri",
        "Mabes Polri, Jakarta, loket SKCK",
        (*_RECORD_NEEDS, "Fotokopi paspor"),
        _RECORD_FEE,
        words=("kelakuan baik", "menteri", "izin tinggal", "kewarganegaraan"),
        steps=_RECORD_STEPS,
        validity="Berlaku 6 bulan.",
        source=_RECORD_SOURCE,
        doubt=_RECORD_DOUBT,
    ),
    Service(
        "Izin keramaian",
        f"Satintelkam {POLRES}",
        f"Kantor {POLRES}, pelayanan izin keramaian",
        (
            "Surat permohonan", "Proposal dan susunan acara", "Fotokopi KTP dan KK penanggung jawab",
            "Izin pemilik atau pengelola tempat", "Surat pengantar RT/RW, desa/kelurahan, dan kecamatan",
            "Rekomendasi Polsek",
        ),
        f"{FREE} (PP 60/2017)",
        words=("hajatan", "orkes", "dangdut", "konser", "pasar malam", "wayang", "pesta", "pertandingan", "keramaian"),
        steps=(
            "Minta rekomendasi di Polsek tempat acara.",
            "Ajukan permohonan paling lambat 14 hari kerja sebelum acara.",
            "Ambil surat izin sebelum acara dimulai.",
        ),
        time=_OPEN,
        note="Acara berskala nasional atau internasional diajukan kepada Kapolri (21 atau 30 hari kerja sebelumnya).",
        source="UU 2/2002 Ps 15(2)a; PP 60/2017; Perpol 7/2023",
        doubt=f"Batas kewenangan Polsek menurut jumlah peserta {UNVERIFIED}; praktik satuan berbeda.",
        form="keramaian",
    ),
    Service(
        "STTP unjuk rasa, pawai, rapat umum",
        f"Satintelkam {POLRES}",
        f"Kantor {POLRES}, pelayanan STTP",
        (
            "Surat pemberitahuan: maksud, tempat dan rute, waktu dan lama, bentuk, penanggung jawab, organisasi,"
            " alat peraga, jumlah peserta",
            "Fotokopi KTP penanggung jawab",
        ),
        f"{FREE} (UU 9/1998)",
        words=("demo", "demonstrasi", "aksi", "orasi", "mimbar bebas", "kampanye", "pemberitahuan", "izin demo"),
        steps=("Serahkan surat paling lambat 3x24 jam sebelum kegiatan.", "Terima STTP, lalu berkoordinasi."),
        note="Ini pemberitahuan, bukan izin; surat yang diserahkan di Polsek diteruskan ke Polres.",
        source="UU 9/1998 Ps 9-14",
        doubt=f"Batas waktu pemberitahuan kampanye mengikuti peraturan pemilu, {UNVERIFIED}.",
        form="pemberitahuan",
    ),
    Service(
        "Lapor diri orang asing (SKLD/STM)",
        f"Satintelkam {POLRES}",
        f"Kantor {POLRES}, pengawasan orang asing",
        ("Fotokopi paspor dan izin tinggal tamu", "KTP pelapor atau pengelola penginapan", "Surat sponsor bila ada"),
        FREE,
        words=("WNA", "bule", "turis", "tamu asing", "SKLD", "orang asing", "lapor diri"),
        steps=("Tuan rumah melapor dengan berkas di atas.", "Urusan izin tinggal dilayani Kantor Imigrasi."),
        note="SKLD tidak diterbitkan lagi sejak 1 Januari 2014; yang dilayani adalah laporan tuan rumah.",
        source="UU 6/2011 Ps 72; Sprin Kapolri 2471/XII/2013",
        doubt=f"SKLD masih disebut pada daftar layanan SPKT; bentuk layanan penggantinya {UNVERIFIED}.",
    ),
    Service(
        "Izin senjata api, airsoft, bahan peledak, kembang api",
        f"Ditintelkam {POLDA}",
        f"Mulai dari Satintelkam {POLRES}",
        ("Surat permohonan", "KTP dan KK", "SKCK", "Surat sehat dan hasil psikologi", "Berkas senjata atau bahan"),
        f"Menurut {PNBP}; tanyakan sebelum membayar",
        words=("senpi", "pistol", "senapan angin", "petasan", "mercon", "handak"),
        source="Perpol 1/2022",
        doubt=f"Persyaratan dan tarif {UNVERIFIED}.",
    ),
    Service(
        "Izin usaha jasa pengamanan (BUJP) dan satpam",
        f"Ditbinmas {POLDA}",
        f"Kantor {POLDA}, Direktorat Binmas",
        ("Akta dan NIB perusahaan", "Surat permohonan rekomendasi", "Daftar pengurus dan tenaga ahli"),
        f"Menurut {PNBP}; tanyakan sebelum membayar",
        words=("satpam", "security", "jasa pengamanan", "gada pratama", "KTA satpam", "BUJP"),
        source="Perpol 4/2020",
        doubt=f"Persyaratan, tarif, dan dasar hukum {UNVERIFIED}.",
    ),
)  # fmt: skip
