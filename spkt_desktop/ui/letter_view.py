"""The letter as it will be printed: pages below each other, as wide as the view, with the field being typed marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from spkt_desktop.ui import letter_marks
from spkt_desktop.ui.pdf import Pdf
from spkt_desktop.ui.style import GAP

_MARK = QColor(255, 200, 0, 90)
_PAPER = QColor("white")
_STEP, _LEAST, _MOST = 1.2, 0.5, 4.0
"""One step of zoom, and its bounds; 1 is as wide as the view."""
_KEPT = 12
"""Pages that are kept as pictures, some 3 MB each: a register of a year has a thousand."""


class LetterView(QScrollArea):
    """Shows a PDF held in memory; a new one keeps the place that is being looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = _Pages()
        self._zoom = 1.0
        self._wanted: Sequence[str] = ()
        self.setAccessibleName("Surat")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(240)
        self.setWidget(self._pages)

    @property
    def marks(self) -> Sequence[tuple[int, QRectF]]:
        """(page, rectangle in points) of what is marked."""
        return self._pages.marks

    @property
    def page_count(self) -> int:
        """How many pages the letter has; 0 before there is one."""
        return len(self._pages.pdf.sizes)

    @property
    def text(self) -> str:
        """All that the letter says; empty before there is one."""
        return "\n".join(self._pages.pdf.texts)

    def show_pdf(self, pdf: bytes) -> None:
        """Show that letter."""
        self.show_pages(Pdf(pdf))

    def show_pages(self, pdf: Pdf) -> None:
        """Show that letter; a long one should be `measured` before, in a worker."""
        at = self.verticalScrollBar().value()
        self._pages.load(pdf)
        self._fit()
        self.verticalScrollBar().setValue(at)
        self._mark()

    def mark(self, wanted: Sequence[str]) -> None:
        """Mark the first of these spellings that the letter holds, and bring it into view."""
        self._wanted = wanted
        self.mark_places(letter_marks.find(self._pages.pdf, wanted))

    def mark_places(self, places: Sequence[tuple[int, QRectF]]) -> None:
        """Mark these (page, rectangle in points), and bring the first of them into view."""
        self._pages.marks = list(places)
        self._pages.update()
        if places:
            spot = self._pages.on_screen(*places[0])
            self.ensureVisible(
                self.horizontalScrollBar().value(), round(spot.center().y()), 0, round(spot.height()) + 40
            )

    def turn_to(self, page: int, top: float) -> None:
        """Scroll until that place, in points from the top of a page (the first is 0), is the highest in view."""
        if page < self.page_count:
            spot = self._pages.on_screen(page, QRectF(0, top, 0, 0))
            self.verticalScrollBar().setValue(round(spot.top()) - GAP)

    def zoom(self, steps: int) -> None:
        """Larger by that many steps, smaller where it is negative, as wide as the view where it is 0."""
        wanted = self._zoom * _STEP**steps if steps else 1.0
        self._zoom = min(max(wanted, _LEAST), _MOST)
        self._refit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl and plus, minus or 0 change the size; Home and End go to the ends; the other keys scroll."""
        bar = self.verticalScrollBar()
        if (steps := zoom_steps(event)) is not None:
            self.zoom(steps)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay as wide as the view."""
        super().resizeEvent(event)
        self._refit()

    def _refit(self) -> None:
        """Lay the pages out anew; what was highest in view stays it."""
        held = self._pages.place_at(self.verticalScrollBar().value() + GAP)
        self._fit()
        if held is not None:
            self.turn_to(*held)

    def _fit(self) -> None:
        self._pages.fit(round(self.viewport().width() * self._zoom))

    def _mark(self) -> None:
        self._pages.marks = letter_marks.find(self._pages.pdf, self._wanted)
        self._pages.update()


def zoom_steps(event: QKeyEvent) -> int | None:
    """Steps of zoom that a key asks for; None where it asks for none."""
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return None
    return {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}.get(Qt.Key(event.key()))


class _Pages(QWidget):
    """The paper itself."""

    def __init__(self) -> None:
        super().__init__()
        self.pdf = Pdf()
        self.marks: list[tuple[int, QRectF]] = []
        self._images: dict[int, QImage] = {}
        self._places: list[QRect] = []

    def load(self, pdf: Pdf) -> None:
        """Take another letter."""
        self.pdf = pdf
        self._images.clear()

    def fit(self, width: int) -> None:
        """Lay the pages out that wide, in device-independent pixels."""
        places, top = [], GAP
        for size in self.pdf.sizes:
            wide = max(width - 2 * GAP, 1)
            places.append(QRect(GAP, top, wide, round(wide * size.height() / size.width())))
            top = places[-1].bottom() + 1 + GAP
        if places != self._places:
            self._places = places
            self._images.clear()
        self.resize(width, top)
        self.update()

    def on_screen(self, page: int, spot: QRectF) -> QRectF:
        """Where a rectangle in points lies on this widget."""
        place = self._places[page]
        scale = place.width() / self.pdf.sizes[page].width()
        return QRectF(QPointF(place.topLeft()) + spot.topLeft() * scale, spot.size() * scale)

    def place_at(self, height: int) -> tuple[int, float] | None:
        """The page at that height of this widget, and how far down it, in points; None where there is no page."""
        page = next((at for at, place in enumerate(self._places) if place.bottom() >= height), None)
        if page is None:
            return None
        place = self._places[page]
        return page, (height - place.top()) * self.pdf.sizes[page].width() / place.width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages that are in view, as sharp as the screen is."""
        painter = QPainter(self)
        for page, place in enumerate(self._places):
            if place.intersects(event.rect()):
                painter.fillRect(place, _PAPER)
                painter.drawImage(place, self._image(page, place.size()))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for page, spot in self.marks:
            painter.fillRect(self.on_screen(page, spot).adjusted(-2, -1, 2, 1), _MARK)

    def _image(self, page: int, size: QSize) -> QImage:
        sharp = size * self.devicePixelRatioF()
        if page not in self._images or self._images[page].size() != sharp:
            if len(self._images) >= _KEPT:
                del self._images[next(iter(self._images))]
            self._images[page] = self.pdf.picture(page, sharp)
        return self._images[page]
