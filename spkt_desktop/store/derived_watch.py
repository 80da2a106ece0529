"""What is derived of the watch over the desk: shifts, the queue, answers about the service, settled matters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spkt_desktop.records import Event, canonical
from spkt_desktop.store.database import Database

TABLES = ("shifts", "visits", "ratings", "settled")
ONCE = ("shift_opened", "shift_closed")


def served(db: Database, visit: str, at: str) -> None:
    """Somebody who waited has got a record; what they are given after the first changes nothing."""
    db.run(
        """UPDATE visits SET state = 'dilayani', ended_at = ?, called_at = iif(called_at = '', ?, called_at)
           WHERE id = ? AND state <> 'dilayani'""",
        (at, at, visit),
    )


def _opened(db: Database, event: Event, seq: int) -> None:
    body = event.body
    present = canonical(list(body["present"])).decode()
    row = (seq, event.subject, body["regu"], event.at, event.officer, present, "", "")
    db.run("INSERT INTO shifts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


def _closed(db: Database, event: Event, _seq: int) -> None:
    db.run(
        "UPDATE shifts SET closed_at = ?, handover = ? WHERE id = ?",
        (event.at, event.body.get("handover", ""), event.subject),
    )


def _queued(db: Database, event: Event, seq: int) -> None:
    row = (seq, event.subject, event.body["number"], event.body["need"], event.at, "", "", "menunggu")
    db.run("INSERT INTO visits VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


def _called(db: Database, event: Event, _seq: int) -> None:
    db.run(
        "UPDATE visits SET called_at = ?, state = 'dipanggil' WHERE id = ? AND ended_at = ''", (event.at, event.subject)
    )


def _left(db: Database, event: Event, _seq: int) -> None:
    db.run(
        "UPDATE visits SET ended_at = ?, state = ? WHERE id = ? AND ended_at = ''",
        (event.at, event.body["state"], event.subject),
    )


def _rated(db: Database, event: Event, seq: int) -> None:
    db.run("INSERT INTO ratings VALUES (?, ?, ?, ?)", (seq, event.at, event.body["form"], event.body["score"]))


def _settled(db: Database, event: Event, seq: int) -> None:
    row = (event.subject, event.body["matter"], event.body["note"], seq)
    db.run("INSERT OR REPLACE INTO settled VALUES (?, ?, ?, ?)", row)


ACTS: Mapping[str, Callable[[Database, Event, int], None]] = {
    "shift_opened": _opened,
    "shift_closed": _closed,
    "queued": _queued,
    "called": _called,
    "left": _left,
    "rated": _rated,
    "settled": _settled,
}
