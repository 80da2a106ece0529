"""Samples are valid, varied where asked, and agree with the JSON Schema of their form."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spkt_desktop.forms import FORMS, SETTINGS, Known, check, json_schema, sample
from tests.forms.breaches import breaches

ALL = {**FORMS, **SETTINGS}


@pytest.mark.parametrize("name", ALL)
def test_a_sample_is_always_the_same_and_passes_without_a_word(name: str, known: Known) -> None:
    values, again = (sample(ALL[name], today=known.now.date()) for _ in range(2))
    checked = check(ALL[name], values, known)
    assert (checked.values, checked.problems, checked.warnings) == (again, (), ())


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(sorted(ALL)), st.integers(0, 10**6))
def test_any_sample_passes_and_fits_its_schema(known: Known, name: str, seed: int) -> None:
    values = sample(ALL[name], Random(seed), known.now.date())
    checked = check(ALL[name], values, known)
    assert (checked.values, checked.problems, checked.warnings) == (values, (), ())
    assert list(breaches(json_schema(ALL[name]), values)) == []


def test_a_hundred_samples_are_a_hundred_people() -> None:
    random = Random(1)
    people = [sample(FORMS["sktlk"], random)["pelapor"] for _ in range(100)]
    assert len({person["nik"] for person in people}) == 100
    assert len({person["nama"] for person in people}) > 60


@pytest.mark.parametrize("name", ALL)
def test_a_schema_is_plain_json_of_the_current_draft(name: str) -> None:
    schema = json_schema(ALL[name])
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize("name", ALL)
def test_what_a_schema_lets_in_the_check_lets_in_where_fields_are_missing(name: str, known: Known) -> None:
    form, schema = ALL[name], json_schema(ALL[name])
    for section in form.sections:
        for field in section.fields:
            values = sample(form)
            part = values[section.name]
            if part == []:  # nobody and nothing there in the sample: no row that could lack a field
                continue
            row = part[0] if section.repeats else part
            row.pop(field.name, None)
            assert bool(list(breaches(schema, values))) is field.required
            assert field.required is any("wajib" in p.message for p in check(form, values, known).problems)
