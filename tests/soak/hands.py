"""Somebody's hands at the keyboard of the real program: keys and waits, one at each turn of its event loop."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from spkt_desktop.forms.schema import Field, Kind, rows_of
from spkt_desktop.records import Values
from spkt_desktop.ui.choices import Pick
from spkt_desktop.ui.form_editor import FormEditor
from spkt_desktop.ui.typed import show_date

Key, Held = Qt.Key, Qt.KeyboardModifier
PATIENCE = 60.0
"""Seconds that anything may take on a busy machine."""
_PICTURES = (Kind.IMAGE,)

Condition = Callable[[], bool]
Step = Generator[Condition, None, None]
"""Gives what has to be true before it goes on."""


def at_once() -> bool:
    """Nothing has to be waited for but the event loop."""
    return True


class Hands:
    """Works the window; it is the program's own event loop that runs between two keys."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> Step:
        """One key, to whatever has the focus."""
        yield from self.wake()
        QTest.keyClick(self.hearer(), key, held)
        yield at_once

    def type(self, text: str) -> Step:
        """A text, key by key."""
        yield from self.wake()
        for letter in text:
            if letter == "\n":
                QTest.keyClick(self.hearer(), Key.Key_Return)
            else:
                QTest.keyClicks(self.hearer(), letter)
            yield at_once

    def enter(self) -> Step:
        yield from self.press(Key.Key_Return)

    def ctrl(self, key: Qt.Key) -> Step:
        yield from self.press(key, Held.ControlModifier)

    def alt(self, key: Qt.Key) -> Step:
        yield from self.press(key, Held.AltModifier)

    def wake(self) -> Step:
        """The window has its turn: without a screen it loses it to every list that closes over it."""
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            yield self.window.isActiveWindow

    def hearer(self) -> QWidget:
        """What hears the next key: an open list before what has the focus."""
        heard = QApplication.activePopupWidget() or self.window.focusWidget()
        assert heard is not None, "nothing has the focus"
        return heard

    def at(self) -> str:
        """The accessible name of what has the focus."""
        focus = self.window.focusWidget()
        return focus.accessibleName() if focus else ""

    def button(self, words: str) -> QAbstractButton:
        """The button that is called so, and that can be seen."""
        # Not `findChildren`: for each child of Qt's own it would leave something behind in Python, which is counted.
        buttons = [one for one in QApplication.allWidgets() if isinstance(one, QAbstractButton) and one.isVisible()]
        (found,) = [one for one in buttons if one.accessibleName() == words]
        return found

    def push(self, words: str) -> Step:
        """The space bar on that button, as soon as it can be pressed."""
        made = self.button(words)
        yield made.isEnabled
        made.setFocus()
        yield from self.press(Key.Key_Space)

    def fill(self, editor: FormEditor, values: Values) -> Step:
        """Type a whole form, field by field; what is filled in already as it should be is left alone."""
        for section in editor.form.sections:
            for index, row in enumerate(rows_of(section, values)):
                if section.repeats and index >= len(rows_of(section, editor.values())):
                    editor.focus_section(section.name)
                    yield from self.alt(Key.Key_T)
                for field in section.fields:
                    place = (section.name, index, field.name)
                    wanted = row.get(field.name)
                    if wanted in (None, "") or editor.box(*place) is None or editor.value(place) == wanted:
                        continue
                    yield from self.answer(editor, place, field, wanted)

    def answer(self, editor: FormEditor, place: tuple[str, int, str], field: Field, wanted: object) -> Step:
        """Type one answer into its field."""
        editor.focus_field(*place)
        box = editor.box(*place)
        assert box is not None
        control = box.control
        if field.kind in _PICTURES:
            editor.fill(*place, wanted)
        elif field.kind is Kind.FLAG:
            yield from self.press(Key.Key_Space)
        elif isinstance(control, Pick):
            yield from self.press(Key.Key_Home)
            for _ in range(control.findData(wanted)):
                yield from self.press(Key.Key_Down)
        else:
            yield from self.ctrl(Key.Key_A)
            shown = {choice.value: choice.label for choice in field.choices}.get(str(wanted), str(wanted))
            yield from self.type(show_date(shown).replace("/", "") if field.kind is Kind.DATE else shown)
            if popup := QApplication.activePopupWidget():
                popup.hide()


class Turns(QObject):
    """Takes one step at each turn of the event loop; a step that waits in vain, or fails, ends the run."""

    def __init__(self, steps: Step, ended: Callable[[BaseException | None], None]) -> None:
        super().__init__()
        self._steps, self._ended = steps, ended
        self._until: Condition = at_once
        self._since = time.monotonic()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._turn)
        self._timer.start(0)

    def _turn(self) -> None:
        if not self._until():
            if time.monotonic() - self._since > PATIENCE:
                self._end(TimeoutError(f"waited in vain: {self._where()}"))
            else:
                self._timer.start(2)
            return
        try:
            self._until = next(self._steps)
        except StopIteration:
            self._end(None)
        except BaseException as error:
            self._end(error)
        else:
            self._since = time.monotonic()
            self._timer.start(0)

    def _where(self) -> str:
        """The lines that wait, innermost last."""
        lines: list[str] = []
        step: Any = self._steps
        while getattr(step, "gi_frame", None) is not None:
            lines.append(f"{step.gi_code.co_name}:{step.gi_frame.f_lineno}")
            step = step.gi_yieldfrom
        return " > ".join(lines)

    def _end(self, error: BaseException | None) -> None:
        self._timer.stop()
        self._steps.close()
        self._ended(error)
