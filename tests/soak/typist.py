"""Somebody who types without a pause, in the real program, and is to be killed: a process that tells each key.

Run as a program with the folder of a desk, a NRP, what to type in, and a seed; one JSON object a line, each time in
seconds of the system's monotonic clock. What is typed stays unregistered: only a draft can keep it.
"""

from __future__ import annotations

import json
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from random import Random

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from spkt_desktop.app import App, open_vault, start
from spkt_desktop.app.sample import PASSPHRASE, SampleDesk
from spkt_desktop.forms import FORMS, sample
from spkt_desktop.forms.sample import with_officer
from spkt_desktop.forms.schema import Field, Kind, rows_of
from spkt_desktop.ui import style
from spkt_desktop.ui.choices import Pick
from spkt_desktop.ui.form_editor import FormEditor, Place
from spkt_desktop.ui.start import KEYS_FIRST, Program
from spkt_desktop.ui.typed import show_date
from spkt_desktop.ui.window import Window
from tests.desks import Hands as Clock
from tests.soak.hands import Hands, Key, Step, Turns

FORMS_TYPED = ("sktlk", "lp_b", "visum", "pengaduan", "skck")
SCENES = (*FORMS_TYPED, "handover", "replacement", "diary")
FASTEST, SLOWEST = 0.04, 0.09
"""Seconds between two keys: nobody types faster, and no pause is long enough for the letter to follow."""
_STORY = "Pelapor menerangkan bahwa pada hari itu ia berjalan dari pasar menuju rumah melewati jembatan desa lalu "


class Typist(Hands):
    """Tells every key of theirs once it has been heard."""

    def __init__(self, program: Program, seed: int) -> None:
        super().__init__(program)
        self.program, self._dice = program, Random(seed)

    def scene(self, name: str) -> Step:
        """Opens what is to be typed in by keys, then types until the end."""
        window = self.program.centralWidget()
        assert isinstance(window, Window)
        yield window.isVisible
        if name == "diary":
            yield from self.press(Key.Key_F4)
            yield from self._write_on()
        elif name == "handover":
            yield from self.press(Key.Key_F4)
            yield from self.alt(Key.Key_S)
        elif name == "replacement":
            yield from self.press(Key.Key_F3)
            yield from self.press(Key.Key_Return)
            yield from self.alt(Key.Key_P)
            yield from self.type("Alamat keliru")
            yield from self.press(Key.Key_Return)
        else:
            yield from self.press(Key.Key_F2)
            yield from self.type(FORMS[name].service[:18])
            yield from self.press(Key.Key_Return)
        if name != "diary":
            yield from self._fill_on(window.form.editor, window.app)

    def _write_on(self) -> Step:
        """The line of the diary, on and on."""
        for place, text in (("text", _STORY * 8), ("action", _STORY)):
            yield from self._spell("diary", (place, 0, place), Kind.TEXT, text)
            yield from self.press(Key.Key_Tab)

    def _fill_on(self, editor: FormEditor, app: App) -> Step:
        """Every field of the form, beginning anywhere; a story goes on for half a minute."""
        form = editor.form
        values = with_officer(form, sample(form, self._dice, app.now().date()), app.nrp)
        sections = list(form.sections)
        first = self._dice.randrange(len(sections))
        for section in sections[first:] + sections[:first]:
            for index, row in enumerate(rows_of(section, values)):
                if section.repeats and index >= len(rows_of(section, editor.values())):
                    editor.focus_section(section.name)
                    yield from self.alt(Key.Key_T)
                for field in section.fields:
                    place = (section.name, index, field.name)
                    if row.get(field.name) not in (None, "") and editor.box(*place) is not None:
                        yield from self._answer_on(editor, place, field, row[field.name])

    def _answer_on(self, editor: FormEditor, place: Place, field: Field, wanted: object) -> Step:
        editor.focus_field(*place)
        box = editor.box(*place)
        assert box is not None
        name = editor.form.name
        if isinstance(box.control, Pick):
            for key in (Key.Key_Home, *[Key.Key_Down] * box.control.findData(wanted)):
                yield from self.press(key)
                _tell(name, place, field.kind, str(box.control.currentData()))
                yield self._beat()
        elif field.kind is Kind.FLAG:
            yield from self.press(Key.Key_Space)
            _tell(name, place, field.kind, str(box.input.value()))
        elif field.kind is not Kind.IMAGE:
            yield from self.ctrl(Key.Key_A)
            yield from self.press(Key.Key_Delete)
            yield from self._spell(name, place, field.kind, _text(field, wanted))
            if popup := QApplication.activePopupWidget():
                popup.hide()

    def _spell(self, form: str, place: Place, kind: Kind, text: str) -> Step:
        typed = ""
        for letter in text:
            yield from self.wake()
            if letter == "\n":
                QTest.keyClick(self.hearer(), Key.Key_Return)
            else:
                QTest.keyClicks(self.hearer(), letter)
            typed += letter
            _tell(form, place, kind, typed)
            yield self._beat()

    def _beat(self) -> Callable[[], bool]:
        """As long as a finger takes to the next key."""
        due = time.monotonic() + self._dice.uniform(FASTEST, SLOWEST)
        return lambda: time.monotonic() >= due


def _text(field: Field, wanted: object) -> str:
    """What is typed for an answer."""
    if field.kind is Kind.NOTE:
        return f"{wanted} {_STORY * 4}"[: field.longest]
    shown = {choice.value: choice.label for choice in field.choices}.get(str(wanted), str(wanted))
    return show_date(shown).replace("/", "") if field.kind is Kind.DATE else shown


def _tell(form: str, place: Place, kind: Kind, typed: str) -> None:
    """What a field must hold from now on, at the latest two seconds later."""
    print(json.dumps([time.monotonic(), form, place, kind, typed]), flush=True)


def main(folder: Path, nrp: str, scene: str, seed: int) -> int:
    """Types until it is killed, or nothing is left to be typed."""
    sys.setswitchinterval(KEYS_FIRST)
    application = QApplication(sys.argv[:1])
    style.apply(application)
    program = Program(folder, _no_sample, Clock())
    program.show()
    program.show_desk(start(folder, open_vault(folder, nrp, PASSPHRASE), Clock()))
    typist = Typist(program, seed)
    failed: list[BaseException] = []

    def ended(error: BaseException | None) -> None:
        if error is not None:
            failed.append(error)
            application.quit()

    turns = Turns(typist.scene(scene), ended)
    application.exec()
    del turns
    for error in failed:
        traceback.print_exception(error)
    return 1


def _no_sample(_folder: Path) -> SampleDesk:
    raise AssertionError


if __name__ == "__main__":
    folder, nrp, scene, seed = sys.argv[1:]
    sys.exit(main(Path(folder), nrp, scene, int(seed)))
