"""A disk that gives other bytes than it took: noticed at the latest by the check, and never a wrong answer.

What each page is sealed with (HMAC) binds it to its place and to the key, not to a time. So pages of an older copy are
noticed by what they no longer agree with: the chain of the journal, the indexes, what is derived. A whole older copy
agrees with itself; that is noticed where the journal is known from elsewhere: at the Polres (tests/polres).
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from spkt_desktop.app import start
from spkt_desktop.app.sample import sample_values
from spkt_desktop.errors import Damaged, SpktError
from spkt_desktop.store.names import FILE
from spkt_desktop.store.vault import Opened
from tests.desks import Hands, Ready
from tests.promises import NIGHTLY, kept, points

PAGE = 4096
SEALED = 80
"""Bytes at the end of each page that SQLCipher keeps for the page's vector and seal."""
SLICES = points(ci=1, nightly=160)
NOTICED_OPENING, NOTICED_CHECKING, FINE = "membuka", "memeriksa", "tidak ada"
WAY_BACK = ("ulihkan dari cadangan", "bangun ulang")
"""What every sentence must name: the backup, or the journal where that is sound."""

State = tuple[list[str], list[tuple[object, ...]]]
"""The hash of every event, and every record as lists show it."""


@dataclass(frozen=True)
class Desk:
    """A desk that has worked for a while, and its register's file at three times."""

    folder: Path
    opened: Opened
    older: bytes
    now: bytes
    free: int
    """A page of `now` that holds nothing any more, from 0."""
    hot: bytes
    """The rollback journal of a transaction that came after `older` and before `now`."""
    interrupted: bytes
    """The register's file as that transaction had left it when the journal was taken."""
    states: tuple[State, ...]
    """What was true after each transaction."""

    @property
    def file(self) -> Path:
        return self.folder / FILE

    @property
    def journal(self) -> Path:
        return self.folder / f"{FILE}-journal"

    @property
    def pages(self) -> int:
        return len(self.now) // PAGE

    def lay(self, content: bytes, journal: bytes = b"") -> None:
        if self.file.is_dir():
            self.file.rmdir()
        self.file.write_bytes(content)
        self.journal.write_bytes(journal)

    def fate(self) -> tuple[str, str]:
        """Where what lies there is noticed, and the sentence; a wrong answer or any other exception fails the test."""
        try:
            app = start(self.folder, self.opened, Hands())
        except SpktError as error:
            return NOTICED_OPENING, self.sentence(error)
        try:
            app.keeping.verify()
            assert state_of(app) in self.states, "a register that never was"
        except SpktError as error:
            return NOTICED_CHECKING, self.sentence(error)
        finally:
            app.close()
        return FINE, ""

    @staticmethod
    def sentence(error: SpktError) -> str:
        assert isinstance(error, Damaged)
        assert any(way in str(error) for way in WAY_BACK), str(error)
        return str(error)

    def page(self, number: int, of: bytes | None = None) -> bytes:
        whole = self.now if of is None else of
        return whole[number * PAGE : (number + 1) * PAGE]

    def with_page(self, number: int, page: bytes) -> bytes:
        return self.now[: number * PAGE] + page + self.now[(number + 1) * PAGE :]

    def flip(self, offsets: range | list[int]) -> Counter[str]:
        """Turn one bit at each of these bytes, one after the other; where each was noticed."""
        found: Counter[str] = Counter()
        self.lay(self.now)
        for offset in offsets:
            self._put(offset, self.now[offset] ^ 1 << offset % 8)
            found[self.fate()[0]] += 1
            self._put(offset, self.now[offset])
        assert self.file.read_bytes() == self.now, "looking at it has changed it"
        return found

    def _put(self, offset: int, value: int) -> None:
        with self.file.open("r+b") as file:
            file.seek(offset)
            file.write(bytes([value]))


def state_of(app) -> State:
    columns = "id, number, status, who, what, text, protection"
    return [event.hash for event in app.store.journal.all()], app.store.db.rows(f"SELECT {columns} FROM records")


@pytest.fixture(scope="module")
def desk(ready: Ready, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = Path(shutil.copytree(ready.folder, tmp_path_factory.mktemp("disk rusak") / "meja"))
    file, states = folder / FILE, []

    def work(*forms: str, draft: bool = False) -> bytes:
        app = start(folder, ready.opened, Hands())
        try:
            if draft:
                app.save_draft("sktlk", {"catatan": {"isi": "x" * 4 * PAGE}})
            for form in forms:
                app.register(form, sample_values(form))
                states.append(state_of(app))
            for one in app.drafts() if not draft else ():
                app.drop_draft(one.id)
        finally:
            app.close()
        return file.read_bytes()

    work("sktlk", "lp_b")
    before = len(file.read_bytes()) // PAGE
    older = work("sktlk", draft=True)
    app = start(folder, ready.opened, Hands())
    try:
        app.store.db.connection.execute("PRAGMA cache_size = 2")  # so that pages go to the disk before the end
        with app.store.db.write():
            app.register("sktlk", sample_values("sktlk"))
            app.register("lp_b", sample_values("lp_b"))
            hot, interrupted = (folder / f"{FILE}-journal").read_bytes(), file.read_bytes()
        states.append(state_of(app))
    finally:
        app.close()
    now = work("lp_b")
    app = start(folder, ready.opened, Hands())
    assert app.store.db.rows("PRAGMA freelist_count")[0][0] >= 3
    app.close()
    return Desk(folder, ready.opened, older, now, before + 2, hot, interrupted, tuple(states))


def test_what_was_not_touched_is_fine(desk: Desk) -> None:
    for content in (desk.older, desk.now):
        desk.lay(content)
        assert desk.fate() == (FINE, "")


@pytest.mark.parametrize("which", ["the first page", "the last page", "a free page"])
def test_a_flip_anywhere_in_a_page_is_noticed(which: str, desk: Desk) -> None:
    page = {"the first page": 0, "the last page": desk.pages - 1, "a free page": desk.free}[which]
    step = 1 if page == 0 or NIGHTLY else 8
    offsets = [at for at in range(PAGE) if at % step == 0 or at >= PAGE - SEALED]
    found = desk.flip([page * PAGE + at for at in offsets])
    assert found[FINE] == 0
    if page == 0:
        assert found[NOTICED_OPENING] == PAGE
    _tell(found)


@pytest.mark.parametrize("part", range(SLICES))
def test_a_flip_anywhere_in_the_file_is_noticed(part: int, desk: Desk) -> None:
    """Every byte at night, of which each test takes its share; a sample of them in CI."""
    size = len(desk.now)
    offsets = range(part, size, SLICES) if NIGHTLY else sorted(random.Random(7).sample(range(size), 400))
    found = desk.flip(offsets)
    assert found[FINE] == 0
    _tell(found)


def _tell(found: Counter[str]) -> None:
    kept(
        "corruption-noticed", flips=found.total(), noticed_at_opening=found[NOTICED_OPENING],
        noticed_by_the_check=found[NOTICED_CHECKING], unnoticed=found[FINE],
    )  # fmt: skip


SPOILT: dict[str, Callable[[Desk], bytes]] = {
    "one byte": lambda desk: b"x",
    "less than a page": lambda desk: desk.now[:500],
    "its salt only": lambda desk: desk.now[:16],
    "its first page only": lambda desk: desk.now[:PAGE],
    "half": lambda desk: desk.now[: desk.pages // 2 * PAGE],
    "half a page short": lambda desk: desk.now[: -PAGE // 2],
    "a byte short": lambda desk: desk.now[:-1],
    "a page short": lambda desk: desk.now[:-PAGE],
    "its end twice": lambda desk: desk.now + desk.now[-3 * PAGE :],
    "twice": lambda desk: desk.now * 2,
    "with a tail": lambda desk: desk.now + b"xyz",
    "nothing but zeros": lambda desk: bytes(len(desk.now)),
    "another database": lambda desk: b"SQLite format 3\0" + bytes(2 * PAGE),
    "empty": lambda desk: b"",
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_file_of_another_length_or_kind_is_noticed(how: str, desk: Desk) -> None:
    content = SPOILT[how](desk)
    desk.lay(content)
    stage, _ = desk.fate()
    assert stage != FINE
    assert desk.file.read_bytes() == content, "looking at it has changed it"


def test_a_register_that_is_gone_is_not_made_anew(desk: Desk) -> None:
    desk.lay(desk.now)
    desk.file.unlink()
    assert desk.fate()[0] == NOTICED_OPENING
    assert not desk.file.exists()


def test_a_folder_in_its_place_is_named(desk: Desk) -> None:
    desk.lay(desk.now)
    desk.file.unlink()
    desk.file.mkdir()
    assert desk.fate()[0] == NOTICED_OPENING
    desk.file.rmdir()


def test_every_page_that_reads_as_zeros_is_noticed(desk: Desk) -> None:
    for number in range(desk.pages):
        desk.lay(desk.with_page(number, bytes(PAGE)))
        assert desk.fate()[0] != FINE, number
    kept("corruption-noticed", zeroed_pages=desk.pages, unnoticed=0)


def test_pages_that_changed_their_places_are_noticed(desk: Desk) -> None:
    for number in range(desk.pages - 1):
        moved = desk.page(number + 1) + desk.page(number)
        desk.lay(desk.now[: number * PAGE] + moved + desk.now[(number + 2) * PAGE :])
        assert desk.fate()[0] != FINE, number
    kept("corruption-noticed", swapped_pages=desk.pages - 1, unnoticed=0)


def test_a_page_of_an_older_copy_is_noticed_or_says_nothing_else(desk: Desk) -> None:
    """The seal of the old page holds. A page that was given back in between is the same to whoever reads."""
    found: Counter[str] = Counter()
    for number in range(len(desk.older) // PAGE):
        if desk.page(number) != desk.page(number, desk.older):
            desk.lay(desk.with_page(number, desk.page(number, desk.older)))
            found[desk.fate()[0]] += 1
    assert found[NOTICED_CHECKING] + found[NOTICED_OPENING] > 10
    kept(
        "corruption-noticed", older_pages=found.total(), older_pages_noticed=found.total() - found[FINE],
        older_pages_without_meaning=found[FINE],
    )  # fmt: skip


def test_a_whole_older_copy_is_a_register_that_was_once_true(desk: Desk) -> None:
    """Nothing here can tell; the Polres names the fork, and the paper the number that is given twice."""
    desk.lay(desk.older)
    assert desk.fate() == (FINE, "")


def test_an_older_draft_is_what_only_its_writer_notices(desk: Desk) -> None:
    """Drafts and the desk's own notes are no official acts: no chain says which was the last."""
    copies = []
    desk.lay(desk.now)
    for word in ("lama", "baru"):
        app = start(desk.folder, desk.opened, Hands())
        app.save_draft("sktlk", {"catatan": {"isi": word}}, "draf")
        app.close()
        copies.append(desk.file.read_bytes())
    old, new = copies
    assert len(old) == len(new)
    desk.lay(new[:PAGE] + old[PAGE:])  # all pages of the older draft; one of them alone is noticed
    assert desk.fate() == (FINE, "")
    app = start(desk.folder, desk.opened, Hands())
    assert app.drafts()[0].values == {"catatan": {"isi": "lama"}}
    app.close()


def test_the_journal_of_a_transaction_that_was_cut_off_undoes_it(desk: Desk) -> None:
    desk.lay(desk.interrupted, desk.hot)
    assert desk.fate() == (FINE, "")


@pytest.mark.parametrize("how", ["whole", "cut", "flipped", "junk", "zeros"])
def test_a_rollback_journal_of_another_time_is_no_way_to_a_wrong_answer(how: str, desk: Desk) -> None:
    """SQLite plays it back into a register that it does not belong to; what comes of that is noticed."""
    hot = desk.hot
    left = {
        "whole": hot, "cut": hot[: len(hot) // 2], "flipped": hot[:5000] + bytes([hot[5000] ^ 1]) + hot[5001:],
        "junk": b"x" * 5000, "zeros": bytes(len(hot)),
    }[how]  # fmt: skip
    desk.lay(desk.now, left)
    stage, _ = desk.fate()
    assert (stage == FINE) == (how in ("junk", "zeros"))


def test_nothing_is_told_of_persons(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    for number in (0, desk.free, desk.pages - 1):
        desk.lay(desk.with_page(number, bytes(PAGE)))
        assert sample_values("sktlk")["pelapor"]["nama"] not in desk.fate()[1]
    assert capfd.readouterr().err == ""
