"""The papers of a Laporan Polisi: everything on them, nothing typed twice, and who signs."""

from __future__ import annotations

from typing import Any

import pytest

from spkt_desktop.forms import FORMS, complete
from spkt_desktop.print.letter import render
from spkt_desktop.records import Values
from tests.print.papers import extreme, plan, short
from tests.print.plans import KAPOLSEK, OFFICER, pdftotext, pypdf_text, unit

pytestmark = pytest.mark.slow

LP_B, LP_A = FORMS["lp_b"], FORMS["lp_a"]
PAPERS = {paper.name: form for form in (LP_B, LP_A) for paper in form.papers}

BURGLARY: Values = {
    "pelapor": {
        "identitas": "KTP", "nik": "3501054502900003", "nama": "Siti Aminah", "tempat_lahir": "Pacitan",
        "tanggal_lahir": "1990-02-05", "jenis_kelamin": "P", "agama": "Islam", "pekerjaan": "Pedagang",
        "alamat": "Desa Punung RT 02 RW 05", "telepon": "081234567890",
    },
    "kejadian": {
        "apa": "Pencurian dengan pemberatan", "waktu": "rentang", "tanggal": "2026-02-14", "jam": "22:00",
        "sampai_tanggal": "2026-02-15", "sampai_jam": "05:00", "tempat": "Toko Maju", "desa": "Punung",
        "kecamatan": "Punung", "kabupaten": "Pacitan", "provinsi": "Jawa Timur", "koordinat": "-8.13, 111.03",
        "uraian": "Pintu belakang dirusak.\nLaci uang kosong.",
    },
    "korban": [
        {"identitas": "Badan/organisasi", "nama": "CV Maju Jaya", "nomor_identitas": "9120001", "pekerjaan": "Siti"},
    ],
    "kerugian": [
        {"uraian": "Uang tunai", "nilai": 1_500_000}, {"uraian": "Laci"}, {"uraian": "Rokok", "nilai": 250_000},
    ],
    "barang_bukti": [
        {"nama": "Linggis", "jumlah": 1, "satuan": "batang", "nomor": "", "ciri": "berkarat"},
        {"nama": "Rekaman CCTV", "jumlah": 2, "satuan": "berkas", "diserahkan": False},
    ],
    "pasal": [{"pasal": "Pasal 477 KUHP", "judul": "Pencurian dengan pemberatan"}, {"pasal": "Pasal 521 KUHP"}],
    "kajian": {"jenis_delik": "biasa", "penilaian": "ya", "unsur": "Membongkar.", "piket": "85040561"},
}  # fmt: skip


def printed(paper: str, values: Values = BURGLARY, **changes: Any) -> str:
    """The text of a paper, with single spaces."""
    form = PAPERS[paper]
    made = plan(form, form.paper(paper), complete(form, values), **changes)
    return " ".join(pdftotext(render(made).pdf).split())


def reported(**sections: Any) -> Values:
    """The burglary with fields of some sections changed."""
    return BURGLARY | {name: {**BURGLARY.get(name, {}), **part} for name, part in sections.items()}


@pytest.mark.parametrize("paper", ["lp_b", "sttlp", "pernyataan"])
def test_every_paper_carries_the_reporter_and_the_event_without_retyping(paper: str) -> None:
    text = printed(paper)
    for value in ("Siti Aminah", "3501054502900003", "Pacitan, 5 Februari 1990", "Desa Punung RT 02 RW 05"):
        assert value in text
    assert "Pencurian dengan pemberatan" in text
    assert (
        "Toko Maju, Desa/Kelurahan Punung, Kecamatan Punung, Kabupaten Pacitan, Provinsi Jawa Timur"
        " (titik koordinat -8.13, 111.03)"
    ) in text
    assert (
        "hari Sabtu tanggal 14 Februari 2026 sekira pukul 22.00 WIB sampai dengan hari Minggu tanggal 15 Februari 2026"
        " sekira pukul 05.00 WIB"
    ) in text


def test_the_assessment_names_the_matter_and_the_investigator_on_duty() -> None:
    text = printed("rekomendasi", record_number="LP/B/7/II/2026")
    for value in ("Siti Aminah", "LP/B/7/II/2026", "delik biasa (murni)", "diserahkan 1 macam", "Membongkar.",
                  "DWI HARTONO", "Pasal 477 KUHP dan Pasal 521 KUHP", "belum pernah"):  # fmt: skip
        assert value in text


def test_the_receipt_names_both_numbers_the_age_and_the_time_for_an_answer() -> None:
    text = printed("sttlp", number="STTLP/B/7/II/2026", record_number="LP/B/7/II/2026")
    assert "Nomor: STTLP/B/7/II/2026" in text
    assert "Laporan Polisi Nomor: LP/B/7/II/2026 tanggal 16 Februari 2026" in text
    assert "36 tahun" in text
    assert "14 (empat belas) hari" in text
    assert "Pasal 477 KUHP dan Pasal 521 KUHP" in text


def test_what_a_unit_sets_about_the_receipt_is_printed() -> None:
    own = unit()
    own.values["sttlp"] |= {"kontak_penyidik": "Aipda Dwi Hartono, 0812", "uraian": False, "judul": "STPL"}
    text = printed("sttlp", unit=own)
    assert "Penyidik yang dapat dihubungi: Aipda Dwi Hartono, 0812" in text
    assert "Pintu belakang dirusak" not in text
    assert "STPL" in text


@pytest.mark.parametrize("paper", ["lp_b", "sttlp", "pernyataan", "rekomendasi"])
def test_an_unknown_suspect_is_still_investigated(paper: str) -> None:
    assert "DALAM LIDIK" in printed(paper)
    known = printed(paper, BURGLARY | {"terlapor": [{"nama": "Heri Susanto"}]})
    assert "DALAM LIDIK" not in known
    assert "heri susanto" in known.casefold()


def test_a_suspect_of_whom_only_the_looks_are_known_is_described() -> None:
    sought = {"identitas": "Tidak dikenal", "nama": "Dalam lidik", "alamat": "bertato"}
    text = printed("lp_b", BURGLARY | {"terlapor": [sought]})
    assert "Dalam lidik, ciri-ciri bertato" in text
    assert "Tidak dikenal" not in text


def test_a_reporter_who_is_the_victim_is_named_as_one() -> None:
    assert "Siti Aminah (pelapor sendiri, identitas tersebut di atas)" in printed("lp_b")
    witness = printed("lp_b", reported(pelapor={"kedudukan": "saksi"}))
    assert "pelapor sendiri" not in witness
    assert "CV Maju Jaya, NIB/nomor akta 9120001, diwakili oleh Siti" in witness


def test_losses_are_added_up_and_said_in_words() -> None:
    text = printed("lp_b")
    assert "Uang tunai: Rp1.500.000" in text
    assert "Laci: belum diketahui" in text
    assert "Rp1.750.000 (satu juta tujuh ratus lima puluh ribu rupiah)" in text


def test_evidence_says_what_was_handed_over() -> None:
    text = printed("lp_b")
    assert "1 (satu) batang Linggis, berkarat" in text
    assert "2 (dua) berkas Rekaman CCTV (belum diserahkan)" in text
    assert "Menerima barang bukti" in text
    assert "Menerima barang bukti" not in printed("lp_b", BURGLARY | {"barang_bukti": []})


def test_whoever_cannot_read_has_a_note_and_a_box_for_the_thumb() -> None:
    values = reported(pelapor={"tidak_bisa_baca_tulis": True})
    assert "Pasal 23 ayat (4) KUHAP" in printed("lp_b", values)
    for paper in ("lp_b", "sttlp", "pernyataan"):
        assert "cap jempol kiri" in printed(paper, values)
        assert "cap jempol" not in printed(paper)


@pytest.mark.parametrize(
    ("channel", "words"), [("telepon", "melalui telepon"), ("daring", "secara daring, nomor SA-77")]
)
def test_a_report_from_afar_says_so_and_waits_for_the_signature(channel: str, words: str) -> None:
    number = {"nomor_masuk": "SA-77"} if channel == "daring" else {}
    text = printed("lp_b", reported(laporan={"saluran": channel, **number}))
    assert words in text
    assert "menandatangani laporan ini kemudian" in text


def test_special_needs_are_on_the_report() -> None:
    needs = {"perempuan": True, "disabilitas": True, "pendamping": "Ibu Sri", "juru_bahasa": "Retno, bahasa isyarat"}
    text = printed("lp_b", BURGLARY | {"kebutuhan": needs})
    assert "penyandang disabilitas; didampingi Ibu Sri; juru bahasa Retno, bahasa isyarat." in text


def test_who_was_told_before_is_in_the_statement() -> None:
    before = reported(kajian={"pernah_dilaporkan": "sudah", "tempat_lapor": "Polsek Donorojo"})
    assert "pernah saya laporkan: Polsek Donorojo" in printed("pernyataan", before)
    text = printed("pernyataan")
    assert "belum pernah saya laporkan" in text
    assert "Pasal 361" in text and "Pasal 437" in text


def test_the_report_is_signed_by_both_and_countersigned_even_before_anybody_set_who() -> None:
    text = printed("lp_b", signer=None)
    assert text.index("BAGUS PRASETYO") < text.index("Mengetahui, a.n. KEPALA KEPOLISIAN SEKTOR PUNUNG KA SPKT (")
    assert "Mengetahui, KEPALA KEPOLISIAN SEKTOR PUNUNG HARIYANTO, S.H." in printed("lp_b")
    assert "Mengetahui" not in printed("lp_b", officer=KAPOLSEK)
    for style in ("petugas", "an_kapolsek"):
        own = unit()
        own.values["lp_b"]["tanda_tangan"] = style
        assert "Mengetahui" not in printed("lp_b", unit=own)
        assert ("a.n. KEPALA" in printed("lp_b", unit=own)) is (style == "an_kapolsek")


def test_model_a_is_signed_by_the_member_who_found_it() -> None:
    text = printed("lp_a", {"petugas": {"nrp": "85040561"}, "kejadian": BURGLARY["kejadian"]})
    assert "Model: A" in text and "Model: B" in printed("lp_b")
    assert "YANG MELAPORKAN" not in text
    assert "DWI HARTONO" in text and OFFICER.name.upper() not in text
    assert "HARIYANTO, S.H." in text


def test_the_copies_of_a_set_say_whom_they_are_for() -> None:
    letter = render(plan(LP_B, LP_B.paper(), complete(LP_B, BURGLARY), labels=LP_B.paper().labels))
    text = pypdf_text(letter.pdf)
    assert [label for label in LP_B.paper().labels if f"Rangkap untuk: {label}" not in text] == []
    assert letter.pages == 8 * render(plan(LP_B, LP_B.paper(), complete(LP_B, BURGLARY))).pages


@pytest.mark.parametrize("paper", PAPERS)
def test_on_a4_in_times_it_is_printed_as_well(paper: str) -> None:
    form = PAPERS[paper]
    made = plan(form, form.paper(paper), extreme(form), unit=unit(surat_kertas="A4", surat_huruf="times"))
    assert render(made).paper == "A4"


@pytest.mark.parametrize("paper", PAPERS)
def test_it_costs_nothing_and_shows_no_gaps_of_ours(paper: str) -> None:
    text = printed(paper, short(PAPERS[paper]))
    assert "tidak dipungut biaya" in text
    assert "None" not in text and "undefined" not in text
    assert " ," not in text
