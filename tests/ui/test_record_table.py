from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt

from spkt_desktop.records import Context, Number, Record
from spkt_desktop.ui.record_table import HEADS, STEP, RecordTable

ROOT = QModelIndex()


def letter(sequence: int, **marks: Any) -> Record:
    return Record(
        id=f"id-{sequence}", form="sktlk", form_version=1,
        number=Number("sktlk", 2026, sequence, f"SKTLK/{sequence}/2026"),
        registered_at=f"2026-11-20T{sequence % 24:02}:30:00+07:00", officer="87020875", values={},
        context=Context("", "", {}, {}, {}), who=f"Warga {sequence % 7}", what="KTP", destination="Reskrim", **marks,
    )  # fmt: skip


class Shelf:
    """Ten thousand letters, and what was asked of them."""

    def __init__(self, count: int = 10_000) -> None:
        self.letters = [letter(count - at) for at in range(count)]
        self.asked: list[tuple[int, int]] = []

    def __call__(self, limit: int, offset: int) -> list[Record]:
        self.asked.append((limit, offset))
        return self.letters[offset : offset + limit]


def test_rows_are_fetched_in_steps_as_they_are_looked_at() -> None:
    shelf, table = Shelf(), RecordTable({})
    table.look(shelf, {})
    assert table.rowCount() == STEP and shelf.asked == [(STEP, 0)]
    assert table.canFetchMore(ROOT)
    table.fetchMore(ROOT)
    assert table.rowCount() == 2 * STEP and shelf.asked[-1] == (STEP, STEP)


def test_sorting_leaves_nothing_out() -> None:
    shelf, table = Shelf(), RecordTable({})
    table.look(shelf, {})
    table.sort(0, Qt.SortOrder.AscendingOrder)
    assert table.rowCount() == len(shelf.letters) and not table.canFetchMore(ROOT)
    assert table.record(0).number.sequence == 1
    table.sort(0, Qt.SortOrder.DescendingOrder)
    assert table.record(0).number.sequence == len(shelf.letters)


def test_no_column_to_sort_by_leaves_the_newest_first_and_fetches_nothing() -> None:
    shelf, table = Shelf(), RecordTable({})
    table.look(shelf, {})
    table.sort(-1)
    assert table.rowCount() == STEP and table.record(0).number.sequence == len(shelf.letters)


def test_a_row_shows_names_and_titles_and_copies_the_whole_number() -> None:
    table = RecordTable({"sktlk": "Kehilangan"})
    table.look(Shelf(3), {"87020875": "Hendra Purnomo"})
    shown = [table.data(table.index(0, column)) for column in range(len(HEADS))]
    assert shown == [
        "3", "20 Nov 2026 03.30", "Kehilangan", "Warga 3", "KTP", "Reskrim", "Hendra Purnomo", "Berlaku",
        "Belum dikirim",
    ]  # fmt: skip
    assert table.cells(table.record(0))[0] == "SKTLK/3/2026"
    assert (table.row_of("id-1"), table.row_of("lain")) == (2, -1)


def test_a_protected_record_and_one_for_the_kapolsek_are_marked_in_words() -> None:
    table = RecordTable({})
    cells = table.cells(letter(1, protection=("anak",), attention=True))
    assert cells[HEADS.index("Nama")] == "Warga 1 · dilindungi"
    assert cells[HEADS.index("Status")] == "Berlaku, atensi"
    assert cells[HEADS.index("Jenis")] == "sktlk", "a form that this program does not know is called by its name"
