"""The papers of both models of the Laporan Polisi: how they are called, numbered, signed, and what a unit sets."""

from __future__ import annotations

from spkt_desktop.forms.form import Paper
from spkt_desktop.forms.schema import Field, Kind

FALSE_REPORT = (
    "Apabila laporan saya ini ternyata tidak benar, saya bersedia dituntut menurut Pasal 361 (laporan palsu) dan Pasal"
    " 437 (pengaduan fitnah) Undang-Undang Nomor 1 Tahun 2023 tentang Kitab Undang-Undang Hukum Pidana."
)
ANSWER_RIGHT = (
    "Apabila dalam waktu 14 (empat belas) hari laporan ini tidak ditanggapi, pelapor dapat melaporkan hal itu kepada"
    " atasan Penyelidik/Penyidik atau pejabat pengawas penyidikan (Pasal 23 ayat (6) KUHAP)."
)
_LAW = ("KUHAP (UU 20/2025) Ps 5, 23", "Perkap 6/2019 Ps 3")
_NUMBER = "{nomor}/{bulan}/{tahun}/SPKT/{polsek}/{polres}/{polda}"
_IN_FORCE = "Status Perkap 6/2019 sesudah KUHAP baru berlaku belum diverifikasi."

REPORT_B = Paper(
    name="lp_b",
    title="LAPORAN POLISI",
    number=f"LP/B/{_NUMBER}",
    # The Kapolsek or whom the unit appoints countersigns; where nobody is known yet, on a dotted line.
    signs="pejabat",
    basis=(*_LAW, "KUHAP Ps 144-148"),
    doubts=(
        "Bentuk LP menurut KUHAP 2025 belum terbit (tenggang peraturan pelaksana 17 Desember 2026).",
        "Delapan lembar menurut Perkap 6/2019; praktik antarkesatuan berbeda.",
        "Cara menandatangani laporan yang masuk melalui telepon atau daring belum diatur; tanda tangan disusulkan.",
        "Satu hitungan nomor untuk LP A dan B atau sendiri-sendiri tidak ditemukan dasarnya; bawaan sendiri-sendiri.",
        _IN_FORCE,
    ),
    labels=(
        "Arsip", "Berkas perkara I", "Berkas perkara II", "Berkas perkara III", "Berkas perkara IV",
        "Penuntut umum I", "Penuntut umum II", "Pengadilan",
    ),
)  # fmt: skip
RECEIPT = Paper(
    name="sttlp",
    title="SURAT TANDA TERIMA LAPORAN POLISI",
    number=f"STTLP/B/{_NUMBER}",
    basis=("KUHAP (UU 20/2025) Ps 23 ayat (5) dan (6)",),
    doubts=(
        "Sebutan berbeda (STTLP, STPL, STBLP); KUHAP menyebut surat tanda penerimaan Laporan.",
        "Nomor STTLP sama dengan nomor LP menurut kebiasaan; contoh tercetak dari Polsek tidak ditemukan.",
    ),
    settings=(
        Field("uraian", "Muat uraian kejadian", Kind.FLAG, default=True),
        Field("kontak_penyidik", "Kontak penyidik", Kind.NOTE, longest=300,
              help="Tercetak sebagai catatan kaki: nama, pangkat, dan nomor telepon."),
        Field("kalimat_tanggapan", "Kalimat hak pelapor", Kind.NOTE, longest=1000, default=ANSWER_RIGHT),
    ),
)  # fmt: skip
STATEMENT = Paper(
    name="pernyataan",
    title="SURAT PERNYATAAN PELAPOR",
    signs="petugas",
    basis=("KUHP (UU 1/2023) Ps 361, 437",),
    doubts=("Pasal yang resmi dicetak pada surat pernyataan sejak 2 Januari 2026 belum diverifikasi.",),
    settings=(
        Field("kalimat_palsu", "Kalimat laporan palsu", Kind.NOTE, required=True, longest=1000, default=FALSE_REPORT),
    ),
)
ASSESSMENT = Paper(
    name="rekomendasi",
    title="REKOMENDASI PENILAIAN LAPORAN",
    signs="petugas",
    basis=("Perkap 6/2019 Ps 3",),
    doubts=("Susunan menurut satu contoh kesatuan; tidak ditemukan bentuk baku.", _IN_FORCE),
)
REPORT_A = Paper(
    name="lp_a",
    title="LAPORAN POLISI",
    number=f"LP/A/{_NUMBER}",
    signs="pejabat",
    basis=("KUHAP (UU 20/2025) Ps 5", "Perkap 6/2019 Ps 3 ayat (5) huruf a"),
    doubts=("Bentuk LP menurut KUHAP 2025 belum terbit (tenggang peraturan pelaksana 17 Desember 2026).", _IN_FORCE),
)
