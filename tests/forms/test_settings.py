"""The settings of the unit and the particulars of an officer."""

from __future__ import annotations

import pytest

from spkt_desktop.errors import Problem
from spkt_desktop.forms import RANKS, SETTINGS, Known, check, complete, sample
from spkt_desktop.forms.sktlk import FALSE_STATEMENT
from spkt_desktop.numbers import PLACEHOLDERS
from spkt_desktop.records import Values

UNIT, OFFICER = SETTINGS["unit"], SETTINGS["officer"]


def numbered(template: str) -> Values:
    values = sample(UNIT)
    values["nomor"][0]["format"] = template
    return values


def places(found: tuple[Problem, ...]) -> set[tuple[str, int, str]]:
    return {(p.section, p.index, p.field) for p in found}


@pytest.mark.parametrize(
    "template",
    ["{nomor}", "{tahun}", "SKTLK", "{nomor}/{tahun}/{hari}", "{nomor}/{tahun}/{nomor.x}", "{nomor}/{tahun}/{",
     "{nomor}/{tahun}}", "{{nomor}}/{tahun}", "{nomor}/{tahun}/{}"],
)  # fmt: skip
def test_a_number_template_that_cannot_be_written_is_a_problem(template: str, known: Known) -> None:
    assert places(check(UNIT, numbered(template), known).problems) == {("nomor", 0, "format")}


def test_whatever_a_template_may_take_must_be_filled_in(known: Known) -> None:
    values = numbered("".join(f"{{{name}}}" for name in PLACEHOLDERS))
    assert check(UNIT, values, known).problems == ()
    for name in ("kode", "polsek", "polres", "polda"):
        del values["kesatuan"][name]
    assert places(check(UNIT, values, known).problems) == {
        ("kesatuan", 0, "kode"), ("kesatuan", 0, "polsek"), ("kesatuan", 0, "polres"), ("kesatuan", 0, "polda")
    }  # fmt: skip


def test_one_paper_has_one_number_template(known: Known) -> None:
    values = sample(UNIT)
    values["nomor"] *= 2
    assert places(check(UNIT, values, known).problems) == {("nomor", 1, "surat")}


def test_papers_that_count_apart_and_look_the_same_are_doubted(known: Known) -> None:
    row = sample(UNIT)["nomor"][0]
    twins = [{**row, "surat": "lp_a"}, {**row, "surat": "lp_b"}]
    found = check(UNIT, {**sample(UNIT), "nomor": twins}, known)
    assert ("nomor", 1, "format") in places(found.warnings) and found.problems == ()
    together = [{**twins[0], "bersama": "lp_b"}, twins[1]]
    assert ("nomor", 1, "format") not in places(check(UNIT, {**sample(UNIT), "nomor": together}, known).warnings)


@pytest.mark.parametrize("second", ["lp_a", "pengaduan"])
def test_a_sequence_is_shared_only_with_one_that_stands_alone(second: str, known: Known) -> None:
    row = sample(UNIT)["nomor"][0]
    chain = [{**row, "surat": "lp_a", "bersama": "lp_b"}, {**row, "surat": "lp_b", "bersama": second}]
    assert ("nomor", 0, "bersama") in places(check(UNIT, {**sample(UNIT), "nomor": chain}, known).problems)
    itself = [chain[0], {**chain[1], "bersama": "lp_b"}]
    assert check(UNIT, {**sample(UNIT), "nomor": itself}, known).problems == ()


@pytest.mark.parametrize(("days", "taken"), [(0, False), (1, True), (365, True), (366, False)])
def test_a_letter_is_valid_for_a_day_to_a_year(days: int, taken: bool, known: Known) -> None:
    values = sample(UNIT)
    values["sktlk"]["masa_berlaku"] = days
    assert (check(UNIT, values, known).problems == ()) is taken


def test_whoever_signs_below_mengetahui_must_be_named(known: Known) -> None:
    values = sample(UNIT)
    values["sktlk"]["tanda_tangan"] = "mengetahui"
    assert places(check(UNIT, values, known).problems) == {("sktlk", 0, "mengetahui")}
    values["sktlk"]["mengetahui"] = "75010001"
    assert check(UNIT, values, known).problems == ()
    values["sktlk"]["mengetahui"] = "7501"
    assert places(check(UNIT, values, known).problems) == {("sktlk", 0, "mengetahui")}


def test_a_letterhead_wider_or_longer_than_the_rule_is_doubted(known: Known) -> None:
    values = sample(UNIT)
    values["kop"] = [{"baris": "K" * 41}, {"baris": "K" * 42}, {"baris": "K"}, {"baris": "K"}]
    checked = check(UNIT, values, known)
    assert checked.problems == ()
    assert places(checked.warnings) == {("kop", 1, "baris"), ("kop", 3, "baris")}


def test_defaults_are_fourteen_days_and_a_sentence_without_an_article() -> None:
    letter = complete(UNIT, {})["sktlk"]
    assert letter["masa_berlaku"] == 14
    assert letter["kalimat_palsu"] == FALSE_STATEMENT
    assert not any(character.isdigit() for character in FALSE_STATEMENT)
    assert "pasal" not in FALSE_STATEMENT.lower()


@pytest.mark.parametrize(
    ("number", "taken"), [("82090592", True), ("198209052006041001", True), ("8209059", False), ("8209059x", False)]
)
def test_an_officer_has_8_digits_and_a_civil_servant_18(number: str, taken: bool, known: Known) -> None:
    values = sample(OFFICER)
    values["petugas"]["nrp"] = number
    assert (check(OFFICER, values, known).problems == ()) is taken


def test_an_nrp_with_a_thirteenth_month_is_doubted(known: Known) -> None:
    values = sample(OFFICER)
    values["petugas"]["nrp"] = "82139999"
    checked = check(OFFICER, values, known)
    assert checked.problems == ()
    assert places(checked.warnings) == {("petugas", 0, "nrp")}


def test_every_rank_may_be_chosen(known: Known) -> None:
    for rank in RANKS:
        assert check(OFFICER, {"petugas": sample(OFFICER)["petugas"] | {"pangkat": rank}}, known).problems == ()
    assert RANKS["Bripka"] == "Brigadir Polisi Kepala"


def test_completing_keeps_what_is_filled_in(known: Known) -> None:
    values = {"petugas": {"nama": "Budi", "aktif": False, "regu": ""}}
    assert complete(OFFICER, values)["petugas"] == {
        "nama": "Budi", "aktif": False, "peran": "petugas", "penyidik": "tidak", "ppa": False,
    }  # fmt: skip
