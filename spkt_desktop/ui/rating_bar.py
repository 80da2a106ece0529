"""The one question at the end of a service, large enough for the visitor to read it and to press the answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from spkt_desktop.app import App
from spkt_desktop.books import SCORES
from spkt_desktop.errors import SpktError
from spkt_desktop.ui import style
from spkt_desktop.ui.controls import PrimaryButton, Words, at_left, button, note
from spkt_desktop.ui.inputs import is_plain_enter
from spkt_desktop.ui.style import Tone

QUESTION = "Bagaimana pelayanan tadi?"
HINT = "Tekan angka 1 sampai 4, lalu Enter. Jawaban tidak memuat nama."
LARGE, SMALL, WIDE = 1.6, 1.15, 720
"""How large the answers are; device-independent pixels from which there is room for the larger letters."""
_AIR = 28
"""Above and below the two lines of an answer together."""
_LOOK = """
QPushButton { border: 2px solid palette(mid); border-radius: 6px; background: palette(window); }
QPushButton:hover { border-color: palette(accent); }
QPushButton:focus { border-color: palette(accent); }
QPushButton:checked { background: palette(highlight); color: palette(highlighted-text); border-color: palette(accent); }
"""


class RatingBar(QFrame):
    """A digit chooses and may be changed, Enter keeps the answer, Esc skips the question.

    The focus is on the bar as a whole: no answer stands out before one is chosen.
    """

    said = Signal(str, Tone)
    dismissed = Signal()
    """Answered or skipped: the page takes the focus."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._form = ""
        self._question = Words(QUESTION)
        self._question.setFont(style.heading(self.font(), 1.8))
        self._hint = note(HINT)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.choose)
        self._keep = button("Simpan", self.keep, kind=PrimaryButton)
        self._keep.setText("Simpan  (Enter)")
        self._skip = button("Lewati", self.skip, key="Esc")
        self._build()
        self.hide()

    @property
    def score(self) -> int:
        """The answer that is chosen, a key of SCORES; 0 while there is none."""
        return max(self._group.checkedId(), 0)

    def ask(self, form: str) -> None:
        """Asks about a service of that form; where this unit does not ask its visitors, it is dismissed at once."""
        self._form = form
        if not self._app.feedback.asked:
            self.dismissed.emit()
            return
        self._group.setExclusive(False)
        for made in self._group.buttons():
            made.setChecked(False)
        self._group.setExclusive(True)
        self._hint.say(HINT, Tone.QUIET)
        self.show()
        self.setFocus()

    def choose(self, score: int) -> None:
        """Marks an answer; Enter keeps it."""
        self._group.button(score).setChecked(True)
        self._hint.say(f"{score} {SCORES[score]}. Enter menyimpan jawaban ini.", Tone.QUIET)
        self.setFocus()

    def keep(self) -> None:
        """Keeps the chosen answer and says thanks."""
        if not self.score:
            self._hint.say("Belum ada jawaban. Tekan angka 1 sampai 4, atau Esc untuk melewati.", Tone.WARNING)
            self.setFocus()
            return
        try:
            self._app.feedback.rate(self._form, self.score)
        except SpktError as error:
            self._end(str(error), Tone.PROBLEM)
        else:
            self._end("Terima kasih atas jawaban Anda.", Tone.GOOD)

    def skip(self) -> None:
        """Nothing is kept, and nothing says that the question was skipped."""
        self.hide()
        self.dismissed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit of either block chooses, Enter keeps."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_plain_enter(event):
            self.keep()
        elif held == Qt.KeyboardModifier.NoModifier and event.text() in map(str, SCORES):
            self.choose(int(event.text()))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The answers are as large as there is room for."""
        super().resizeEvent(event)
        for made in self._group.buttons():
            made.setFont(style.heading(self.font(), LARGE if self.width() >= WIDE else SMALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Adds a ring while the bar as a whole has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
            painter.end()

    def _end(self, words: str, tone: Tone) -> None:
        self.hide()
        self.dismissed.emit()
        self.said.emit(words, tone)

    def _build(self) -> None:
        answers = QHBoxLayout()
        answers.setSpacing(style.MARGIN)
        for score, words in SCORES.items():
            made = QPushButton(f"{score}\n{words}")
            made.setAccessibleName(f"{score} {words}")
            made.setFixedHeight(2 * QFontMetrics(style.heading(self.font(), LARGE)).lineSpacing() + _AIR)
            made.setCheckable(True)
            made.setStyleSheet(_LOOK)
            made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._group.addButton(made, score)
            answers.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        column.setSpacing(style.MARGIN)
        column.addWidget(self._question)
        column.addLayout(answers)
        column.addWidget(self._hint)
        column.addLayout(at_left(self._keep, self._skip))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(QUESTION)
        self.setAccessibleDescription(HINT)
