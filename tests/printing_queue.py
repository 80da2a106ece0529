"""A real printer queue for the tests: a CUPS scheduler of our own in a folder, with a CUPS-PDF printer.

It needs root, for CUPS-PDF is a driver that only root may start, but it leaves the printers of the machine alone:
the scheduler has its own socket, queues and spool, and everything but one settings file of CUPS-PDF lies in its folder.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.waiting import LONGEST

QUEUE = f"SPKT-UJI-{os.getpid()}"
"""Its own in every process: they may run side by side, and CUPS-PDF has its settings by the name of the queue."""
DRIVER = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
SETTINGS = Path("/etc/cups") / f"cups-pdf-{QUEUE}.conf"
PATIENCE = 30.0
"""Seconds to wait for the scheduler and for a printed page."""

SCHEDULER = """\
Listen {folder}/socket
Browsing No
WebInterface No
<Policy default>
<Limit All>
Allow all
</Limit>
</Policy>
"""
FILES = """\
ServerRoot {folder}
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/tmp
AccessLog {folder}/access
ErrorLog {folder}/errors
PageLog {folder}/pages
Printcap
Sandboxing relaxed
"""


@dataclass(frozen=True)
class PdfPrinter:
    """A queue whose paper is PDF files in a folder; `socket` is what CUPS_SERVER must say to reach it."""

    name: str
    papers: Path
    socket: Path

    def printed(self, count: int = 1) -> list[Path]:
        """The papers in the tray, oldest first, once there are that many and the queue is idle again."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            papers = sorted(self.papers.glob("*.pdf"), key=lambda paper: paper.stat().st_mtime_ns)
            if len(papers) >= count and not self._ask("lpstat", "-o").strip():
                return papers
            time.sleep(0.1)
        raise TimeoutError(f"{count} papers did not come within {PATIENCE:.0f} s")

    def empty(self) -> None:
        """Takes all paper out of the tray."""
        for paper in self.papers.iterdir():
            paper.unlink()

    def _ask(self, *command: str) -> str:
        environment = os.environ | {"CUPS_SERVER": str(self.socket)}
        return subprocess.run(
            command, env=environment, capture_output=True, check=True, encoding="utf-8", timeout=LONGEST
        ).stdout


def obstacle() -> str:
    """Why this machine cannot have such a queue; empty when it can."""
    if os.name != "posix" or os.geteuid() != 0:
        return "a CUPS-PDF printer needs root"
    missing = [
        name for name in ("cupsd", "lpadmin", "gs") if shutil.which(name, path=f"{os.defpath}:/usr/sbin") is None
    ]
    missing += [] if DRIVER.is_file() else ["printer-driver-cups-pdf"]
    return f"not installed: {', '.join(missing)}" if missing else ""


@contextlib.contextmanager
def pdf_printer() -> Iterator[PdfPrinter]:
    """Runs a scheduler with one CUPS-PDF queue as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="spkt-cups-") as folder:
        yield from _serve(Path(folder))


def _serve(folder: Path) -> Iterator[PdfPrinter]:
    """The scheduler in that folder, which other users must be able to enter: the filters run as one of them."""
    printer = PdfPrinter(QUEUE, folder / "papers", folder / "socket")
    folder.chmod(0o755)
    printer.papers.mkdir()
    (folder / "tmp").mkdir()
    (folder / "tmp").chmod(0o1777)
    (folder / "cupsd.conf").write_text(SCHEDULER.format(folder=folder), encoding="utf-8")
    (folder / "cups-files.conf").write_text(FILES.format(folder=folder), encoding="utf-8")
    SETTINGS.write_text(f"Out {printer.papers}\nLabel 2\nTitlePref 1\nDecodeHexStrings 1\n", encoding="utf-8")
    cupsd = shutil.which("cupsd", path=f"{os.defpath}:/usr/sbin") or "cupsd"
    scheduler = subprocess.Popen([cupsd, "-f", "-c", folder / "cupsd.conf", "-s", folder / "cups-files.conf"])
    try:
        _wait_for(scheduler, printer.socket)
        queue = ["-p", QUEUE, "-E", "-v", f"cups-pdf:/{QUEUE}", "-P", str(DRIVER)]
        printer._ask("lpadmin", *queue)
        yield printer
    finally:
        scheduler.terminate()
        scheduler.wait(PATIENCE)
        SETTINGS.unlink()


def _wait_for(scheduler: subprocess.Popen[bytes], socket: Path) -> None:
    """Waits until the scheduler listens; raises RuntimeError when it has ended instead."""
    end = time.monotonic() + PATIENCE
    while not socket.exists():
        if scheduler.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"the scheduler does not listen (it ended with {scheduler.returncode})")
        time.sleep(0.05)
