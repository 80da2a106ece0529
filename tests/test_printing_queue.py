"""The queue that other tests print on is a real one, and takes the paper of an Indonesian office."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import RectangleObject
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from pytestqt.qtbot import QtBot
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from tests.printing_queue import PdfPrinter
from tests.waiting import LONGEST

F4 = (215, 330)
"""Millimetres."""


def in_millimetres(box: RectangleObject) -> tuple[int, int]:
    return round(float(box.width) / mm), round(float(box.height) / mm)


@pytest.mark.cups
def test_a_pdf_sent_with_lp_comes_out_on_f4(cups_queue: PdfPrinter, tmp_path: Path) -> None:
    sent = tmp_path / "surat.pdf"
    canvas = Canvas(str(sent), pagesize=(F4[0] * mm, F4[1] * mm))
    canvas.drawString(72, 800, "Surat uji 17")
    canvas.save()

    subprocess.run(
        ["lp", "-d", cups_queue.name, "-o", "media=Custom.215x330mm", sent],
        check=True,
        capture_output=True,
        timeout=LONGEST,
    )

    (paper,) = cups_queue.printed()
    page = PdfReader(paper).pages[0]
    assert "Surat uji 17" in page.extract_text()
    assert in_millimetres(page.mediabox) == F4


@pytest.mark.cups
def test_qt_prints_on_it_on_f4(cups_queue: PdfPrinter, qtbot: QtBot) -> None:
    printer = QPrinter(QPrinterInfo.printerInfo(cups_queue.name))
    printer.setDocName("surat-uji")
    # Exact, for Qt would otherwise take the nearest size it knows by name: 216 x 330 mm.
    size = QPageSize(QSizeF(*F4), QPageSize.Unit.Millimeter, "F4", QPageSize.SizeMatchPolicy.ExactMatch)
    assert printer.setPageSize(size)

    painter = QPainter(printer)
    painter.drawText(100, 100, "Surat uji 18")
    assert painter.end()

    (paper,) = cups_queue.printed()
    assert in_millimetres(PdfReader(paper).pages[0].mediabox) == F4
