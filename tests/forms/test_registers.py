"""The register books: every record has a row, void ones keep theirs, protected ones tell nothing, and nothing fails."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spkt_desktop.books import COVERED
from spkt_desktop.dates import zone
from spkt_desktop.forms import FORMS, SETTINGS, complete, entry, sample
from spkt_desktop.forms.registers import BOOKS, Around, Book, all_books, book_of
from spkt_desktop.records import Context, Number, Record, Values
from tests.forms.strategies import JSON_LIKE, nearly

UNIT = complete(SETTINGS["unit"], sample(SETTINGS["unit"]))
OFFICER = "87020875"
EVERY = all_books(FORMS)
BOOK = {form: one for one in EVERY for form in one.forms}
CHILD = {"nama": "Melati Kusumawardani", "tanggal_lahir": "2015-04-01", "alamat": "Dusun Rahasia", "identitas": "KTP"}


def made(form: str, values: Values | None = None, **changes: Any) -> Record:
    """A registered record; a protected one is covered as lists have it."""
    held = sample(FORMS[form]) if values is None else values
    protected = bool(changes.get("protection"))
    told = entry(FORMS[form], held, protected)
    record = Record(
        id=f"r-{form}", form=form, form_version=1, number=Number(form, 2026, 7, f"{form.upper()}/7/XI/2026"),
        registered_at="2026-11-21T01:40:00+00:00", officer=OFFICER, values={} if protected else held,
        context=Context("v-1", "", {}, {}, {}), who=told.who, what=told.what, destination="Reskrim",
    )  # fmt: skip
    return replace(record, **changes)


def around(*after: Record, **known: Record) -> Around:
    return Around(
        names={OFFICER: "Bripka Bagus Prasetyo"}, after=lambda _: after, parent=known.get, zone=zone("WIB"), unit=UNIT
    )


def cells(record: Record, *after: Record, **known: Record) -> dict[str, str]:
    one = BOOK[record.form]
    row = one.row(record, around(*after, **known))
    assert len(row) == len(one.columns)
    return dict(zip((column.title for column in one.columns), row, strict=True))


def test_every_form_has_its_book_and_no_record_stands_in_two() -> None:
    listed = [form for one in EVERY for form in one.forms]
    assert sorted(listed) == sorted(FORMS)
    assert len({one.name for one in EVERY}) == len({one.title for one in EVERY}) == len(EVERY)
    for one in EVERY:
        titles = [column.title for column in one.columns]
        assert len(set(titles)) == len(titles)
        assert {"No", "Nomor", "Waktu", "Ket"} <= set(titles)
    assert EVERY[: len(BOOKS)] == BOOKS


def test_a_new_form_needs_nothing_for_its_book() -> None:
    form = replace(FORMS["sktlk"], name="pinjam", title="Peminjaman aula")
    *_, last = all_books({**FORMS, "pinjam": form})
    assert (last.name, last.title, last.forms) == ("pinjam", "Register peminjaman aula", ("pinjam",))
    assert [column.title for column in last.columns] == [
        "No", "Nomor", "Waktu", "Nama", "Perihal", "Petugas", "Tujuan", "Ket",
    ]  # fmt: skip
    assert last.row(made("sktlk"), around()) == book_of(form).row(made("sktlk"), around())
    assert all_books({"sktlk": FORMS["sktlk"]})[0].name == "sktlk" and len(all_books({"sktlk": FORMS["sktlk"]})) == 1


def test_a_police_report_fills_its_line() -> None:
    reporter = sample(FORMS["lp_b"])["pelapor"] | {
        "kedudukan": "korban", "nama": "Siti Aminah", "tanggal_lahir": "1990-02-05", "alamat": "Dusun Krajan",
    }  # fmt: skip
    values = sample(FORMS["lp_b"]) | {
        "pelapor": reporter,
        "kejadian": {"apa": "Pencurian", "tanggal": "2026-11-20", "jam": "22:15", "tempat": "Halaman rumah",
                     "desa": "Mantren", "uraian": "Pelapor memarkir sepeda motor. " * 20},
        "korban": [{"nama": "Rudi Hidayat", "umur": 40}],
        "terlapor": [], "saksi": [{"nama": "Joko"}, {"nama": "Eko"}],
        "barang_bukti": [{"nama": "BPKB", "jumlah": 1, "satuan": "buku"}],
        "pasal": [{"pasal": "Pasal 476 KUHP"}],
        "kerugian": [{"uraian": "Sepeda motor", "nilai": 15_000_000}, {"uraian": "Helm", "nilai": 250_000}],
    }  # fmt: skip
    assert cells(made("lp_b", values, numbers={"sttlp": "STTLP/7"}, attention=True)) == {
        "No": "B/7", "Nomor": "LP_B/7/XI/2026", "Waktu": "21-11-2026 08.40",
        "Pelapor": "Siti Aminah, 36 th, Dusun Krajan",
        "Waktu dan tempat kejadian": "20-11-2026 22.15, Halaman rumah, Mantren",
        "Peristiwa/pasal": "Pencurian; Pasal 476 KUHP", "Korban": "pelapor sendiri; Rudi Hidayat, 40 th",
        "Terlapor": "Dalam lidik", "Saksi": "Joko; Eko", "Barang bukti": "1 buku BPKB",
        "Uraian singkat": ("Pelapor memarkir sepeda motor. " * 7)[:201].rsplit(" ", 1)[0] + " …",
        "Kerugian": "Rp15.250.000; Sepeda motor; Helm", "Petugas": "Bripka Bagus Prasetyo", "Tujuan": "Reskrim",
        "Nomor tanda terima": "STTLP/7", "Ket": "ATENSI",
    }  # fmt: skip
    assert cells(made("lp_a", {"petugas": {"nrp": OFFICER}, "terlapor": [{"nama": "Bayu"}]}))["Pelapor"] == (
        "Bripka Bagus Prasetyo"
    )


def test_a_loss_letter_ends_when_it_said_though_the_unit_has_changed_since() -> None:
    record = made("sktlk")
    assert cells(record)["Berlaku sampai"] == "05-12-2026"
    then = replace(around(), unit_of=lambda version: {"sktlk": {"masa_berlaku": 30}} if version == "v-1" else {})
    row = dict(zip((c.title for c in BOOK["sktlk"].columns), BOOK["sktlk"].row(record, then), strict=True))
    assert row["Berlaku sampai"] == "21-12-2026"


def test_a_book_tells_what_came_after() -> None:
    result = made("hasil_visum", {"hasil": {"nomor": "VER/12"}, "penyerahan": {"tanggal": "2026-11-25"}})
    void = replace(made("hasil_visum", {"hasil": {"nomor": "VER/11"}}), status="batal")
    found = cells(made("visum"), void, result)
    assert (found["Nomor visum"], found["Hasil diterima"]) == ("VER/12", "25-11-2026")
    done = made("tindak_saran", {"tindakan": {"tanggal": "2026-11-23", "tindakan": "Kursi ditambah", "selesai": True}})
    assert cells(made("saran"), done)["Tindak lanjut"] == "23-11-2026: Kursi ditambah"
    assert cells(made("saran"), done)["Keadaan"] == "Selesai"
    assert cells(made("saran"))["Keadaan"] == "Belum selesai"
    assert cells(made("pengaduan"), made("pencabutan"))["Ket"] == "Dicabut PENCABUTAN/7/XI/2026"
    came = made("hasil_bantuan", {"pelaksanaan": {"hasil": "Jalan dibuka kembali"}})
    assert "Jalan dibuka kembali" in cells(made("bantuan"), came)["Hasil"]


def test_a_handover_tells_what_is_wanting() -> None:
    values = sample(FORMS["serah_terima"]) | {
        "inventaris": [{"nama": "HT", "keadaan": "Rusak"}, {"nama": "Borgol", "keadaan": "Baik"}],
        "hadir_baru": [{"petugas": OFFICER, "keadaan": "Hadir"}, {"petugas": "1", "keadaan": "Sakit"}],
        "tahanan": {"laki_laki": 2, "perempuan": 0, "anak": 1},
    }  # fmt: skip
    found = cells(made("serah_terima", values))
    assert (found["Inventaris"], found["Hadir"], found["Tahanan"]) == ("HT rusak", "1 dari 2", "2 L, 1 anak")
    whole = cells(made("serah_terima", values | {"inventaris": [{"nama": "HT"}], "tahanan": {}}))
    assert (whole["Inventaris"], whole["Tahanan"]) == ("1 lengkap dan baik", "Nihil")


@pytest.mark.parametrize("form", FORMS)
def test_a_void_or_replaced_record_keeps_its_row_with_the_reason(form: str) -> None:
    void = cells(made(form, status="batal", reason="Salah tulis nama"))
    assert void["Nomor"] and void["Ket"].startswith("Batal: Salah tulis nama")
    newer = replace(made(form), number=Number(form, 2026, 8, "BARU/8"))
    gone = cells(made(form, status="diganti", reason="Alamat", replaced_by="x"), x=newer)
    assert gone["Ket"].startswith("Diganti dengan BARU/8: Alamat")
    assert "Pengganti BARU/8" in cells(made(form, replaces="x"), x=newer)["Ket"]
    assert "Mengikuti BARU/8" in cells(made(form, about="x"), x=newer)["Ket"]


@pytest.mark.parametrize("form", [name for name, form in FORMS.items() if form.case])
def test_of_a_protected_case_only_what_tells_nobody_is_shown(form: str) -> None:
    section = next(one for one in FORMS[form].sections if one.person)
    held = sample(FORMS[form]) | {section.name: [CHILD] if section.repeats else CHILD}
    record = made(form, held, protection=("anak",), status="batal", reason="", about="x")
    found = cells(record, x=made("informasi"))
    assert {title for title, text in found.items() if text} <= {
        "No", "Nomor", "Waktu", "Petugas", "Tujuan", "Ket", *(t for t, text in found.items() if text == COVERED),
        *(t for t, text in found.items() if text == record.who),
    }  # fmt: skip
    assert COVERED in found.values()
    assert found["Ket"] == "Batal" and found["Petugas"] == "Bripka Bagus Prasetyo" and found["Tujuan"] == "Reskrim"
    assert not any(word in text for text in found.values() for word in ("Melati", "Kusumawardani", "Rahasia"))


def test_a_protected_report_of_an_officer_names_nobody_as_its_reporter() -> None:
    found = cells(made("lp_a", sample(FORMS["lp_a"]) | {"terlapor": [CHILD]}, protection=("anak",)))
    assert (found["Pelapor"], found["Terlapor"]) == ("", "M.K.")
    found = cells(made("lp_b", sample(FORMS["lp_b"]) | {"pelapor": CHILD}, protection=("anak",)))
    assert (found["Pelapor"], found["Terlapor"]) == ("M.K.", "")


@pytest.mark.parametrize("form", FORMS)
def test_a_record_that_only_a_newer_program_understands_has_its_row(form: str) -> None:
    found = cells(made(form, {}, who="Siti Aminah", what="Perkara"))
    assert found["Nomor"] and found["Waktu"] == "21-11-2026 08.40"
    assert {"Siti Aminah", "Perkara"} & set(found.values())


@settings(deadline=None, max_examples=300, derandomize=True, database=None)
@given(st.data())
def test_no_values_make_a_row_fail(data: st.DataObject) -> None:
    one: Book = data.draw(st.sampled_from(EVERY))
    name = data.draw(st.sampled_from(one.forms))
    odd = st.fixed_dictionaries({}, optional={section.name: JSON_LIKE for section in FORMS[name].sections})
    record = replace(made(name, {}), values=data.draw(odd | nearly(FORMS[name])))
    row = one.row(record, around(replace(record, form=data.draw(st.sampled_from(list(FORMS))))))
    assert all(isinstance(text, str) for text in row)
    assert datetime.fromisoformat(record.registered_at)
