"""Days at the counter at speed, in the real program with its real window: a process that tells what it holds on to.

Run as a program with a folder and how many days; `brief` behind them lets visitors come in one shift of three only,
always for the same. One JSON object a line: at the end of each round of work, and behind each door that is locked.
To be watched: `QT_QPA_PLATFORM=xcb xvfb-run`. Without a screen: `QT_QPA_PLATFORM=offscreen`.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import tempfile
import threading
import traceback
import weakref
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from spkt_desktop.app import App, set_up, start
from spkt_desktop.app.sample import SampleDesk, sample_values
from spkt_desktop.forms import FORMS
from spkt_desktop.polres import Inbox
from spkt_desktop.polres import set_up as set_up_polres
from spkt_desktop.ui import style
from spkt_desktop.ui.last_resort import report
from spkt_desktop.ui.start import KEYS_FIRST, Program
from spkt_desktop.ui.window import Window
from tests.desks import Hands as Clock
from tests.desks import officer
from tests.slots import admit_quickly, quicken
from tests.soak.hands import Key, Step, Turns
from tests.soak.officer import INTERVIEWED, Officer
from tests.soak.readings import read

SHIFTS = (("I", "87020875"), ("II", "03100376"), ("III", "79070334"))
WATCH = 8
"""Hours of a shift."""
_ONLY_WITHOUT_A_SCREEN = "This plugin does not support"


@dataclass
class Noise:
    """Whatever the program should not have said: warnings of Qt and Python, lines of a log, errors of ours."""

    heard: list[str] = field(default_factory=list)

    def listen(self) -> None:
        qInstallMessageHandler(self._qt)
        logging.getLogger().addHandler(_Ear(self.heard))
        sys.excepthook = lambda _kind, error, _trace: self.heard.append(report(error) + f"\n{error}")
        sys.unraisablehook = lambda told: self.heard.append(f"unraisable: {told.exc_value!r} in {told.object!r}")
        threading.excepthook = lambda told: self.heard.append(f"in a thread: {told.exc_value!r}")

    def _qt(self, kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not words.startswith(_ONLY_WITHOUT_A_SCREEN):
            self.heard.append(f"Qt: {words}")


class _Ear(logging.Handler):
    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self._heard.append(f"log: {record.getMessage()}")


class Month:
    """A desk with three regus, its Polres, and whoever works at it."""

    def __init__(self, place: Path, days: int, *, brief: bool) -> None:
        self.place, self.days, self.brief = place, days, brief
        self._services = INTERVIEWED[:1] if brief else INTERVIEWED
        self.folder, self.clock = place / "meja piket", Clock()
        self._polres = place / "polres"
        self._prepare()
        self.program = Program(self.folder, _no_sample, self.clock)
        shelf = place / "flashdisk"
        shelf.mkdir()
        self.officer = Officer(self.program, self.clock, shelf, self._inbox)
        self._former: list[weakref.ref[object]] = []

    def work(self) -> Step:
        """Every shift of every day; what is held is told at the end of each round, and behind each closed door."""
        self.program.begin()
        yield self.program.isActiveWindow
        for day in range(self.days):
            for turn, (_regu, nrp) in enumerate(SHIFTS):
                relief = SHIFTS[(turn + 1) % len(SHIFTS)][1]
                yield from self._shift(nrp, relief, day, turn)
                yield from self._rest()
                self._tell("door", day=day, shift=turn)
                self._former.clear()

    def _shift(self, nrp: str, relief: str, day: int, turn: int) -> Step:
        hand, until = self.officer, self.clock.moment
        _live()
        yield from hand.unlock(nrp)
        self._remember()
        yield from hand.open_shift()
        if turn == 0 or not self.brief:
            yield from self._round(day if self.brief else day * len(SHIFTS) + turn)
            yield from self._rest()
            self._tell("round", day=day, shift=turn)
        if turn == 1:  # somebody is called away, and comes back
            yield from hand.lock()
            yield from hand.unlock(nrp)
            self._remember()
        yield from hand.hand_over(relief)
        self.clock.moment = until
        self.clock.pass_(hours=WATCH)

    def _round(self, nth: int) -> Step:
        """The same pages in the same order whenever it comes round; only the services differ."""
        hand, app = self.officer, self.officer.desk.app
        yield from hand.visit(self._services[nth % len(self._services)])
        _live()
        yield from hand.visit("sktlk", leave=True)
        yield from hand.resume()
        _live()
        yield from hand.look_up(app.search(limit=1)[0])
        yield from hand.mark_and_replace(app.search(forms=("sktlk",), status="berlaku", limit=1)[0])
        yield from hand.write_diary(f"Patroli dialogis ke-{nth} di wilayah, situasi aman.")
        _live()
        yield from hand.register_book()
        yield from hand.report()
        yield from hand.send()
        yield from hand.back_up()
        yield from hand.look_around()
        # Each round ends on the same letter and the same form, so that the same widgets stand on their pages.
        yield from hand.look_up(self._first(app))
        yield from hand.press(Key.Key_F2)
        yield from hand.begin("sktlk")
        yield from hand.press(Key.Key_Escape)
        yield from hand.press(Key.Key_F9)

    def _first(self, app: App) -> Any:
        return app.search(forms=("sktlk",), limit=1000)[-1]

    def _rest(self) -> Step:
        """Until all that was begun has ended, and what is to be deleted is."""
        yield lambda: not self.program.worker.busy
        for _ in range(5):
            yield lambda: True

    def _remember(self) -> None:
        """The desk that is open now, to see later whether it is gone."""
        window = self.program.centralWidget()
        assert isinstance(window, Window)
        self._former += [weakref.ref(one) for one in (window, window.app, window.app.store, window.app.store.db)]

    def _tell(self, where: str, **when: int) -> None:
        reading, held = read(self.folder / "sementara")
        alive = sum(one() is not None for one in self._former)
        told = {"where": where, **when, "letters": self.officer.letters, "visits": self.officer.visits, "alive": alive}
        print(json.dumps({**told, "reading": asdict(reading), "held": held}), flush=True)

    def _prepare(self) -> None:
        staff = [officer(nrp, "ka_spkt") for _regu, nrp in SHIFTS]
        for (regu, _nrp), values in zip(SHIFTS, staff, strict=True):
            values["petugas"]["regu"] = regu
        unit = sample_values("unit")
        unit["jaga"] = [{"nama": regu} for regu, _nrp in SHIFTS]
        card = set_up_polres(self._polres, "Polres Tirtamulya")
        made = set_up(
            self.folder, unit, staff, ["kata sandi meja", "", ""], polres_card=card.read_bytes(), clock=self.clock
        )
        quicken(self.folder, made.opened)
        for _regu, nrp in SHIFTS[1:]:
            admit_quickly(self.folder, made.opened.key, nrp)
        app = start(self.folder, made.opened, self.clock)
        app.register("sktlk", sample_values("sktlk"))
        inbox = self._inbox()
        inbox.enrol(app.sending.identity.write_card(self.place))
        inbox.close()
        app.close()

    def _inbox(self) -> Inbox:
        return Inbox(self._polres, known_forms={form.name: form.version for form in FORMS.values()}, clock=self.clock)


def _live() -> None:
    """A sign of life, for whoever waits."""
    print(json.dumps({"where": "alive"}), flush=True)


def _no_sample(_folder: Path) -> SampleDesk:
    raise AssertionError


def main(place: Path, days: int, *, brief: bool) -> int:
    """Works the days; the exit code says whether they came to their end without a word."""
    temporary = place / "tmp"
    temporary.mkdir(parents=True)
    os.environ["TMPDIR"] = tempfile.tempdir = str(temporary)
    noise = Noise()
    noise.listen()
    sys.setswitchinterval(KEYS_FIRST)
    application = QApplication(sys.argv[:1])
    style.apply(application)
    month = Month(place, days, brief=brief)
    ends: list[BaseException | None] = []

    def ended(error: BaseException | None) -> None:
        ends.append(error)
        month.program.close()
        application.quit()

    month.program.show()
    month.program.activateWindow()
    turns = Turns(month.work(), ended)
    application.exec()
    del turns
    print(json.dumps({"where": "end", "heard": noise.heard}), flush=True)
    for error in filter(None, ends):
        traceback.print_exception(error)
    return int(any(ends) or bool(noise.heard))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), brief=sys.argv[3:] == ["brief"]))
