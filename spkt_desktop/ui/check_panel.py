"""Whether the register is whole, how its lists are made anew, and how a desk comes back after a disaster."""

from __future__ import annotations

from concurrent.futures import Future

from spkt_desktop.app import App
from spkt_desktop.app.keeping import Verified
from spkt_desktop.errors import SpktError
from spkt_desktop.ui.busy import waiting
from spkt_desktop.ui.controls import Words, at_left, button, note, subheading
from spkt_desktop.ui.settings_panels import Panel
from spkt_desktop.ui.style import MARGIN, Tone
from spkt_desktop.ui.worker import Worker

CHECKED = "Memastikan tidak ada catatan yang hilang, berubah, atau rusak sejak meja disiapkan."
REBUILT = "Bila pemeriksaan mengatakan daftar tidak cocok dengan jurnal: jurnal utuh, dan daftar dibuat ulang darinya."
RESTORING = (
    "Bila register rusak atau komputer ini hilang: pada layar kata sandi (atau layar pertama di komputer lain) pilih"
    " “Pulihkan dari cadangan”, tunjuk berkas cadangan terbaru, lalu masukkan NRP, kata sandi, dan nomor terakhir di"
    " buku register. Catatan yang sudah diterima Polres kembali lewat tanda terima berikutnya."
)


class CheckPanel(Panel):
    """Checks beside the window's work; what is found stays on the page."""

    title = "Pemeriksaan"

    def __init__(self, app: App, worker: Worker) -> None:
        super().__init__()
        self._app = app
        self._worker = worker
        self._verified, self._vault = Words(), Words()
        self.verify_button = button("Periksa register", self.verify, key="Alt+P")
        self.rebuild_button = button("Bangun ulang daftar", self.rebuild)
        self.column.addWidget(note(CHECKED))
        self.column.addLayout(at_left(self.verify_button))
        self.column.addWidget(self._verified)
        self.column.addWidget(self._vault)
        self.column.addSpacing(MARGIN)
        self.column.addWidget(note(REBUILT))
        self.column.addLayout(at_left(self.rebuild_button))
        self.column.addSpacing(MARGIN)
        self.column.addWidget(subheading("Memulihkan"))
        self.column.addWidget(Words(RESTORING))
        self.column.addStretch()

    def enter(self) -> None:
        """Says nothing yet."""
        self._verified.say("")
        self._vault.say("")

    def focus_first(self) -> None:
        """On the check."""
        self.verify_button.setFocus()

    def verify(self) -> None:
        """Checks the file, the chain of events, and everything derived from it."""
        work = self._app.keeping.verifier()
        self.verify_button.setEnabled(False)
        self._verified.say("Memeriksa… Meja tetap dapat dipakai.", Tone.QUIET)
        self._vault.say(" ".join(self._app.vault_care.mend()), Tone.WARNING)
        self._worker.run(work, self._checked)

    def rebuild(self) -> None:
        """Makes lists, search and counters anew from the journal."""
        try:
            with waiting():
                self._app.keeping.rebuild()
        except SpktError as error:
            self.said.emit(str(error), Tone.PROBLEM)
        else:
            self._verified.say("Daftar sudah dibuat ulang dari jurnal. Periksa register sekali lagi.", Tone.GOOD)
            self.changed.emit()

    def _checked(self, done: Future[Verified]) -> None:
        self.verify_button.setEnabled(True)
        try:
            verified = done.result()
        except SpktError as error:
            self._verified.say(str(error), Tone.PROBLEM)
        else:
            self._verified.say(
                f"Register utuh: {verified.events} catatan berantai tanpa celah, {verified.records} surat."
                f" Tanda rantai terakhir {verified.head[:12]}.",
                Tone.GOOD,
            )
        self.verify_button.setFocus()
