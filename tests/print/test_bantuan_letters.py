"""The papers on help and on feedback: what the citizen is told, and that nobody without a name is named."""

from __future__ import annotations

import re
from typing import Any

import pytest

from spkt_desktop.forms import FORMS, complete
from spkt_desktop.forms.form import Form
from spkt_desktop.forms.schema import Kind, rows_of
from spkt_desktop.print.letter import render
from spkt_desktop.records import Values
from tests.print.papers import extreme, plan
from tests.print.plans import pdftotext, solid, unit

pytestmark = pytest.mark.slow

BANTUAN, SARAN, TINDAK = FORMS["bantuan"], FORMS["saran"], FORMS["tindak_saran"]
_SHOWN_OTHERWISE = (Kind.CHOICE, Kind.DATE, Kind.TIME, Kind.FLAG, Kind.OFFICER)

RENTAL: Values = {
    "permintaan": {
        "jenis": "Pengambilan kendaraan sewa/rental",
        "uraian": "Pemohon meminta didampingi mengambil mobil sewaan yang tidak dikembalikan penyewa.",
        "tempat": "Rest area Tol Sumberjati", "penguasa": "Penyewa", "nomor_polisi": "A 1234 XY", "merek": "Honda Brio",
        "bahaya": True, "saluran": "Datang langsung", "diterima_tanggal": "2026-02-15", "diterima_jam": "03:10",
    },
    "pemohon": {"nama": "Agus Wibowo", "alamat": "Desa Wonodadi"},
    "surat": [{"surat": "BPKB", "ditunjukkan": False, "catatan": "tertinggal di rumah"}],
    "putusan": {
        "putusan": "ditolak", "alasan": "Surat kepemilikan tidak dapat ditunjukkan.", "pemutus": "79070334",
        "arahan": "Membuat laporan polisi tentang penggelapan.", "jam": "03:25",
    },
}  # fmt: skip


def printed(form: Form, paper: str, values: Values, **settings: Any) -> str:
    """The text of a paper, with single spaces."""
    made = plan(form, form.paper(paper), complete(form, values), unit=unit(**settings))
    return " ".join(pdftotext(render(made).pdf).split())


def test_a_refusal_is_handed_out_with_reason_decider_and_way_on() -> None:
    text = printed(BANTUAN, "tanda_bantuan", RENTAL)
    for said in (
        "Agus Wibowo", "Minggu tanggal 15 Februari 2026, pukul 03.10 WIB", "DITOLAK", "BPKB: tidak ditunjukkan",
        "Surat kepemilikan tidak dapat ditunjukkan.", "AKP Hariyanto, S.H., NRP 79070334, Kapolsek Punung",
        "Membuat laporan polisi tentang penggelapan.", "Diputuskan pukul", "03.25 WIB", "Propam", "110",
        "tidak dipungut biaya",
    ):  # fmt: skip
        assert said in text


def test_the_sheet_for_the_archive_says_which_papers_were_seen_and_the_danger() -> None:
    text = printed(BANTUAN, "bantuan", RENTAL)
    for said in (
        "BPKB: TIDAK ditunjukkan (tertinggal di rumah)", "ADA ancaman", "A 1234 XY", "Undang-Undang Nomor 2 Tahun 2002",
    ):  # fmt: skip
        assert said in text


def test_granted_help_says_who_comes_and_who_decided() -> None:
    granted = {
        "putusan": {"putusan": "dikabulkan"}, "petugas": [{"petugas": "85040561", "sebagai": "pimpinan"}],
        "pelaksanaan": {"satuan": "Piket Samapta", "kendaraan": "Mobil patroli", "berangkat": "03:30"},
    }  # fmt: skip
    text = printed(BANTUAN, "tanda_bantuan", RENTAL | granted)
    for said in (
        "DIKABULKAN", "Bripka Bagus Prasetyo, NRP 87020875", "Aipda Dwi Hartono", "(pimpinan)", "Piket Samapta",
        "Mobil patroli", "03.30 WIB",
    ):  # fmt: skip
        assert said in text
    assert "Propam" not in text


def test_the_sentence_on_objections_is_the_units_own() -> None:
    made = plan(BANTUAN, BANTUAN.paper("tanda_bantuan"), complete(BANTUAN, RENTAL))
    made.unit.values["tanda_bantuan"]["keberatan"] = "Silakan menghadap Kasi Propam."
    assert "Silakan menghadap Kasi Propam." in " ".join(pdftotext(render(made).pdf).split())


@pytest.mark.parametrize("gaya", ["petugas", "an_kapolsek", "mengetahui", "pejabat"])
def test_nobody_without_a_name_is_named_or_signs(gaya: str) -> None:
    values: Values = {"pengirim": {"cara": "anonim", "dibalas": True}, "masukan": {"jenis": "Keluhan", "isi": "Lama."}}
    made = plan(SARAN, SARAN.paper(), complete(SARAN, values))
    made.unit.values["saran"]["tanda_tangan"] = gaya
    text = " ".join(pdftotext(render(made).pdf).split())
    assert "Anonim (tanpa nama)" in text
    assert "dapat diambil di SPKT" in text
    assert "Pengirim," not in text
    assert ("HARIYANTO" in text) is (gaya in ("mengetahui", "pejabat"))
    assert ("BAGUS PRASETYO" in text) is (gaya != "pejabat")


def test_the_receipt_promises_a_day() -> None:
    values: Values = {
        "pengirim": {"cara": "bernama", "nama": "Siti Rahayu"},
        "masukan": {"jenis": "Saran", "isi": "A."},
    }
    made = plan(SARAN, SARAN.paper(), complete(SARAN, values))
    assert "14 (empat belas) hari, yaitu sampai dengan tanggal 2 Maret 2026" in " ".join(
        pdftotext(render(made).pdf).split()
    )
    made.unit.values["saran"]["janji_hari"] = 7
    text = " ".join(pdftotext(render(made).pdf).split())
    assert "7 (tujuh) hari, yaitu sampai dengan tanggal 23 Februari 2026" in text
    assert "SITI RAHAYU" in text


def test_an_answer_says_whether_the_matter_is_closed() -> None:
    values: Values = {"tindakan": {"petugas": "85040561", "tindakan": "Kursi ditambah."}}
    assert "Masih ditindaklanjuti" in printed(TINDAK, "tindak_saran", values)
    closed = printed(TINDAK, "tindak_saran", {"tindakan": values["tindakan"] | {"selesai": True}})
    assert "Selesai" in closed
    assert "anonim" in closed
    assert "Aipda Dwi Hartono, NRP 85040561, Kanit Reskrim" in closed


@pytest.mark.parametrize("name", ["bantuan", "hasil_bantuan", "saran", "tindak_saran"])
@pytest.mark.parametrize("shape", [{}, {"surat_kertas": "A4", "surat_huruf": "times"}])
def test_every_value_is_on_the_paper_however_long(name: str, shape: dict[str, str]) -> None:
    form, values = FORMS[name], extreme(FORMS[name])
    made = plan(form, form.paper(), values, unit=unit(**shape))
    heads = rf"Halaman \d+ dari \d+|(?<=\f)Nomor: {re.escape(made.number)}"
    found = solid(re.sub(heads, "", pdftotext(render(made).pdf)))
    for section in form.sections:
        for row in rows_of(section, values):
            for field in section.fields:
                if field.kind not in _SHOWN_OTHERWISE and field.name in row:
                    for line in str(row[field.name]).splitlines():
                        assert solid(line) in found, (section.name, field.name)


@pytest.mark.parametrize("name", ["bantuan", "hasil_bantuan", "saran", "tindak_saran"])
def test_a_form_that_is_hardly_begun_has_its_preview(name: str) -> None:
    form = FORMS[name]
    begun: dict[str, Any] = {
        "permintaan": {"tanggal": "2026-1", "jam": "25"}, "orang": [{}], "surat": [{}], "petugas": [{}],
        "putusan": {"pemutus": "1"}, "tindakan": {"petugas": "123"}, "masukan": {"tanggal": "x"},
    }  # fmt: skip
    for values in ({}, begun):
        shown = {one.name: values.get(one.name, [] if one.repeats else {}) for one in form.sections}
        for paper in form.papers:
            draft = plan(form, paper, shown, draft=True, number="", about=None, staff={})
            assert "PRATINJAU" in pdftotext(render(draft).pdf)
