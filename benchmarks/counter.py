"""The counter: registering a letter, what each keystroke asks, searching and listing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from itertools import cycle

from benchmarks.filling import FORM, Desks, Filler
from benchmarks.pairs import Row, compare, counted, milliseconds, rows, turns
from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.records import Values, canonical
from spkt_desktop.store.database import Database

GROUP = "Counter"
LONGEST = "lp_b"
"""The form with the most fields."""
_TOGETHER = 100
_PAGE = 50
"""Rows that the register page shows at once."""


def measure(desks: Desks, letters: int, rounds: int) -> Iterator[Row]:
    """All rows of one size of the register."""
    with desks.open(letters) as filler:
        yield from _register(filler, rounds)
        yield from _typing(filler, rounds)
        yield from _finding(filler, rounds)


def _register(filler: Filler, rounds: int) -> Iterator[Row]:
    """Against bare inserts of the bytes of the same events, in a transaction that reaches the disk just the same."""
    store = filler.app.store
    with closing(Database(filler.app.folder / "polos.db", filler.app.key)) as bare:

        def insert(contents: list[bytes]) -> None:
            with bare.write():
                for content in contents:
                    bare.run("INSERT INTO letters (content) VALUES (?)", (content,))

        with bare.write():
            bare.run("CREATE TABLE letters (seq INTEGER PRIMARY KEY, content BLOB NOT NULL)")
        insert([canonical(event.as_json()) for event in store.journal.all()])
        for what, together, most in (
            ("Register a letter", 1, rounds * 5),
            (f"Register {_TOGETHER} letters in one transaction", _TOGETHER, rounds),
        ):
            spent: dict[str, list[float]] = {"": [], "bare SQLCipher insert": []}
            for _ in turns(most):
                forms = [filler.values() for _ in range(together)]
                before = store.journal.head()
                ours = milliseconds(partial(_all, filler.app, forms))
                contents = [canonical(event.as_json()) for event in store.journal.all(before.seq if before else 0)]
                theirs = milliseconds(partial(insert, contents))
                spent[""].append(ours)
                spent["bare SQLCipher insert"].append(theirs)
            yield from rows(GROUP, what, counted(spent))


def _all(app: App, forms: list[Values]) -> None:
    with app.store.db.write():
        for values in forms:
            app.register(FORM, values)


def _typing(filler: Filler, rounds: int) -> Iterator[Row]:
    """What is asked while the officer types: the checks, the hints, who has been here with such a name or NIK."""
    app = filler.app
    forms = cycle([filler.values() for _ in range(7)])

    def keystroke() -> None:
        values = next(forms)
        person = values["pelapor"]
        app.check(FORM, values)
        app.hints(FORM, values)
        app.known_persons(name=person["nama"][:3])
        app.known_persons(nik=person["nik"])

    yield from compare(GROUP, "Keystroke", keystroke, {}, rounds * 5)
    report = sample_values(LONGEST, app.now().date(), app.nrp)

    def long_keystroke() -> None:
        app.check(LONGEST, report)
        app.hints(LONGEST, report)

    yield from compare(GROUP, "Keystroke in a police report", long_keystroke, {}, rounds * 5)
    law = app.law
    yield from compare(
        GROUP, "Article by an everyday word", lambda: law.search("curanmor"),
        {"scan of all titles": lambda: [one for one in law.articles if "curanmor" in one.title.casefold()]}, rounds * 5,
    )  # fmt: skip


def _finding(filler: Filler, rounds: int) -> Iterator[Row]:
    """Searching and listing, each against the bare query on the same open file."""
    app = filler.app
    people = [record.who.split()[0] for record in app.search(limit=500)]
    words = cycle(people)
    same = cycle(people)

    def bare_search() -> None:
        app.store.db.rows(
            "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?", (f'"{next(same)}"*', _PAGE)
        )

    yield from compare(
        GROUP, "Search a name", lambda: app.search(next(words), limit=_PAGE),
        {"bare FTS5 query": bare_search}, rounds * 5,
    )  # fmt: skip
    yield from compare(
        GROUP, "Newest page of the register", lambda: app.search(limit=_PAGE),
        {"bare SELECT": lambda: app.store.db.rows("SELECT * FROM records ORDER BY seq DESC LIMIT ?", (_PAGE,))},
        rounds * 5,
    )  # fmt: skip
