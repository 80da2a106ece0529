"""What an officer does that a disk can fail under: how it is done, and how one sees whether it was."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from spkt_desktop.app import App, desk_exists, open_vault, restore, set_up, start
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.cli_input import NOT_WRITTEN, hand_out, prepared
from spkt_desktop.errors import MediumFailed, WrongPassphrase
from spkt_desktop.records import sha256
from spkt_desktop.store.backup import unpack_backup
from spkt_desktop.sync import bundle
from spkt_desktop.ui.saving import write_whole
from tests.power.faults_bench import (
    LAST_NUMBER,
    NEW_PASSPHRASE,
    NRP,
    OLD_FILE,
    REASON,
    SECOND,
    SECOND_PASSPHRASE,
    STICK,
    THIRD,
    Bench,
    public_of,
)

OLD, NEW = "old", "new"
DRAFT = {"pelapor": {"nama": "Orang Baru"}}
PAPER = bytes(range(256)) * 800


@dataclass(frozen=True)
class Act:
    """One thing to do; `state` says OLD or NEW, or in words what is neither."""

    title: str
    places: tuple[str, ...]
    """Which folders it works in, of the computer and the stick: each fails in its turn."""
    do: Callable[[Bench], object]
    state: Callable[[Bench, App], str]
    home: Callable[[Bench], Path] = lambda bench: bench.desk
    """The desk that one comes back to."""
    opens: bool = True
    """Whether it is done at an open desk."""
    missing: bool = False
    """Whether there is no desk before."""


def _register(bench: Bench) -> None:
    bench.app.register("sktlk", sample_values("sktlk", bench.app.now().date(), NRP))


def _registered(bench: Bench, app: App) -> str:
    return _one_of(len(app.search(limit=100)), len(bench.model.letters), len(bench.model.letters) + 1)


def _hand_out(bench: Bench) -> None:
    with prepared(bench.pdf) as write:
        _letter, written = hand_out(bench.app, bench.app.record(bench.model.letters[0]), write)
    if not written:
        raise MediumFailed("gagal_tulis", NOT_WRITTEN)


def _handed_out(bench: Bench, app: App) -> str:
    history = app.history(bench.model.letters[0])
    papers = [event.body["sha256"] for event in history if event.kind == "printed"]
    bad = [event for event in history if event.kind == "print_outcome" and not event.body["good"]]
    lies = bench.pdf.read_bytes()
    if lies == OLD_FILE:
        return OLD if len(bad) <= len(papers) else "a print is bad that never was"
    if sha256(lies) not in papers:
        return "what lies there is not the letter"
    return NEW if len(bad) < len(papers) else OLD  # noted as bad: whole, but nothing says that it outlives a power cut


def _saved(bench: Bench, _app: App) -> str:
    return _one_of(bench.pdf.read_bytes(), OLD_FILE, PAPER)


def _drafted(bench: Bench, app: App) -> str:
    (draft,) = app.drafts()
    return _one_of(draft.values, {"pelapor": {"nama": "Orang Lama"}}, DRAFT)


def _voided(bench: Bench, app: App) -> str:
    record = app.record(bench.model.letters[0])
    return _one_of((record.status, record.reason), ("berlaku", ""), ("batal", REASON))


def _change(bench: Bench) -> None:
    now = bench.app.unit.values
    bench.app.settings.change_unit({**now, "kesatuan": {**now["kesatuan"], "telepon": "(0357) 881110"}})


def _changed(_bench: Bench, app: App) -> str:
    return NEW if app.unit.values["kesatuan"]["telepon"] == "(0357) 881110" else OLD


def _admit(bench: Bench) -> None:
    bench.app.settings.save_officer(bench.app.settings.officer_values(THIRD), NEW_PASSPHRASE)


def _admitted(bench: Bench, app: App) -> str:
    return (
        NEW
        if _fits(bench, THIRD, NEW_PASSPHRASE)
        else "a slot opens nothing"
        if app.settings.can_unlock(THIRD)
        else OLD
    )


def _dismiss(bench: Bench) -> None:
    values = bench.app.settings.officer_values(SECOND)
    bench.app.settings.save_officer({"petugas": {**values["petugas"], "aktif": False}})


def _dismissed(bench: Bench, app: App) -> str:
    active = next(one.active for one in app.officers() if one.nrp == SECOND)
    fits = app.settings.can_unlock(SECOND) and _fits(bench, SECOND, SECOND_PASSPHRASE)
    return _one_of((active, fits), (True, True), (False, False))


def _change_passphrase(bench: Bench) -> None:
    bench.app.settings.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)


def _passphrase(bench: Bench, _app: App) -> str:
    return _one_of((_fits(bench, NRP, PASSPHRASE), _fits(bench, NRP, NEW_PASSPHRASE)), (True, False), (False, True))


def _renew(bench: Bench) -> None:
    bench.kept.pop("code", None)
    bench.kept["code"] = bench.app.settings.new_recovery_code()


def _renewed(bench: Bench, app: App) -> str:
    return _one_of(tuple(_recovers(app, code) for code in (bench.model.code, bench.kept.get("code", ""))),
                   (True, False), (False, True))  # fmt: skip


def _back_up(bench: Bench) -> None:
    bench.kept["backup"] = bench.app.keeping.backup(bench.stick)


def _backed_up(bench: Bench, app: App) -> str:
    found = [file for file in bench.stick.glob("*.spkt-cadangan") if file != bench.backup]
    for number, file in enumerate(found):
        unpack_backup(file, bench.root / f"dibuka-{number}")  # raises Damaged: a file of that name is whole
    noted = app.keeping.last_backup() > min(event.at for event in app.history(bench.model.letters[1]))
    return NEW if noted and found else "a backup is noted and not there" if noted else OLD


def _export(bench: Bench) -> None:
    bench.app.sending.export(bench.stick)


def _exported(bench: Bench, app: App) -> str:
    whole = [bundle.read(file.read_bytes(), [bench.model.polres], lambda *_: public_of(app)).id
             for file in bench.stick.glob("*.spkt")]  # fmt: skip
    told = [event.body["bundle_id"] for event in app.store.journal.all() if event.kind == "export_written"][1:]
    return OLD if not told else NEW if set(told) <= set(whole) else "a bundle is noted and not there"


def _receive(bench: Bench) -> None:
    bench.app.sending.receive(bench.receipt)


def _received(bench: Bench, app: App) -> str:
    return OLD if app.pending() >= bench.model.pending else NEW


def _trust(bench: Bench) -> None:
    bench.app.sending.identity.trust(bench.app.sending.identity.read(bench.card))


def _trusted(_bench: Bench, app: App) -> str:
    taken = [event for event in app.store.journal.all() if event.kind == "polres_card_taken"]
    return _one_of(len(taken), 1, 2)


def _write_card(bench: Bench) -> None:
    bench.kept["card"] = bench.app.sending.identity.write_card(bench.stick)


def _rebuild(bench: Bench) -> None:
    bench.app.keeping.rebuild()
    bench.kept["done"] = True


def _verify(bench: Bench) -> None:
    bench.app.keeping.verifier()()
    bench.kept["done"] = True


def _look(bench: Bench) -> None:
    record = bench.app.search("sktlk")[0]
    bench.app.history(record.id)
    bench.app.letters.plan(record)
    bench.app.status()
    bench.kept["done"] = True


def _unlock(bench: Bench) -> None:
    start(bench.desk, open_vault(bench.desk, NRP, PASSPHRASE), bench.hands).close()
    bench.kept["done"] = True


def _migrate(bench: Bench) -> None:
    bench.start(bench.old_desk).close()
    bench.kept["done"] = True


def _flag(bench: Bench, _app: App) -> str:
    return NEW if bench.kept.get("done") or bench.kept.get("card") else OLD


def _restore(bench: Bench, folder: Path) -> None:
    restore(bench.backup, folder, PASSPHRASE, {"sktlk": LAST_NUMBER}, nrp=NRP, clock=bench.hands)


def _restored(bench: Bench, app: App) -> str:
    restored = app.status()["epoch"] > 1
    records = len(app.search(limit=100))
    if not restored:
        return OLD if records == len(bench.model.letters) else "neither desk is there"
    aside = [kept for kept in app.folder.glob("sebelum-pemulihan-*") if desk_exists(kept)]
    if app.folder == bench.desk:
        for kept in aside:
            with closing(bench.start(kept)) as former:
                former.keeping.verify()
                if len(former.search(limit=100)) == len(bench.model.letters):
                    return NEW
        return "the desk that was there is gone"
    return NEW


def _set_up(bench: Bench) -> None:
    set_up(bench.new_desk, sample_values("unit"), bench.model.staff, [PASSPHRASE, "", ""], clock=bench.hands)


def _fits(bench: Bench, nrp: str, passphrase: str) -> bool:
    try:
        open_vault(bench.desk, nrp, passphrase)
    except WrongPassphrase:
        return False
    finally:
        (bench.desk / "vault" / "percobaan.txt").unlink(missing_ok=True)  # nobody has to wait here
    return True


def _recovers(app: App, code: str) -> bool:
    try:
        app.vault.recover(code)
    except WrongPassphrase:
        return False
    return True


def _one_of(found: object, old: object, new: object) -> str:
    return OLD if found == old else NEW if found == new else "neither the old state nor the new one"


HERE, THERE, BOTH = ("komputer",), (STICK,), ("komputer", STICK)
ACTS: dict[str, Act] = {
    "register": Act("Register a letter", HERE, _register, _registered),
    "hand-out": Act("Hand out a letter as a file", BOTH, _hand_out, _handed_out),
    "save": Act("Save a sheet to a file", THERE, lambda bench: write_whole(bench.pdf, PAPER), _saved),
    "draft": Act("Keep a draft", HERE,
                 lambda bench: bench.app.save_draft("sktlk", DRAFT, bench.model.draft), _drafted),
    "void": Act("Declare a letter void", HERE, lambda bench: bench.app.void(bench.model.letters[0], REASON), _voided),
    "settings": Act("Change the settings", HERE, _change, _changed),
    "admit": Act("Give an officer a passphrase", HERE, _admit, _admitted),
    "dismiss": Act("Take an officer off the list", HERE, _dismiss, _dismissed),
    "passphrase": Act("Change one's passphrase", HERE, _change_passphrase, _passphrase),
    "recovery-code": Act("Make a new recovery code", HERE, _renew, _renewed),
    "backup": Act("Make a backup", BOTH, _back_up, _backed_up),
    "export": Act("Write a bundle for the Polres", BOTH, _export, _exported),
    "receipt": Act("Take in a receipt", BOTH, _receive, _received),
    "trust": Act("Take in the card of the Polres", BOTH, _trust, _trusted),
    "card": Act("Write the card of the desk", BOTH, _write_card, _flag),
    "rebuild": Act("Derive all lists anew", HERE, _rebuild, _flag),
    "verify": Act("Check the register", HERE, _verify, _flag),
    "look": Act("Look something up", HERE, _look, _flag),
    "unlock": Act("Unlock the desk", HERE, _unlock, _flag, opens=False),
    "migrate": Act("Open the register of a former program", HERE, _migrate, _flag,
                   home=lambda bench: bench.old_desk, opens=False),
    "restore": Act("Restore a backup into an empty folder", BOTH, lambda bench: _restore(bench, bench.new_desk),
                   _restored, home=lambda bench: bench.new_desk, opens=False, missing=True),
    "restore-over": Act("Restore a backup over a desk", BOTH, lambda bench: _restore(bench, bench.desk), _restored,
                        opens=False),
    "set-up": Act("Set a new desk up", HERE, _set_up, lambda bench, _app: NEW if desk_exists(bench.new_desk) else OLD,
                  home=lambda bench: bench.new_desk, opens=False, missing=True),
}  # fmt: skip
