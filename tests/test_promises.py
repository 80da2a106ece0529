"""The page of promises: every promise has a test that measures it and a mutation that the test catches."""

from __future__ import annotations

import importlib.util
import json
import re
import tomllib
from pathlib import Path

import pytest

from tests.promises import FOLDER, kept

ROOT = Path(__file__).resolve().parent.parent
_spec = importlib.util.spec_from_file_location("promises_page", ROOT / "tools" / "promises.py")
assert _spec and _spec.loader
page = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(page)

PROMISES = {promise["id"]: promise for promise in page.promises()}
SOURCES = [file.read_text("utf-8") for file in (ROOT / "tests").rglob("*.py")]
MEASURED = {name for source in SOURCES for name in re.findall(r'kept\(\s*"([a-z-]+)"', source)}
MUTATED = {
    one["promise"] for file in (ROOT / "tests" / "mutations").glob("*.toml")
    for one in tomllib.loads(file.read_text("utf-8"))["mutation"]
}  # fmt: skip


def test_each_promise_is_measured_by_a_test_and_broken_by_a_mutation() -> None:
    assert set(PROMISES) - MEASURED == set(), "promised, but no test measures it"
    assert set(PROMISES) - MUTATED == set(), "promised, but nothing shows that its test would notice"
    assert (MEASURED | MUTATED) - set(PROMISES) == set(), "measured or mutated, but promised to nobody"


@pytest.mark.parametrize("promise", PROMISES.values(), ids=list(PROMISES))
def test_its_tests_are_there(promise: dict) -> None:
    assert promise["tests"] and all((ROOT / test).exists() for test in promise["tests"])


def test_the_page_names_every_promise() -> None:
    text = (ROOT / "docs" / "janji.md").read_text("utf-8")
    for promise in PROMISES.values():
        (line,) = [line for line in text.splitlines() if f"| {promise['says']} |" in line]
        assert "not run" not in line, "each was measured, and its mutations were tried"


def test_figures_are_added_up_and_the_longest_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path))
    for number in (1, 2):
        monkeypatch.setenv("PYTEST_CURRENT_TEST", f"tests/a.py::test[{number}] (call)")
        kept("draft-loss", kills=3, longest_ms=number * 100, kind=f"k{number}")
    monkeypatch.setenv("PYTEST_CURRENT_TEST", "tests/test_promises.py::test_figures (call)")
    assert page.measured(tmp_path) == {"draft-loss": {"kills": 6, "longest_ms": 200, "kind": "k1, k2"}}
    mutations = tmp_path / "mutasi" / "m.json"
    mutations.parent.mkdir()
    told = [{"promise": "draft-loss", "result": result} for result in ("caught", "NOT CAUGHT")]
    mutations.write_text(json.dumps(told), encoding="utf-8")
    assert page.caught(mutations) == {"draft-loss": (1, 2)} and page.caught(tmp_path / "none") == {}
    (line,) = [one for one in page.table({"draft-loss": {"kills": 6}}, page.caught(mutations)) if "two seconds" in one]
    assert "kills 6" in line and "1 of 2" in line
    assert page.rewritten(f"a\n{page.START}\nold\n{page.END}\nb", ["new"]) == f"a\n{page.START}\nnew\n{page.END}\nb"
