"""The journal leaves the desk in clear for an audit: by whom it may, whole or not at all, and written down."""

from __future__ import annotations

import gzip
import json
import os
import stat
import subprocess
from pathlib import Path

import pytest

from spkt_desktop.app import App, start
from spkt_desktop.app.sample import sample_values
from spkt_desktop.errors import MediumFailed, Refused
from spkt_desktop.records import Event, canonical, sha256
from spkt_desktop.store.vault import Opened
from tests.desks import Hands, Ready
from tests.waiting import LONGEST


def events_in(raw: bytes) -> list[Event]:
    return [Event.from_json(json.loads(line)) for line in raw.splitlines()]


def test_every_event_leaves_and_the_last_says_so(app: App, tmp_path: Path) -> None:
    app.register("sktlk", sample_values("sktlk"))
    file = tmp_path / "untuk audit" / "jurnal.jsonl"
    file.parent.mkdir()
    done = app.auditing.hand_out(file)
    raw = file.read_bytes()
    assert events_in(raw) == list(app.store.journal.all())
    assert raw == b"".join(canonical(event.as_json()) + b"\n" for event in events_in(raw))
    last = events_in(raw)[-1]
    assert (last.kind, last.officer, last.body["rows"]) == ("listed", app.nrp, last.seq)
    assert (done.events, done.head, done.sha256) == (last.seq, last.hash, sha256(raw))
    assert os.name == "nt" or stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_diary_says_what_left(app: App, tmp_path: Path) -> None:
    app.shifts.open("I", [app.nrp])
    app.auditing.hand_out(tmp_path / "jurnal.jsonl")
    (line,) = [line for line in app.shifts.lines(app.shifts.listed(1)[0]) if "Jurnal meja" in line.text]
    assert "baris) disimpan sebagai berkas yang dapat dibaca siapa pun" in line.text
    assert line.text.endswith("termasuk isi perkara yang dilindungi.")


def test_a_packed_journal_is_the_same_journal(app: App, tmp_path: Path) -> None:
    app.auditing.hand_out(tmp_path / "jurnal.jsonl.gz")
    assert events_in(gzip.decompress((tmp_path / "jurnal.jsonl.gz").read_bytes())) == list(app.store.journal.all())


def test_what_another_window_writes_meanwhile_is_in_it(
    app: App, ready: Ready, hands: Hands, folder: Path, tmp_path: Path
) -> None:
    """A second connection writes while the first one is being read for the file."""
    other = start(folder, ready.opened, hands)
    wrote: list[str] = []
    journal = app.store.journal
    steps = journal.all

    def interrupted(after: int = 0):
        yield from steps(after)
        if not wrote:
            wrote.append(other.register("sktlk", sample_values("sktlk")).id)

    journal.all = interrupted  # type: ignore[method-assign]
    app.auditing.hand_out(tmp_path / "jurnal.jsonl")
    del journal.all
    other.close()
    found = events_in((tmp_path / "jurnal.jsonl").read_bytes())
    assert found == list(journal.all()) and wrote[0] in {event.subject for event in found}


@pytest.mark.parametrize("name", [".", "spkt.db", "x/jurnal.jsonl", "folder/../jurnal.jsonl"])
def test_nothing_readable_is_put_beside_the_register(app: App, folder: Path, name: str) -> None:
    (folder / "folder").mkdir()
    before = app.store.journal.head()
    with pytest.raises(Refused, match="Tidak ada yang dibuat"):
        app.auditing.hand_out(folder / name)
    assert app.store.journal.head() == before
    app.keeping.verify()


def test_a_place_that_takes_no_file_leaves_no_event(app: App, tmp_path: Path) -> None:
    before = app.store.journal.head()
    with pytest.raises(MediumFailed):
        app.auditing.hand_out(tmp_path / "tidak ada" / "jurnal.jsonl")
    with pytest.raises(Refused, match="sebuah folder"):
        app.auditing.hand_out(tmp_path)
    assert app.store.journal.head() == before


def test_a_full_medium_leaves_neither_file_nor_event(app: App, tmp_path: Path) -> None:
    stick = tmp_path / "flash disk"
    stick.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96k", "x", stick], check=False, timeout=LONGEST).returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        with app.store.db.write():
            for _ in range(120):
                app.act("noted", None, {"text": "Patroli. " * 100, "action": ""})
        before = app.store.journal.head()
        with pytest.raises(MediumFailed, match="Ruang pada media"):
            app.auditing.hand_out(stick / "jurnal.jsonl")
        assert app.store.journal.head() == before and not list(stick.iterdir())
    finally:
        subprocess.run(["umount", stick], check=True, timeout=LONGEST)


def test_whoever_may_not_open_every_case_gets_none_of_it(
    app: App, ready: Ready, hands: Hands, folder: Path, tmp_path: Path
) -> None:
    clerk = start(folder, Opened(ready.opened.key, "03100376"), hands)
    try:
        with pytest.raises(Refused, match="hanya Kepala SPKT dan Kapolsek"):
            clerk.auditing.hand_out(tmp_path / "jurnal.jsonl")
    finally:
        clerk.close()
    assert not list(tmp_path.glob("jurnal*"))
