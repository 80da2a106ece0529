"""The benchmarks measure what they say: a whole run on a tiny desk, the order of the rounds, the arithmetic."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from benchmarks import pairs
from benchmarks.filling import Desks
from benchmarks.pairs import WARM_UPS, Row, compare, rows, turns
from benchmarks.report import Report, growth
from tests.waiting import LONGEST

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/kinerja.md"


GROUPS = {
    "register": "Register", "counter": "Counter", "letter": "Letter", "book": "Book", "day": "Day of the desk",
    "sending": "Sending",
}  # fmt: skip
"""By what is asked for: the name of its rows."""


def figures_of(folder: Path, *words: str) -> dict[str, Any]:
    """What one round says, as JSON."""
    figures = folder / "figures.json"
    command = [sys.executable, "benchmarks/run.py", *words, "--rounds", "1", "--desks", str(folder)]
    subprocess.run([*command, "--json", str(figures)], cwd=ROOT, check=True, capture_output=True, timeout=LONGEST)
    told: dict[str, Any] = json.loads(figures.read_text(encoding="utf-8"))
    return told


@pytest.mark.slow
def test_a_run_gives_every_figure_at_every_size(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(PAGE.read_bytes())
    told = figures_of(tmp_path, "--only", *GROUPS, "--records", "5", "10", "--page", str(page))
    assert set(told) == {"made", "rows", "growth", "imports", "notes"}
    assert {(row["group"], row["records"]) for row in told["rows"]} == set(product(GROUPS.values(), (5, 10)))
    for row in told["rows"]:
        assert set(row) == set(Row.__slots__)
        assert 0 < row["ours_ms"] <= row["worst_ms"] < 120_000
        assert (row["peer_ms"] is None) == (row["ratio"] is None) == (row["peer"] == "")
    # One round, so the ratio is that of the two figures; whoever swaps them is found out.
    for row in told["rows"]:
        if row["ratio"] is not None and row["rounds"] == 1:
            assert math.isclose(row["ratio"], row["ours_ms"] / row["peer_ms"])
    ratios = {(row["what"], row["peer"]): row["ratio"] for row in told["rows"]}
    assert ratios["Register 100 letters in one transaction", "bare SQLCipher insert"] > 1
    assert "| what | against | 5 | × | 10 | × | growth |" in page.read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_window_is_measured_beside_a_bare_one(tmp_path: Path) -> None:
    told = figures_of(tmp_path, "--only", "window", "--records", "5")
    assert {row["group"] for row in told["rows"]} == {"Window"}
    assert any(row["peer"] == "bare Qt window" and row["ratio"] > 0 for row in told["rows"])
    assert told["imports"]["spkt_desktop"] > 0


def test_a_desk_is_filled_once_and_what_was_cut_short_is_made_again(tmp_path: Path) -> None:
    desks = Desks(tmp_path)
    with desks.open(3) as filler:
        assert filler.app.store.register.counts() == {"sktlk": 3}
        filler.fill(2)
    (tmp_path / "separuh").mkdir()
    (tmp_path / "separuh" / "spkt.db").write_bytes(b"cut short")
    again = Desks(tmp_path)
    made = (tmp_path / "meja 3" / "spkt.db").stat().st_mtime_ns
    with again.open(3) as filler:
        assert filler.app.store.register.counts() == {"sktlk": 3}
    with again.open(5) as filler:
        assert filler.app.store.register.counts() == {"sktlk": 5}
    assert (tmp_path / "meja 3" / "spkt.db").stat().st_mtime_ns == made
    assert not (tmp_path / "dipakai").exists() and not (tmp_path / "separuh").exists()


def test_ours_and_its_peers_take_turns() -> None:
    turns: list[str] = []
    found = list(compare("g", "w", lambda: turns.append("ours"), {"peer": lambda: turns.append("peer")}, 4))
    assert turns == ["ours", "peer", "peer", "ours"] * 2 + ["ours", "peer"][: 2 * WARM_UPS]
    assert [(row.rounds, row.peer) for row in found] == [(4, "peer")]


def test_what_takes_long_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(turns(3)) == [-1, 0, 1, 2]
    monkeypatch.setattr(pairs, "LONG", 0.0)
    assert list(turns(3)) == [-1]
    (row,) = compare("g", "w", lambda: None, {"peer": lambda: None}, 9)
    assert row.rounds == 1 and row.ratio is not None


def test_growth_is_the_slope_of_the_logarithms() -> None:
    def measured(**times: float) -> list[Row]:
        return [Row("g", "w", ms, ms, 1, records=int(size[1:])) for size, ms in times.items()]

    assert growth(measured(n1000=5.0)) is None
    assert growth(measured(n1000=5.0, n10000=5.0)) == pytest.approx(0)
    assert growth(measured(n1000=2.0, n10000=20.0, n100000=200.0)) == pytest.approx(1)
    assert growth(measured(n10=1.0, n100=100.0)) == pytest.approx(2)


def test_a_peer_that_was_left_out_at_a_size_leaves_a_gap_there() -> None:
    small, large = Row("g", "w", 1.0, 1.0, 1, "peer", 0.5, 2.0, records=10), Row("g", "w", 10.0, 10.0, 1, records=100)
    told = Report([small, large, Row("g", "v", 1234.5, 1234.5, 1, records=100)], {}, [])
    table = told.as_markdown().splitlines()
    assert "| w | peer | 1.0 ms | 2.00 | 10.0 ms | – | 1.00 |" in table
    assert "| v | – | – | – | 1,234 ms | – | – |" in table


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
