"""One act with one operation of the disk failing, in a fork of its own: what became of it, and of everything else."""

from __future__ import annotations

import errno
import os
import pickle
import re
import signal
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pyrage

from spkt_desktop.app import App, desk_exists
from spkt_desktop.app.places import settle
from spkt_desktop.app.sample import sample_values
from spkt_desktop.errors import DeskBusy, MediumFailed, SpktError
from tests.power.faults_acts import ACTS, NEW, OLD, Act
from tests.power.faults_bench import LAST_NUMBER, NRP, Bench, Model, lay_out, make_model, warm_up
from tests.power.shim import CREATE, CUT, DATA, MOVE, ONWARDS, READ, SYNC, watched
from tests.slots import _sealed as sealed

EACH = (DATA, SYNC, CREATE, MOVE, CUT, READ)
LONGEST = 60
"""Seconds after which a point is ended: no failing disk may make the program wait."""
SAFE = re.compile(
    r"[Tt]idak ada (data |catatan |surat )?yang|tetap utuh|tidak (ada yang )?berubah|tetap terkunci|sudah terdaftar"
    r"|aman|tidak ada yang hilang"
)
PENDING = "tertunda"
"""The outcome after which the program is to be started anew: what was begun ends by itself then."""
UNSURE = ("belum pasti", PENDING)
"""Outcomes after which the officer is asked to look before repeating."""
WAY = re.compile(
    r"\b([Uu]langi|[Pp]eriksa|[Kk]osongkan|[Pp]asang|[Tt]utup|[Pp]ilih|[Cc]oba|[Pp]ulihkan|[Gg]unakan|[Pp]akai|[Bb]uka"
    r"|[Tt]unggu|[Cc]etak ulang|[Jj]alankan|[Pp]astikan)\b"
)
LEFT = re.compile(
    r"(sebelum-pemulihan-[\d-]+/)?(spkt\.db(-journal)?|vault(-lama-[0-9a-f-]+)?/(vault\.json|percobaan\.txt|giliran(-journal)?|[\w-]+\.age))"
    r"|kartu-meja-[\w-]+\.json|sebelum-m\d+_\w+\.db"
)
"""What may lie in the folder of a desk when all is done."""


warm_up()


def make(place: str) -> None:
    """Make the model below a folder."""
    Path(place, "contoh.pickle").write_bytes(pickle.dumps(make_model(Path(place, "contoh"))))


def count(place: str, act: str, where: str) -> dict[int, int]:
    """How many operations of each kind there are where nothing fails."""
    with _laid_out(place) as bench:
        if ACTS[act].opens:
            bench.app = bench.start(bench.desk)
        with watched(bench.root / where) as shim:
            shim.fail(0, 0, sum(EACH))
            ACTS[act].do(bench)
            return {kind: shim.seen(kind) for kind in EACH}


def strike(place: str, name: str, where: str, nth: int, error: int, mode: int) -> dict[str, Any]:
    """Do the act with its n-th operation failing, then see what became of it and of everything else."""
    act = ACTS[name]
    with _laid_out(place) as bench:
        told: dict[str, Any] = {"outcome": "done", "sentence": "", "wrong": []}
        same = bool(nth % 2)  # every other time the officer goes on, else closes the program and comes back
        if act.opens:
            bench.app = bench.start(bench.desk)
        with watched(bench.root / where) as shim:
            shim.fail(nth, error, mode)
            try:
                act.do(bench)
            except SpktError as refused:
                outcome = getattr(refused, "outcome", "")
                told |= {"outcome": "said", "unsure": outcome in UNSURE, "sentence": str(refused)}
                same = same and outcome != PENDING
                told["wrong"] += _badly_said(refused, error, bench)
            except Exception as escaped:
                told |= {"outcome": "escaped", "wrong": _bug("escaped", escaped)}
            if act.opens and not same:
                try:
                    bench.app.close()
                except Exception as escaped:
                    told["wrong"] += _bug("closing", escaped)
            told["hit"] = shim.failed() > 0
        if mode == SYNC | ONWARDS and told["hit"] and told["outcome"] == "done":
            told["wrong"] += ["told done: nothing says that it outlives a power cut"]
        try:
            told["wrong"] += _afterwards(bench, act, told, same)
        except Exception as escaped:
            told["wrong"] += _bug("afterwards", escaped)
        return told


@contextmanager
def _laid_out(place: str) -> Iterator[Bench]:
    """A copy of the model, while the block lasts."""
    signal.alarm(LONGEST)
    pyrage.passphrase.encrypt = sealed
    model: Model = pickle.loads(Path(place, "contoh.pickle").read_bytes())
    with tempfile.TemporaryDirectory(dir=place, prefix="salinan ", ignore_cleanup_errors=True) as root:
        yield lay_out(model, Path(root))


def _afterwards(bench: Bench, act: Act, told: dict[str, Any], same: bool) -> Iterator[str]:
    """What is wrong once the disk works again: with the state, the way on, the desk as a whole, and what was left."""
    _age(bench.root)  # whoever is told to wait a little does
    bench.hands.pass_(minutes=2)
    if act.opens and not same:
        bench.app = bench.start(bench.desk)
    done = told["outcome"] == "done"
    state = _state(bench, act)
    if state != (NEW if done else OLD) and not told.get("unsure"):
        yield f"told {'done' if done else 'failed'}: {state}"
    if state != NEW or not (done or told.get("unsure")):
        act.do(bench)
    if act.opens:
        bench.app.close()
    _age(bench.root)
    with closing(bench.start(act.home(bench))) as app:
        app.keeping.verify()
        if (state := act.state(bench, app)) != NEW:
            yield f"after all: {state}"
        yield from _numbers(app, bench)
        app.keeping.verify()
    left = [file.relative_to(app.folder).as_posix() for file in app.folder.rglob("*") if not file.is_dir()]
    yield from (f"left behind: {name}" for name in left if not LEFT.fullmatch(name))
    yield from (
        f"left behind: {one.name}" for name in ("sementara", "pemindahan") for one in app.folder.glob(f"{name}/*")
    )


def _state(bench: Bench, act: Act) -> str:
    """What the act says of its own state: a failure must have left the old one, a success the new one."""
    if act.opens:
        return act.state(bench, bench.app)
    settle(act.home(bench))  # as whoever unlocks it does
    if not desk_exists(act.home(bench)):
        return OLD if act.missing else "there is no desk any more"
    with closing(bench.start(act.home(bench))) as app:
        return act.state(bench, app)


def _numbers(app: App, bench: Bench) -> Iterator[str]:
    """What is wrong with the numbers of the letters, the next one included."""
    app.register("sktlk", sample_values("sktlk", app.now().date(), NRP))
    found = sorted(record.number.sequence for record in app.search(limit=100))
    restored = app.status()["epoch"] > 1
    wanted = [*range(1, len(found)), LAST_NUMBER + 1] if restored else [*range(1, len(found) + 1)]
    if found != wanted:
        yield f"numbers {found}"


def _badly_said(refused: SpktError, error: int, bench: Bench) -> Iterator[str]:
    """What a tired officer would miss in a sentence, or should not find there."""
    sentence = str(refused)
    if error != errno.ENOENT and not isinstance(refused, MediumFailed | DeskBusy):  # that a file is missing is no lie
        yield f"blames somebody or something else than the disk: {type(refused).__name__}: {sentence}"
    if not (sentence[:1].isupper() and sentence.endswith(".")):
        yield "no whole sentence"
    if not SAFE.search(sentence):
        yield f"does not say that nothing was lost: {sentence}"
    if not WAY.search(sentence):
        yield f"does not say what to do: {sentence}"
    if any(word in sentence for word in (*bench.model.persons, str(bench.root), "spkt.db", "/", "\\")):
        yield "names a person or a place"


def _bug(when: str, error: BaseException) -> list[str]:
    """What escaped, and the last places of our own code on the way to it."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "spkt_desktop" in f.filename]
    places = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames[-4:]))
    return [f"{when}: {type(error).__name__}: {error} ({places})"]


def _age(root: Path) -> None:
    """Make everything that was left look as if it had lain there for two hours."""
    for left in [*root.rglob("sementara/*"), *root.rglob("pemindahan"), *root.rglob("*part")]:
        with suppress(FileNotFoundError):
            os.utime(left, (left.stat().st_atime - 7200, left.stat().st_mtime - 7200))
