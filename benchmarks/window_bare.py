"""The least that a Qt program in Python can do with the same kinds of widgets: two lines with labels and a button.

The style of the system, no style sheet, nothing of ours but the watch.
"""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QFormLayout, QLabel, QLineEdit, QMainWindow, QPushButton, QWidget

from benchmarks.window_watch import Watch

application = QApplication([])
Watch(application)
window = QMainWindow()
window.setWindowTitle("Jendela")
window.resize(1280, 720)
middle = QWidget()
rows = QFormLayout(middle)
first, second = QLineEdit(), QLineEdit()
second.setEchoMode(QLineEdit.EchoMode.Password)
rows.addRow(QLabel("Buka"))
rows.addRow("NRP", first)
rows.addRow("Kata sandi", second)
rows.addRow(QPushButton("Buka"))
window.setCentralWidget(middle)
window.showMaximized()
first.setFocus()
application.exec()
