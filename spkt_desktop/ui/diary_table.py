"""The diary of a shift as a table, the newest line at the bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from spkt_desktop.books import Line
from spkt_desktop.ui.diary_model import HEADS, DiaryModel

_TEXT = HEADS.index("Uraian")
_ABOVE, _BESIDE = 12, 18
"""Around the text of a cell, above and below together and left and right together, in device-independent pixels."""
_LOOK = "QTableView::item { padding: 5px 8px 5px 0; }"
_WIDTHS = {"Jam": (62, 62), "Tindakan": (240, 160), "Petugas": (210, 140)}
"""Of a wide and of a narrow table, in device-independent pixels; what happened gets the rest."""
_WIDE = 1000


class DiaryTable(QTableView):
    """The lines, the newest at the bottom and in view; a row is marked only while the focus is among them."""

    topped = Signal()
    """Scrolled to the upper end."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = DiaryModel()
        self._settled = True
        self.setModel(self.lines)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.setAccessibleName("Buku mutasi")
        self.setStyleSheet(_LOOK)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(0)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(_TEXT, QHeaderView.ResizeMode.Stretch)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Shows these, the last one in view."""
        with self._settling(lines):
            self.scrollToBottom()

    def show_earlier(self, lines: Sequence[Line]) -> None:
        """Shows these, which end as what is shown does; what was at the top stays in view, and the mark where it is."""
        top, marked = self.lines.first_seq(), self.marked()
        with self._settling(lines):
            if marked:
                self.mark(self.lines.row_of(marked.seq))
            at_top = QAbstractItemView.ScrollHint.PositionAtTop
            self.scrollTo(self.lines.index(self.lines.row_of(top), _TEXT), at_top)

    def mark(self, row: int) -> None:
        """Marks a row."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.lines.index(row, _TEXT), flags.ClearAndSelect | flags.Rows)

    def marked(self) -> Line | None:
        """The line that is marked."""
        return self.lines.line(self.currentIndex().row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower text is a higher one; where the newest line was in view it stays there."""
        bar = self.verticalScrollBar()
        at_end = bar.value() == bar.maximum()
        for head, (wide, narrow) in _WIDTHS.items():
            self.setColumnWidth(HEADS.index(head), wide if self.width() >= _WIDE else narrow)
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
        if at_end:
            self.scrollToBottom()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Marks the newest line where none is marked."""
        row = self.currentIndex().row()
        super().focusInEvent(event)
        if self.lines.rowCount():
            self.mark(row if row >= 0 else self.lines.rowCount() - 1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the mark away."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.selectionModel().clearSelection()

    @contextmanager
    def _settling(self, lines: Sequence[Line]) -> Iterator[None]:
        """Shows these; that the bar goes through its upper end meanwhile means nothing."""
        self._settled = False
        self.clearSpans()
        self.lines.show_lines(lines)
        for row in self.lines.days():
            self.setSpan(row, 0, 1, len(HEADS))
        self._fit()
        yield
        self._settled = True

    def _fit(self) -> None:
        """Makes each row as high as its text; a table that measured itself would take ten times as long."""
        widths = [self.columnWidth(column) - _BESIDE for column in range(len(HEADS))]
        metrics = QFontMetrics(self.font()), QFontMetrics(self.lines.typed)
        head, one = self.verticalHeader(), metrics[0].lineSpacing()
        head.setDefaultSectionSize(one + _ABOVE)
        known: dict[tuple[str, int, bool], int] = {}
        for row in range(self.lines.rowCount()):
            line, high = self.lines.line(row), one
            for text, width in zip(self.lines.cells(row), widths, strict=True) if line else ():
                like = text, width, bool(line and line.typed)
                if like not in known:
                    known[like] = _height(metrics[like[2]], text, width)
                high = max(high, known[like])
            if head.sectionSize(row) != high + _ABOVE:
                head.resizeSection(row, high + _ABOVE)

    def _scrolled(self, value: int) -> None:
        if value == 0 and self._settled:
            self.topped.emit()


def _height(metrics: QFontMetrics, text: str, width: int) -> int:
    """Of a text in a cell of that width."""
    if "\n" not in text and metrics.horizontalAdvance(text) <= width:
        return metrics.lineSpacing()
    return metrics.boundingRect(QRect(0, 0, width, 1 << 20), Qt.TextFlag.TextWordWrap, text).height()
