"""The whole main job without a screen: on sample data for whoever wants to see it, and as a test of this program."""

from __future__ import annotations

import platform
import re
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from spkt_desktop import __version__
from spkt_desktop import app as desk
from spkt_desktop.app import describe, real_clock
from spkt_desktop.app.sample import LETTERS, make_sample_desk, sample_values
from spkt_desktop.cli_input import FOLDER, complain, tell
from spkt_desktop.cli_input import hand_out as hand_out_letter
from spkt_desktop.errors import MediumFailed, Refused, SpktError
from spkt_desktop.records import sha256

Show = Callable[[Path], dict[str, Any]]
"""Paints the first screen of the desk in that folder and tells what was seen; raises Refused."""

JOB = ("polres", "meja", "buka", "daftar", "surat", "bundel", "polres menerima", "tanda terima", "pemeriksaan")
"""The steps of the main job, in their order."""
TESTED = (*JOB, "jendela")
"""What a selftest goes through."""
_EMBEDDED = re.compile(rb"/BaseFont\s*/[A-Z]{6}\+(Liberation\w+(?:-\w+)?)")
"""A typeface of ours in the bytes of a PDF, of which only the letters that were used are inside."""


@click.command()
@click.option("--out", type=FOLDER, required=True, help="Folder kosong untuk semua hasil.")
def demo(out: Path) -> None:
    """Seluruh pekerjaan dengan data contoh: meja, surat, bundel, Polres, tanda terima."""
    if out.exists() and any(out.iterdir()):
        raise Refused("Folder tujuan sudah berisi. Tidak ada yang diubah; pilih folder yang kosong.")
    for line in whole_job(out, LETTERS):
        tell(line)
    complain(f"Selesai. Surat contoh ada di {out / 'surat'}; bundel dan tanda terima di {out / 'flashdisk'}.")


@click.command()
@click.pass_context
def selftest(context: click.Context) -> None:
    """Uji diri di folder sementara: meja, surat, bundel pulang-pergi, dan jendela."""
    with tempfile.TemporaryDirectory(prefix="spkt uji ", ignore_cleanup_errors=True) as folder:
        steps = tested(Path(folder), context.obj["show"])
    about = {"version": __version__, "python": platform.python_version(), "system": platform.system()}
    whole = sum(step["ms"] for step in steps)
    tell({"ok": True, **about, "frozen": getattr(sys, "frozen", False), "ms": whole, "steps": steps})


def tested(folder: Path, show: Show) -> list[dict[str, Any]]:
    """Every step of `TESTED` in an empty folder, with its milliseconds; raises Refused naming the one that failed."""
    done: list[dict[str, Any]] = []
    began = perf_counter()
    try:
        for line in _all_steps(folder, show):
            now = perf_counter()
            done.append({**line, "ms": round((now - began) * 1000)})
            began = now
    except Exception as error:  # whatever a broken program raises: this is what finds it
        raise Refused(
            f"Uji diri gagal pada langkah {TESTED[len(done)]} ({_cause(error)}). Data meja tidak disentuh. Pasang"
            " ulang program; bila tetap gagal, serahkan pesan ini kepada pengelola program."
        ) from error
    return done


def _all_steps(folder: Path, show: Show) -> Iterator[dict[str, Any]]:
    """The steps without the places and secrets of a folder that is gone when they are told."""
    for line in whole_job(folder, 1):
        yield {name: line[name] for name in line if name in ("step", "fonts", "count", "new", "accepted", "events")}
    yield {"step": "jendela", **show(folder / "meja")}


def _cause(error: Exception) -> str:
    """What went wrong: a sentence of ours, else the kind of error and its place, whose words might name persons."""
    if isinstance(error, SpktError):
        return str(error)
    last = traceback.extract_tb(error.__traceback__)[-1]
    missing = f" {error.name}" if isinstance(error, ImportError) else ""
    return f"{type(error).__name__}{missing}, {Path(last.filename).name}:{last.lineno}"


def whole_job(out: Path, letters: int) -> Iterator[dict[str, Any]]:
    """Do the main job below a folder, telling each step of `JOB`; raises SpktError where one fails."""
    from spkt_desktop.polres.inbox import Inbox, set_up  # heavy, and no other command of the desk needs it

    polres, meja, stick, papers = (out / name for name in ("polres", "meja", "flashdisk", "surat"))
    try:
        for folder in (out, stick, papers):
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MediumFailed("gagal_tulis", "Folder tidak dapat dibuat di situ. Pilih folder lain.") from error
    card = set_up(polres, "POLRES TIRTAMULYA")
    yield {"step": "polres", "data": str(polres), "polres_card": str(card)}

    sample = make_sample_desk(meja, polres_card=card.read_bytes(), letters=letters)
    yield {
        "step": "meja", "data": str(meja), "desk_id": sample.setup.desk_id, "desk_card": str(sample.setup.desk_card),
        "recovery_code": sample.setup.recovery_code, "nrp": sample.nrp, "passphrase": sample.passphrase,
        "records": letters,
    }  # fmt: skip

    app = desk.start(meja, desk.open_vault(meja, sample.nrp, sample.passphrase))
    inbox = Inbox(polres, known_forms=describe.known_versions(), clock=real_clock)
    try:
        yield {"step": "buka", "nrp": sample.nrp}

        record = app.register("sktlk", sample_values("sktlk", app.now().date()))
        yield {"step": "daftar", "id": record.id, "number": record.number.text}

        pdf = papers / f"{record.id}.pdf"
        letter, _ = hand_out_letter(app, record, pdf.write_bytes)
        fonts = _read_back(pdf, letter.sha256)
        yield {"step": "surat", "number": record.number.text, "pdf": str(pdf), "sha256": letter.sha256, "fonts": fonts}

        inbox.enrol(sample.setup.desk_card)
        exported = app.sending.export(stick)
        yield {"step": "bundel", "bundle": str(exported.bundle), "count": exported.count, "sha256": exported.sha256}

        received = inbox.receive(exported.bundle, stick)
        yield {"step": "polres menerima", "new": received.new, "receipt": str(received.receipt)}

        back = app.sending.receive(received.receipt)
        if back.pending or back.accepted != exported.count or app.record(record.id).delivery.state != "diterima":
            raise Refused("Tanda terima tidak menutup semua yang dikirim.")
        yield {"step": "tanda terima", "accepted": back.accepted, "pending": back.pending}

        verified = app.keeping.verify()
        yield {"step": "pemeriksaan", "events": verified.events, "head": verified.head, "records": verified.records}
    finally:
        inbox.close()
        app.close()


def _read_back(pdf: Path, expected: str) -> list[str]:
    """Our typefaces inside a letter as it lies on the disk; raises Refused where it is another, or has none."""
    content = pdf.read_bytes()
    fonts = sorted({name.decode() for name in _EMBEDDED.findall(content)})
    if sha256(content) != expected or not fonts or content.count(b"/FontFile2") < len(fonts):
        raise Refused("Surat yang tertulis tidak sama dengan yang dibuat, atau hurufnya tidak tertanam.")
    return fonts
