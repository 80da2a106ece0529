from __future__ import annotations

from pathlib import Path

from spkt_desktop.app import open_vault
from spkt_desktop.app.sample import PASSPHRASE
from tests.commands import DONE, REFUSED, run
from tests.desks import Ready


def test_the_key_is_replaced_and_damage_is_told_on_standard_error(folder: Path, ready: Ready) -> None:
    before = open_vault(folder, ready.nrp, PASSPHRASE).key
    refused = run("rekey", "--data", folder, "--reason", "?")
    assert refused.code == REFUSED and "Tulis alasan" in refused.err
    (folder / "vault" / "spare.age").write_bytes(b"")
    done = run("rekey", "--data", folder, "--reason", "Flash disk cadangan hilang")
    assert done.code == DONE and done.only["rekeyed"]
    assert done.err == (
        "Berkas kunci register di komputer ini rusak dan sudah dipulihkan dari salinan di dalam register. Kata sandi "
        "dan kode tidak berubah.\n"
    )
    assert open_vault(folder, ready.nrp, PASSPHRASE).key != before
    assert run("status", "--data", folder).err == ""
