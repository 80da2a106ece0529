"""The police record certificate (SKCK) for the purposes that a Polsek may certify."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from spkt_desktop.errors import Problem
from spkt_desktop.forms import persons
from spkt_desktop.forms.form import Form, Known, Paper
from spkt_desktop.forms.permits import checklist, missing
from spkt_desktop.forms.sample_people import digits, person
from spkt_desktop.forms.schema import Choice, Field, Find, Kind, Section, Variant
from spkt_desktop.records import Values

CLEAN, RECORDED = "tidak ada", "ada"

PURPOSES = (
    "Melamar pekerjaan pada perusahaan/badan swasta", "Pencalonan kepala desa", "Pencalonan sekretaris/perangkat desa",
    "Pindah alamat", "Melanjutkan sekolah",
)  # fmt: skip
"""What a Polsek certifies (Perkap 18/2014; whether Perpol 6/2023 keeps it is not verified)."""

ELSEWHERE = {
    "Melamar CPNS/PPPK atau instansi pemerintah": "Polres",
    "Mendaftar TNI/Polri": "Polres",
    "Melamar BUMN/BUMD atau perusahaan vital": "Polres",
    "Pencalonan pejabat publik/anggota legislatif": "Polres",
    "Izin senjata api": "Polres",
    "Paspor atau visa": "Polda",
    "Bekerja di luar negeri": "Polda",
    "Menjadi notaris": "Polda",
    "Pejabat negara": "Mabes Polri",
    "Tinggal atau sekolah di luar negeri": "Mabes Polri",
}

_ASKED = ("tinggal_sejak", "rumus_sidik_jari", "tidak_mampu", "bukti_pnbp")

PAPERS_SHOWN = checklist({
    "pengantar": "Surat pengantar desa/kelurahan",
    "ktp": "Fotokopi KTP",
    "kk": "Fotokopi KK",
    "akta": "Fotokopi akta kelahiran/ijazah",
    "foto": "6 pas foto 4x6 latar merah",
    "sidik_jari": "Sidik jari",
    "jkn": "Kepesertaan JKN aktif",
    "formulir": "Formulir daftar pertanyaan",
})  # fmt: skip


def _blocks(values: Values, known: Known) -> Iterator[Problem]:
    yield from persons.blocks("pemohon", 0, values["pemohon"], known.now)


def _warns(values: Values, known: Known) -> Iterator[Problem]:
    yield from persons.warns("pemohon", 0, values["pemohon"], known.now)
    asked, found = values["permohonan"], values["hasil"]
    if (known.unit.get("skck") or {}).get("menerbitkan") is False:
        yield Problem("permohonan", 0, "keperluan", "Menurut pengaturan, Polsek ini tidak menerbitkan SKCK."
                      " Terbitkan rujukan ke Polres.")  # fmt: skip
    purpose = asked.get("keperluan", "")
    if purpose and purpose not in PURPOSES and purpose not in ELSEWHERE:
        yield Problem("permohonan", 0, "keperluan", "Keperluan ini tidak ada pada daftar Polsek. Periksa kewenangan;"
                      " bila bukan, terbitkan rujukan ke Polres.")  # fmt: skip
    if asked.get("tinggal_sejak", "") > known.now.date().isoformat():
        yield Problem("permohonan", 0, "tinggal_sejak", "Tanggal ini masih akan datang. Periksa kembali.")
    if "rumus_sidik_jari" not in asked:
        yield Problem("permohonan", 0, "rumus_sidik_jari", "Rumus sidik jari belum diisi.")
    if "bukti_pnbp" not in asked and not asked.get("tidak_mampu"):
        yield Problem("permohonan", 0, "bukti_pnbp", "Nomor bukti bayar PNBP belum diisi.")
    yield from missing(PAPERS_SHOWN, values["berkas"])
    if found.get("catatan") == RECORDED and "uraian" not in found:
        yield Problem("hasil", 0, "uraian", "Catatan kepolisian dinyatakan ada; uraiannya belum diisi.")
    if found.get("catatan") == CLEAN and "uraian" in found:
        yield Problem("hasil", 0, "catatan", "Uraian catatan terisi, tetapi catatan dinyatakan tidak ada.")


def _sample(random: Random, today: date) -> Values:
    applicant = person(random)
    return {
        "pemohon": applicant,
        "permohonan": {
            "keperluan": random.choice(PURPOSES),
            "tinggal_sejak": applicant["tanggal_lahir"],
            "rumus_sidik_jari": f"{random.randint(5, 25)} M {random.randint(1, 31)} U OOI {random.randint(8, 20)}",
            "bukti_pnbp": f"8202{today:%y%m%d}{digits(random, 6)}",
        },
        "berkas": {field.name: True for field in PAPERS_SHOWN.fields},
        "hasil": {"catatan": CLEAN},
    }


LETTER = Paper(
    name="skck",
    title="SURAT KETERANGAN CATATAN KEPOLISIAN",
    number="SKCK/YANMIN/{nomor}/{bulan}/YAN.2.3./{tahun}/{polsek}",
    signs="pejabat",
    basis=("Perpol 6/2023", "PP 76/2020"),
    doubts=(
        "Sejak 22 September 2025 penerbitan SKCK di sejumlah daerah hanya di Polres/Polda; ikuti ketentuan Polda.",
        "SKCK umumnya dicetak dari aplikasi SKCK Polri pada blangko khusus; pastikan surat ini boleh dipakai.",
        "Pembagian keperluan menurut Perkap 18/2014; apakah tetap demikian pada Perpol 6/2023 belum diverifikasi.",
        "Format nomor dan kode YAN.2.3. menurut praktik, belum diverifikasi.",
        "Tarif Rp0 bagi warga tidak mampu (Perpol 12/2021) menurut laman Polres, belum diverifikasi.",
    ),
    settings=(
        Field("menerbitkan", "Polsek ini menerbitkan SKCK", Kind.FLAG, default=False,
              help="Tanyakan ketentuan Polda; bila tidak, setiap SKCK diberi peringatan."),
        Field("masa_berlaku", "Masa berlaku (bulan)", Kind.INTEGER, required=True, least=1, most=24, default=6),
        Field("tarif", "Tarif PNBP", Kind.MONEY, required=True, most=10_000_000, default=30_000),
        Field("dasar_tarif", "Dasar tarif", required=True, default="PP 76/2020"),
    ),
)  # fmt: skip

SKCK = Form(
    name="skck",
    title="SKCK",
    version=1,
    sections=(
        persons.identity("pemohon", "Pemohon"),
        Section(
            name="permohonan",
            title="Permohonan",
            key="keperluan",
            variants={name: Variant(_ASKED) for name in PURPOSES} | {
                name: Variant(_ASKED, warning=f"SKCK untuk keperluan ini diterbitkan {level}, bukan Polsek."
                              f" Terbitkan rujukan ke {level}.")
                for name, level in ELSEWHERE.items()
            },
            fields=(
                Field("keperluan", "Keperluan", Kind.SUGGEST, required=True, longest=200, find=Find.TEXT,
                      choices=tuple(Choice(name, name) for name in (*PURPOSES, *ELSEWHERE))),
                Field("tinggal_sejak", "Berada di Indonesia sejak", Kind.DATE, help="Biasanya tanggal lahir."),
                Field("rumus_sidik_jari", "Rumus sidik jari", longest=80),
                Field("tidak_mampu", "Tidak mampu, dengan surat desa/kelurahan (PNBP Rp0)", Kind.FLAG),
                Field("bukti_pnbp", "Nomor bukti PNBP", longest=60, find=Find.TEXT),
            ),
        ),
        PAPERS_SHOWN,
        Section("hasil", "Hasil penelitian catatan", (
            Field("catatan", "Catatan kepolisian", Kind.CHOICE, required=True, default=CLEAN,
                  choices=(Choice(CLEAN, "Tidak ada"), Choice(RECORDED, "Ada"))),
            Field("uraian", "Uraian catatan", Kind.NOTE, longest=2000),
        ), key="catatan", variants={CLEAN: Variant(()), RECORDED: Variant(("uraian",))}),
    ),
    papers=(LETTER,),
    who=("pemohon", "nama"),
    what=("permohonan", "keperluan"),
    blocks=_blocks,
    warns=_warns,
    sample=_sample,
    service="SKCK",
    about=(
        "Bawa pengantar desa/kelurahan, fotokopi KTP, KK, akta/ijazah, 6 foto 4x6 latar merah, bukti JKN aktif.",
        "PNBP Rp30.000 (PP 76/2020), dibayar lewat bank; tidak ada biaya lain.",
        "Polsek hanya untuk kerja swasta, perangkat desa, pindah, sekolah; selain itu Polres, Polda, atau Mabes.",
        "Di sejumlah daerah SKCK kini hanya diterbitkan Polres; bila demikian, buat rujukan.",
        "Berlaku 6 bulan.",
    ),
    words=("kelakuan baik", "SKKB", "catatan kepolisian", "lamar kerja", "melamar"),
)  # fmt: skip
