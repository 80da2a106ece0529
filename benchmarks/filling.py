"""Desks filled with invented letters through the App, kept for as long as the code that fills them stays."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from spkt_desktop.app import App, Opened, open_vault, set_up, start
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.forms import FORMS, sample
from spkt_desktop.records import Values

FORM = "sktlk"
ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "bench"
_FILLING = ("spkt_desktop/*.py", "spkt_desktop/app/*.py", "spkt_desktop/forms/*.py", "spkt_desktop/store/*.py",
            "resources/templates/*", "benchmarks/filling.py", "benchmarks/year.py")  # fmt: skip
"""What decides what a filled desk looks like."""
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
    """Filled desks below one folder; what lies there already is used again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.nrp = str(sample_values("officer")["petugas"]["nrp"])
        self._kept("meja 0", self._set_up)
        self.opened: Opened = open_vault(self._place(0), self.nrp, PASSPHRASE, Moment())

    @contextmanager
    def open(self, letters: int) -> Iterator[Filler]:
        """A copy of the desk with so many letters, gone afterwards; its filler goes on where the filling ended."""
        self._kept(f"meja {letters}", lambda folder: self._fill(folder, letters))
        with self.copied(f"meja {letters}") as folder, self._filler(folder, letters) as filler:
            yield filler

    @contextmanager
    def copied(self, name: str, make: Callable[[Path], object] = lambda _: None) -> Iterator[Path]:
        """The folder of a copy of the desk of that name, gone afterwards; `make` fills it where it was never made."""
        self._kept(name, lambda folder: (shutil.copytree(self._place(0), folder), make(folder)))
        used = self._folder / "dipakai"
        shutil.rmtree(used, ignore_errors=True)
        shutil.copytree(self._folder / name, used)
        try:
            yield used
        finally:
            shutil.rmtree(used)

    def _kept(self, name: str, make: Callable[[Path], object]) -> None:
        """Makes the desk of that name where it is not there; one whose making was cut short is made again."""
        if not (self._folder / name).exists():
            part = self._folder / "separuh"
            shutil.rmtree(part, ignore_errors=True)
            make(part)
            part.rename(self._folder / name)

    def _set_up(self, folder: Path) -> None:
        officer = {"petugas": sample_values("officer")["petugas"] | {"peran": "ka_spkt"}}
        set_up(folder, sample_values("unit"), [officer], [PASSPHRASE], clock=Moment())

    def _fill(self, folder: Path, letters: int) -> None:
        """From the largest desk that is smaller."""
        sizes = (int(desk.name.split()[1]) for desk in self._folder.glob("meja *"))
        nearest = max(size for size in sizes if size < letters)
        shutil.copytree(self._place(nearest), folder)
        with self._filler(folder, nearest) as filler:
            filler.fill(letters - nearest)

    @contextmanager
    def _filler(self, folder: Path, letters: int) -> Iterator[Filler]:
        moment = Moment(letters)
        with closing(start(folder, self.opened, moment)) as app:
            yield Filler(app, moment, letters)

    def _place(self, letters: int) -> Path:
        return self._folder / f"meja {letters}"


def kept() -> Path:
    """The folder of the desks that this very code fills; those of other code are thrown away."""
    content = hashlib.sha256()
    for file in sorted(file for pattern in _FILLING for file in ROOT.glob(pattern) if file.is_file()):
        content.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    folder = KEPT / content.hexdigest()[:16]
    for other in KEPT.glob("*/"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
    return folder
