"""The whole main job without a screen: on sample data for whoever wants to see it, and as a test of this program."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from spkt_desktop import app as desk
from spkt_desktop.app import describe, real_clock
from spkt_desktop.app.sample import LETTERS, make_sample_desk, sample_values
from spkt_desktop.cli_input import FOLDER, complain, tell
from spkt_desktop.cli_input import hand_out as hand_out_letter
from spkt_desktop.errors import MediumFailed, Refused


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
def selftest() -> None:
    """Satu surat dan satu bundel pulang-pergi di folder sementara."""
    with tempfile.TemporaryDirectory(prefix="spkt uji ", ignore_cleanup_errors=True) as folder:
        lines = list(whole_job(Path(folder), 1))
    tell({"ok": True, "steps": [line["step"] for line in lines]})


def whole_job(out: Path, letters: int) -> Iterator[dict[str, Any]]:
    """Do the main job below a folder, telling each step; raises SpktError where one fails."""
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

    app = desk.start(meja, sample.setup.opened)
    inbox = Inbox(polres, known_forms=describe.known_versions(), clock=real_clock)
    try:
        record = app.register("sktlk", sample_values("sktlk", app.now().date()))
        pdf = papers / f"{record.id}.pdf"
        letter, _ = hand_out_letter(app, record, pdf.write_bytes)
        yield {"step": "surat", "number": record.number.text, "pdf": str(pdf), "sha256": letter.sha256}

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
