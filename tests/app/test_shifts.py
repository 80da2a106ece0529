"""The watch: a desk belongs to one regu at a time, and nothing falls between two shifts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from spkt_desktop.app import App, Opened, restore, start
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.errors import InvalidForm, Refused
from spkt_desktop.records import Event, Record, Values
from tests.desks import Hands, Ready, carried_on, officer, tell_time

KA, BANIT, KAPOLSEK = "87020875", "03100376", "75020002"
SET = "Jam meja mengikuti jam komputer"
UNABLE = "Regu pengganti berangkat ke TKP"


@pytest.fixture
def clerk(app: App, ready: Ready, hands: Hands) -> Iterator[App]:
    """The same desk, kept by the other officer."""
    other = start(app.folder, Opened(ready.opened.key, BANIT), hands)
    yield other
    other.close()


def kinds(app: App, count: int) -> list[str]:
    return [event.kind for event in app.store.journal.all()][-count:]


def texts(app: App, back: int = 0) -> list[str]:
    return [line.text for line in app.shifts.lines(app.shifts.listed(1, back)[0])]


def handed_over(app: App, **more: object) -> Record:
    begun = app.shifts.handover()
    typed = carried_on("serah_terima", begun, app.nrp) | {"tugas": begun["tugas"]}
    return app.register("serah_terima", {**typed, "jaga": {**typed["jaga"], "ka_lama": KA, "ka_baru": BANIT}, **more})


def task(app: App, word: str) -> str:
    """Key of the open task in which that word stands."""
    return next(matter.key for matter in app.matters.listed() if word in matter.what)


def test_a_shift_is_opened_with_those_who_are_there(app: App, hands: Hands) -> None:
    assert app.shifts.current() is None and app.shifts.listed() == []
    shift = app.shifts.open("  I ", [KA, BANIT, KA])
    assert shift == app.shifts.current()
    assert (shift.regu, shift.present, shift.opened_by, shift.closed_at) == ("I", (KA, BANIT), KA, None)
    assert shift.opened_at.isoformat() == "2026-11-20T14:30:00+07:00" and shift.first == shift.last
    hands.pass_(hours=1)
    app.shifts.note("Patroli dialogis")
    assert app.shifts.listed()[0].last == shift.first + 1


@pytest.mark.parametrize(
    ("regu", "present", "why"),
    [(" ", [KA], "nama regu"), ("I" * 21, [KA], "paling panjang 20"), ("I\x00", [KA], "nama regu"),
     ("I", [], "petugas yang hadir"), ("I", [KA, "99999999"], "petugas aktif")],
)  # fmt: skip
def test_a_shift_without_regu_or_officers_is_refused(app: App, regu: str, present: list[str], why: str) -> None:
    head = app.store.journal.head()
    with pytest.raises(Refused, match=why):
        app.shifts.open(regu, present)
    assert app.store.journal.head() == head


def test_a_second_shift_needs_a_handover_or_a_reason(app: App, hands: Hands) -> None:
    first = app.shifts.open("I", [KA])
    head = app.store.journal.head()
    for reason in ("", "   ", "x"):
        with pytest.raises(Refused):
            app.shifts.open("II", [BANIT], reason)
    assert app.store.journal.head() == head and app.shifts.current() == first
    hands.pass_(hours=12)
    second = app.shifts.open("II", [BANIT], f" {UNABLE} ")
    closed, opened = list(app.store.journal.all())[-2:]
    assert (closed.kind, closed.subject, closed.body) == ("shift_closed", first.id, {"reason": UNABLE})
    assert (opened.kind, opened.subject) == ("shift_opened", second.id)
    former = app.shifts.listed(1, 1)[0]
    assert former.closed_at == second.opened_at and former.handover == "" and former.last == closed.seq
    assert texts(app, 1)[-1] == f"Jaga ditutup tanpa serah terima. Alasan: {UNABLE}."


def test_who_may_not_open_a_shift_is_told_who_may(app: App, ready: Ready, hands: Hands) -> None:
    app.settings.save_officer(officer(KAPOLSEK, "kapolsek"))
    chief = start(app.folder, Opened(ready.opened.key, KAPOLSEK), hands)
    try:
        with pytest.raises(Refused, match="hanya Petugas SPKT dan Kepala SPKT"):
            chief.shifts.open("I", [KA])
        app.shifts.open("I", [KA])
        chief.shifts.note("Pengecekan penjagaan", "Arahan kepada piket.")
        assert texts(chief)[-1] == "Pengecekan penjagaan"
    finally:
        chief.close()


def test_a_line_without_words_or_with_too_many_is_refused(app: App) -> None:
    with pytest.raises(Refused, match="Buka jaga dahulu"):
        app.shifts.note("Patroli")
    app.shifts.open("I", [KA])
    for text, action in (("", "ada"), ("  ", ""), ("x" * 1001, ""), ("x", "y" * 1001)):
        with pytest.raises(Refused, match="Tidak ada yang ditambahkan"):
            app.shifts.note(text, action)
    app.shifts.note("  Patroli \n ke   pasar ", " Aman ")
    line = app.shifts.lines(app.shifts.listed(1)[0])[-1]
    assert (line.text, line.action, line.typed, line.record) == ("Patroli ke pasar", "Aman", True, "")
    assert len(app.shifts.lines(app.shifts.listed(1)[0])) == 2


def test_a_handover_takes_a_number_and_closes_the_shift_at_once(app: App, hands: Hands) -> None:
    shift = app.shifts.open("I", [KA])
    hands.pass_(hours=12)
    with pytest.raises(InvalidForm):
        app.register("serah_terima", {**app.shifts.handover(), "inventaris": "bukan daftar"})
    assert app.shifts.current() is not None
    record = handed_over(app)
    assert kinds(app, 2) == ["registered", "shift_closed"]
    former = app.shifts.listed(1)[0]
    assert app.shifts.current() is None and (former.id, former.handover) == (shift.id, record.id)
    assert texts(app)[-1] == f"Jaga ditutup dengan serah terima nomor {record.number.text}."
    assert app.shifts.lines(former)[-1].record == record.id
    corrected = app.register("serah_terima", record.values, replaces=record.id, reason="Jumlah HT salah tulis")
    assert kinds(app, 2) == ["registered", "voided"] and app.shifts.listed(1)[0].handover == record.id
    assert corrected.status == "berlaku"


def test_a_handover_that_cannot_close_the_shift_is_no_handover(app: App) -> None:
    app.shifts.open("I", [KA])
    head = app.store.journal.head()
    values = carried_on("serah_terima", app.shifts.handover(), KA)
    app.store.db.run("CREATE TEMP TRIGGER full BEFORE UPDATE ON main.shifts BEGIN SELECT RAISE(ABORT, 'x'); END")
    with pytest.raises(Exception, match="x"):
        app.register("serah_terima", {**values, "jaga": {**values["jaga"], "ka_lama": KA, "ka_baru": BANIT}})
    app.store.db.run("DROP TRIGGER full")
    assert app.store.journal.head() == head and app.search(form="serah_terima") == []
    assert app.shifts.current() is not None and handed_over(app).number.sequence == 1


def test_lines_after_a_handover_belong_to_the_former_shift_until_the_next_opens(app: App, hands: Hands) -> None:
    app.shifts.open("I", [KA])
    handed_over(app)
    hands.pass_(minutes=5)
    app.shifts.note("Menunggu regu pengganti")
    letter = app.register("sktlk", sample_values("sktlk"))
    assert texts(app)[-2] == "Menunggu regu pengganti" and letter.number.text in texts(app)[-1]
    app.shifts.open("II", [BANIT])
    app.shifts.note("Cek ruang tahanan")
    former, now = app.shifts.listed(2)[1], app.shifts.listed(1)[0]
    assert former.last + 1 == now.first and letter.number.text in texts(app, 1)[-1]
    assert texts(app) == ["Jaga regu II dibuka. Hadir: Briptu Taufik Wibowo.", "Cek ruang tahanan"]


def test_every_event_since_the_first_opening_is_in_one_shift(app: App, hands: Hands) -> None:
    first = app.shifts.open("I", [KA]).first
    for regu in ("II", "III", "I"):
        for _ in range(3):
            app.shifts.note("Patroli")
        handed_over(app)
        app.shifts.note("Sesudah serah terima")
        hands.pass_(hours=12)
        app.shifts.open(regu, [KA])
    shifts = list(reversed(app.shifts.listed()))
    assert [shift.regu for shift in shifts] == ["I", "II", "III", "I"]
    spans = [range(shift.first, shift.last + 1) for shift in shifts]
    head = app.store.journal.head()
    assert head and [place for span in spans for place in span] == list(range(first, head.seq + 1))
    assert app.shifts.listed(2, 1) == app.shifts.listed()[1:3]


def test_a_handover_begins_with_what_is_known(app: App, hands: Hands) -> None:
    regus = app.shifts.regus()
    shift = app.shifts.open(regus[0], [KA, BANIT])
    hands.pass_(hours=12)
    begun = app.shifts.handover()
    assert begun["jaga"] == {
        "regu_lama": regus[0], "regu_baru": regus[1], "ka_lama": KA,
        "mulai_tanggal": shift.opened_at.date().isoformat(), "mulai_jam": "14:30",
        "selesai_tanggal": "2026-11-21", "selesai_jam": "02:30",
    }  # fmt: skip
    assert [row["petugas"] for row in begun["hadir_lama"]] == [KA, BANIT]
    assert [row["petugas"] for row in begun["hadir_baru"]] == app.shifts.members(regus[1])
    listed = [row["nama"] for row in app.unit.values["inventaris"]]
    assert listed and [row["nama"] for row in begun["inventaris"]] == listed
    assert begun["tugas"] == []
    problems = app.check("serah_terima", {**begun, "jaga": {**begun["jaga"], "ka_baru": BANIT}}).problems
    assert problems == (), "what is proposed can be kept as it is"


def test_a_handover_hands_on_goods_tasks_and_what_is_urgent(app: App, hands: Hands) -> None:
    app.shifts.open("I", [KA])
    goods = [{"nama": "Handy talky", "jumlah": 1, "keadaan": "Rusak", "keterangan": "baterai"}]
    tasks: list[Values] = [
        {"uraian": "Mengantar surat ke RSUD", "penanggung_jawab": BANIT, "tenggat": "2026-11-25"},
        {"uraian": "Memeriksa CCTV pasar"},
    ]
    first = handed_over(app, inventaris=goods, tugas=tasks)
    app.shifts.open("II", [BANIT])
    report = app.register("lp_b", sample_values("lp_b", app.now().date(), KA))
    app.matters.settle(first.id, task(app, "CCTV"), "Sudah diperiksa, tidak ada rekaman")
    hands.pass_(days=12)
    begun = app.shifts.handover()
    assert [(row["nama"], row["keadaan"]) for row in begun["inventaris"]] == [("Handy talky", "Rusak")]
    assert [row["uraian"] for row in begun["tugas"]] == ["Mengantar surat ke RSUD"], "what is settled is gone"
    assert begun["tugas"][0]["penanggung_jawab"] == BANIT
    assert report.number.text in {row["nomor_surat"] for row in begun["ditunggu"]}, "what is late is told"


def test_the_desk_tells_who_keeps_it_only_when_that_changes(app: App, clerk: App) -> None:
    app.shifts.open("I", [KA])
    app.shifts.arrive()
    app.shifts.arrive()
    clerk.shifts.arrive()
    app.shifts.arrive()
    assert kinds(app, 4) == ["shift_opened", "unlocked", "unlocked", "unlocked"]
    assert [event.officer for event in app.store.journal.all()][-3:] == [KA, BANIT, KA]


def test_a_clock_that_fell_back_marks_its_line_and_keeps_the_order(app: App, hands: Hands) -> None:
    app.shifts.open("I", [KA])
    app.shifts.note("Satu")
    hands.pass_(minutes=-30)
    tell_time(app)
    app.queue.take()  # tells nothing, but stands between
    app.shifts.note("Dua")
    hands.pass_(hours=-24)
    tell_time(app)
    app.shifts.note("Tiga")
    hands.pass_(hours=48)
    app.shifts.note("Empat")
    shift = app.shifts.listed(1)[0]
    said = [(SET if line.text.startswith(SET) else line.text, line.back) for line in app.shifts.lines(shift)]
    assert said[1:] == [
        ("Satu", False), (SET, True), ("Dua", False), (SET, True), ("Tiga", False), ("Empat", False),
    ]  # fmt: skip


def test_a_diary_is_the_same_in_one_piece_and_in_steps(app: App, hands: Hands) -> None:
    app.shifts.open("I", [KA])
    for number in range(25):
        hands.pass_(minutes=1 if number % 5 else -9)
        app.shifts.note(f"Baris {number}")
    shift = app.shifts.listed(1)[0]
    whole = app.shifts.lines(shift)
    assert [line for page in app.shifts.pages(shift, 4) for line in page] == whole
    assert app.shifts.lines(shift, shift.first + 10, shift.first + 12) == whole[10:13]
    assert app.shifts.lines(shift, 1, 10_000) == whole, "never beyond the shift"


def test_a_diary_that_leaves_the_desk_is_written_down_and_sealed(app: App, hands: Hands) -> None:
    app.shifts.open("I", [KA, BANIT])
    hands.pass_(hours=12)
    app.shifts.note("Patroli")
    diary = app.shifts.diary(app.shifts.listed(1)[0])
    head = app.store.journal.head()
    assert head and diary.sheet.seal == head.hash and len(diary.lines) == 2 and len(diary.present) == 2
    assert "sekarang" in diary.sheet.subtitle
    app.shifts.made(diary, "PDF")
    assert texts(app)[-1] == "Buku mutasi regu I tanggal 20-11-2026 sampai 21-11-2026 (2 baris) disimpan sebagai PDF."
    app.shifts.made(diary, "dicetak")
    assert texts(app)[-1].endswith("(2 baris) dicetak.")


def test_what_is_derived_of_the_watch_can_be_made_anew(app: App, clerk: App, hands: Hands) -> None:
    app.shifts.open("I", [KA])
    visit = clerk.queue.take("anak")
    clerk.queue.call()
    clerk.queue.end(visit.id, "pergi")
    clerk.register("sktlk", sample_values("sktlk"))
    clerk.feedback.rate("sktlk", 4)
    record = handed_over(app, tugas=[{"uraian": "Memeriksa CCTV pasar"}])
    app.matters.settle(record.id, task(app, "CCTV"), "Sudah diperiksa")
    hands.pass_(hours=8)
    clerk.shifts.open("II", [BANIT])
    clerk.queue.take()
    before = app.shifts.listed(), app.queue.waiting(), app.matters.listed()
    assert app.store.check() > 0
    app.keeping.rebuild()
    assert app.store.check() > 0
    assert (app.shifts.listed(), app.queue.waiting(), app.matters.listed()) == before


def test_a_restored_desk_does_not_reopen_what_the_polres_gives_back(
    app: App, hands: Hands, tmp_path: Path, ready: Ready
) -> None:
    kept = app.shifts.open("I", [KA])
    backup = app.keeping.backup(tmp_path)
    saved = app.store.journal.head()
    app.shifts.note("Kebakaran di Pasar Bendo", "Menghubungi Damkar.")
    waits = app.queue.take()
    app.register("sktlk", sample_values("sktlk"))
    app.feedback.rate("sktlk", 1)
    handed_over(app)
    app.shifts.open("II", [BANIT])
    assert saved
    lost = list(app.store.journal.all(after=saved.seq))
    app.close()
    hands.pass_(hours=1)
    restore(backup, tmp_path / "baru", PASSPHRASE, {}, clock=hands)
    again = start(tmp_path / "baru", ready.opened, hands)
    try:
        told = bring_back(again, lost)
        assert [(shift.id, shift.closed_at) for shift in again.shifts.listed()] == [(kept.id, None)]
        assert again.queue.take().number == waits.number + 1, "a number that somebody holds is not given again"
        assert any(text.endswith("dikembalikan oleh Polres: Kebakaran di Pasar Bendo.") for text in told)
        assert "puas" not in " ".join(told) and len(again.search(form="serah_terima")) == 1
        again.store.check()
        assert again.shifts.open("II", [BANIT], "Meja baru dipulihkan").regu == "II"
    finally:
        again.close()


def bring_back(app: App, lost: list[Event]) -> list[str]:
    """As a receipt of the Polres does; the diary afterwards."""
    for event in lost:
        app.act("recovered", event.subject, {"event": event.as_json()})
    return texts(app)


def test_a_half_typed_line_is_its_officers_own_until_it_is_added(app: App, ready: Ready, hands: Hands) -> None:
    app.shifts.open("I", [app.nrp])
    app.shifts.keep_unfinished("Warga datang", "")
    other = start(app.folder, Opened(ready.opened.key, "03100376"), hands)
    try:
        assert other.shifts.unfinished() == ("", "")
        other.shifts.note("Patroli")
    finally:
        other.close()
    assert app.shifts.unfinished() == ("Warga datang", "")
    app.shifts.note("Warga datang melapor")
    assert app.shifts.unfinished() == ("", "")
