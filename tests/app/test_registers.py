"""The register books agree with the journal: every record has its row, and no row tells what is protected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from spkt_desktop.app import App, Opened, start
from spkt_desktop.app.sample import sample_values
from spkt_desktop.books import COVERED
from spkt_desktop.errors import NotFound, Refused
from spkt_desktop.forms import FORMS
from spkt_desktop.forms.registers import Book
from spkt_desktop.records import Record, Values
from tests.desks import Hands, Ready, officer, tell_time
from tests.promises import kept

GIRL = {"identitas": "Tanpa identitas", "nama": "Sekar Ayu Lestari", "tanggal_lahir": "2015-04-02",
        "jenis_kelamin": "P", "alamat": "Dusun Ngepoh"}  # fmt: skip
TODAY = date(2026, 11, 20)
MONTH = TODAY - timedelta(days=30), TODAY


def values(app: App, form: str) -> Values:
    return sample_values(form, app.now().date(), app.nrp)


def rows(app: App, book: Book, since: date = MONTH[0], until: date = MONTH[1]) -> list[tuple[str, ...]]:
    return [row for step in app.registers.rows(book, since, until, step=2) for row in step]


def column(book: Book, title: str) -> int:
    return [one.title for one in book.columns].index(title)


@pytest.fixture
def filled(app: App, hands: Hands) -> App:
    """A record of every matter that stands alone, some days apart, with a void one, a replaced one, a secret one."""
    hands.pass_(days=-20)
    tell_time(app)
    for form in FORMS.values():
        if form.service:
            app.register(form.name, values(app, form.name))
            hands.pass_(hours=20)
    loss, report = (app.search(form=name)[0] for name in ("sktlk", "lp_b"))
    app.register("sktlk", values(app, "sktlk"), replaces=loss.id, reason="Salah tulis nama")
    app.register("lp_b", {**values(app, "lp_b"), "korban": [GIRL]})
    app.void(app.register("lp_a", values(app, "lp_a")).id, "Laporan ganda")
    app.register("rujukan", values(app, "rujukan"), about=report.id)
    hands.pass_(days=20 - 20 * len(app.search(limit=999)) / 24 - 1)
    return app


def test_every_record_stands_in_one_book_in_the_order_of_the_journal(filled: App) -> None:
    registered = [event for event in filled.store.journal.all() if event.kind == "registered"]
    seen = 0
    for book in filled.registers.books:
        mine = [event.body["number"]["text"] for event in registered if event.form in book.forms]
        found = rows(filled, book)
        assert [row[column(book, "Nomor")] for row in found] == mine, book.name
        assert mine[::-1] == [one.number.text for one in filled.search(forms=book.forms, limit=999)]
        assert filled.registers.count(book, *MONTH) == len(mine)
        assert all(len(row) == len(book.columns) for row in found)
        seen += len(mine)
    assert seen == len(registered) > 12


def test_void_and_replaced_records_keep_their_place(filled: App) -> None:
    losses, reports = filled.registers.book("sktlk"), filled.registers.book("lp")
    former, new = (row[column(losses, "Ket")] for row in rows(filled, losses))
    numbers = [row[column(losses, "Nomor")] for row in rows(filled, losses)]
    assert former == f"Diganti dengan {numbers[1]}: Salah tulis nama" and new == f"Pengganti {numbers[0]}"
    found = {row[column(reports, "No")]: row[column(reports, "Ket")] for row in rows(filled, reports)}
    assert "Batal: Laporan ganda" in found["A/2"] and list(found) == ["B/1", "A/1", "B/2", "A/2"]


def test_a_protected_row_is_covered_whoever_reads_it(filled: App, ready: Ready, hands: Hands) -> None:
    book = filled.registers.book("lp")
    case = next(one for one in filled.search(forms=book.forms) if one.protection)
    clerk = start(filled.folder, Opened(ready.opened.key, "03100376"), hands)
    try:
        for app in (filled, clerk):
            row = next(row for row in rows(app, book) if case.number.text in row)
            told = " ".join(row)
            whole = filled.whole(case.id).values
            for word in ("Sekar", "Ngepoh", whole["pelapor"]["nama"], whole["pelapor"]["alamat"]):
                assert word not in told
            assert case.who in row and COVERED in row
            assert row == app.registers.row(book, app.search(form="lp_b", limit=1)[0], app.registers.around())
    finally:
        clerk.close()
    kept("protected-covered", readers=2)


def test_both_ends_of_a_range_are_in_it(app: App, hands: Hands) -> None:
    book = app.registers.book("sktlk")
    made: list[Record] = []
    hands.pass_(days=-3)
    tell_time(app)
    for _ in range(4):
        made.append(app.register("sktlk", values(app, "sktlk")))
        hands.pass_(days=1)
    days = [date.fromisoformat(one.registered_at[:10]) for one in made]
    found = rows(app, book, days[1], days[2])
    assert [row[column(book, "Nomor")] for row in found] == [made[1].number.text, made[2].number.text]
    assert app.registers.count(book, days[1], days[2]) == 2
    assert app.registers.span(book) == (days[0], app.now().date())
    assert app.registers.span(app.registers.book("lp")) == (app.now().date(), app.now().date())
    for ask in (lambda: app.registers.count(book, days[2], days[1]), lambda: rows(app, book, days[2], days[1])):
        with pytest.raises(Refused, match="lebih awal"):
            ask()
    with pytest.raises(NotFound, match="sktlk"):
        app.registers.book("tidak ada")


def test_the_whole_time_of_a_book_holds_what_a_wrong_clock_registered(app: App, hands: Hands) -> None:
    hands.pass_(days=40)
    tell_time(app)
    app.register("sktlk", values(app, "sktlk"))
    hands.pass_(days=-90)
    tell_time(app)
    early = app.register("sktlk", values(app, "sktlk"))
    hands.pass_(days=50)
    book = app.registers.book("sktlk")
    since, until = app.registers.span(book)
    assert since == date.fromisoformat(early.registered_at[:10]) and until > app.now().date()
    assert len(rows(app, book, since, until)) == 2


def test_called_off_half_way_it_leaves_nothing(filled: App) -> None:
    head = filled.store.journal.head()
    steps = filled.registers.rows(filled.registers.book("lp"), *MONTH, step=1)
    assert len(next(steps)) == 1
    steps.close()
    assert filled.store.journal.head() == head


def test_what_leaves_is_written_down_before_it_does(filled: App) -> None:
    book = filled.registers.book("visum")
    found = rows(filled, book)
    filled.registers.made(book, len(found), *MONTH, "PDF")
    head = filled.store.journal.head()
    assert head is not None and (head.kind, head.officer, head.subject) == ("listed", filled.nrp, None)
    assert head.body == {
        "book": "Register visum et repertum", "rows": 1, "since": "2026-10-21", "until": "2026-11-20", "medium": "PDF",
    }  # fmt: skip
    filled.keeping.verify()


def test_a_book_on_paper_and_as_a_table_holds_every_row_and_the_seal(filled: App) -> None:
    book = filled.registers.book("lp")
    head = filled.store.journal.head()
    assert head is not None
    listing = filled.registers.listing(book, rows(filled, book), *MONTH)
    assert (listing.sheet.title, listing.sheet.subtitle) == (book.title, "21 Oktober 2026 sampai 20 November 2026")
    assert listing.sheet.seal == head.hash
    told: list[tuple[int, int]] = []
    letter = filled.registers.draw(listing, lambda done, of_all: told.append((done, of_all)))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(letter.pdf)).pages)
    assert "Jumlah: 4" in text and told[-1][0] == told[-1][1]
    assert "Sekar" not in text
    assert filled.registers.tabulate(listing, lambda _done, _of_all: None).startswith(b"PK")


def test_searching_in_steps_leaves_nothing_out_and_tells_nothing_twice(filled: App) -> None:
    book = filled.registers.book("lp")
    asked: tuple[dict[str, Any], ...] = (
        {}, {"forms": book.forms}, {"text": "a"}, {"text": "a", "forms": book.forms, "status": "berlaku"},
    )  # fmt: skip
    for wanted in asked:
        whole = [one.id for one in filled.search(**wanted, limit=999)]
        found: list[str] = []
        while step := filled.search(**wanted, limit=2, behind=found[-1] if found else ""):
            found += [one.id for one in step]
        assert found == whole and len(found) > 1


def test_an_administrator_reads_no_book_and_is_told_who_may(filled: App, ready: Ready, hands: Hands) -> None:
    filled.settings.save_officer(officer("79070334", "admin"))
    admin = start(filled.folder, Opened(ready.opened.key, "79070334"), hands)
    book = admin.registers.books[0]
    try:
        for act in (
            lambda: admin.registers.span(book),
            lambda: admin.registers.count(book, *MONTH),
            lambda: next(admin.registers.rows(book, *MONTH)),
            lambda: admin.registers.made(book, 1, *MONTH, "Excel"),
        ):
            with pytest.raises(Refused, match="Kepala SPKT, dan Kapolsek"):
                act()
    finally:
        admin.close()


@pytest.fixture(autouse=True)
def _whole(app: App) -> Iterator[None]:
    """The desk stays whole whatever a test did."""
    yield
    app.keeping.verify()
