"""The whole loop between real desks and a real Polres: out, in, back, and what goes wrong on the way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from spkt_desktop.app import App, restore, start
from spkt_desktop.app.identity import new_identity
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.errors import MediumFailed
from tests.commands import DONE, REFUSED, Ran, run
from tests.desks import Hands, Ready
from tests.promises import kept

SAMPLE = sample_values("sktlk")


def trust(desk: Path, card: Path) -> None:
    """Show the card, and trust it once the fingerprint is said."""
    shown = run("take-card", "--data", desk, card).only
    assert not shown["trusted"]
    assert run("take-card", "--data", desk, card, "--fingerprint", "0" + shown["fingerprint"][1:] + "1").code == REFUSED
    assert run("take-card", "--data", desk, card, "--fingerprint", shown["fingerprint"]).only["trusted"]


class Loop:
    """A desk and its Polres, each in its folder, and the stick that travels between them."""

    def __init__(self, room: Path, ready: Ready, desk: Path) -> None:
        self.ready, self.desk, self.polres, self.stick = ready, desk, room / "kotak masuk", room / "flash disk"
        self.stick.mkdir()
        self.hands = Hands()
        self.card = Path(self.at_polres("init", "--name", "POLRES TIRTAMULYA").only["polres_card"])
        trust(desk, self.card)
        (desk_card,) = desk.glob("kartu-meja-*.json")
        assert self.at_polres("enrol", desk_card).code == DONE

    def at_polres(self, command: str, *arguments: object) -> Ran:
        return run(command, "--data", self.polres, *arguments, polres=True)

    @contextmanager
    def app(self, folder: Path | None = None) -> Iterator[App]:
        app = start(folder or self.desk, self.ready.opened, self.hands)
        try:
            yield app
        finally:
            app.close()

    def export(self, folder: Path | None = None) -> Path:
        self.hands.pass_(seconds=1)
        with self.app(folder) as app:
            return app.sending.export(self.stick).bundle

    def take(self, *bundles: Path) -> list[Path]:
        """Bundles taken in at the Polres; their receipts."""
        done = self.at_polres("receive", *bundles, "--receipts", self.stick)
        assert done.code == DONE, done.err
        return [Path(line["receipt"]) for line in done.out]

    def back(self, receipt: Path) -> dict[str, Any]:
        return run("receive", "--data", self.desk, receipt, clock=self.hands).only

    def there(self) -> list[dict[str, Any]]:
        return self.at_polres("records").out

    def here(self) -> list[dict[str, Any]]:
        with self.app() as app:
            return [
                {"id": r.id, "number": r.number.text, "registered_at": r.registered_at, "values": r.values,
                 "status": r.status, "reason": r.reason, "replaces": r.replaces, "replaced_by": r.replaced_by}
                for r in reversed(app.search(limit=100))
            ]  # fmt: skip

    def agree(self) -> None:
        """The Polres holds exactly what the desk holds, and both are sound."""
        here = self.here()
        assert [{name: held[name] for name in here[0]} for held in self.there()] == here
        assert all(line["sound"] for line in self.at_polres("verify").out)
        assert run("verify", "--data", self.desk).code == DONE


@pytest.fixture
def loop(ready: Ready, folder: Path, tmp_path: Path) -> Loop:
    return Loop(tmp_path, ready, folder)


def test_bundles_in_any_order_and_twice_end_the_same(loop: Loop) -> None:
    with loop.app() as app:
        first, second, third = (app.register("sktlk", SAMPLE) for _ in range(3))
        app.void(first.id, "Salah tulis nama")
    early = loop.export()
    with loop.app() as app:
        app.register("sktlk", SAMPLE, replaces=second.id, reason="Barang kurang satu")
    late = loop.export()
    with loop.app() as app:
        assert {app.record(one.id).delivery.state for one in (first, second, third)} == {"dikirim"}
    receipts = loop.take(late, early, early, late)
    loop.agree()
    answers = [loop.back(receipt) for receipt in reversed(receipts)]
    assert not any(answer["known"] or answer["held"] or answer["rejected"] for answer in answers)
    assert answers[-1]["pending"] == 0
    before = run("status", "--data", loop.desk).only
    assert all(loop.back(receipt)["known"] for receipt in receipts)
    assert run("status", "--data", loop.desk).only == before and before["pending"] == 0
    with loop.app() as app:
        records = app.search(limit=100)
        assert {record.delivery.state for record in records} == {"diterima"}
        assert [record.status for record in records] == ["berlaku", "berlaku", "diganti", "batal"]
    loop.agree()
    kept("taken-in-once", receipts_repeated=len(receipts))


def test_a_bundle_before_its_predecessor_waits_for_it(loop: Loop) -> None:
    with loop.app() as app:
        app.register("sktlk", SAMPLE)
    first = loop.export()
    (receipt,) = loop.take(first)
    loop.back(receipt)
    with loop.app() as app:
        app.register("sktlk", SAMPLE)
    second = loop.export()
    fresh = ["--database", f"sqlite:///{loop.polres / 'pengganti.db'}"]  # the Polres begins anew, with its old keys
    (desk_card,) = loop.desk.glob("kartu-meja-*.json")
    assert loop.at_polres("enrol", *fresh, desk_card).code == DONE
    into = [*fresh, "--receipts", loop.stick]
    waiting = loop.at_polres("receive", second, *into).only
    assert (waiting["new"], waiting["held"] > 0) == (0, True) and loop.at_polres("records", *fresh).out == []
    answer = loop.back(Path(waiting["receipt"]))
    assert answer["held"] == waiting["held"] and "belum menerima" in " ".join(answer["reasons"])
    assert loop.at_polres("receive", first, *into).only["held"] == 0
    assert len(loop.at_polres("records", *fresh).out) == 2
    last = loop.at_polres("receive", loop.export(), *into).only
    assert loop.back(Path(last["receipt"]))["pending"] == 0


def test_a_bundle_spoilt_on_its_way_changes_nothing(loop: Loop, tmp_path: Path) -> None:
    with loop.app() as app:
        app.register("sktlk", SAMPLE)
    bundle = loop.export()
    data = bundle.read_bytes()
    spoilt = {f"flip{at}": bytes([*data[:at], data[at] ^ 1, *data[at + 1 :]]) for at in range(0, len(data), 601)}
    spoilt |= {f"cut{at}": data[:at] for at in (0, 1, 100, len(data) // 2, len(data) - 1)} | {"more": data + b"x"}
    files = []
    for name, content in spoilt.items():
        files.append(tmp_path / f"{name}.spkt")
        files[-1].write_bytes(content)
    before = loop.at_polres("desks").out
    done = loop.at_polres("receive", *files, "--receipts", loop.stick)
    assert (done.code, done.out) == (REFUSED, [])
    assert done.err.count("Tidak ada data yang berubah") == len(files)
    assert loop.at_polres("desks").out == before and not list(loop.stick.glob("*.terima"))
    loop.take(bundle)
    loop.agree()


def test_a_desk_back_from_an_early_backup_gets_its_lost_letters_back(loop: Loop, tmp_path: Path) -> None:
    with loop.app() as app:
        before_backup = app.register("sktlk", SAMPLE)
        backup = app.keeping.backup(tmp_path)
        lost = [app.register("sktlk", SAMPLE) for _ in range(3)]
        app.void(lost[0].id, "Salah tulis nama")
    (receipt,) = loop.take(loop.export())
    loop.back(receipt)
    before = loop.here()
    loop.hands.pass_(hours=1)
    report = restore(backup, loop.desk, PASSPHRASE, {"sktlk": 4}, clock=loop.hands)
    assert report.epoch > 1 and [record["id"] for record in loop.here()] == [before_backup.id]
    with loop.app() as app:
        new = app.register("sktlk", SAMPLE)
        assert new.number.sequence == 5
    (receipt,) = loop.take(loop.export())
    answer = loop.back(receipt)
    assert answer["recovered"] >= 5 and answer["pending"] == answer["recovered"], "what came back is told once more"
    by_id = {record["id"]: record for record in loop.here()}
    assert all(by_id[record["id"]] == record for record in before) and new.id in by_id
    (receipt,) = loop.take(loop.export())
    assert loop.back(receipt)["pending"] == 0
    with loop.app() as app:
        assert {record.delivery.state for record in app.search(limit=100)} == {"diterima"}
        assert app.register("sktlk", SAMPLE).number.sequence == 6
    assert {held["id"] for held in loop.there()} == set(by_id)
    assert all(line["sound"] for line in loop.at_polres("verify").out)
    assert run("verify", "--data", loop.desk).code == DONE
    kept("lost-desk-rebuilt", letters_lost=len(lost), letters_back=len(lost), numbers_taken_twice=0)


def test_another_desk_or_polres_is_refused(loop: Loop, ready: Ready, tmp_path: Path) -> None:
    with loop.app() as app:
        app.register("sktlk", SAMPLE)
    bundle = loop.export()
    (receipt,) = loop.take(bundle)
    stranger = tmp_path / "polres lain"
    assert run("init", "--data", stranger, "--name", "POLRES LAIN", polres=True).code == DONE
    done = run("receive", "--data", stranger, bundle, "--receipts", loop.stick, polres=True)
    assert (done.code, done.out) == (REFUSED, [])
    assert run("records", "--data", stranger, polres=True).out == []
    twin = Path(shutil.copytree(ready.folder, tmp_path / "meja lain"))
    with loop.app(twin) as app, app.store.db.write():  # another desk: other keys under another name
        new_identity(app.store, {"kesatuan": {"kode": "SEK.LAIN"}})
    trust(twin, loop.card)
    before = run("status", "--data", twin).only
    done = run("receive", "--data", twin, receipt)
    assert done.code == REFUSED and "penerima lain" in done.err
    assert run("status", "--data", twin).only == before
    assert run("receive", "--data", loop.desk, bundle).code == REFUSED, "a bundle is no receipt"
    done = loop.at_polres("receive", receipt, "--receipts", loop.stick)
    assert done.code == REFUSED, "a receipt is no bundle"
    with loop.app(twin) as app:
        app.register("sktlk", SAMPLE)
        theirs = app.sending.export(loop.stick).bundle
    done = loop.at_polres("receive", theirs, "--receipts", loop.stick)
    assert done.code == REFUSED and "belum terdaftar" in done.err
    loop.agree()


def test_new_keys_on_either_side_keep_the_loop_going(loop: Loop) -> None:
    def turn(noted: int = 0) -> None:
        """Once around; `noted` acts are the desk's own notes of what the receipt said."""
        with loop.app() as app:
            app.register("sktlk", SAMPLE)
        (receipt,) = loop.take(loop.export())
        answer = loop.back(receipt)
        assert (answer["pending"], answer["held"], answer["rejected"]) == (noted, 0, 0)
        loop.agree()

    turn()
    with loop.app() as app:
        former = app.sending.identity.keys.public
        app.sending.identity.roll_keys()
    turn()
    with loop.app() as app:
        assert app.sending.identity.keys.public != former
    turn()
    first = loop.at_polres("roll-keys").only["polres_card"]
    with loop.app() as app:
        trusted = app.sending.identity.polres
    with loop.app() as app:
        app.register("sktlk", SAMPLE)
    told, late = loop.take(loop.export(), loop.export())
    loop.back(told)
    done = run("receive", "--data", loop.desk, late)
    assert done.code == REFUSED and "kunci Polres yang lama" in done.err, "the old keys end with their successor"
    with loop.app() as app:
        followed = app.sending.identity.polres
        assert trusted and followed and (followed.id, followed.keys != trusted.keys) == (trusted.id, True)
        assert app.sending.identity.read(Path(first)).keys == followed.keys
    turn()
    with loop.app() as app:
        app.sending.identity.roll_keys()
    assert loop.at_polres("roll-keys").code == DONE
    turn(noted=1)
    turn()


def test_an_export_that_finds_no_stick_is_noted_and_rides_later(loop: Loop) -> None:
    with loop.app() as app:
        app.register("sktlk", SAMPLE)
        plan = app.sending.prepare()
        with pytest.raises(MediumFailed, match="Folder tujuan") as caught:
            app.sending.write(plan, loop.stick / "dicabut")
        app.sending.failed(plan, caught.value)
        assert app.search(limit=1)[0].delivery.state == "belum"
    (receipt,) = loop.take(loop.export())
    assert loop.back(receipt)["pending"] == 0
    loop.agree()
