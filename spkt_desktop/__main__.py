"""The composition root: arguments, log, then window or command, and what every failure becomes."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from spkt_desktop.app.whereabouts import place, real_clock
from spkt_desktop.errors import InvalidForm, SpktError

if TYPE_CHECKING:
    from spkt_desktop.app.sample import SampleDesk
    from spkt_desktop.records import Clock, Letter

REFUSED, BUG = 1, 3


def main(arguments: Sequence[str] | None = None, clock: Clock = real_clock) -> int:
    """`spkt-desktop`; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)

    def work() -> int:
        match given:
            case []:
                return _window(None)
            case ["--data", folder] if Path(folder).is_dir():
                return _window(Path(folder))
        from spkt_desktop.cli_run import run_desk  # every command, and the app: a window asks for neither

        return run_desk(given, {"window": _window, "spool": _spool, "show": _show, "clock": clock})

    return _guarded(work)


def polres(arguments: Sequence[str] | None = None) -> int:
    """`spkt-polres`; returns the exit code."""

    def work() -> int:
        from spkt_desktop import cli_polres  # its database library is on no way of the desk's
        from spkt_desktop.cli_run import run

        return run("spkt-polres", cli_polres.main, sys.argv[1:] if arguments is None else arguments, {})

    return _guarded(work)


def _guarded(work: Callable[[], int]) -> int:
    """Does the work with streams that take every character; what it raises is said as a sentence or as a report."""
    _leave_no_memory_behind()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            # Half a character (from a broken name or value) is told as JSON spells it, instead of ending the program.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    logging.lastResort = None  # libraries may not write what they work on to standard error
    try:
        return work()
    except InvalidForm as error:
        from dataclasses import asdict

        from spkt_desktop.cli_input import tell

        tell({"problems": [asdict(problem) for problem in error.problems]})
        return _fail(str(error), REFUSED)
    except SpktError as error:
        return _fail(str(error), REFUSED)
    except Exception as error:
        return _fail(f"Ada kesalahan pada program ini; data yang sudah tersimpan tetap utuh.\n{_where(error)}", BUG)


def _leave_no_memory_behind() -> None:
    """A crash may not write the memory of the program, with the register's key in it, to the disk.

    Nor may Windows itself ask on the screen for a card that is not in its reader: we ask all drives what they hold.
    """
    if sys.platform == "win32":
        import ctypes

        # WER_FAULT_REPORTING_FLAG_NOHEAP; SEM_NOGPFAULTERRORBOX, SEM_FAILCRITICALERRORS
        no_heap, no_report, no_question = 0x1, 0x2, 0x1
        kernel = ctypes.WinDLL("kernel32")
        kernel.WerSetFlags(no_heap)
        kernel.SetErrorMode(kernel.GetErrorMode() | no_report | no_question)
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _where(error: BaseException) -> str:
    """Kind of error and our own places in the code: no message, because messages may name persons."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([type(error).__name__, *places])


def _fail(sentence: str, code: int) -> int:
    if sys.stderr is not None:  # a window's program has none on Windows
        sys.stderr.write(f"{sentence}\n")
    return code


def _window(folder: Path | None) -> int:
    from spkt_desktop.ui.start import run

    return run(place(folder), _sample)


def _sample(folder: Path) -> SampleDesk:
    from spkt_desktop.app.sample import make_sample_desk

    return make_sample_desk(folder)


def _spool(letter: Letter, printer: str, copies: int, title: str) -> None:
    from spkt_desktop.ui.headless import spool

    spool(letter, printer, copies, title)


def _show(folder: Path) -> dict[str, object]:
    from spkt_desktop.ui.showing import show

    return show(folder)


if __name__ == "__main__":
    sys.exit(main())
