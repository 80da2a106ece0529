"""The page on faults of the disk names what the harness does, and says what the program says."""

from __future__ import annotations

import re
from pathlib import Path

from tests.power.faults import KINDS, PLACES, Point, Tried
from tests.power.faults_acts import ACTS
from tests.power.faults_page import page
from tests.promises import kept

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "gangguan.md"
TEXT = PAGE.read_text(encoding="utf-8")
ROW = re.compile(r"^\| ([^|]+) \| (computer|stick) \|(.*)\|$", re.MULTILINE)
SENTENCE = re.compile(r"^(\d+)\. (.+)$", re.MULTILINE)


def test_the_page_names_every_act_and_every_kind_of_fault() -> None:
    assert [row[:2] for row in ROW.findall(TEXT)] == [
        (act.title, PLACES[place]) for act in ACTS.values() for place in act.places
    ]
    assert all(f"| {kind.title} | {kind.what} |" in TEXT for kind in KINDS.values())
    assert all(len(row[2].split("|")) == len(KINDS) for row in ROW.findall(TEXT))
    kept("bad-disk", acts=len(ACTS), kinds=len(KINDS))


def test_every_number_on_the_page_is_that_of_a_sentence_and_the_other_way_round() -> None:
    listed = {int(number) for number, _ in SENTENCE.findall(TEXT)}
    used = {int(number) for row in ROW.findall(TEXT) for number in re.findall(r"\d+", row[2])}
    assert listed == used == set(range(1, len(listed) + 1))


def test_the_page_is_made_of_what_was_tried() -> None:
    tried = [
        Tried(Point("save", "flashdisk", "full", 1), "said", "Penuh.", (), hit=True),
        Tried(Point("save", "flashdisk", "full", 2), "said", "Penuh.", (), hit=True),
        Tried(Point("save", "flashdisk", "io", 1), "said", "Rusak.", (), hit=True),
        Tried(Point("save", "flashdisk", "io", 2), "done", "", (), hit=True),
    ]
    made = page(tried)
    (cells,) = [cells for act, _, cells in ROW.findall(made) if act == ACTS["save"].title]
    assert SENTENCE.findall(made) == [("1", "Penuh."), ("2", "Rusak.")]
    assert dict(zip(KINDS, (cell.strip() for cell in cells.split("|")), strict=True)) == {
        **dict.fromkeys(KINDS, "–"), "full": "1", "io": "2",
    }  # fmt: skip
