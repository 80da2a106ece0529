"""What leaves the desk and what becomes of it at the Polres, against stock tools on the same data."""

from __future__ import annotations

import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.filling import Desks
from benchmarks.pairs import Row, counted, milliseconds, rows, turns
from spkt_desktop.app import App, describe
from spkt_desktop.app.whereabouts import real_clock
from spkt_desktop.polres import Inbox, keyring, set_up
from spkt_desktop.records import canonical

GROUP = "Sending"
_TOOLS = ("tar", "gzip", "age")
_EXPORT, _TAKE_IN, _RECEIPT = "Export", "Take in at the Polres", "Take the receipts back"
_PACK, _UNPACK, _BARE = "tar, gzip, age", "age, gunzip, tar", "bare SELECT of the deliveries"
_NOTES = {
    _EXPORT: "everything that the Polres has not, in bundles of 50,000 events; signed, written, read back from the"
    " medium too",
    _TAKE_IN: "judged event by event, kept in one transaction a bundle, answered",
}


def missing() -> str:
    """Why stock tools are not compared with; empty if they are."""
    absent = [tool for tool in _TOOLS if shutil.which(tool) is None]
    return f"{', '.join(absent)} not found, so bundles are not compared with stock tools." if absent else ""


def measure(desks: Desks, letters: int, rounds: int) -> Iterator[Row]:
    """Each round a fresh desk sends all it has to a fresh Polres and takes the receipts in."""
    spent: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for _ in turns(rounds):
        with desks.open(letters) as filler:
            for what, times in _sent(filler.app).items():
                for peer, elapsed in times.items():
                    spent[what][peer].append(elapsed)
    for what, of in spent.items():
        yield from rows(GROUP, what, counted(of), _NOTES.get(what, ""))


def _sent(app: App) -> dict[str, dict[str, float]]:
    """Milliseconds by what is done and by peer (ours is the empty one), summed over the bundles."""
    polres, stick = app.folder / "polres", app.folder / "flashdisk"
    stick.mkdir()
    app.sending.identity.trust(app.sending.identity.read(set_up(polres, "POLRES TIRTAMULYA")))
    card = app.sending.identity.polres
    stock = _Stock(stick, card.keys.recipient if card else "", keyring.load(polres).current.identity)
    spent: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    goal, first = app.store.journal.head(), 1
    with closing(Inbox(polres, known_forms=describe.known_versions(), clock=real_clock)) as inbox:
        inbox.enrol(app.sending.identity.write_card(stick))
        while goal and first <= goal.seq:
            began = milliseconds(partial(app.sending.export, stick))
            bundle = max(stick.glob("*.spkt"), key=lambda file: file.stat().st_mtime_ns)
            last = int(bundle.stem.rpartition("-")[2])
            spent[_EXPORT][""] += began
            if not missing():
                stock.lay(app, first, last)
                spent[_EXPORT][_PACK] += milliseconds(stock.pack)
                spent[_TAKE_IN][_UNPACK] += milliseconds(stock.unpack)
            spent[_TAKE_IN][""] += milliseconds(partial(inbox.receive, bundle, stick))
            bundle.unlink()
            receipt = next(stick.glob("*.terima"))
            spent[_RECEIPT][""] += milliseconds(partial(app.sending.receive, receipt))
            spent[_RECEIPT][_BARE] += milliseconds(lambda: app.store.db.rows("SELECT seq, state FROM deliveries"))
            receipt.unlink()
            first = last + 1
    return spent


@dataclass(frozen=True, slots=True)
class _Stock:
    """The same events as lines of JSON, packed and unpacked by stock tools."""

    stick: Path
    recipient: str
    identity: str

    def lay(self, app: App, first: int, last: int) -> None:
        """The events of a bundle, as lines of JSON in a file."""
        lines = (canonical(event.as_json()) + b"\n" for event in app.store.journal.between(first, last))
        (self.stick / "events.jsonl").write_bytes(b"".join(lines))
        (self.stick / "key.txt").write_text(self.identity + "\n", encoding="utf-8")

    def pack(self) -> None:
        """`tar | gzip | age -r`."""
        self._pipe(
            ["tar", "-C", str(self.stick), "-cf", "-", "events.jsonl"],
            ["gzip", "-c"],
            ["age", "-r", self.recipient, "-o", str(self.stick / "events.age")],
        )

    def unpack(self) -> None:
        """`age -d | gzip -d | tar -x`."""
        into = self.stick / "terbuka"
        into.mkdir(exist_ok=True)
        self._pipe(
            ["age", "-d", "-i", str(self.stick / "key.txt"), str(self.stick / "events.age")],
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
            if process.wait(600):
                raise subprocess.CalledProcessError(process.returncode, process.args)
