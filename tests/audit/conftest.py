"""The journal of a desk that has lived."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from spkt_desktop.app import restore, start
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from tests.desks import Hands, Ready, tell_time


@pytest.fixture(scope="session")
def journal(ready: Ready, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The journal of a desk that has lived: shared numbers, a correction, prints, a restore behind a paper register."""
    room = tmp_path_factory.mktemp("audit")
    folder, hands = Path(shutil.copytree(ready.folder, room / "meja saya")), Hands()
    app = start(folder, ready.opened, hands)
    rules = [{"surat": "lp_a", "format": "A/{nomor}/{tahun}", "lebar": 1, "bersama": "lp_b", "nomor_terakhir": 0,
              "tahun": 2026},
             {"surat": "sktlk", "format": "S/{nomor}/{tahun}", "lebar": 1, "nomor_terakhir": 40,
              "tahun": 2026}]  # fmt: skip
    app.settings.change_unit({**app.unit.values, "nomor": rules})
    for form in ("sktlk", "lp_b", "lp_a", "sktlk"):
        app.register(form, sample_values(form, app.now().date(), app.nrp))
        hands.pass_(minutes=7)
    first = app.search(form="sktlk")[-1]
    app.register("sktlk", sample_values("sktlk"), replaces=first.id, reason="Salah tulis nama")
    record = app.search(form="sktlk")[0]
    plan = app.letters.plan(record)
    app.letters.printed(record, plan, app.letters.render(plan), destination="pdf")
    app.letters.outcome(record, good=True)
    backup = app.keeping.backup(room)
    app.close()
    hands.pass_(days=60)  # a new year
    restore(backup, folder, PASSPHRASE, {"sktlk": 12}, clock=hands)
    app = start(folder, ready.opened, hands)
    tell_time(app)
    assert app.register("sktlk", sample_values("sktlk", app.now().date())).number.sequence == 13
    app.void(app.register("lp_a", sample_values("lp_a", app.now().date(), app.nrp)).id, "Laporan ganda")
    file = room / "jurnal meja.jsonl"
    done = app.auditing.hand_out(file)
    app.close()
    assert done.head == json.loads(file.read_bytes().splitlines()[-1])["hash"]
    return file
