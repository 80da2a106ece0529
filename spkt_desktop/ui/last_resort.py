"""What is left to do when a bug of ours strikes: a report without personal data, and one calm dialog."""

from __future__ import annotations

import logging
import platform
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

import spkt_desktop
from spkt_desktop.errors import MediumFailed

PACKAGE = Path(spkt_desktop.__file__).parent
WORDS = (
    "Ada kesalahan pada program. Yang sudah diterbitkan dan disimpan tidak ada yang hilang. Ulangi langkah terakhir;"
    " bila terjadi lagi, simpan laporan ini dan serahkan kepada pengelola program."
)
log = logging.getLogger(__name__)


def report(error: BaseException) -> str:
    """Kind of error and our own lines, cause first: no message and no value, for these may hold personal data."""
    program = f"SPKT Desktop {spkt_desktop.__version__}, {platform.system()} {platform.release()}"
    return "\n".join([program, *_chain(error)])


def _chain(error: BaseException) -> Iterator[str]:
    if cause := error.__cause__ or error.__context__:
        yield from _chain(cause)
    yield type(error).__name__
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(PACKAGE):
            yield f"  {path.relative_to(PACKAGE).as_posix()}:{frame.lineno} {frame.name}"


class LastResort:
    """Set as `sys.excepthook`: whatever no one else has caught ends here."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._open = False

    def __call__(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        """Logs the error; shows the dialog unless it is already open."""
        text = report(error)
        log.error(text)
        if self._open:
            return
        self._open = True
        try:
            self._show(text)
        finally:
            self._open = False

    def _show(self, text: str) -> None:
        dialog = QMessageBox(QMessageBox.Icon.Warning, "SPKT Desktop", WORDS, parent=self._window)
        save = dialog.addButton("Simpan laporan ke berkas", QMessageBox.ButtonRole.ActionRole)
        dialog.addButton("Lanjutkan", QMessageBox.ButtonRole.AcceptRole)
        dialog.exec()
        if dialog.clickedButton() is save:
            name, _kind = QFileDialog.getSaveFileName(self._window, "Simpan laporan", "laporan.txt", "Teks (*.txt)")
            if name:
                self._save(Path(name), text)

    def _save(self, file: Path, text: str) -> None:
        from spkt_desktop.ui.saving import write_whole

        try:
            write_whole(file, f"{text}\n".encode())
        except MediumFailed as error:
            QMessageBox.warning(self._window, "SPKT Desktop", str(error))
