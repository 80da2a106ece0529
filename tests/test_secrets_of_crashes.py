"""What is told of a crash: never a passphrase, a name or a key, wherever in the failing code they stood."""

from __future__ import annotations

import subprocess
import sys

import pytest

from spkt_desktop import __main__ as program
from spkt_desktop.app import Opened
from spkt_desktop.ui.last_resort import report
from tests.waiting import LONGEST

SECRETS = ("kopi tubruk pagi", "SITI AMINAH", "3201010101900001", "c0ffee" * 10)


class OddError(Exception):
    """Says what it works on, as many libraries do."""


def crash() -> BaseException:
    """An error with every secret in its message, its notes, its cause, its arguments, and the locals of its frames."""

    def deeper(passphrase: str, name: str) -> None:
        nik, opened = SECRETS[2], Opened(bytes.fromhex(SECRETS[3]), "87020875")
        try:
            raise KeyError(f"{passphrase} {name} {nik}")
        except KeyError as cause:
            error = OddError(f"{passphrase} {name} {nik} {opened} {opened.key.hex()}", opened)
            error.add_note(f"{name}: {passphrase}")
            raise error from cause

    try:
        deeper(*SECRETS[:2])
    except OddError as error:
        return error
    raise AssertionError


@pytest.mark.parametrize("tell", [report, program._where])
def test_a_report_names_places_in_the_code_and_no_secret(tell) -> None:
    told = tell(crash())
    assert "OddError" in told and not any(secret in told for secret in SECRETS)


def test_an_open_vault_does_not_show_its_key() -> None:
    opened = Opened(bytes.fromhex(SECRETS[3]), "87020875")
    assert SECRETS[3] not in repr(opened) and repr(opened.key) not in repr(opened)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other dumps")
def test_no_core_dump_is_left_of_the_program() -> None:
    code = (
        "import resource; from spkt_desktop import __main__ as m; m.main(['--version']);"
        "print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=LONGEST)
    assert done.stdout.splitlines()[-1] == "(0, 0)"
