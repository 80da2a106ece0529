"""The composition root: arguments, log, then window or command, and what every failure becomes."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from spkt_desktop import cli, cli_audit, cli_clock, cli_day, cli_keeping, cli_letters, cli_reports, cli_vault, cli_whole
from spkt_desktop.app.places import real_clock
from spkt_desktop.cli_input import complain, tell, wrong_use
from spkt_desktop.errors import InvalidForm, SpktError
from spkt_desktop.records import Clock, Letter

DONE, REFUSED, WRONG_USE, BUG = 0, 1, 2, 3

for module in (cli_letters, cli_day, cli_reports, cli_keeping, cli_audit, cli_clock, cli_vault):
    for command in module.COMMANDS:
        cli.main.add_command(command)
for command in (cli_whole.demo, cli_whole.selftest):
    cli.main.add_command(command)


def main(arguments: Sequence[str] | None = None, clock: Clock = real_clock) -> int:
    """`spkt-desktop`; returns the exit code."""
    return _run(cli.main, arguments, {"window": _window, "spool": _spool, "clock": clock})


def polres(arguments: Sequence[str] | None = None) -> int:
    """`spkt-polres`; returns the exit code."""
    from spkt_desktop import cli_polres  # its database library is not on the way to the desk's first window

    return _run(cli_polres.main, arguments, {})


def _run(command: click.Group, arguments: Sequence[str] | None, tools: dict[str, Any]) -> int:
    _leave_no_memory_behind()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            # Half a character (from a broken name or value) is told as JSON spells it, instead of ending the program.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    logging.lastResort = None  # libraries may not write what they work on to standard error
    try:
        result = command.main(list(sys.argv[1:] if arguments is None else arguments), standalone_mode=False, obj=tools)
    except InvalidForm as error:
        tell({"problems": [asdict(problem) for problem in error.problems]})
        return _fail(str(error), REFUSED)
    except SpktError as error:
        return _fail(str(error), REFUSED)
    except click.exceptions.NoArgsIsHelpError as error:
        return _fail(error.format_message(), WRONG_USE)
    except click.ClickException as error:
        return _fail(wrong_use(error), WRONG_USE)
    except click.Abort:
        return _fail("Dihentikan.", REFUSED)
    except Exception as error:
        return _fail(f"Ada kesalahan pada program ini; data yang sudah tersimpan tetap utuh.\n{_where(error)}", BUG)
    return result if isinstance(result, int) else DONE


def _leave_no_memory_behind() -> None:
    """A crash may not write the memory of the program, with the register's key in it, to the disk."""
    if sys.platform == "win32":
        import ctypes

        no_heap, no_report = 0x1, 0x2  # WER_FAULT_REPORTING_FLAG_NOHEAP, SEM_NOGPFAULTERRORBOX
        kernel = ctypes.WinDLL("kernel32")
        kernel.WerSetFlags(no_heap)
        kernel.SetErrorMode(kernel.GetErrorMode() | no_report)
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _where(error: BaseException) -> str:
    """Kind of error and our own places in the code: no message, because messages may name persons."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([type(error).__name__, *places])


def _fail(sentence: str, code: int) -> int:
    complain(sentence)
    return code


def _window(folder: Path | None) -> int:
    from spkt_desktop.app import place
    from spkt_desktop.app.sample import make_sample_desk
    from spkt_desktop.ui.start import run

    return run(place(folder), make_sample_desk)


def _spool(letter: Letter, printer: str, copies: int, title: str) -> None:
    from spkt_desktop.ui.headless import spool

    spool(letter, printer, copies, title)


if __name__ == "__main__":
    sys.exit(main())
