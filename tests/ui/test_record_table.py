from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.qtbot import QtBot

from spkt_desktop.errors import DeskBusy
from spkt_desktop.records import Context, Number, Record
from spkt_desktop.ui.book_ledgers import Letters
from spkt_desktop.ui.record_table import STEP, STRIDE, RecordTable

ROOT = QModelIndex()
HEADS = [column.title for column in Letters.columns]
ALL = Letters({}, {})


def letter(sequence: int, **marks: Any) -> Record:
    return Record(
        id=f"id-{sequence}", form="sktlk", form_version=1,
        number=Number("sktlk", 2026, sequence, f"SKTLK/{sequence}/2026"),
        registered_at=f"2026-11-20T{sequence % 24:02}:30:00+07:00", officer="87020875", values={"pelapor": {}},
        context=Context("", "", {}, {}, {}), who=f"Warga {sequence % 7}", what="KTP", destination="Reskrim", **marks,
    )  # fmt: skip


class Shelf:
    """Letters, newest first, and what was asked of them."""

    def __init__(self, count: int = 1000) -> None:
        self.letters = [letter(count - at) for at in range(count)]
        self.asked: list[tuple[int, str]] = []
        self.torn = False

    def __call__(self, limit: int, behind: str) -> list[Record]:
        if self.torn:
            raise DeskBusy("Register sedang dipakai.")
        self.asked.append((limit, behind))
        at = next((at + 1 for at, one in enumerate(self.letters) if one.id == behind), 0)
        return self.letters[at : at + limit]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def table(shelf: Shelf) -> RecordTable:
    made = RecordTable(ALL)
    made.look(shelf, ALL)
    return made


def test_rows_are_fetched_in_steps_as_they_are_looked_at(table: RecordTable, shelf: Shelf) -> None:
    assert table.rowCount() == STEP and shelf.asked == [(STEP, "")]
    assert table.canFetchMore(ROOT)
    table.fetchMore(ROOT)
    assert table.rowCount() == 2 * STEP and shelf.asked[-1] == (STEP, "id-951")


def test_a_letter_that_comes_meanwhile_shows_no_other_twice(table: RecordTable, shelf: Shelf) -> None:
    shelf.letters.insert(0, letter(1001))
    table.fetchMore(ROOT)
    shown = [table.record(row).id for row in range(table.rowCount())]
    assert shown == [f"id-{sequence}" for sequence in range(1000, 900, -1)]


def test_values_are_let_go(table: RecordTable) -> None:
    assert table.record(0).values == {} and table.record(0).id == "id-1000"


def test_sorting_reads_all_in_steps_and_leaves_nothing_out(table: RecordTable, shelf: Shelf, qtbot: QtBot) -> None:
    with qtbot.waitSignals([table.reading, table.arranged]):
        table.sort(0, Qt.SortOrder.AscendingOrder)
        assert table.rowCount() == STEP, "keys are answered between any two steps"
    assert table.rowCount() == len(shelf.letters) and not table.canFetchMore(ROOT)
    assert {limit for limit, _ in shelf.asked} == {STEP, STRIDE}
    assert [table.record(row).number.sequence for row in range(1000)] == list(range(1, 1001))
    table.sort(0, Qt.SortOrder.DescendingOrder)
    assert table.record(0).number.sequence == 1000, "what has been read once is sorted at once"


def test_a_marked_row_stays_marked_where_it_goes(table: RecordTable, qtbot: QtBot) -> None:
    marked = QPersistentModelIndex(table.index(3, 0))
    with qtbot.waitSignal(table.arranged):
        table.sort(0, Qt.SortOrder.AscendingOrder)
    assert table.record(marked.row()).id == "id-997"


def test_sorting_can_be_given_up(table: RecordTable, qtbot: QtBot) -> None:
    table.sort(0, Qt.SortOrder.AscendingOrder)
    assert table.busy and not table.canFetchMore(ROOT)
    table.stop()
    qtbot.wait(50)
    assert table.rowCount() == STEP and table.record(0).number.sequence == 1000
    assert table.canFetchMore(ROOT)


def test_a_register_that_cannot_be_read_further_says_so(table: RecordTable, shelf: Shelf, qtbot: QtBot) -> None:
    shelf.torn = True
    with qtbot.waitSignal(table.failed) as told:
        table.sort(0, Qt.SortOrder.AscendingOrder)
    assert told.args == ["Register sedang dipakai."] and not table.busy
    with pytest.raises(DeskBusy):
        table.look(shelf, ALL)
    assert table.rowCount() == 0


def test_no_column_to_sort_by_leaves_the_newest_first_and_fetches_nothing(table: RecordTable) -> None:
    table.sort(-1)
    assert table.rowCount() == STEP and table.record(0).number.sequence == 1000 and not table.busy


def test_a_row_shows_names_and_titles_and_copies_the_whole_number() -> None:
    ledger = Letters({"sktlk": "Kehilangan"}, {"87020875": "Hendra Purnomo"})
    table = RecordTable(ledger)
    table.look(Shelf(3), ledger)
    shown = [table.data(table.index(0, column)) for column in range(len(HEADS))]
    assert shown == [
        "3", "20 Nov 2026 03.30", "Kehilangan", "Warga 3", "KTP", "Reskrim", "Hendra Purnomo", "Berlaku",
        "Belum dikirim",
    ]  # fmt: skip
    assert table.cells(0)[0] == "SKTLK/3/2026"
    assert table.data(table.index(0, 0), Qt.ItemDataRole.ToolTipRole) == "SKTLK/3/2026"
    assert (table.row_of("id-1"), table.row_of("lain")) == (2, -1)


def test_a_protected_record_and_one_for_the_kapolsek_are_marked_in_words() -> None:
    cells = ALL.cells(letter(1, protection=("anak",), attention=True))
    assert cells[HEADS.index("Nama")] == "Warga 1 · dilindungi"
    assert cells[HEADS.index("Status")] == "Berlaku, atensi"
    assert cells[HEADS.index("Jenis")] == "sktlk", "a form that this program does not know is called by its name"
