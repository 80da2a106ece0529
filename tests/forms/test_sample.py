"""Samples are valid, varied where asked, and agree with the JSON Schema of their form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spkt_desktop.forms import FORMS, SETTINGS, check, json_schema, sample

ALL = {**FORMS, **SETTINGS}


def breaches(schema: dict[str, Any], value: Any, path: Any = "$") -> Iterator[str]:
    """Where a value breaks a schema, for the keywords that our schemas use."""
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool}
    kind = schema.get("type")
    if kind == "integer":
        if type(value) is not int or not schema["minimum"] <= value <= schema["maximum"]:
            yield path
    elif kind and not isinstance(value, kinds[kind]):
        yield path
    elif kind == "object":
        yield from (f"{path}.{name}" for name in schema.get("required", ()) if name not in value)
        for name, inner in value.items():
            if name in schema["properties"]:
                yield from breaches(schema["properties"][name], inner, f"{path}.{name}")
            else:
                yield f"{path}.{name}"
    elif kind == "array":
        if not schema["minItems"] <= len(value) <= schema["maxItems"]:
            yield path
        for index, inner in enumerate(value):
            yield from breaches(schema["items"], inner, f"{path}[{index}]")
    elif kind == "string":
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
            yield path
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield path
        if schema.get("format") == "date" and date.fromisoformat(value).isoformat() != value:
            yield path
    elif kind != "boolean" and value not in schema["enum"]:
        yield path


@pytest.mark.parametrize("name", ALL)
def test_a_sample_is_always_the_same_and_passes_without_a_word(name: str, now: datetime) -> None:
    checked = check(ALL[name], sample(ALL[name]), now)
    assert (checked.values, checked.problems, checked.warnings) == (sample(ALL[name]), (), ())


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(sorted(ALL)), st.integers(0, 10**6))
def test_any_sample_passes_and_fits_its_schema(now: datetime, name: str, seed: int) -> None:
    values = sample(ALL[name], Random(seed), now.date())
    checked = check(ALL[name], values, now)
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
def test_what_a_schema_lets_in_the_check_lets_in_where_fields_are_missing(name: str, now: datetime) -> None:
    form, schema = ALL[name], json_schema(ALL[name])
    for section in form.sections:
        for field in section.fields:
            values = sample(form)
            part = values[section.name]
            row = part[0] if section.repeats else part
            row.pop(field.name, None)
            assert bool(list(breaches(schema, values))) is field.required
            assert field.required is any("wajib" in p.message for p in check(form, values, now).problems)
