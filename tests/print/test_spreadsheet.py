from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from spkt_desktop.books import Listing, Stopped
from spkt_desktop.errors import LetterFailed
from spkt_desktop.print.spreadsheet import render
from tests.print.listings import COLUMNS, FOOT, SEAL, listing, quiet, row, unit

NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
HEAD = 8
"""The row of the titles: six lines above it, and an empty one."""


class Read:
    """A spreadsheet as it was written, without a program that would interpret it."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as file:
            self.names = file.namelist()
            self.parts = {name: file.read(name).decode() for name in self.names}
        self.sheet = ElementTree.fromstring(self.parts["xl/worksheets/sheet1.xml"])
        strings = ElementTree.fromstring(self.parts["xl/sharedStrings.xml"])
        shared = ["".join(part.text or "" for part in one.iter(f"{{{NS['x']}}}t")) for one in strings]
        self.cells: dict[str, tuple[str, str]] = {}
        """(kind, content) by place; `s` is a text, `n` a number."""
        for cell in self.sheet.iterfind(".//x:c", NS):
            kind, value = cell.get("t", "n"), cell.findtext("x:v", "", NS)
            if value:
                self.cells[cell.attrib["r"]] = (kind, shared[int(value)] if kind == "s" else value)

    def texts(self, row: int) -> list[str]:
        return [content for place, (_, content) in self.cells.items() if re.fullmatch(rf"[A-Z]+{row}", place)]


def read(made: Listing) -> Read:
    return Read(render(made, quiet))


def test_every_cell_stands_in_its_place() -> None:
    made = listing(300)
    found = read(made)
    assert found.texts(HEAD) == [column.title for column in COLUMNS]
    for at, cells in enumerate(made.rows, HEAD + 1):
        assert found.texts(at) == [text for text in cells if text]


def test_above_stands_what_it_is_and_who_made_it() -> None:
    found = read(listing(3))
    assert [found.texts(row)[0] for row in range(1, 7)] == [
        "Polsek Punung", "REGISTER KEHILANGAN", "1 sampai 16 Februari 2026", "Jumlah: 3", FOOT, f"Segel jurnal {SEAL}",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+6281234567890", "-1", "@SUM(A1)", "=HYPERLINK(\"http://contoh.go.id\")", "http://contoh.go.id",
        "mailto:siti@contoh.id", "1e5", "007", "3501054502900003", "{=1}", "<b>&amp;", "internal:A1", "TRUE", " x ",
    ],
)  # fmt: skip
def test_a_text_stays_a_text(text: str) -> None:
    made = replace(listing(1), rows=((text,) * len(COLUMNS),))
    found = read(made)
    assert [found.cells[f"{letter}{HEAD + 1}"] for letter in "ABCDEF"] == [("s", text)] * len(COLUMNS)
    assert "<f>" not in found.parts["xl/worksheets/sheet1.xml"] and "hyperlink" not in "".join(found.parts.values())
    assert not any("rels" in name and "worksheets" in name for name in found.names)


def test_a_count_is_a_number_where_its_column_is_one() -> None:
    found = read(replace(listing(1), rows=(("12", "12", "0", "x", "", ""),)))
    assert [found.cells[f"{letter}{HEAD + 1}"] for letter in "ABC"] == [("n", "12"), ("s", "12"), ("s", "0")]


def test_the_head_stays_in_view_and_filters() -> None:
    found = read(listing(40))
    pane = found.sheet.find(".//x:pane", NS)
    assert pane is not None and pane.attrib["ySplit"] == str(HEAD) and pane.attrib["state"] == "frozen"
    filters = found.sheet.find("x:autoFilter", NS)
    assert filters is not None and filters.attrib["ref"] == f"A{HEAD}:F{HEAD + 40}"


@pytest.mark.parametrize("paper,code", [("F4", "14"), ("A4", "9")])
def test_it_prints_on_the_units_paper_as_wide_as_it_is(paper: str, code: str) -> None:
    found = read(listing(40, of=unit(paper)))
    setup = found.sheet.find("x:pageSetup", NS)
    assert setup is not None
    assert setup.attrib["orientation"] == "landscape" and setup.attrib["fitToHeight"] == "0"
    assert setup.attrib["paperSize"] == code
    assert f"Register!${HEAD}:${HEAD}" in found.parts["xl/workbook.xml"]


def test_columns_are_as_wide_as_their_share() -> None:
    columns = read(listing(1)).sheet.findall(".//x:col", NS)
    widths = [float(column.attrib["width"]) for column in columns]
    assert len(widths) == len(COLUMNS) and widths[4] == max(widths) and widths[0] == min(widths) > 5


def test_an_empty_listing_says_so() -> None:
    assert read(listing(0)).texts(HEAD + 1) == ["Tidak ada catatan pada waktu ini."]


def test_the_same_rows_give_the_same_bytes_and_no_name_of_a_maker() -> None:
    assert render(listing(50), quiet) == render(listing(50), quiet)
    told = read(listing(1)).parts["docProps/core.xml"]
    assert "2026-02-16T00:00:00Z" in told and "Slamet" not in told


def test_a_text_that_no_cell_holds_is_refused() -> None:
    with pytest.raises(LetterFailed, match="terlalu panjang untuk lembar kerja"):
        render(replace(listing(1), rows=((*row(1)[:-1], "x" * 32_768),)), quiet)
    long = "kata " * 800
    assert read(replace(listing(1), rows=((*row(1)[:-1], long),))).texts(HEAD + 1)[-1] == long


def test_nothing_of_it_is_written_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tidak ada"))
    assert len(read(listing(500)).cells) > 2500


def test_progress_counts_rows_and_calls_it_off() -> None:
    told: list[tuple[int, int]] = []
    render(listing(1000), lambda done, of_all: told.append((done, of_all)))
    assert told == [*((done, 1000) for done in range(200, 1001, 200)), (1000, 1000)]

    def stop(done: int, of_all: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        render(listing(1000), stop)
