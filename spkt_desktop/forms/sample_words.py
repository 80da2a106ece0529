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
SURNAMES = {
    "L": ("Santoso", "Wibowo", "Hidayat", "Prasetyo", "Nugroho", "Kurniawan", "Setiawan", "Susanto", "Purnomo"),
    "P": ("Utami", "Wahyuni", "Rahmawati", "Suryani", "Handayani", "Rahayu", "Astuti", "Puspitasari", "Ningsih"),
}

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
SCHOOLS = {
    "SMP": ("SMP Negeri 1 Sumberjati", "SMP Negeri 3 Tirtamulya"),
    "SMA": ("SMA Negeri 1 Tirtamulya", "SMA Karya Bakti Sumberjati"),
    "SMK": ("SMK Negeri 2 Tirtamulya", "SMK Tunas Sumberjati"),
}
LEAVING_AGE = {"SMP": 15, "SMA": 18, "SMK": 18}

LOSSES = (
    ("Jalan raya Sumberjati, antara pasar dan balai desa",
     "Diduga terjatuh dari saku jaket saat pelapor mengendarai sepeda motor. Pelapor sudah mencari di sepanjang jalan,"
     " tetapi tidak menemukannya."),
    ("Jalan desa Karangasri",
     "Tas pelapor terbuka saat dibonceng sepeda motor sehingga isinya tercecer di jalan."),
    ("Pasar Sumberjati",
     "Disimpan di dalam dompet yang diduga tercecer saat berbelanja. Pelapor sudah bertanya kepada para pedagang,"
     " tetapi tidak ditemukan."),
    ("Rumah pelapor",
     "Disimpan di lemari rumah dan diketahui tidak ada saat hendak dipakai. Pelapor sudah mencari di seluruh rumah."),
    ("Perjalanan dari Desa Gondang Lor",
     "Diduga terselip atau tertinggal saat pindah rumah; sampai kini tidak ditemukan."),
    ("Puskesmas Sumberjati",
     "Tertinggal di tempat duduk ruang tunggu. Ketika pelapor kembali, surat tersebut sudah tidak ada."),
    ("SPBU Tegalrejo",
     "Tertinggal saat mengisi bahan bakar. Pelapor sudah bertanya kepada petugas, tetapi tidak ditemukan."),
)  # fmt: skip
"""Where and how: the pairs belong together."""
