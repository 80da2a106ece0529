"""Every promise has a way to break it that its test notices, and each entry fits the code as it is today."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
import tomllib
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from tests.waiting import LONGEST
from tools.mutate import ENTRIES, ROOT, Mutation, mutations

FILES = sorted(ENTRIES.glob("*.toml"))


@cache
def promises() -> dict[str, set[Path]]:
    """Which tests prove each promise, by what they say in `kept`."""
    found: dict[str, set[Path]] = {}
    for file in sorted((ROOT / "tests").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="kept"), args=[ast.Constant(value=str(promise))]):
                    found.setdefault(promise, set()).add(file)
    return found


@cache
def names_in(file: Path) -> set[str]:
    """The tests and classes of tests of a file."""
    return {
        node.name
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }


def faults(mutation: Mutation) -> list[str]:
    """What is wrong with an entry."""
    place, _, node = mutation.test.partition("::")
    test = ROOT / place
    names = [name.partition("[")[0] for name in node.split("::") if name]
    there = test.exists() and (not names or (test.is_file() and set(names) <= names_in(test)))
    return [fault for fault, is_so in {
        "the text to be changed does not stand once in its file": mutation.applied(ROOT) is None,
        "it breaks a test instead of the program": mutation.file.startswith("tests/"),
        "there is no such test": not there,
        "no test says that this promise is kept": mutation.promise not in promises(),
        "it does not say what breaks, in one sentence": not mutation.says.endswith(".") or len(mutation.says) > 160,
    }.items() if is_so]  # fmt: skip


def test_there_are_entries_and_nothing_else() -> None:
    assert {file.suffix for file in ENTRIES.iterdir()} == {".toml"}
    assert all(entries for entries in mutations().values())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_entry_fits_the_code_as_it_is(file: Path) -> None:
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    assert set(content) == {"mutation"}
    assert all(set(entry) == {field.name for field in fields(Mutation)} for entry in content["mutation"])
    found = {one.says: faults(one) for one in mutations()[file.name]}
    assert {says: wrong for says, wrong in found.items() if wrong} == {}


def test_no_entry_stands_twice() -> None:
    every = [(one.file, one.old, one.new) for entries in mutations().values() for one in entries]
    assert len(every) == len(set(every))


def test_every_promise_that_is_kept_can_be_broken() -> None:
    broken = {one.promise for entries in mutations().values() for one in entries}
    assert {promise: files for promise, files in promises().items() if promise not in broken} == {}


# A program of one function, three promises, and entries of every fate.
PROGRAM = "def next_number(last):\n    return last + 1\n"
TESTS = """
import time
from spkt_desktop import next_number


def test_it_counts():
    assert next_number(4) == 5


def test_it_looks_away():
    next_number(4)


def test_that_fails_anyway():
    assert next_number(4) == 6
"""
ENTRY = """
[[mutation]]
promise = "{promise}"
says = "{says}"
file = "spkt_desktop/__init__.py"
old = "{old}"
new = "{new}"
test = "tests/test_it.py::{test}"
"""
FATES = {
    "A number is left out.": ("last + 1", "last + 2", "test_it_counts", "caught"),
    "It waits for ever.": ("last + 1", "__import__('time').sleep(900)", "test_it_counts", "caught"),
    "Nobody looks.": ("last + 1", "last + 2", "test_it_looks_away", "NOT CAUGHT"),
    "The code has changed since.": ("last - 1", "last + 2", "test_it_counts", "does not apply"),
    "The test fails without it.": ("last + 1", "last + 2", "test_that_fails_anyway", "test fails anyway"),
    "There is no such test.": ("last + 1", "last + 2", "test_of_nothing", "test fails anyway"),
    "The program cannot be read.": ("last + 1", "last +", "test_it_counts", "does not run"),
}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    root = tmp_path / "ruang kerja"
    for folder in ("spkt_desktop", "tests/mutations", "tools"):
        (root / folder).mkdir(parents=True)
    (root / "spkt_desktop" / "__init__.py").write_text(PROGRAM, encoding="utf-8")
    (root / "tests" / "test_it.py").write_text(TESTS, encoding="utf-8")
    shutil.copy(ROOT / "tools" / "mutate.py", root / "tools")
    return root


def entered(checkout: Path, *says: str) -> None:
    entries = [
        ENTRY.format(promise="counts", says=one, **dict(zip(("old", "new", "test"), FATES[one][:3], strict=True)))
        for one in says
    ]
    (checkout / "tests" / "mutations" / "a.toml").write_text("".join(entries), encoding="utf-8")


def mutate(checkout: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, checkout / "tools" / "mutate.py", *more], cwd=checkout, capture_output=True, encoding="utf-8",
        check=False, timeout=LONGEST,
    )  # fmt: skip


def test_every_fate_is_told_and_only_caught_is_good(checkout: Path, tmp_path: Path) -> None:
    entered(checkout, *FATES)
    done = mutate(checkout, "--json", str(tmp_path / "a.json"), "--longest", "20")
    kept = {one["says"]: one["result"] for one in json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))}
    assert kept == {says: fate[-1] for says, fate in FATES.items()}, done.stdout
    assert done.returncode == 1 and "NOT CAUGHT" in done.stdout and done.stderr == ""
    assert (checkout / "spkt_desktop" / "__init__.py").read_text(encoding="utf-8") == PROGRAM
    entered(checkout, "A number is left out.")
    assert mutate(checkout).returncode == 0
    assert mutate(checkout, "--promise", "another").returncode == 1
