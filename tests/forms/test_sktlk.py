"""The doubts of the loss certificate, the goods it knows and what the register keeps of it."""

from __future__ import annotations

from typing import Any

import pytest

from spkt_desktop.forms import FORMS, Known, check, complete, entry, fold, sample
from spkt_desktop.forms.goods import GOODS, LOST_GOODS
from spkt_desktop.forms.persons import IDENTITIES, identity

SKTLK = FORMS["sktlk"]


def warned(values: Any, known: Known) -> dict[tuple[str, int, str], str]:
    return {(p.section, p.index, p.field): p.message for p in check(SKTLK, values, known).warnings}


def test_the_least_that_makes_a_letter_is_only_doubted(known: Known) -> None:
    checked = check(SKTLK, {"pelapor": {"nama": "Budi", "alamat": "Desa X"}, "barang": [{"jenis": "KTP"}]}, known)
    assert checked.problems == ()
    assert {(p.section, p.field) for p in checked.warnings} == {
        ("pelapor", "nik"), ("pelapor", "tanggal_lahir"), ("pelapor", "jenis_kelamin"), ("kejadian", "tanggal"),
        ("kejadian", "tempat"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "story",
    [
        "HP saya dicuri",
        "Dijambret orang",
        "dicopet di bus",
        "Tas dirampas",
        "saya kemalingan",
        "korban pencurian",
        "ada yang mencuri",
        "akibat penjambretan",
    ],
)
def test_a_story_of_theft_is_pointed_to_the_other_paper(story: str, known: Known) -> None:
    values = sample(SKTLK)
    values["kejadian"]["keterangan"] = story
    assert "LP model B" in warned(values, known)["kejadian", 0, "keterangan"]


@pytest.mark.parametrize(
    "story", ["Dompet tercecer di pasar", "Tertinggal di bus ke Malingping", "sudah mencari", "diduga jatuh"]
)
def test_other_stories_are_not(story: str, known: Known) -> None:
    values = sample(SKTLK)
    values["kejadian"]["keterangan"] = story
    assert warned(values, known) == {}


@pytest.mark.parametrize(("born", "said"), [("1906-11-22", False), ("1905-11-23", False), ("1905-11-22", True)])
def test_older_than_120_is_doubted(born: str, said: bool, known: Known) -> None:
    values = sample(SKTLK)
    values["pelapor"] = {
        "identitas": "Paspor",
        "nomor_identitas": "A1",
        "nama": "A",
        "alamat": "B",
        "jenis_kelamin": "L",
        "tanggal_lahir": born,
    }
    assert bool(warned(values, known)) is said


def test_a_nik_that_differs_from_the_typed_birth_and_sex_is_doubted(known: Known) -> None:
    values = sample(SKTLK)
    person = values["pelapor"]
    person["tanggal_lahir"], person["jenis_kelamin"] = "1999-09-09", "P" if person["jenis_kelamin"] == "L" else "L"
    assert set(warned(values, known)) == {("pelapor", 0, "tanggal_lahir"), ("pelapor", 0, "jenis_kelamin")}


def test_an_hour_that_is_still_to_come_is_doubted(known: Known) -> None:
    values = sample(SKTLK)
    values["kejadian"] |= {"tanggal": "2026-11-22", "jam": "09:31"}
    assert warned(values, known) == {("kejadian", 0, "jam"): "Jam kejadian masih akan datang. Periksa kembali."}


@pytest.mark.parametrize("kind", ["BPKB", "Sertifikat tanah"])
def test_goods_that_are_referred_say_so(kind: str, known: Known) -> None:
    assert "Satreskrim" in warned(sample(SKTLK) | {"barang": [{"jenis": kind}]}, known)["barang", 0, "jenis"]


@pytest.mark.parametrize("kind", GOODS)
def test_every_kind_of_goods_asks_only_what_the_section_has(kind: str, known: Known) -> None:
    variant, names = GOODS[kind], {field.name for field in LOST_GOODS.fields}
    assert set(variant.fields) | set(variant.labels) | set(variant.defaults) <= names
    assert set(variant.labels) <= set(variant.fields)
    row = complete(SKTLK, {"barang": [{"jenis": kind}]})["barang"][0]
    assert row == {"jenis": kind, "jumlah": 1, "satuan": row["satuan"]}
    assert check(SKTLK, sample(SKTLK) | {"barang": [row]}, known).problems == ()


def test_the_number_of_a_ktp_is_its_nik() -> None:
    assert LOST_GOODS.label("nomor", {"jenis": "KTP"}) == "NIK pada KTP"
    assert LOST_GOODS.label("nomor", {"jenis": "Gamelan"}) == "Nomor"


@pytest.mark.parametrize("shown", IDENTITIES)
def test_every_identity_asks_only_what_the_section_has(shown: str) -> None:
    section = identity("saksi", "Saksi", repeats=True)
    assert set(IDENTITIES[shown].fields) <= {field.name for field in section.fields}
    assert {"nama", "alamat"} <= {field.name for field in section.asked({"identitas": shown})}


def test_the_register_finds_it_by_person_thing_and_folded_number() -> None:
    values = sample(SKTLK)
    values["barang"] = [
        {"jenis": "STNK", "nomor_polisi": "AE 1234-xy", "merek": "Honda"},
        {"jenis": "Kunci"},
        {"jenis": "Kunci"},
    ]
    found = entry(SKTLK, values)
    assert (found.who, found.what) == (values["pelapor"]["nama"], "STNK, Kunci")
    assert found.things == (("nomor_polisi", "AE1234XY"),)
    for text in (values["pelapor"]["nik"], "AE 1234-xy", "AE1234XY", "Honda", values["kejadian"]["tempat"]):
        assert text in found.text
    assert [(p.name, p.nik, p.born) for p in found.persons] == [
        (values["pelapor"]["nama"], values["pelapor"]["nik"], values["pelapor"]["tanggal_lahir"])
    ]
    assert found.persons[0].values == values["pelapor"]


def things(*goods: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return entry(SKTLK, {"barang": list(goods)}).things


def test_a_general_number_says_nothing_of_another_kind_of_goods() -> None:
    number = "3501054502900003"
    assert things({"jenis": "KTP", "nomor": number}, {"jenis": "NPWP", "nomor": number}) == (
        ("KTP/nomor", number), ("NPWP/nomor", number),
    )  # fmt: skip
    assert things({"jenis": "Surat gadai", "nomor": number}) == things({"jenis": "SURAT GADAI", "nomor": number})


def test_a_vehicle_is_the_same_in_whatever_paper_it_is_named() -> None:
    registration, plate = {"jenis": "STNK", "nomor_polisi": "AE 1 X"}, {"jenis": "Pelat nomor", "nomor_polisi": "AE1X"}
    assert things(registration) == things(plate)


@pytest.mark.parametrize(("number", "known"), [("4321", False), ("12-345", False), ("123-456", True)])
def test_a_short_general_number_is_no_identity_but_is_searched_for(number: str, known: bool) -> None:
    values = {"barang": [{"jenis": "Kartu kredit", "nomor": number}]}
    assert bool(entry(SKTLK, values).things) is known
    assert {number, fold(number)} <= set(entry(SKTLK, values).text.split())


def test_numbers_fold_to_upper_case_letters_and_digits() -> None:
    assert fold(" ae 12.34-xy ") == "AE1234XY"


def test_an_empty_form_has_an_empty_entry() -> None:
    assert entry(SKTLK, {}) == entry(SKTLK, {"pelapor": {}, "barang": [], "kejadian": {}})
    assert entry(SKTLK, {}).who == ""
