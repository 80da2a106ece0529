"""The benchmarks measure what they say: a whole run on a tiny desk, the order of the rounds, the arithmetic."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.pairs import WARM_UPS, Row, compare, rows
from benchmarks.report import Report
from tests.waiting import LONGEST

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/kinerja.md"


@pytest.mark.slow
def test_a_whole_run_gives_every_figure(tmp_path: Path) -> None:
    figures, page = tmp_path / "figures.json", tmp_path / "page.md"
    page.write_bytes(PAGE.read_bytes())
    command = [sys.executable, "benchmarks/run.py", "--records", "3", "6", "--year", "40", "--rounds", "1"]
    subprocess.run(
        [*command, "--json", figures, "--page", page], cwd=ROOT, check=True, capture_output=True, timeout=LONGEST
    )

    told = json.loads(figures.read_text(encoding="utf-8"))
    assert set(told) == {"made", "rows", "imports", "notes"}
    groups = {"Window", "Counter", "Letter", "Register", "Sending", "Day of the desk"}
    assert {row["group"] for row in told["rows"]} == groups
    for row in told["rows"]:
        assert set(row) == set(Row.__slots__)
        assert 0 < row["ours_ms"] <= row["worst_ms"] < 120_000
        assert (row["peer_ms"] is None) == (row["ratio"] is None) == (row["peer"] == "")
    # One round, so the ratio is that of the two figures; whoever swaps them is found out.
    for row in told["rows"]:
        if row["ratio"] is not None and row["rounds"] == 1:
            assert math.isclose(row["ratio"], row["ours_ms"] / row["peer_ms"])
    ratios = {(row["what"], row["peer"]): row["ratio"] for row in told["rows"]}
    assert ratios["Start to the first painted unlock screen", "bare Qt window"] > 1
    assert ratios["Register a letter among 6", "bare SQLCipher insert"] > 1
    assert told["imports"]["spkt_desktop"] > 0
    assert "| Register a letter among 3 |" in page.read_text(encoding="utf-8")


def test_ours_and_its_peers_take_turns() -> None:
    turns: list[str] = []
    found = list(compare("g", "w", lambda: turns.append("ours"), {"peer": lambda: turns.append("peer")}, 4))
    assert turns == ["ours", "peer", "peer", "ours"] * 2 + ["ours", "peer"][: 2 * WARM_UPS]
    assert [(row.rounds, row.peer) for row in found] == [(4, "peer")]


def test_the_ratio_is_the_median_of_the_rounds() -> None:
    spent = {"": [10.0, 20.0, 300.0], "one": [5.0, 5.0, 100.0], "other": [10.0, 10.0, 30.0]}
    assert list(rows("g", "w", spent)) == [
        Row("g", "w", 20.0, 300.0, 3, "one", 5.0, 3.0),
        Row("g", "w", 20.0, 300.0, 3, "other", 10.0, 2.0),
    ]
    assert list(rows("g", "w", {"": [1.0, 3.0]})) == [Row("g", "w", 2.0, 3.0, 2)]


def test_only_the_table_of_a_page_is_replaced(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(PAGE.read_bytes())
    for what in ("first", "second"):
        Report([Row("g", what, 1.0, 1.0, 1)], {}, ["Something was left out."]).write_into(page)
    text = page.read_text(encoding="utf-8")
    assert "second" in text
    assert "| first |" not in text
    assert "- Something was left out." in text
    assert text.startswith(PAGE.read_text(encoding="utf-8").partition("<!-- begin")[0])
    page.write_text("no place", encoding="utf-8")
    with pytest.raises(ValueError, match="no place"):
        Report([], {}, []).write_into(page)
