"""Wrong passphrases are answered slower and slower, across restarts of the program."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from spkt_desktop.errors import MediumFailed, WrongPassphrase
from spkt_desktop.records import sha256
from spkt_desktop.disk import write_file
from spkt_desktop.store.vault import Opened

PATIENT_TRIES = 3
"""Wrong passphrases before waiting begins; then 2, 4, 8 ... seconds, at most LONGEST_WAIT."""
LONGEST_WAIT = 300


def waiting(vault: Path, nrp: str, now: float) -> float:
    """Seconds until that officer may try again; `now` is seconds since 1970."""
    count, last = _tries(vault).get(_who(nrp), (0, 0.0))
    pause = min(2.0 ** (min(count, 20) - PATIENT_TRIES + 1), LONGEST_WAIT) if count >= PATIENT_TRIES else 0.0
    return min(max(last + pause - now, 0.0), pause)  # a clock set back does not lock the desk for years


def slowed(vault: Path, nrp: str, attempt: Callable[[], Opened]) -> Opened:
    """Make the attempt if its time has come, and remember how it went; raises WrongPassphrase."""
    if (wait := waiting(vault, nrp, time.time())) > 0:
        raise WrongPassphrase(f"Terlalu banyak percobaan salah. Tunggu {int(wait) + 1} detik, lalu coba lagi.")
    try:
        opened = attempt()
    except WrongPassphrase:
        tries = _tries(vault)
        _keep(vault, {**tries, _who(nrp): (tries.get(_who(nrp), (0, 0.0))[0] + 1, time.time())})
        raise
    if _who(nrp) in (tries := _tries(vault)):
        # Only one's own count ends: a colleague's success must not let anybody guess on.
        with suppress(MediumFailed):
            _keep(vault, {who: told for who, told in tries.items() if who != _who(nrp)})
    return opened


def _keep(vault: Path, tries: dict[str, tuple[int, float]]) -> None:
    write_file(_file(vault), json.dumps(tries).encode())


def _file(vault: Path) -> Path:
    return vault / "percobaan.txt"


def _who(nrp: str) -> str:
    return sha256(nrp.encode())[:16]


def _tries(vault: Path) -> dict[str, tuple[int, float]]:
    try:
        content = json.loads(_file(vault).read_bytes())
        return {str(who): (int(count), float(last)) for who, (count, last) in content.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
