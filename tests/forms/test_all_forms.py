"""What holds of every form, whatever is filled in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from spkt_desktop.app.statute import shipped_law
from spkt_desktop.errors import Problem
from spkt_desktop.forms import FORMS, check, complete, entry, json_schema
from spkt_desktop.forms.form import Form
from spkt_desktop.forms.protection import protection
from spkt_desktop.forms.routing import DESTINATIONS, destination
from spkt_desktop.forms.schema import rows_of
from spkt_desktop.print.letter import render, variables, written
from spkt_desktop.records import Context, Number, Record, Values
from tests.forms import strategies
from tests.forms.breaches import breaches
from tests.forms.strategies import ALL, JSON_LIKE, Fault
from tests.print import papers
from tests.print.plans import OFFICER, pypdf_text
from tests.print.reading import body, unread
from tests.promises import points

KNOWN = replace(papers.KNOWN, law=shipped_law())
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
every_form = pytest.mark.parametrize("name", ALL)
every_matter = pytest.mark.parametrize("name", FORMS)


def tried(examples: int, *phases: Phase) -> Any:
    """Always the same examples: a red test is a change of ours. A letter takes too long to look for the smallest.

    CI tries a third of them, a night all of them.
    """
    return settings(
        max_examples=points(ci=-(-examples // 3), nightly=examples), deadline=None, derandomize=True, database=None,
        suppress_health_check=SLOW, print_blob=False, phases=phases or (Phase.generate, Phase.shrink),
    )  # fmt: skip


def record(form: Form, values: Values, protected: tuple[str, ...] = ()) -> Record:
    """A registered record of these values."""
    return Record(
        id=f"r-{form.name}", form=form.name, form_version=form.version,
        number=Number(form.name, 2026, 7, f"{form.name.upper()}/7/II/2026"),
        registered_at=KNOWN.now.isoformat(), officer=OFFICER.nrp, values=values,
        context=Context("", "", {}, {}, {}), who="", what="", protection=protected,
    )  # fmt: skip


def follow_up(form: Form) -> Any:
    """What the checks know of a form: one that only follows has a record that it follows."""
    parent = next((FORMS[name] for name in form.follows if name in FORMS), None)
    if form.alone or parent is None:
        return KNOWN
    return replace(KNOWN, about=record(parent, complete(parent, papers.ordinary(parent))))


def places(problems: tuple[Problem, ...]) -> set[strategies.Place]:
    return {(problem.section, problem.index, problem.field) for problem in problems}


@tried(200)
@given(st.data())
def test_any_input_gives_problems_or_values_that_check_to_themselves(data: st.DataObject) -> None:
    form = ALL[data.draw(st.sampled_from(sorted(ALL)))]
    known = follow_up(form)
    checked = check(form, data.draw(JSON_LIKE | strategies.nearly(form)), known)
    again = check(form, checked.values, known)
    assert again.values == checked.values
    if not checked.problems:
        assert again == checked
    names = {section.name: {field.name for field in section.fields} for section in form.sections}
    for problem in checked.problems:
        assert isinstance(problem, Problem)
        assert problem.message.endswith(".")
    for warning in checked.warnings:
        assert warning.field in {"", *names[warning.section]}
        assert warning.message.endswith((".", "!", "?"))


@every_form
@tried(15)
@given(data=st.data())
def test_valid_values_are_let_in_and_fit_the_schema(name: str, data: st.DataObject) -> None:
    form, known = ALL[name], follow_up(ALL[name])
    values = data.draw(strategies.valid(form, known))
    checked = check(form, values, known)
    assert (checked.values, checked.problems) == (values, ())
    assert list(breaches(json_schema(form), values)) == []
    full = check(form, complete(form, values), known)
    assert full.problems == ()
    assert complete(form, full.values) == full.values


@every_form
@tried(25)
@given(data=st.data())
def test_a_single_fault_is_a_problem_just_there(name: str, data: st.DataObject) -> None:
    form, known = ALL[name], follow_up(ALL[name])
    fault: Fault = data.draw(strategies.faulty(form, known))
    found = check(form, fault.values, known)
    assert fault.place in places(found.problems), fault.what
    section, index, field = fault.place
    kept = rows_of(form.section(section), found.values)[index].get(field)
    assert kept is None or kept != fault.refused or fault.what == strategies.STRANGER, "what is refused is not kept"
    assert places(check(form, complete(form, found.values), known).problems) <= places(found.problems)


@every_matter
@tried(20)
@given(data=st.data())
def test_the_rules_of_a_form_take_any_clean_values(name: str, data: st.DataObject) -> None:
    form, known = FORMS[name], follow_up(FORMS[name])
    given_ = data.draw(strategies.nearly(form) | strategies.faulty(form, known).map(lambda fault: fault.values))
    checked = check(form, given_, known)
    clean = checked.values
    assert protection(form, clean, known) == checked.protection
    assert destination(form, clean, known, checked.protection) in {"", *DESTINATIONS}
    if form.settle:
        assert form.settle(clean, known) == clean, "a second time changes nothing"
    found = entry(form, clean, bool(checked.protection))
    assert all(isinstance(text, str) for text in (found.who, found.what, found.text, found.secret))
    assert {paper.name for paper in form.papers_of(clean)} <= {paper.name for paper in form.papers}
    assert form.papers[0] in form.papers_of(clean)
    begun = complete(form, clean)
    for paper in form.papers:
        draft = papers.plan(form, paper, begun, draft=True, number="", staff={})
        assert written(draft.template, draft.unit, variables(draft))[0]


@every_matter
@tried(10)
@given(data=st.data())
def test_a_record_says_what_it_waits_for_and_what_may_follow_it(name: str, data: st.DataObject) -> None:
    form, known = FORMS[name], follow_up(FORMS[name])
    values = data.draw(strategies.valid(form, known))
    made = record(form, complete(form, values))
    for one in form.awaits(made, known) if form.awaits else ():
        assert one.what
        assert one.form in {"", *FORMS}
        assert one.due is None or one.due.tzinfo is not None
    for child in FORMS.values():
        for proposal in child.follows[name](made) if name in child.follows else ():
            assert proposal.label
            begun = check(child, proposal.values, replace(known, about=made))
            assert [p for p in begun.problems if p.field in _row(proposal.values, p)] == [], "what is carried over fits"
            assert {p.section for p in begun.problems} <= {section.name for section in child.sections}


def _row(values: Values, problem: Problem) -> Any:
    part = values.get(problem.section) or {}
    return part[problem.index] if isinstance(part, list) and part else part


@pytest.mark.slow
@every_matter
@tried(3, Phase.generate)
@given(data=st.data())
def test_whatever_is_valid_is_printed_and_reads_back_whole(name: str, data: st.DataObject) -> None:
    form, known = FORMS[name], follow_up(FORMS[name])
    values = complete(form, data.draw(strategies.valid(form, known)))
    plans = [papers.plan(form, paper, values) for paper in form.papers_of(values)]
    texts = [body(plan, pypdf_text(render(plan).pdf)) for plan in plans]
    assert list(unread(form, plans[0].values, texts, dict(known.officers))) == []
