"""Wrong passphrases: answered slower and slower, across restarts of the program, and told to whoever unlocks next."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from spkt_desktop.disk import write_file
from spkt_desktop.errors import MediumFailed, WrongPassphrase
from spkt_desktop.records import Clock, sha256
from spkt_desktop.store.vault import Opened

PATIENT_TRIES = 3
"""Wrong passphrases before waiting begins; then 2, 4, 8 ... seconds, at most LONGEST_WAIT."""
LONGEST_WAIT = 300
_FILE = "percobaan.txt"


@dataclass(frozen=True, slots=True)
class Tries:
    """The wrong passphrases that the desk remembers."""

    count: int = 0
    """Since the register was last opened, of all officers together."""
    last: str = ""
    """When the last of them was typed (RFC 3339)."""
    each: Mapping[str, tuple[int, float]] = field(default_factory=dict)
    """By (hashed) NRP: how many in a row, and when the last was, in seconds since the PC was started."""


def waiting(vault: Path, nrp: str, now: float) -> float:
    """Seconds until that officer may try again; `now` is seconds since the PC was started (`time.monotonic`).

    No clock that can be set has a say: what has passed since is at least `now` less the last try, and where that is
    negative the PC was started anew in between, at least `now` seconds ago.
    """
    count, last = tries(vault).each.get(_who(nrp), (0, 0.0))
    pause = min(2.0 ** (min(count, 20) - PATIENT_TRIES + 1), LONGEST_WAIT) if count >= PATIENT_TRIES else 0.0
    return max(pause - (now - last if now >= last else now), 0.0)


def slowed(vault: Path, nrp: str, attempt: Callable[[], Opened], clock: Clock) -> Opened:
    """Make the attempt if its time has come, and remember how it went; raises WrongPassphrase."""
    if (wait := waiting(vault, nrp, time.monotonic())) > 0:
        raise WrongPassphrase(f"Terlalu banyak percobaan salah. Tunggu {int(wait) + 1} detik, lalu coba lagi.")
    try:
        opened = attempt()
    except WrongPassphrase:
        told, who = tries(vault), _who(nrp)
        each = {**told.each, who: (told.each.get(who, (0, 0.0))[0] + 1, time.monotonic())}
        _keep(vault, Tries(told.count + 1, clock().isoformat(timespec="seconds"), each))
        raise
    if _who(nrp) in (told := tries(vault)).each:
        # Only one's own wait ends: a colleague's success must not let anybody guess on.
        with suppress(MediumFailed):
            _keep(vault, replace(told, each={who: one for who, one in told.each.items() if who != _who(nrp)}))
    return opened


def tries(vault: Path) -> Tries:
    """What is remembered; nothing where that cannot be read."""
    try:
        content = json.loads((vault / _FILE).read_bytes())
        each = {str(who): (int(count), float(last)) for who, (count, last) in content["each"].items()}
        return Tries(int(content["count"]), str(content["last"]), each)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Tries()


def told(vault: Path) -> None:
    """Begin to count anew, once somebody was told; the waits go on. Raises MediumFailed."""
    _keep(vault, replace(tries(vault), count=0, last=""))


def _keep(vault: Path, tries: Tries) -> None:
    content = {"count": tries.count, "last": tries.last, "each": dict(tries.each)}
    write_file(vault / _FILE, json.dumps(content).encode())


def _who(nrp: str) -> str:
    return sha256(nrp.encode())[:16]
