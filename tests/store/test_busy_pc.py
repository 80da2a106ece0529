"""A right passphrase opens on a PC that is busy: age measures how fast it is, and may do so at the wrong moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyrage
import pytest

from spkt_desktop.records import canonical
from spkt_desktop.store.slots import new_slot, unseal_slot
from tests.slots import _sealed

_WORK = 16
"""Of scrypt, as a power of two: a quarter of a second, where age's own takes one and a half."""
_OPENING = """
import sys
from spkt_desktop.store.slots import new_slot, unseal_slot
sealed = open(sys.argv[1], "rb").read()
for _line in sys.stdin:
    print("begins", flush=True)
    print(unseal_slot(sealed, "kata sandi yang benar"), flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="a process is stopped and let go by signals")
def test_a_right_passphrase_opens_whatever_else_the_pc_does(tmp_path: Path) -> None:
    file = tmp_path / "slot.age"
    file.write_bytes(_sealed(canonical({"identity": "kunci", "nrp": "87020875"}), "kata sandi yang benar", _WORK))
    command = [sys.executable, "-c", _OPENING, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as child:
        assert child.stdin and child.stdout
        try:
            for attempt in range(6):
                child.stdin.write("\n")
                child.stdin.flush()
                assert child.stdout.readline() == "begins\n"
                time.sleep(attempt % 4 * 0.0005)
                os.kill(child.pid, signal.SIGSTOP)  # another program has the processor just while age measures it
                time.sleep(0.7)
                os.kill(child.pid, signal.SIGCONT)
                assert child.stdout.readline() == "('87020875', 'kunci')\n"
        finally:
            child.kill()


def test_a_slot_of_endless_work_is_given_up_soon() -> None:
    sealed = _sealed(b"{}", "kata sandi yang benar").replace(b" 4\n", b" 40\n")
    began = time.monotonic()
    assert unseal_slot(sealed, "kata sandi yang benar") is None
    assert time.monotonic() - began < 20


def test_a_slot_that_was_sealed_too_cheaply_is_sealed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    thought = iter([10, 12, 11])  # what age takes for a second's work while others have the processor
    monkeypatch.setattr(pyrage.passphrase, "encrypt", lambda plain, secret: _sealed(plain, secret, next(thought)))
    slot = new_slot("87020875", "kata sandi yang benar")
    assert b" 12\n" in slot.sealed[:80], "the hardest of three"
    assert unseal_slot(slot.sealed, "kata sandi yang benar") is not None
    thought = iter([10, 16])
    assert b" 16\n" in new_slot("87020875", "kata sandi yang benar").sealed[:80]
