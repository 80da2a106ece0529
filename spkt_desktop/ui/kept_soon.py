"""What is typed is kept on disk while somebody types on: a power cut takes two seconds of it at the most."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

KEPT_EVERY = 1000
"""Milliseconds from the first key that is not kept until it is; writing it, on a slow disk, may take another second."""


class KeptSoon(QTimer):
    """Keeps what is unfinished some time after it was first touched; further touches do not put that off."""

    def __init__(self, keep: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(KEPT_EVERY)
        self.timeout.connect(keep)

    def touch(self) -> None:
        """Something was typed."""
        if not self.isActive():
            self.start()
