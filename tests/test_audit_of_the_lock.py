"""Silence is no good news: the audit of the lock is green only where every version was really looked up."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import dev
from tests.waiting import LONGEST

PINS = re.findall(r"^([\w.-]+)==([^\s;\\]+)", dev.LOCK.read_text(encoding="utf-8"), re.M)
# A program that says what pip-audit says: recorded, but for the names, from 2.10.
STANDIN = """
import json, sys
answers = json.load(open({told!r}))
code, dependencies = answers[sys.argv[sys.argv.index("-s") + 1]]
asked = open(sys.argv[sys.argv.index("-r") + 1]).read().split()
assert sorted(asked) == sorted({pins!r}), "every version is asked about, those for other platforms too"
if dependencies is None:
    raise SystemExit("requests.exceptions.ConnectionError: Failed to resolve")
print(json.dumps({{"dependencies": dependencies, "fixes": []}}))
sys.exit(code)
"""
SKIPPED: Any = (
    0,
    [{"name": n, "skip_reason": f"Dependency not found and could not be audited: {n} ({v})"} for n, v in PINS],
)
CLEAN: Any = (0, [{"name": name, "version": version, "vulns": []} for name, version in PINS])
UNREACHABLE: Any = (1, None)


def audited(folder: Path, pypi: Any, osv: Any) -> tuple[int, str]:
    told = folder / "jawaban.json"
    told.write_text(json.dumps({"pypi": pypi, "osv": osv}), encoding="utf-8")
    pins = [f"{re.sub('[-_.]+', '-', name).lower()}=={version}" for name, version in PINS]
    (folder / "pip_audit.py").write_text(STANDIN.format(told=str(told), pins=pins), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, dev.ROOT / "tools" / "audit.py"], capture_output=True, encoding="utf-8", check=False,
        timeout=LONGEST, env={"PYTHONPATH": str(folder)},
    )  # fmt: skip
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_it_is_clean_where_one_service_knows_every_version(tmp_path: Path) -> None:
    for pypi, osv in ((CLEAN, CLEAN), (CLEAN, UNREACHABLE), (UNREACHABLE, CLEAN), (SKIPPED, CLEAN)):
        code, said = audited(tmp_path, pypi, osv)
        assert code == 0 and said.splitlines()[-1].startswith("Clean: "), said


@pytest.mark.parametrize(
    "pypi", [UNREACHABLE, SKIPPED, (0, []), (0, CLEAN[1][1:])], ids=["dead", "skipped", "none", "one"]
)
def test_what_was_not_looked_up_is_said_and_is_not_green(tmp_path: Path, pypi: Any) -> None:
    code, said = audited(tmp_path, pypi, UNREACHABLE)
    assert code == 3 and "NOT AUDITED" in said and "Clean" not in said, said


def test_a_known_vulnerability_is_named_whatever_else_is_not_known(tmp_path: Path) -> None:
    (name, version), *rest = PINS
    bad = {"name": name.upper(), "version": version, "vulns": [{"id": "GHSA-0000", "fix_versions": []}]}
    both = (1, [bad, *(CLEAN[1][1:])])
    for pypi, osv in ((both, CLEAN), (CLEAN, both), ((1, [bad]), UNREACHABLE)):
        code, said = audited(tmp_path, pypi, osv)
        assert code == 1 and "GHSA-0000" in said and "Clean" not in said, said
    assert rest
