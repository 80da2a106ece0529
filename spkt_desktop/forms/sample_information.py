"""Sample values of information and of complaints that are no crime."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from spkt_desktop.forms import sample_words as words
from spkt_desktop.forms.sample_people import name, person
from spkt_desktop.records import Values

_TOLD: tuple[dict[str, Any], ...] = (
    {
        "jenis": "utang", "perihal": "Utang-piutang yang belum dibayar", "kedudukan": "Peminjam",
        "uraian": "Pelapor meminjamkan uang Rp7.500.000 dengan kuitansi. Peminjam mengakui utangnya dan telah"
        " mengangsur dua"
        " kali, tetapi tiga bulan terakhir tidak membayar lagi karena usahanya sepi.",
        "alasan": "Pinjaman diakui dan sudah diangsur; tidak ada tipu muslihat pada awal perjanjian. Ingkar janji"
        " adalah"
        " urusan perdata.",
        "nasihat": "Kirim somasi tertulis dan simpan kuitansi serta bukti angsuran. Upayakan jadwal angsuran baru"
        " secara"
        " tertulis di hadapan kepala desa. Bila gagal, ajukan gugatan sederhana ke Pengadilan Negeri.",
        "rujukan": ({"kepada": "Kepala Desa/Lurah", "alasan": "Musyawarah"},
                    {"kepada": "Pengadilan Negeri", "alamat": "Jalan Merdeka, Tirtamulya",
                     "alasan": "Gugatan sederhana"}),
    },
    {
        "jenis": "tanah", "perihal": "Perselisihan batas pekarangan", "kedudukan": "Pemilik pekarangan sebelah timur",
        "uraian": "Pelapor dan tetangganya berselisih tentang batas pekarangan setelah pagar bambu lama roboh. Keduanya"
        " memegang surat letter C dengan ukuran yang berbeda. Tidak ada perusakan maupun ancaman.",
        "alasan": "Masing-masing menyatakan haknya berdasarkan surat; pokok perselisihan adalah hak atas tanah.",
        "nasihat": "Jangan memasang pagar baru sebelum ada kesepakatan. Mintalah pengukuran ulang kepada Kantor"
        " Pertanahan"
        " dengan disaksikan perangkat desa. Bila terjadi perusakan atau ancaman, segera lapor kembali.",
        "rujukan": ({"kepada": "Bhabinkamtibmas", "alasan": "Mediasi di balai desa"},
                    {"kepada": "Kantor Pertanahan", "alasan": "Pengukuran ulang"}),
    },
    {
        "jenis": "informasi", "perihal": "Orang tidak dikenal menawarkan sumbangan dari rumah ke rumah",
        "kedudukan": "Orang yang menawarkan",
        "uraian": "Dua orang mendatangi rumah-rumah warga meminta sumbangan untuk yayasan dari luar kota tanpa surat"
        " tugas."
        " Belum ada warga yang dirugikan.",
        "alasan": "Belum ada perbuatan yang merugikan; dicatat sebagai bahan patroli.",
        "nasihat": "Jangan memberikan uang sebelum surat tugas dan izin pengumpulan sumbangan diperlihatkan. Catat"
        " ciri-ciri"
        " dan nomor kendaraan, dan hubungi Bhabinkamtibmas bila mereka datang lagi.",
        "rujukan": ({"kepada": "Bhabinkamtibmas", "alasan": "Pemantauan lingkungan"},),
    },
)  # fmt: skip


def information(random: Random, today: date) -> Values:
    """What somebody told, and how they were helped on."""
    told = random.choice(_TOLD)
    other, village = random.choice("LP"), random.choice(words.VILLAGES)
    happened = today - timedelta(days=random.randint(1, 10))
    return {
        "pelapor": person(random),
        "perihal": {field: told[field] for field in ("jenis", "perihal", "uraian")},
        "pihak": [{
            "nama": name(random, other), "jenis_kelamin": other, "kedudukan": told["kedudukan"],
            "alamat": f"Dusun {random.choice(words.HAMLETS)}, Desa {village}",
        }],
        "kejadian": {
            "tanggal": happened.isoformat(), "tempat": f"Dusun {random.choice(words.HAMLETS)}", "desa": village,
            "kecamatan": words.DISTRICT_NAME, "kabupaten": words.REGENCY_NAME,
        },
        "penilaian": {"hasil": "Bukan tindak pidana", "alasan": told["alasan"],
                      "tindak_lanjut": "Dicatat dan diteruskan."},
        "nasihat": {"nasihat": told["nasihat"]},
        "rujukan": [dict(row) for row in told["rujukan"]],
    }  # fmt: skip
