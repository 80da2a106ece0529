"""A window of Qt and nothing else: what the program's start is compared with."""

import sys

from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

app = QApplication(sys.argv)
window = QMainWindow()
window.setWindowTitle("JENDELA KOSONG")
window.setCentralWidget(QLabel("Kosong"))
window.resize(1280, 720)
window.show()
sys.exit(app.exec())
