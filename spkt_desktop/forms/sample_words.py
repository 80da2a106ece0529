"""Names, places and stories that samples are made of; the station and everybody in it are invented."""

from __future__ import annotations

DISTRICT_NAME = "Sumberjati"
REGENCY_NAME = "Tirtamulya"

DISTRICTS = ("350103", "350104", "350211", "350312", "352009", "331201")
"""Area codes that exist, so that no sample NIK is doubted."""

MEN = (
    "Agus", "Bambang", "Slamet", "Sutrisno", "Heri", "Joko", "Eko", "Wahyu", "Rudi", "Dwi", "Hendra", "Yusuf", "Imam",
    "Arif", "Budi", "Sugeng", "Fajar", "Rizky", "Taufik", "Bayu",
)  # fmt: skip
WOMEN = (
    "Siti", "Sri", "Endang", "Wulan", "Dewi", "Rina", "Yuni", "Lestari", "Nurul", "Fitri", "Ratna", "Indah", "Sulastri",
    "Kartini", "Ayu", "Mega", "Tri", "Partini", "Anisa", "Retno",
)  # fmt: skip
SURNAMES = (
    "Santoso", "Wibowo", "Hidayat", "Prasetyo", "Nugroho", "Kurniawan", "Setiawan", "Susanto", "Purnomo", "Saputra",
    "Utami", "Wahyuni", "Rahmawati", "Hartono", "Suryani", "Firmansyah", "Mulyono", "Widodo", "Handayani", "Maulana",
)  # fmt: skip

TOWNS = ("Pacitan", "Ponorogo", "Trenggalek", "Wonogiri", "Madiun", "Magetan", "Surakarta", "Tulungagung")
VILLAGES = (
    "Sumberjati", "Karangasri", "Wonodadi", "Banjarsari", "Tegalrejo", "Mantren Kidul", "Gondang Lor", "Pagerwatu",
)  # fmt: skip
HAMLETS = ("Krajan", "Ngrejo", "Jatisari", "Kebonagung", "Sambeng", "Pucung", "Duren", "Tlogo")

JOBS = {
    "L": (
        "Petani/pekebun", "Wiraswasta", "Karyawan swasta", "Buruh harian lepas", "Sopir", "Guru", "Pedagang",
        "Peternak",
    ),
    "P": (
        "Mengurus rumah tangga", "Pedagang", "Guru", "Karyawan swasta", "Petani/pekebun", "Penjahit", "Bidan",
        "Wiraswasta",
    ),
}  # fmt: skip
RELIGIONS = ("Islam", "Kristen", "Katolik", "Hindu", "Buddha")
RELIGION_SHARES = (88, 5, 4, 2, 1)

LOST_TOGETHER = ("KTP", "SIM", "STNK", "Kartu ATM", "Buku tabungan", "KK", "Ijazah", "Kartu BPJS/JKN")
BANKS = ("BRI", "BNI", "Bank Jatim", "Mandiri", "BCA", "BSI")
VEHICLES = ("Honda Beat", "Honda Vario 125", "Yamaha NMAX", "Yamaha Jupiter Z", "Suzuki Carry", "Honda Supra X 125")
SCHOOLS = (
    "SMA Negeri 1 Tirtamulya", "SMK Negeri 2 Tirtamulya", "SMP Negeri 1 Sumberjati", "SMA Karya Bakti Sumberjati",
)  # fmt: skip

PLACES = (
    "Jalan raya Sumberjati, antara pasar dan balai desa", "Pasar Sumberjati", "Terminal Sumberjati",
    "Jalan desa Karangasri",
    "Sekitar rumah pelapor di Desa Wonodadi", "SPBU Tegalrejo", "Puskesmas Sumberjati",
    "Perjalanan dari Desa Gondang Lor",
)  # fmt: skip
STORIES = (
    "Diduga terjatuh dari saku jaket saat pelapor mengendarai sepeda motor. Pelapor sudah mencari di sepanjang jalan,"
    " tetapi tidak menemukannya.",
    "Disimpan di dalam dompet yang diduga tercecer saat berbelanja. Pelapor sudah bertanya kepada para pedagang, tetapi"
    " tidak ditemukan.",
    "Disimpan di lemari rumah dan diketahui tidak ada saat hendak dipakai. Pelapor sudah mencari di seluruh rumah.",
    "Diduga terselip saat pindah rumah; sampai sekarang tidak ditemukan.",
    "Tertinggal di tempat duduk ruang tunggu. Ketika pelapor kembali, surat tersebut sudah tidak ada.",
)
