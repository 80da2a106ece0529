from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from spkt_desktop.app import App, Opened, diary, open_vault, start, waiting
from spkt_desktop.app.duty import index_values
from spkt_desktop.app.patience import LONGEST_WAIT
from spkt_desktop.app.patience import waiting as waiting_in
from spkt_desktop.app.places import VAULT
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.errors import Damaged, Refused, SpktError, WrongPassphrase
from spkt_desktop.store.holders import CODE
from spkt_desktop.store.names import FILE
from spkt_desktop.store.slots import INDEX, KEY, RECOVERY, SPARE, slot_name, tidy_code
from spkt_desktop.store.store import Store
from spkt_desktop.store.vault import Vault
from tests.desks import Hands, Ready, officer
from tests.promises import kept
from tests.slots import admit_quickly, quick_slot

KA, BUDI = "87020875", "03100376"
OUT = {"petugas": {**officer(BUDI, "petugas")["petugas"], "aktif": False}}


@pytest.fixture
def shared(app: App, ready: Ready) -> App:
    """A desk that a second officer can open, and whose recovery slot opens quickly as well."""
    admit_quickly(app.folder, ready.opened.key, BUDI)
    app.holders.give(CODE, quick_slot("", tidy_code(ready.code)), lambda: None)
    return app


def texts(app: App, kind: str) -> list[str]:
    events = {event.seq: event.kind for event in app.store.journal.all()}
    return [line.text for line in diary.lines(app, 1, len(events)) if events[line.seq] == kind]


def copied(folder: Path, to: Path) -> Path:
    return Path(shutil.copytree(folder, to))


def gets_in(folder: Path, nrp: str) -> bool:
    """Whether an officer who knows the passphrase comes to work at the desk."""
    try:
        start(folder, open_vault(folder, nrp, PASSPHRASE), Hands()).close()
    except SpktError:
        return False
    return True


def reads(folder: Path, nrp: str) -> bool:
    """Whether a passphrase opens the register, be it with another program that asks nobody whether they are active."""
    try:
        Store(folder / FILE, Vault(folder / VAULT).open(nrp, PASSPHRASE).key, index_values).close()
    except SpktError:
        return False
    return True


def mixtures(old: Path, new: Path, room: Path) -> Iterator[Path]:
    """The desk of today with any of the files of its vault of before; the register of today in each."""
    names = sorted({path.name for vault in (old, new) for path in (vault / "vault").glob("*.*")} - {"percobaan.txt"})
    for number, choice in enumerate(itertools.product((old, new), repeat=len(names))):
        place = room / f"campuran {number}"
        (place / "vault").mkdir(parents=True)
        shutil.copy(new / "spkt.db", place)
        for name, of in zip(names, choice, strict=True):
            if (of / "vault" / name).exists():
                shutil.copy(of / "vault" / name, place / "vault")
        yield place
        shutil.rmtree(place)


def test_a_former_officer_does_not_open_the_desk_of_today(shared: App, tmp_path: Path) -> None:
    before = copied(shared.folder, tmp_path / "dulu")
    assert reads(before, BUDI)
    record = shared.register("sktlk", sample_values("sktlk"))
    shared.settings.save_officer(OUT)
    assert shared.register("sktlk", sample_values("sktlk")).number.sequence == record.number.sequence + 1
    shared.close()
    assert gets_in(shared.folder, KA) and not reads(shared.folder, BUDI)
    tried = 0
    for place in mixtures(before, shared.folder, tmp_path):
        tried += 1
        assert not reads(place, BUDI)
    assert tried >= 64
    assert reads(before, BUDI), "what they took with them is theirs to read: the screen says so"
    kept("former-officer-locked-out", mixtures=tried, opened=0)


def test_removing_an_officer_tells_why_the_key_changed_and_not_the_key(shared: App) -> None:
    former = shared.key
    shared.settings.save_officer(OUT)
    assert shared.key != former and not shared.settings.can_unlock(BUDI)
    (event,) = [one for one in shared.store.journal.all() if one.kind == "rekeyed"]
    assert event.body == {"nrp": BUDI, "reason": ""}
    written = json.dumps([one.as_json() for one in shared.store.journal.all()])
    assert former.hex() not in written and shared.key.hex() not in written
    (text,) = texts(shared, "rekeyed")
    assert text.startswith("Kunci register diganti, karena ") and text.endswith("tidak lagi bertugas di meja ini.")
    assert shared.settings.rekeyed_at() == event.at


def test_an_officer_who_never_could_unlock_leaves_without_a_new_key(app: App) -> None:
    former = app.key
    app.settings.save_officer(OUT)
    assert app.key == former and not texts(app, "rekeyed")


def test_a_backup_after_a_new_key_opens_with_todays_passphrases(shared: App, tmp_path: Path, hands: Hands) -> None:
    from spkt_desktop.app import restore

    shared.settings.rekey("Flash disk hilang di jalan")
    file = shared.keeping.backup(tmp_path)
    shared.keeping.verify()
    restore(file, tmp_path / "baru", PASSPHRASE, {}, nrp=KA, clock=hands)
    again = start(tmp_path / "baru", open_vault(tmp_path / "baru", KA, PASSPHRASE), hands)
    assert again.key == shared.key and again.vault_care.said == ()
    again.close()


def test_only_who_may_let_people_in_replaces_the_key_and_says_why(app: App, ready: Ready, hands: Hands) -> None:
    with pytest.raises(Refused, match="Tulis alasan"):
        app.settings.rekey(" ? ")
    other = start(app.folder, Opened(ready.opened.key, BUDI), hands)
    for act in (lambda: other.settings.rekey("Kata sandi bocor"), lambda: other.settings.try_recovery_code(ready.code)):
        with pytest.raises(Refused, match="Kapolsek"):
            act()
    other.close()
    assert app.key == ready.opened.key
    app.settings.rekey("Kata sandi bocor")
    assert texts(app, "rekeyed") == ["Kunci register diganti. Alasan: Kata sandi bocor."]


def test_damage_is_inspected_mended_at_the_next_unlock_and_told(shared: App, hands: Hands) -> None:
    vault = shared.vault.folder
    whole = {path.name: path.read_bytes() for path in vault.glob("*.*")}
    theirs = slot_name(json.loads(whole[INDEX])["salt"], BUDI)
    (vault / theirs).write_bytes(whole[theirs][:-1])
    (vault / RECOVERY).unlink()
    (vault / "titipan.age").write_bytes(quick_slot(KA).sealed)
    said = shared.vault_care.inspect()
    assert set(said) == {
        f"Berkas kunci petugas {BUDI} di komputer ini rusak.",
        "Berkas kunci pemulihan di komputer ini hilang.",
        "Di folder kunci ada berkas yang bukan milik meja ini (titipan.age).",
    }
    assert not (vault / RECOVERY).exists(), "looking changes nothing"
    shared.close()
    again = start(shared.folder, open_vault(shared.folder, KA, PASSPHRASE), hands)
    assert len(again.vault_care.said) == 3 and "sudah dibuang" in again.vault_care.said[2]
    assert all("sudah dipulihkan" in words for words in again.vault_care.said[:2])
    assert {path.name: path.read_bytes() for path in vault.glob("*.*")} == whole
    assert texts(again, "vault_mended") == ["Berkas kunci meja yang rusak, hilang, atau asing diperbaiki (3 berkas)."]
    assert again.vault_care.mend() == []
    again.close()


def test_a_vault_that_cannot_be_mended_keeps_nobody_out(shared: App, hands: Hands) -> None:
    vault = shared.vault.folder
    (vault / SPARE).unlink()
    (vault / SPARE).mkdir()
    shared.close()
    again = start(shared.folder, open_vault(shared.folder, KA, PASSPHRASE), hands)
    assert any("belum dapat diperbaiki" in words for words in again.vault_care.said)
    again.close()


def test_an_interrupted_change_is_ended_and_told_as_that(shared: App, hands: Hands) -> None:
    with shared.store.db.write():
        shared.holders.withdraw(BUDI)  # and the power fails
    former = shared.key
    assert shared.vault_care.inspect() == [
        "Penggantian kunci register terputus; diteruskan sendiri saat meja dibuka lagi."
    ]
    shared.close()
    again = start(shared.folder, open_vault(shared.folder, KA, PASSPHRASE), hands)
    assert again.key != former and not again.settings.can_unlock(BUDI) and not again.holders.unsettled
    assert again.vault_care.said == (
        "Penggantian kunci register yang terputus sudah diselesaikan. Isi register tetap utuh.",
    )
    assert texts(again, "rekeyed") == ["Kunci register diganti."]
    again.close()


def test_no_room_on_the_disk_locks_out_at_once_and_changes_the_key_later(
    shared: App, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage, former = shutil.disk_usage(shared.folder), shared.key
    with monkeypatch.context() as disk:
        disk.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1 << 20))
        with pytest.raises(SpktError, match=r"Ruang disk tidak cukup.*tetap utuh"):
            shared.settings.save_officer(OUT)
    assert shared.key == former and not shared.settings.can_unlock(BUDI)
    shared.close()
    assert not reads(shared.folder, BUDI)
    again = start(shared.folder, open_vault(shared.folder, KA, PASSPHRASE), hands)
    assert again.key != former
    again.close()


def test_wrong_tries_are_told_to_whoever_unlocks_next_and_written_down(shared: App, hands: Hands) -> None:
    shared.close()
    hands.pass_(days=1, hours=7, minutes=40)
    for nrp in (KA, KA, "99999999", BUDI):
        with pytest.raises(WrongPassphrase):
            open_vault(shared.folder, nrp, "salah sekali", hands)
    for tries in (4, 4):  # told again where the one who was told did not get in
        assert json.loads((shared.folder / "vault" / "percobaan.txt").read_bytes())["count"] == tries
        opened = open_vault(shared.folder, KA, PASSPHRASE, hands)
    hands.pass_(days=2)
    again = start(shared.folder, opened, hands)
    told = "Sejak terakhir dibuka: 4 kali kata sandi atau kode salah (terakhir Sabtu 21-11-2026 22.10)."
    assert again.vault_care.said == (told,) and texts(again, "tried") == [told]
    (event,) = [one for one in again.store.journal.all() if one.kind == "tried"]
    assert set(event.body) == {"count", "last"} and "99999999" not in json.dumps(event.as_json())
    again.close()
    once = start(shared.folder, opened, hands)
    assert once.vault_care.said == () and len(texts(once, "tried")) == 1
    once.close()
    kept("wrong-tries-shown", tries=4, told=4)


@pytest.mark.parametrize(
    "lie", [b"{", b"[]", b'{"count": 3}', b'{"count": 2, "last": "kemarin", "each": {}}',
            b'{"count": 2, "last": "9999-12-31T23:59:59-23:59", "each": {}}']
)  # fmt: skip
def test_a_file_of_tries_that_lies_stops_nobody(shared: App, hands: Hands, lie: bytes) -> None:
    (shared.folder / "vault" / "percobaan.txt").write_bytes(lie)
    shared.close()
    again = start(shared.folder, open_vault(shared.folder, KA, PASSPHRASE), hands)
    assert len(again.vault_care.said) == (b"last" in lie)
    again.close()


def test_no_clock_frees_a_guesser_or_locks_the_desk_for_years(folder: Path) -> None:
    def at(count: int, last: float, now: float) -> float:
        each = {"29f5d5d4b1a7": [0, 0.0]}
        content = {"count": count, "last": "", "each": {**each, who: [count, last]}}
        (folder / "vault" / "percobaan.txt").write_text(json.dumps(content), encoding="utf-8")
        return waiting_in(folder / "vault", KA, now)

    with pytest.raises(WrongPassphrase):
        open_vault(folder, KA, "salah sekali")
    (who,) = json.loads((folder / "vault" / "percobaan.txt").read_bytes())["each"]
    assert waiting(folder, KA) == 0
    assert [at(count, 1000.0, 1000.0) for count in (2, 3, 4, 10, 11, 99)] == [0, 2, 4, 256, LONGEST_WAIT, LONGEST_WAIT]
    assert at(99, 1000.0, 1299.0) == 1 and at(99, 1000.0, 1301.0) == 0
    assert at(99, 10.0**9, 20.0) == LONGEST_WAIT - 20, "started anew: it waits again, and never for longer than that"
    assert at(99, 10.0**9, 400.0) == 0


def test_the_code_on_the_sheet_is_tried_without_changing_anything(app: App, ready: Ready, hands: Hands) -> None:
    files = {path.name: path.read_bytes() for path in app.vault.folder.glob("*.*")}
    assert app.settings.recovery_tried() == ("", False)
    assert app.settings.try_recovery_code(ready.code.lower())
    assert app.settings.recovery_tried() == (app.now().isoformat(), True)
    with pytest.raises(WrongPassphrase, match="salah ketik"):
        app.settings.try_recovery_code(ready.code[:-1] + ("0" if ready.code[-1] != "0" else "1"))
    assert app.settings.recovery_tried()[1], "a slip of the pen is no answer"
    assert not app.settings.try_recovery_code("0" * 24)
    assert app.settings.recovery_tried() == (app.now().isoformat(), False)
    assert {path.name: path.read_bytes() for path in app.vault.folder.glob("*.*")} == files
    assert texts(app, "drilled_code") == [
        "Kode pemulihan pada lembarnya dicoba: benar.",
        "Kode pemulihan pada lembarnya dicoba: tidak membuka meja ini.",
    ]
    code = app.settings.new_recovery_code()
    assert app.settings.recovery_tried() == ("", False), "of the new one nothing is known yet"
    assert not app.settings.try_recovery_code(ready.code) and app.settings.try_recovery_code(code)


def test_a_register_whose_vault_was_put_back_from_before_says_so(shared: App, tmp_path: Path, hands: Hands) -> None:
    before = copied(shared.folder, tmp_path / "dulu")
    shared.settings.rekey("Kata sandi bocor")
    shared.close()
    for name in (KEY, SPARE, INDEX):
        shutil.copy(before / "vault" / name, shared.folder / "vault")
    with pytest.raises(Damaged, match="kuncinya bukan untuk register ini"):
        start(shared.folder, open_vault(shared.folder, KA, PASSPHRASE), hands)
