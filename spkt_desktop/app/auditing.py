"""The journal for whoever audits the desk: a file that can be checked without this program."""

from __future__ import annotations

import contextlib
import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from spkt_desktop import disk
from spkt_desktop.app.duty import Duty
from spkt_desktop.app.places import among_sealed
from spkt_desktop.app.rights import Right
from spkt_desktop.errors import Refused
from spkt_desktop.records import Event, canonical

BOOK, MEDIUM = "Jurnal meja", "berkas yang dapat dibaca siapa pun, termasuk isi perkara yang dilindungi"


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A journal that lies on its medium."""

    file: Path
    events: int
    head: str
    """Hash of the last event: the one that says that the journal was handed out."""
    sha256: str
    """Of the file."""


class Auditing:
    """The whole journal in clear, protected cases included: only for those who may open every one of them."""

    def __init__(self, duty: Duty) -> None:
        self._duty = duty

    def hand_out(self, file: Path) -> HandedOut:
        """Write every event as one line of canonical JSON (through gzip where the name ends with .gz), whole or not.

        The last event is the one that writes this down; it is kept before the file has its name.
        Raises Refused or MediumFailed.
        """
        duty, journal = self._duty, self._duty.store.journal
        duty.allow(Right.AUDIT)
        if among_sealed(file):
            raise Refused("Folder meja hanya untuk register yang tersandi. Tidak ada yang dibuat; pilih folder lain.")
        if file.is_dir():
            raise Refused("Nama berkas itu sebuah folder. Tidak ada yang dibuat; tulis nama berkasnya juga.")
        disk.preflight(file.parent, 0)
        with disk.whole(file) as target, _packed(target, file) as out:
            seen = _write(out, journal.all())
            with duty.store.db.write():  # nothing comes between the last line and the event about it
                last = seen if journal.head() == seen else _write(out, journal.all(seen.seq))
                days = {"since": journal.event(1).at[:10], "until": duty.now().date().isoformat()}
                made = duty.act("listed", None, {"book": BOOK, "rows": last.seq + 1, **days, "medium": MEDIUM})
            _write(out, [made])
        return HandedOut(file, made.seq, made.hash, disk.digest(file))


def _packed(target: IO[bytes], file: Path) -> contextlib.AbstractContextManager[IO[bytes] | gzip.GzipFile]:
    if file.suffix != ".gz":
        return contextlib.nullcontext(target)
    return gzip.GzipFile(filename="", mode="wb", fileobj=target, mtime=0)


def _write(out: IO[bytes] | gzip.GzipFile, events: Iterable[Event]) -> Event:
    """Write at least one event; gives the last."""
    for event in events:
        out.write(canonical(event.as_json()) + b"\n")
    return event
