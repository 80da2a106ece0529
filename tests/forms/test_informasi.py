"""Information and complaints that are no crime: assessed, advised, and sent where help is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from spkt_desktop.forms import FORMS, Known, check, sample
from spkt_desktop.forms.routing import destination
from spkt_desktop.records import Values

INFORMASI = FORMS["informasi"]


def warned(values: Values, known: Known) -> set[tuple[str, str]]:
    return {(p.section, p.field) for p in check(INFORMASI, values, known).warnings}


def told(known: Known, **parts: Any) -> Values:
    values = sample(INFORMASI, today=known.now.date())
    for name, part in parts.items():
        values[name] = part if isinstance(part, list) else values[name] | part
    return values


@pytest.mark.parametrize("kind", ["perdata", "utang", "keluarga", "tetangga", "tanah", "kerja", "pelayanan", "lain"])
def test_nobody_with_a_complaint_goes_home_without_a_reason_and_a_place(kind: str, known: Known) -> None:
    values = told(known, perihal={"jenis": kind}, rujukan=[], penilaian={"alasan": None})
    assert warned(values, known) == {("penilaian", "alasan"), ("rujukan", "kepada")}
    assert check(INFORMASI, values, known).problems == ()


def test_information_needs_neither(known: Known) -> None:
    assert warned(told(known, perihal={"jenis": "informasi"}, rujukan=[], penilaian={"alasan": None}), known) == set()


def test_advice_is_required(known: Known) -> None:
    problems = check(INFORMASI, told(known, nasihat={"nasihat": None}), known).problems
    assert [(p.section, p.field) for p in problems] == [("nasihat", "nasihat")]


def test_what_may_be_a_crime_is_pointed_to_a_report(known: Known) -> None:
    assert ("penilaian", "hasil") in warned(told(known, penilaian={"hasil": "Perlu penyelidikan Reskrim"}), known)


def test_an_event_that_was_not_asked_for_is_not_doubted(known: Known) -> None:
    values = told(known) | {"kejadian": {}}
    assert warned(values, known) == set()


def test_it_goes_to_binmas_unless_the_officer_sends_it_elsewhere(known: Known) -> None:
    values = told(known)
    assert destination(INFORMASI, values, known, ()) == "Binmas"
    values["penilaian"]["diteruskan"] = "Reskrim"
    assert destination(INFORMASI, values, known, ()) == "Reskrim"
    station = replace(known, unit={"kesatuan": {"penyidikan": False}})
    assert destination(INFORMASI, values, station, ()) == "Polres"


def test_a_child_in_it_protects_it(known: Known) -> None:
    child = [{"nama": "Rizky", "umur": 12}]
    assert check(INFORMASI, told(known, pihak=child), known).protection == ("anak",)
