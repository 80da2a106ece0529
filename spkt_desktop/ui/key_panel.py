"""The key of the register: replaced when a passphrase has leaked or a medium with a backup was lost."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from spkt_desktop.app import App
from spkt_desktop.errors import SpktError
from spkt_desktop.ui.busy import waiting
from spkt_desktop.ui.controls import Words, at_left, button, note, subheading
from spkt_desktop.ui.moments import moment
from spkt_desktop.ui.reason_bar import ReasonBar
from spkt_desktop.ui.settings_panels import Panel
from spkt_desktop.ui.style import Tone

REKEYING = "Mengganti kunci register… Seluruh register dienkripsi ulang; jangan matikan komputer."
OLDER = (
    "Cadangan dan salinan folder meja dari sebelum kunci diganti tetap terbuka dengan kata sandi masa itu. Buat"
    " cadangan baru (F7), lalu musnahkan cadangan lama atau simpan terkunci."
)


class KeyPanel(Panel):
    """What a new key is for, when it was last made, and making one."""

    title = "Kunci register"
    chapter = "Kunci register"

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._last = note()
        self._bar = ReasonBar()
        self._bar.dismissed.connect(self.focus_first)
        self.rekey_button = button("Ganti kunci register…", self.ask)
        self.column.addWidget(subheading("Kunci register"))
        self.column.addWidget(
            Words(
                "Ganti kunci bila kata sandi diketahui orang lain, atau flashdisk cadangan maupun komputer lama hilang."
                " Dahulukan mengganti kata sandi yang bocor. Kata sandi dan kode pemulihan yang lain tetap berlaku."
            )
        )
        self.column.addWidget(Words(OLDER))
        self.column.addWidget(self._last)
        self.column.addLayout(at_left(self.rekey_button))
        self.column.addWidget(self._bar)
        self.column.addStretch()

    def enter(self) -> None:
        """Shows when the key was last replaced."""
        last = self._app.settings.rekeyed_at()
        self._last.say(f"Terakhir diganti {moment(last)}." if last else "Belum pernah diganti sejak meja disiapkan.")
        self._bar.hide()

    def focus_first(self) -> None:
        """On replacing the key."""
        self.rekey_button.setFocus()

    def ask(self) -> None:
        """Asks why, for it is kept in the register."""
        question = "Mengapa kunci register diganti? Ini memakan beberapa detik sampai satu menit."
        self._bar.ask(question, "Ganti kunci", self.rekey)

    def rekey(self, reason: str) -> None:
        """Replaces the key."""
        self.said.emit(REKEYING, Tone.WARNING)
        show_now()
        try:
            with waiting():
                self._app.settings.rekey(reason)
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
        else:
            self.said.emit(f"Kunci register sudah diganti. {OLDER}", Tone.WARNING)
        self.enter()
        self.changed.emit()
        self.focus_first()


def show_now() -> None:
    """Draws what was just said, before work begins that holds the window up."""
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
