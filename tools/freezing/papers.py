"""Prints every paper with the frozen program and with this checkout, and sees that both give the same.

`python tools/freezing/papers.py FOLDER`: a sample desk is copied; each program prints the same papers of its copy, and
draws the same books and reports. The papers are compared byte for byte; books and reports tell when they were made and
where the journal stood, so their pages are compared by what else is written and drawn there. Exit 1 where one differs
or is missing. It takes some minutes: each command unlocks.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from pypdf import PdfReader

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from spkt_desktop.app import App, open_vault, start  # noqa: E402
from spkt_desktop.app.sample import PASSPHRASE, make_sample_desk, sample_values  # noqa: E402
from spkt_desktop.errors import SpktError  # noqa: E402
from spkt_desktop.forms import FORMS  # noqa: E402

LONGEST = 300
"""Seconds for one command."""
_MOMENT = re.compile(r"\b\d{1,2}[.:]\d{2}(?:[.:]\d{2})?\b|(?<=Segel jurnal )[0-9a-f]{64}")
"""What is of its moment: a time of day, and the head of a journal that has entered what was printed before."""


def papers(app: App) -> Iterator[tuple[str, str, str]]:
    """One record for each paper of each form: form, paper, record; forms that no visitor brought are registered."""
    records = app.search(limit=10_000)
    seen = {record.form for record in records}
    for form in FORMS.keys() - seen:
        try:
            records.append(app.register(form, sample_values(form, app.now().date(), app.officer.nrp)))
        except SpktError:
            continue  # it follows another record only; that is told below as a form without a paper
    done = set()
    for record in records:
        for paper in FORMS[record.form].papers_of(record.values):
            if (record.form, paper.name) not in done:
                done.add((record.form, paper.name))
                yield record.form, paper.name, record.id


def commands(app: App, out: str) -> Iterator[tuple[str, list[str]]]:
    """What both programs are asked for: a name, and the words of the command.

    Reports first: they tell how long the service took, and a first print ends it.
    """
    until = app.now().date() - timedelta(days=1)
    days = ["--since", (until - timedelta(days=20)).isoformat(), "--until", until.isoformat()]
    for book in app.registers.books:
        yield f"book {book.name}", ["book", book.name, *days, "--pdf", f"{out}/book {book.name}.pdf"]
    for kind in ("daily", "recap", "wall"):
        yield f"report {kind}", ["report", kind, *days, "--pdf", f"{out}/report {kind}.pdf"]
    for form, paper, record in sorted(papers(app)):
        yield f"{form} {paper}", ["print", record, "--paper", paper, "--pdf", f"{out}/{form} {paper}.pdf"]


def main() -> None:
    program = Path(sys.argv[1]).resolve() / ("spkt-desktop.exe" if sys.platform == "win32" else "spkt-desktop")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        sample = make_sample_desk(folder / "sini")
        app = start(folder / "sini", open_vault(folder / "sini", sample.nrp, sample.passphrase))
        asked = list(commands(app, "."))
        app.close()
        shutil.copytree(folder / "sini", folder / "beku")
        ours = [sys.executable, "-m", "spkt_desktop"]
        made = [run(ours, asked, folder / "sini", sample.nrp), run([str(program)], asked, folder / "beku", sample.nrp)]
        without = FORMS.keys() - {name.split()[0] for name, _words in asked}
    wrong = [name for name, _words in asked if not made[0].get(name) or made[0].get(name) != made[1].get(name)]
    print(f"{len(asked) - len(wrong)} of {len(asked)} papers, books and reports are the same.")
    print(f"Forms without a paper in the sample: {', '.join(sorted(without)) or 'none'}.")
    for name in wrong:
        print(f"DIFFERS  {name}: {made[0].get(name)} / {made[1].get(name)}")
    sys.exit(1 if wrong else 0)


def run(program: list[str], asked: list[tuple[str, list[str]]], desk: Path, nrp: str) -> dict[str, str]:
    """The SHA-256 of all that a program made of its copy of the desk, by name."""
    out = desk.with_name(f"{desk.name} kertas")
    out.mkdir()
    there = {**os.environ, "SPKT_PASSPHRASE": PASSPHRASE, "SPKT_NRP": nrp, "PYTHONPATH": str(ROOT)}
    made = {}
    for name, words in asked:
        command = [*program, *words[:1], "--data", str(desk), *words[1:]]
        done = subprocess.run(command, cwd=out, env=there, capture_output=True, check=False, timeout=LONGEST)
        if done.returncode:
            print(f"{program[-1]} {name}: {done.stderr.decode(errors='replace').strip()}", flush=True)
        file = out / words[-1]
        if file.is_file():
            made[name] = likeness(file, exact=words[0] == "print")
    return made


def likeness(file: Path, *, exact: bool) -> str:
    """The SHA-256 of a PDF, or of the typefaces and words of its pages without what is of its moment."""
    if exact:
        return sha256(file.read_bytes()).hexdigest()
    pages = PdfReader(file).pages
    fonts = [sorted(str(font) for font in page.get("/Resources", {}).get("/Font", {})) for page in pages]
    words = [_MOMENT.sub("", page.extract_text()) for page in pages]
    return sha256(repr((fonts, words)).encode()).hexdigest()


if __name__ == "__main__":
    main()
