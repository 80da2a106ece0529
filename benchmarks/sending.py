"""What leaves the desk and what becomes of it at the Polres, against stock tools on the same data."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from benchmarks.filling import Desks
from benchmarks.pairs import WARM_UPS, Row, compare, milliseconds, rows
from spkt_desktop.app import App, describe
from spkt_desktop.app.places import real_clock
from spkt_desktop.polres import Inbox, keyring, set_up
from spkt_desktop.records import canonical

GROUP = "Sending"
_TOOLS = ("tar", "gzip", "age")


def missing() -> str:
    """Why stock tools are not compared with; empty if they are."""
    absent = [tool for tool in _TOOLS if shutil.which(tool) is None]
    return f"{', '.join(absent)} not found, so bundles are not compared with stock tools." if absent else ""


def measure(desks: Desks, letters: int, rounds: int) -> Iterator[Row]:
    """A bundle of every letter's events, its taking in, and its receipt back at the desk."""
    with desks.open(letters) as filler:
        app = filler.app
        polres, stick = app.folder / "polres", app.folder / "flashdisk"
        stick.mkdir()
        card = set_up(polres, "POLRES TIRTAMULYA")
        app.sending.identity.trust(app.sending.identity.read(card))
        stock = _Stock(app, keyring.load(polres).current.identity, stick)
        yield from compare(
            GROUP, f"Export {letters:,} letters", lambda: app.sending.export(stick),
            {"tar, gzip, age": stock.pack} if not missing() else {}, rounds,
            "signed, written and read back from the medium too",
        )  # fmt: skip
        with closing(_inbox(polres)) as inbox:
            inbox.enrol(app.sending.identity.write_card(stick))
        yield from _taking(app, polres, stock, letters, rounds)


def _taking(app: App, polres: Path, stock: _Stock, letters: int, rounds: int) -> Iterator[Row]:
    """The Polres takes the bundle in, each round in a fresh inbox; the desk takes the receipt in."""
    bundle = app.sending.export(stock.stick).bundle
    spent: dict[str, list[float]] = {name: [] for name in ("", *([] if missing() else ["age, gunzip, tar"]))}
    for turn in range(-WARM_UPS, rounds):
        fresh = Path(shutil.copytree(polres, stock.stick / "polres"))
        with closing(_inbox(fresh)) as inbox:
            ours = milliseconds(partial(inbox.receive, bundle, stock.stick))
        theirs = 0.0 if missing() else milliseconds(stock.unpack)
        shutil.rmtree(fresh)
        if turn >= 0:
            for times, elapsed in zip(spent.values(), (ours, theirs), strict=False):
                times.append(elapsed)
    yield from rows(
        GROUP, f"Take {letters:,} letters in", spent, "judged event by event, kept in one transaction, answered"
    )
    receipt = next(stock.stick.glob("*.terima"))
    yield from rows(
        GROUP, f"Take the receipt of {letters:,} back", {"": [milliseconds(lambda: app.sending.receive(receipt))]}
    )


def _inbox(place: Path) -> Inbox:
    return Inbox(place, known_forms=describe.known_versions(), clock=real_clock)


class _Stock:
    """The same events as lines of JSON, packed and unpacked by stock tools."""

    def __init__(self, app: App, identity: str, stick: Path) -> None:
        self.stick = stick
        card = app.sending.identity.polres
        self._recipient = card.keys.recipient if card else ""
        self._lines, self._key, self._sealed = (stick / name for name in ("events.jsonl", "key.txt", "events.age"))
        self._lines.write_bytes(b"".join(canonical(event.as_json()) + b"\n" for event in app.store.journal.all()))
        self._key.write_text(identity + "\n", encoding="utf-8")

    def pack(self) -> None:
        """`tar | gzip | age -r`."""
        self._pipe(
            ["tar", "-C", str(self.stick), "-cf", "-", self._lines.name],
            ["gzip", "-c"],
            ["age", "-r", self._recipient, "-o", str(self._sealed)],
        )

    def unpack(self) -> None:
        """`age -d | gzip -d | tar -x`."""
        into = self.stick / "terbuka"
        into.mkdir(exist_ok=True)
        self._pipe(
            ["age", "-d", "-i", str(self._key), str(self._sealed)],
            ["gzip", "-dc"],
            ["tar", "-C", str(into), "-xf", "-"],
        )

    @staticmethod
    def _pipe(*commands: list[str]) -> None:
        running: list[subprocess.Popen[bytes]] = []
        for command in commands:
            before = running[-1].stdout if running else None
            output = None if command is commands[-1] else subprocess.PIPE
            running.append(subprocess.Popen(command, stdin=before, stdout=output))
            if before is not None:
                before.close()
        for process in running:
            if process.wait():
                raise subprocess.CalledProcessError(process.returncode, process.args)
