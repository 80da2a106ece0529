"""What must hold of a room when the power is back: everything that was told, in a desk that opens and works on."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from spkt_desktop.app import App, Opened, describe, desk_exists, open_vault, restore, set_up, start
from spkt_desktop.app.duty import index_values
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.errors import SpktError, WrongPassphrase
from spkt_desktop.polres import Inbox
from spkt_desktop.store.database import Database
from spkt_desktop.store.names import FILE, WORKSHOPS
from spkt_desktop.store.store import Store
from tests.desks import Hands, officer, tell_time
from tests.power.journey import BACKUPS, DESK, NRP, OLD, OTHER, OTHERS, PAPERS, STICK
from tests.power.told import Told

_BY_CHANCE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=\.)[0-9a-f]{8}(?=\.)|\d{8}-\d{6}")


class Keeping:
    """Looks at rooms; what is slow on purpose (a slot, a backup) is looked at once for each content that it has."""

    def __init__(self, polres: Path, papers: set[str], moment: datetime) -> None:
        """`papers`: every paper that the journey ever made, empty where that is not known; `moment`: the present."""
        self._polres, self._papers = polres, papers
        self._hands = Hands()
        self._hands.moment = moment
        self._known: dict[tuple[str, ...], bool] = {}
        self._keys: dict[tuple[str, ...], bytes] = {}

    def hold(self, room: Path, told: Told) -> None:
        """Raise AssertionError for what does not hold in a room as the power left it; its desk works on here."""
        desk, backup = room / DESK, told.doing.get("from", "")
        if not desk_exists(desk):
            assert told.head is None, "there is neither the old desk nor a new one"
            assert self._once(("set up", _shape(room)), room, self._sets_up), "no desk can be set up any more"
            return
        shape = _shape(room) if backup else ""
        words = self._words(told)
        with closing(start(desk, Opened(self._unlocked(desk, words), NRP), self._hands)) as app:
            tell_time(app)
            app.keeping.verify()
            assert not app.vault_care.inspect(), "the vault is not as the register knows it"
            if backup and _restores(app) > len(told.left):
                told.go_back(backup)
            self._register(app, told)
            printed = _printed(app.store)
            for receipt in (room / STICK).glob("*.terima") if told.head else ():
                app.sending.receive(receipt)
            self._next_letter(app)
        assert self._once(("others", *_others(told)), room, lambda copy: self._let_in(copy / DESK, words, told)), (
            "the vault opens for whom it should not, or not for whom it should"
        )
        printed |= self._beside(desk, told)
        self._files(room, told, printed)
        if told.old:
            with closing(Store(room / OLD / FILE, told.old_key, index_values)) as store:
                store.rebuild()
                assert store.check() == told.old
            for saved in (room / OLD).glob("sebelum-*.db"):
                with closing(Database(saved, told.old_key)) as database:
                    assert database.row("SELECT count(*) FROM events") == (told.old,), "what was saved before is broken"
                    assert database.row("PRAGMA quick_check") == ("ok",)
        if backup:
            words += tuple(filter(None, [told.backups[backup].passphrases[NRP]]))
            again = self._once(("again", shape), room, lambda copy: self._restored(copy / backup, copy / DESK, words))
            assert again, "the restore cannot be begun again"

    @staticmethod
    def _words(told: Told) -> tuple[str, ...]:
        """What the Ka SPKT types: the passphrase, or the new one if it was being changed."""
        either = [told.passphrases.get(NRP, PASSPHRASE), told.doing.get("either")]
        if told.doing.get("from"):
            either.append(told.backups[told.doing["from"]].passphrases[NRP])
        return tuple(dict.fromkeys(filter(None, either)))

    def _unlocked(self, desk: Path, words: tuple[str, ...]) -> bytes:
        """The key that one of these opens, by vault and register as the power left them.

        A slot takes a second to open, so nothing is opened twice of which vault, register's key and words are known.
        """
        vault = _digest(*sorted(path for path in desk.rglob("vault/*") if path.suffix in (".age", ".json")))
        with TemporaryDirectory() as scratch:
            copy = Path(shutil.copytree(desk, Path(scratch) / DESK))
            fits = next((key for key in {*self._keys.values()} if _fits(copy, key)), b"")
        what = (vault, fits.hex(), *words)
        if what not in self._keys:
            with TemporaryDirectory() as scratch:
                copy = Path(shutil.copytree(desk, Path(scratch) / DESK))
                for word in words:
                    with suppress(WrongPassphrase):
                        self._keys[what] = open_vault(copy, NRP, word).key
                        break
        assert what in self._keys, "the vault does not open"
        return self._keys[what]

    def _register(self, app: App, told: Told) -> None:
        """Every act, number, paper and draft that was told is in the register."""
        if told.head:
            assert app.store.journal.event(told.head["seq"]).hash == told.head["hash"], "an act is lost"
        for id_, number in told.letters.items():
            assert app.record(id_).number.text == number, "a number is another letter's"
        for sha256, id_ in told.papers.items():
            made = [event.body["sha256"] for event in app.history(id_) if event.kind == "printed"]
            assert sha256 in made, "a letter was handed out, and its history does not say so"
        for record in app.search(limit=10_000):
            assert not record.replaces or app.record(record.replaces).status != "berlaku", "half of a replacement"
        if told.doing.get("begin") != "drafts":
            assert told.drafts <= {draft.id for draft in app.drafts()}, "a draft is lost"

    def _next_letter(self, app: App) -> None:
        """No number was skipped or taken twice, and the next one is the next letter's."""
        expected: defaultdict[str, int] = defaultdict(int)
        for event in app.store.journal.all():
            for floor in event.body["floors"] if event.kind == "restored" else ():
                expected[floor["series"]] = max(expected[floor["series"]], floor["last"])
            if event.kind == "registered":
                expected[event.body["number"]["series"]] += 1
                assert event.body["number"]["sequence"] == expected[event.body["number"]["series"]], "skipped or twice"
        letter = app.register("sktlk", sample_values("sktlk", nrp=NRP))
        assert letter.number.sequence == expected["sktlk"] + 1, "the next letter has not the next number"

    def _let_in(self, desk: Path, words: tuple[str, ...], told: Told) -> bool:
        """Whether the second officer gets in if they may, and not if they may not, and the recovery code is good."""
        other, code = _others(told)
        enters = _works(lambda: start(desk, open_vault(desk, OTHER, OTHERS), self._hands).close()) if other else False
        with closing(start(desk, Opened(self._unlocked(desk, words), NRP), self._hands)) as app:
            good = not code or app.settings.try_recovery_code(code)
        return good and enters == (other == "in")

    def _beside(self, desk: Path, told: Told) -> set[str]:
        """The desks that restores have kept aside are whole; gives the papers that they know of."""
        kept, printed = {}, set()
        for file in desk.glob(f"sebelum-pemulihan-*/{FILE}") if told.left else ():
            words = tuple(filter(None, {one.passphrases.get(NRP) for one in told.left}))
            with closing(Store(file, self._unlocked(file.parent, words), index_values)) as store:
                head = store.journal.head()
                kept[head.seq if head else 0] = store.check()  # its key is the desk's, unless that was changed since
                printed |= _printed(store)
                assert list((file.parent / "vault").glob("*.age")), "a desk was kept aside without its keys"
        assert all(left.head and left.head["seq"] in kept for left in told.left), "the desk kept aside is not whole"
        return printed

    def _files(self, room: Path, told: Told, printed: set[str]) -> None:
        """What was told to lie on stick, backup disk or desk is there; what is there beside it is whole too."""
        for name, sha256 in told.files.items():
            assert (room / name).is_file() and _digest(room / name) == sha256, f"{Path(name).parent}: a file is lost"
        for path in (room / PAPERS).glob("*.pdf"):
            assert not self._papers or _digest(path) in self._papers, "a paper is there in part"
            assert _digest(path) in printed, "a paper is there that no register knows of"
        for path in (room / STICK).glob("*.spkt"):
            assert self._once(("bundle", _digest(path)), self._polres, partial(_taken_in, bundle=path))
        for path in (room / BACKUPS).glob("*.spkt-cadangan"):
            held = told.backups.get(f"{BACKUPS}/{path.name}", told)
            words = tuple(filter(None, (held.passphrases.get(NRP),)))
            sound = self._once(("backup", _digest(path)), room, partial(self._restored_in, backup=path, words=words))
            assert sound, "a backup cannot be restored"

    def _restored_in(self, room: Path, backup: Path, words: tuple[str, ...]) -> bool:
        return self._restored(backup, room / "baru", words)

    def _restored(self, backup: Path, desk: Path, words: tuple[str, ...]) -> bool:
        """Whether a backup can be made the desk of that folder, and the desk works."""
        bring_back = partial(restore, backup, desk, last_numbers={}, nrp=NRP, clock=self._hands)
        if not any(_works(partial(bring_back, passphrase=one)) for one in words):
            return False
        with closing(start(desk, Opened(self._unlocked(desk, words), NRP), self._hands)) as app:
            tell_time(app)
            app.keeping.verify()
            self._next_letter(app)
        return True

    def _sets_up(self, room: Path) -> bool:
        return _works(lambda: set_up(room / DESK, sample_values("unit"), [officer(NRP, "ka_spkt")], [PASSPHRASE]))

    def _once(self, what: tuple[str, ...], folder: Path, look: Callable[[Path], bool]) -> bool:
        """What a look at a copy of the folder says; asked again of the same content it costs nothing."""
        if what not in self._known:
            with TemporaryDirectory() as scratch:
                self._known[what] = look(Path(shutil.copytree(folder, Path(scratch) / "salinan")))
        return self._known[what]


def _others(told: Told) -> tuple[str, str]:
    """Whether the second officer may get in (in, out, or nothing while that is under way), and the recovery code."""
    doing = told.doing.get("begin")
    other = "" if doing in ("appoints", "dismisses") else "in" if told.passphrases.get(OTHER) else "out"
    return other, "" if doing == "renews_code" else told.code


def _taken_in(polres: Path, bundle: Path) -> bool:
    """Whether the Polres can read a bundle."""
    with closing(Inbox(polres, known_forms=describe.known_versions(), clock=Hands())) as inbox:
        return _works(lambda: inbox.receive(bundle, polres))


def _fits(desk: Path, key: bytes) -> bool:
    """Whether that key opens the register of a desk."""
    return (desk / FILE).exists() and _works(lambda: Database(desk / FILE, key).close())


def _works(act: Callable[[], Any]) -> bool:
    try:
        act()
    except SpktError:
        return False
    return True


def _restores(app: App) -> int:
    return sum(event.kind == "restored" for event in app.store.journal.all())


def _printed(store: Store) -> set[str]:
    return {event.body["sha256"] for event in store.journal.all() if event.kind == "printed"}


def _digest(*paths: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def _shape(room: Path) -> str:
    """The names that lie in a room, but for what is made up in them by chance and what lies in workshops."""
    names = {_BY_CHANCE.sub("*", path.relative_to(room).as_posix()) for path in room.rglob("*")}
    return "\n".join(sorted(name for name in names if f"{WORKSHOPS}/*/" not in name))
