"""Desks filled with invented letters through the App, each size made once a run and copied for whoever spoils it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from spkt_desktop.app import App, set_up, start
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.forms import FORMS, sample
from spkt_desktop.records import Values

FORM = "sktlk"
_BEGUN = datetime(2026, 1, 5, 0, 0, tzinfo=UTC)
_APART = timedelta(minutes=20)
"""Between two letters: 10,000 of them reach over 20 weeks, so hints and dates have something to choose from."""
_TOGETHER = 500
"""Letters in one transaction of the filler; what one letter costs with its own is measured apart."""


class Moment:
    """A clock that stands still until it is moved."""

    def __init__(self, letters: int = 0) -> None:
        self.now = _BEGUN + letters * _APART

    def __call__(self) -> datetime:
        return self.now

    def pass_(self) -> None:
        self.now += _APART


class Filler:
    """Registers letters of invented people, never the same twice."""

    def __init__(self, app: App, moment: Moment, seed: int) -> None:
        self.app = app
        self._moment = moment
        self._random = Random(seed)

    def values(self) -> Values:
        """Valid values of the next letter."""
        self._moment.pass_()
        return sample(FORMS[FORM], self._random, self._moment().date())

    def fill(self, letters: int) -> None:
        """Register so many letters, many in one transaction."""
        for done in range(0, letters, _TOGETHER):
            with self.app.store.db.write():
                for _ in range(min(_TOGETHER, letters - done)):
                    self.app.register(FORM, self.values())


class Desks:
    """Filled desks below one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        officer = {"petugas": sample_values("officer")["petugas"] | {"peran": "ka_spkt"}}
        setup = set_up(self._place(0), sample_values("unit"), [officer], [PASSPHRASE], clock=Moment())
        self.opened = setup.opened
        self._made = [0]

    @contextmanager
    def open(self, letters: int) -> Iterator[Filler]:
        """A copy of the desk with so many letters, gone afterwards; its filler goes on where the filling ended."""
        self._fill(letters)
        folder = self._folder / "dipakai"
        shutil.copytree(self._place(letters), folder)
        try:
            with self._filler(folder, letters) as filler:
                yield filler
        finally:
            shutil.rmtree(folder)

    def fresh(self, name: str) -> Path:
        """A desk that was only set up, in a folder of that name."""
        return Path(shutil.copytree(self._place(0), self._folder / name))

    def _fill(self, letters: int) -> None:
        if letters not in self._made:
            nearest = max(size for size in self._made if size < letters)
            shutil.copytree(self._place(nearest), self._place(letters))
            with self._filler(self._place(letters), nearest) as filler:
                filler.fill(letters - nearest)
            self._made.append(letters)

    @contextmanager
    def _filler(self, folder: Path, letters: int) -> Iterator[Filler]:
        moment = Moment(letters)
        with closing(start(folder, self.opened, moment)) as app:
            yield Filler(app, moment, letters)

    def _place(self, letters: int) -> Path:
        return self._folder / f"meja {letters}"
