"""The papers of a visum: the doctor reads what is asked, the hospital receives it, and only the dead have a label."""

from __future__ import annotations

from typing import Any

import pytest

from spkt_desktop.forms import FORMS, complete
from spkt_desktop.forms.form import Form
from spkt_desktop.forms.schema import Kind, rows_of
from spkt_desktop.print.letter import render
from spkt_desktop.records import Reference, Values
from tests.print.papers import extreme, ordinary, plan, short
from tests.print.plans import KAPOLSEK, MOMENT, pdftotext, solid, unit

pytestmark = pytest.mark.slow

VISUM, RESULT = FORMS["visum"], FORMS["hasil_visum"]
NUMBER = "B/VER/12/II/RES.1.6./2026/SEK.PUNUNG"
_SHOWN_OTHERWISE = (Kind.CHOICE, Kind.DATE, Kind.TIME, Kind.FLAG, Kind.OFFICER)

WOUNDED: Values = {
    "tujuan": {"rumah_sakit": "RSUD Wirabuana", "pimpinan": "Direktur", "alamat": "Jalan Pahlawan 8"},
    "dasar": {"dasar": "lp", "lp_nomor": "LP/B/7/II/2026/SPKT", "lp_tanggal": "2026-02-16"},
    "korban": {"nama": "Siti Aminah", "tanggal_lahir": "1990-02-05", "jenis_kelamin": "P", "alamat": "Desa Punung"},
    "kejadian": {"tanggal": "2026-02-15", "jam": "21:30", "tempat": "Warung kopi", "kecamatan": "Punung"},
    "pemeriksaan": {
        "jenis": "Luka", "luka": "Memar pada lengan kiri.", "sebab": "dipukul dengan kayu", "pelaku": "Heri Susanto",
        "periksa_luka": True, "lainnya": "Pemeriksaan golongan darah",
    },
    "pengiriman": {
        "penanda_tangan": "85040561", "selaku": "Penyidik Pembantu", "pengantar": "87020875", "jam_berangkat": "22:15",
    },
}  # fmt: skip
DEAD: Values = WOUNDED | {
    "dasar": {"dasar": "lisan"},
    "korban": {"identitas": "Tidak dikenal", "nama": "Tidak dikenal (Mr. X)", "umur": 40, "alamat": "Tato naga"},
    "pemeriksaan": {
        "jenis": "Mayat", "ditemukan_tanggal": "2026-02-15", "ditemukan_jam": "06:10",
        "ditemukan_tempat": "Tepi Sungai Lorog",
        "bedah_mayat": True, "periksa_keracunan": True, "keluarga_diberitahu": "sudah", "keluarga": "Sutrisno, kakak",
        "keberatan": "tidak keberatan",
    },
}  # fmt: skip


def printed(form: Form, paper: str, values: Values, **changes: Any) -> str:
    """The text of a paper, with single spaces."""
    made = plan(form, form.paper(paper), complete(form, values), **{"number": NUMBER} | changes)
    return " ".join(pdftotext(render(made).pdf).split())


def test_the_letter_says_what_is_asked_of_whom_for_whom_and_on_what_ground() -> None:
    text = printed(VISUM, "visum", WOUNDED)
    for said in (
        NUMBER, "BIASA", "Permintaan Visum et Repertum luka a.n. Siti Aminah", "Yth. Direktur RSUD Wirabuana",
        "Jalan Pahlawan 8", "Nomor 20 Tahun 2025", "Laporan Polisi Nomor: LP/B/7/II/2026/SPKT tanggal 16 Februari 2026",
        "seorang korban luka", "Memar pada lengan kiri.", "Diduga akibat dipukul dengan kayu",
        "hari Minggu tanggal 15 Februari 2026 sekira pukul 21.30 WIB", "Warung kopi, Kecamatan Punung",
        "diduga dilakukan oleh Heri Susanto", "Pemeriksaan luka", "Pemeriksaan golongan darah",
        "Visum et Repertum atas kekuatan sumpah jabatan", "dibebankan kepada negara",
        "Bripka Bagus Prasetyo NRP 87020875",
        "22.15 WIB", "a.n. KEPALA KEPOLISIAN SEKTOR PUNUNG", "KANIT RESKRIM", "selaku PENYIDIK PEMBANTU", "DWI HARTONO",
        "TANDA TERIMA RUMAH SAKIT", "Nama penerima", "NIP", "Diterima tanggal", "Pukul", "Tanda tangan",
        "tidak dipungut biaya",
    ):  # fmt: skip
        assert said in text
    for unsaid in ("keracunan", "mayat", "Kewarganegaraan", "WNI", "1981"):
        assert unsaid not in text


@pytest.mark.parametrize("face", ["arial", "times"])
def test_an_ordinary_letter_is_one_page(face: str) -> None:
    for values in (ordinary(VISUM), complete(VISUM, WOUNDED), complete(VISUM, DEAD)):
        made = plan(VISUM, VISUM.papers[0], values, number=NUMBER, unit=unit(surat_huruf=face))
        assert render(made).pages == 1


def test_the_kapolsek_signs_in_their_own_name() -> None:
    signed = WOUNDED | {"pengiriman": {"penanda_tangan": KAPOLSEK.nrp}}
    text = printed(VISUM, "visum", signed)
    assert "HARIYANTO, S.H." in text
    assert "a.n. KEPALA" not in text
    assert "selaku" not in text


def test_a_body_is_sent_with_the_report_to_come_and_the_family_told() -> None:
    text = printed(VISUM, "visum", DEAD)
    for said in (
        "sesosok mayat", "Tidak dikenal (Mr. X)", "kira-kira 40 tahun", "Tato naga",
        "Laporan lisan yang diterima SPKT Polsek Punung", "Laporan Polisi menyusul",
        "Ditemukan pada hari Minggu tanggal 15 Februari 2026 sekira pukul 06.10 WIB di Tepi Sungai Lorog",
        "Pemeriksaan keracunan", "Pemeriksaan luar dan dalam (bedah mayat)",
        "keluarga korban sudah diberitahu (Sutrisno, kakak) dan menyatakan tidak keberatan",
    ):  # fmt: skip
        assert said in text
    assert "Agama" not in text


def test_the_label_says_who_lies_there_and_where_it_is_tied() -> None:
    text = printed(VISUM, "label_mayat", DEAD)
    for said in (
        "LABEL MAYAT", NUMBER, "Tidak dikenal (Mr. X)", "kira-kira 40 tahun", "Tato naga", "Tepi Sungai Lorog",
        "RSUD Wirabuana", "ibu jari kaki", "lak dan cap dinas", "DWI HARTONO", "Gunting",
    ):  # fmt: skip
        assert said in text


@pytest.mark.parametrize("paper", ["F4", "A4"])
def test_the_label_is_never_cut_by_the_end_of_the_page(paper: str) -> None:
    values = extreme(VISUM)
    values["dasar"]["dasar"] = "lp"
    made = plan(VISUM, VISUM.paper("label_mayat"), values, unit=unit(surat_kertas=paper))
    first = pdftotext(render(made).pdf).split("\f")[0]
    assert "gunting menurut garis" in first
    assert "AIPDA NRP 85040561" in first


def test_whoever_suffered_sexual_violence_is_not_named_in_the_subject() -> None:
    state = {"jenis": "Kekerasan seksual", "periksa_seksual": True}
    text = printed(VISUM, "visum", WOUNDED | {"pemeriksaan": state})
    assert "Permintaan Visum et Repertum korban kekerasan seksual" in text
    assert "Pemeriksaan korban perkosaan/perbuatan cabul" in text
    assert text.count("Siti Aminah") == 1
    body = DEAD | {"pemeriksaan": DEAD["pemeriksaan"] | {"periksa_seksual": True}}
    assert "a.n. Tidak dikenal" not in printed(VISUM, "visum", body)


def test_a_psychiatric_request_says_why() -> None:
    state = {
        "jenis": "Psikiatri",
        "luka": "Berbicara sendiri.",
        "sebab": "diduga sakit jiwa",
        "periksa_psikiatri": True,
    }
    text = printed(VISUM, "visum", WOUNDED | {"pemeriksaan": state})
    assert "Alasan permintaan: diduga sakit jiwa. Peristiwa terjadi pada hari Minggu" in text
    assert "Diduga akibat" not in text


def test_what_the_unit_sets_is_printed() -> None:
    settings = {
        "visum_klasifikasi": "RAHASIA", "visum_dasar_hukum": "Undang-Undang Pertama;\nUndang-Undang Kedua;",
        "visum_biaya": "Biaya menurut perjanjian kerja sama.",
    }  # fmt: skip
    made = unit()
    for name, value in settings.items():
        section, _, field = name.partition("_")
        made.values[section][field] = value
    made.values["visum"]["tanda_terima"] = False
    text = printed(VISUM, "visum", WOUNDED, unit=made)
    for said in ("RAHASIA", "Undang-Undang Pertama;", "Undang-Undang Kedua;", "perjanjian kerja sama"):
        assert said in text
    assert "Nama penerima" not in text
    assert "selaku PENYIDIK PEMBANTU" in text


def test_the_result_names_its_request_both_sides_and_how_much_was_handed_over() -> None:
    values: Values = {
        "hasil": {
            "nomor": "445/12/VER/2026", "tanggal": "2026-02-15", "jenis": "sementara", "korban": "Siti Aminah",
            "lembar": 3,
        },
        "pihak_pertama": {"nama": "dr. Ratna", "nip": "198408172010012003", "instansi": "RSUD Wirabuana"},
        "pihak_kedua": {"petugas": "85040561"},
        "penyerahan": {"tanggal": "2026-02-16", "jam": "08:40", "tempat": "RSUD Wirabuana"},
    }  # fmt: skip
    about = Reference("visum", VISUM.title, NUMBER, MOMENT)
    text = printed(RESULT, "hasil_visum", values, number="BA/VER/3/II/2026", about=about)
    for said in (
        "BERITA ACARA PENYERAHAN HASIL VISUM ET REPERTUM", "BA/VER/3/II/2026",
        "Senin tanggal 16 Februari 2026 pukul 08.40 WIB",
        "dr. Ratna", "198408172010012003", "Aipda / 85040561", f"permintaan Nomor: {NUMBER} tanggal 16 Februari 2026",
        "445/12/VER/2026", "15 Februari 2026", "Visum et Repertum sementara", "Siti Aminah", "3 (tiga) lembar",
        "2 (dua)", "tidak dipungut biaya",
    ):  # fmt: skip
        assert said in text


@pytest.mark.parametrize("kind", ["Luka", "Mayat", "Kekerasan seksual", "Psikiatri"])
@pytest.mark.parametrize("ground", ["lp", "pengaduan"])
def test_every_value_is_found_whole(kind: str, ground: str) -> None:
    values = extreme(VISUM)
    values["pemeriksaan"]["jenis"], values["dasar"]["dasar"] = kind, ground
    check_whole(VISUM, values)


def test_every_value_of_the_result_is_found_whole() -> None:
    check_whole(RESULT, extreme(RESULT))


def check_whole(form: Form, values: Values) -> None:
    made = plan(form, form.papers[0], values, number=NUMBER)
    text = pdftotext(render(made).pdf)
    for at in range(2, 9):
        text = text.replace(f"Halaman {at} dari", "")
    found = solid(text.replace(f"Nomor: {NUMBER}\n", "")).casefold()
    missing = [
        (section.name, field.name)
        for section in form.sections
        for row in rows_of(section, values)
        for field in section.fields
        if field.kind not in _SHOWN_OTHERWISE and row.get(field.name)
        for line in str(row[field.name]).splitlines()
        if solid(line).casefold() not in found
    ]
    assert missing == []


@pytest.mark.parametrize("form", [VISUM, RESULT], ids=lambda form: form.name)
def test_a_draft_of_nothing_prints_no_stray_word(form: Form) -> None:
    for paper in form.papers:
        for values in ({}, short(form), {"pemeriksaan": {"jenis": "Mayat"}}):
            text = printed(form, paper.name, values, draft=True, staff={}, about=None)
            assert "None" not in text
            assert "undefined" not in text.casefold()
