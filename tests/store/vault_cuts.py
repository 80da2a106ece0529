"""A process that changes vaults in children of its own and kills them: forking is quick here, where there is no window.

Reads one job a line (JSON) from standard input and answers each with what was found after the kill.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from spkt_desktop.errors import SpktError
from spkt_desktop.store.holders import CODE, Holders, officer
from spkt_desktop.store.names import FILE
from spkt_desktop.store.slots import tidy_code
from spkt_desktop.store.vault import Vault
from tests.slots import quick_slot
from tests.vaults import ANI, BUDI, WORDS, Desk, opened

NEW = "kata sandi baru"
NEW_CODE = "00000000000000000000000" + "0"


def give(desk: Desk) -> None:
    desk.holders.give(officer(ANI), quick_slot(ANI, NEW), lambda: desk.store.keep_note("bukti", "baru"))


def renew(desk: Desk) -> None:
    desk.holders.give(CODE, quick_slot("", tidy_code(NEW_CODE)), lambda: None)


def remove(desk: Desk) -> None:
    desk.holders.withdraw(BUDI)
    desk.holders.rekey(lambda: desk.store.keep_note("bukti", "baru"))


def rekey_large(desk: Desk) -> None:
    desk.holders.rekey(lambda: None)


def rekey(desk: Desk) -> None:
    desk.store.db.connection.execute("PRAGMA cache_size = -200")  # pages are written before the end, as of a large one
    desk.holders.rekey(lambda: None)


ACTS: dict[str, Callable[[Desk], None]] = {
    "give": give,
    "renew": renew,
    "remove": remove,
    "rekey": rekey,
    "rekey large": rekey_large,
}


def child(folder: Path, key: bytes, act: str, at: int, before: bool) -> None:
    """Does the act and dies at its step of that number, before or after it; a step is a file or a transaction."""
    steps = 0

    def killing(work: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any) -> Any:
            nonlocal steps
            steps += 1
            if steps == at and before:
                os.kill(os.getpid(), signal.SIGKILL)
            done = work(*arguments)
            if steps == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return done

        return counted

    desk = opened(folder, key)
    for owner, name in ((Vault, "write"), (Vault, "remove"), (Holders, "_keep"), (type(desk.store), "rekey")):
        setattr(owner, name, killing(getattr(owner, name)))
    ACTS[act](desk)


def way_in(folder: Path, nrp: str, words: str) -> bytes | None:
    with suppress(SpktError):
        return Vault(folder / "vault").open(nrp, words).key
    return None


def found(folder: Path, code: str) -> dict[str, Any]:
    """Who gets in after a kill; and once somebody is in, what is tidied and who gets in then."""

    def doors() -> dict[str, bytes | None]:
        keys = {"lama": way_in(folder, ANI, WORDS[ANI]), "baru": way_in(folder, ANI, NEW),
                "budi": way_in(folder, BUDI, WORDS[BUDI])}  # fmt: skip
        for name, words in (("kode", code), ("kode baru", NEW_CODE)):
            keys[name] = None
            with suppress(SpktError):
                keys[name] = Vault(folder / "vault").recover(words).key
        return keys

    first = doors()
    key = first["lama"] or first["baru"]
    assert key is not None, "Ani gets in with neither"
    desk = opened(folder, key)
    unsettled = desk.holders.unsettled
    desk.holders.settle(lambda: None)
    mended = [(one.name, one.how) for one in desk.holders.mend()]
    events, proof, sound = desk.store.check(), desk.store.note("isi"), not desk.holders.unsettled
    last, now = doors(), desk.store.key
    desk.close()
    wrong = [name for name, one in last.items() if one not in (None, now)]
    return {
        "first": [name for name, one in first.items() if one], "last": [name for name, one in last.items() if one],
        "unsettled": unsettled, "mended": mended, "events": events, "proof": len(proof), "sound": sound, "wrong": wrong,
        "rekeyed": now != key,
    }  # fmt: skip


def cut(job: dict[str, Any]) -> dict[str, Any]:
    """One act, killed at a step, or at a moment of the re-key."""
    folder, key = Path(job["to"]), bytes.fromhex(job["key"])
    shutil.copytree(job["from"], folder)
    pid = os.fork()
    if pid == 0:
        try:
            child(folder, key, job["act"], job.get("at", 0), job.get("before", False))
        except BaseException:
            sys.excepthook(*sys.exc_info())
            os._exit(9)
        os._exit(0)
    if "wait" in job:
        end = time.monotonic() + 20
        while time.monotonic() < end and not _being_written(folder) and os.waitpid(pid, os.WNOHANG) == (0, 0):
            time.sleep(0.0005)
        time.sleep(random.Random(job["seed"]).random() * job["wait"])
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    status = -1
    with suppress(ChildProcessError):
        _, status = os.waitpid(pid, 0)
    hot = _being_written(folder)
    answer = {**found(folder, job["code"]), "hot": hot, "ended": status == 0}
    shutil.rmtree(folder)
    return answer


def _being_written(folder: Path) -> bool:
    """Whether a rollback journal of more than a few pages lies there."""
    try:
        return (folder / f"{FILE}-journal").stat().st_size > 100_000
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(cut(json.loads(line))), flush=True)
