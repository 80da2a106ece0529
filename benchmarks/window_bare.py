"""The least that a Qt program in Python can do: one empty window."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from benchmarks.first_paint import FirstPaint

application = QApplication([])
window = QMainWindow()
window.resize(1280, 720)
middle = QWidget()
window.setCentralWidget(middle)
FirstPaint(middle)
window.showMaximized()
application.exec()
