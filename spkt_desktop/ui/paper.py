"""Printers and paper: which there are, how a letter fits on theirs, and how its pages get there at true size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from spkt_desktop.errors import PrinterFailed
from spkt_desktop.records import Letter
from spkt_desktop.ui.pdf import Pdf

PAPERS = {"F4": (215.0, 330.0), "A4": (210.0, 297.0)}
"""Millimetres."""
RESOLUTION = 400
"""Dots per inch that pages are painted with."""
_NEAR = 1.5
"""Millimetres that a driver's idea of a paper may differ by."""
_WIDER = 1.2
"""A sheet of which more than this is beside the letter is not for letters."""
_INCH = 25.4

NO_PRINTER = "Tidak ada printer di komputer ini. Pasang printer, atau simpan sebagai PDF."
STOPPED = "Printer tidak menerima cetakan. Isinya aman di register; periksa daya, kabel, kertas, dan antrean printer."
_GONE = "Printer itu sudah tidak ada. Isinya aman di register; pilih printer lain."
_REFUSED = "Printer menolak cetakan ini. Isinya aman di register; periksa printer, lalu cetak lagi."
_BROKEN = "Pencetakan terhenti. Isinya aman di register; periksa printer, lalu cetak lagi."


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper that is asked of a printer for a letter, in millimetres, and how large the letter stands on it."""

    name: str
    width: float
    height: float
    scale: float = 1.0

    def words(self, paper: str) -> str:
        """What an officer should know before the paper leaves; empty where there is nothing to know."""
        if self.name == paper:
            return ""
        unknown = f"Printer ini tidak mengenal kertas {paper}; dipakai ukuran {self.name}."
        if self.scale == 1.0:
            return f"{unknown} Cetakan tetap berukuran asli dan kertas {paper} dapat dipasang."
        return f"{unknown} Cetakan diperkecil agar pas ({self.scale:.0%})."


@dataclass(frozen=True, slots=True)
class Tray:
    """A printer as it stands now, for one kind of paper."""

    name: str
    preferred: bool
    """Whether the system prefers it."""
    ready: bool
    sheet: Sheet


def trays(paper: str) -> tuple[Tray, ...]:
    """The printers of this PC, the preferred one first; may take seconds where one is on the network."""
    preferred = QPrinterInfo.defaultPrinterName()
    found = [
        Tray(
            name=info.printerName(),
            preferred=info.printerName() == preferred,
            ready=info.state() not in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted),
            sheet=sheet_for(paper, _known_sizes(info), _takes_any(info, paper)),
        )
        for info in QPrinterInfo.availablePrinters()
    ]
    return tuple(sorted(found, key=lambda tray: not tray.preferred))


def sheet_for(paper: str, known: Sequence[tuple[str, float, float]], takes_any: bool) -> Sheet:
    """The sheet to ask for: the paper itself, else a larger one at true size, else the one that needs least shrinking.

    `known` are (name, width, height) of the printer's sizes, in millimetres.
    """
    width, height = PAPERS[paper]
    if takes_any or any(abs(w - width) <= _NEAR and abs(h - height) <= _NEAR for _, w, h in known):
        return Sheet(paper, width, height)
    larger = [(w * h, name, w, h) for name, w, h in known if w >= width - _NEAR and h >= height - _NEAR]
    holds = [size for size in larger if size[2] < width * _WIDER]
    if holds:
        _, name, w, h = min(holds)
        return Sheet(name, w, h)
    shrunk = [(min(w / width, h / height), name, w, h) for name, w, h in known] or [(1.0, paper, width, height)]
    scale, name, w, h = max(shrunk)
    return Sheet(name, w, h, min(scale, 1.0))


def spool(letter: Letter, tray: Tray, copies: int, title: str) -> None:
    """Hand the letter to the printer; raises PrinterFailed, and then no page of it was taken. Slow.

    `title` is what the printer's queue shows: the kind of letter, never a person.
    """
    info = QPrinterInfo.printerInfo(tray.name)
    if info.isNull():
        raise PrinterFailed("gone", _GONE)
    if info.state() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
        raise PrinterFailed("stopped", STOPPED)
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCopyCount(copies)
    pdf = Pdf(letter.pdf)
    if not _takes(printer, tray.sheet, pdf.sizes[0]):
        raise PrinterFailed("refused", _REFUSED)
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterFailed("refused", _REFUSED)
    try:
        _paint(pdf, printer, painter, tray.sheet)
    finally:
        finished = painter.end()
    if not finished or printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
        raise PrinterFailed("broken", _BROKEN)


def _known_sizes(info: QPrinterInfo) -> list[tuple[str, float, float]]:
    sizes = [(size.name(), size.size(QPageSize.Unit.Millimeter)) for size in info.supportedPageSizes()]
    return [(name, size.width(), size.height()) for name, size in sizes]


def _takes_any(info: QPrinterInfo, paper: str) -> bool:
    width, height = PAPERS[paper]
    largest = info.maximumPhysicalPageSize().size(QPageSize.Unit.Millimeter)
    if not info.supportsCustomPageSizes() or (
        not largest.isEmpty() and (largest.width() < width or largest.height() < height)
    ):
        return False
    # On Windows a driver may say that it takes any size, and keep its own all the same: what is printed would be cut.
    return _takes(
        QPrinter(info, QPrinter.PrinterMode.HighResolution), Sheet(paper, width, height), QSizeF(width, height)
    )


def _takes(printer: QPrinter, sheet: Sheet, page: QSizeF) -> bool:
    """Ask a printer for a sheet, turned as the page is; whether that is what it now has."""
    printer.setFullPage(True)
    printer.setPageLayout(_layout(sheet, page))
    size = printer.pageLayout().pageSize().size(QPageSize.Unit.Millimeter)
    return abs(size.width() - sheet.width) <= _NEAR and abs(size.height() - sheet.height) <= _NEAR


def _layout(sheet: Sheet, page: QSizeF) -> QPageLayout:
    """The sheet without margins, turned as the page is."""
    size = QSizeF(sheet.width, sheet.height)
    # Exact, for Qt would otherwise take the nearest size it knows by name: 216 x 330 mm.
    exact = QPageSize(size, QPageSize.Unit.Millimeter, sheet.name, QPageSize.SizeMatchPolicy.ExactMatch)
    landscape = page.width() > page.height()
    turned = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    layout = QPageLayout(exact, turned, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _paint(pdf: Pdf, printer: QPrinter, painter: QPainter, sheet: Sheet) -> None:
    dots = printer.resolution() / _INCH * sheet.scale
    for page, points in enumerate(pdf.sizes):
        layout = _layout(sheet, points)
        if layout.orientation() != printer.pageLayout().orientation():
            printer.setPageLayout(layout)
        if page and not printer.newPage():
            raise PrinterFailed("broken", _BROKEN)
        width, height = points.width() / 72 * _INCH, points.height() / 72 * _INCH
        painter.drawImage(QRectF(0, 0, width * dots, height * dots), _picture(pdf, page))


def _picture(pdf: Pdf, page: int) -> QImage:
    """A page on white; without colours, which make the spool file three times as large, where it has none."""
    drawn = pdf.picture(page, (pdf.sizes[page] * (RESOLUTION / 72)).toSize())
    picture = QImage(drawn.size(), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return picture.convertToFormat(QImage.Format.Format_Grayscale8) if picture.allGray() else picture
