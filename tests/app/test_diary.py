"""Every act of the desk in the words of the diary; nothing in them that may not lie on the counter."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from spkt_desktop.app import App, Opened, describe, diary, open_vault, recover, restore, start
from spkt_desktop.app.diary import SILENT, WORDS
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.books import Line
from spkt_desktop.errors import MediumFailed, WrongPassphrase
from spkt_desktop.forms import FORMS
from spkt_desktop.polres.inbox import Inbox, set_up
from spkt_desktop.print.template import builtin
from spkt_desktop.records import Event, Record, Values
from tests.desks import Hands, Ready, carried_on

ROOT = Path(__file__).resolve().parents[2]
KA, BANIT = "87020875", "03100376"
GIRL, SECRET = "Sekar Ayu Lestari", "Ibu Sekar menelepon, Sekar sudah di rumah neneknya"
CHILD = {
    "identitas": "Tanpa identitas", "nama": GIRL, "tanggal_lahir": "2015-04-02", "jenis_kelamin": "P",
    "alamat": "Dusun Ngepoh",
}  # fmt: skip


def report(app: App) -> Values:
    return sample_values("lp_b", app.now().date(), app.nrp)


def protected(app: App) -> Record:
    return app.register("lp_b", {**report(app), "korban": [CHILD]})


def told(app: App) -> dict[str, list[Line]]:
    """By kind: what the whole journal of a desk says."""
    events = {event.seq: event for event in app.store.journal.all()}
    found: dict[str, list[Line]] = {}
    for line in diary.lines(app, 1, len(events)):
        found.setdefault(events[line.seq].kind, []).append(line)
    return found


def texts(app: App, kind: str) -> list[str]:
    return [line.text for line in told(app).get(kind, [])]


@dataclass
class Life:
    """A desk that has done everything once, lost its disk, and got back from the Polres what it had lost."""

    app: App
    folder: Path
    report: Record
    receipt: str
    """Number of the paper that the reporter takes home."""


@pytest.fixture(scope="module")
def life(ready: Ready, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    room, hands = tmp_path_factory.mktemp("mutasi"), Hands()
    folder, stick = Path(shutil.copytree(ready.folder, room / "meja")), room / "flash disk"
    stick.mkdir()
    app = start(folder, ready.opened, hands)
    inbox = enrolled(app, room)
    app.shifts.arrive()
    app.shifts.open("I", [KA, BANIT])
    lp = work(app, hands)
    receipt = lp.numbers["sttlp"]
    office(app, ready, inbox, room)
    backup = app.keeping.backup(room)
    hands.pass_(minutes=30)
    app.shifts.note("Kebakaran di Pasar Bendo", "Menghubungi Damkar.")
    app.void(app.register("sktlk", sample_values("sktlk")).id, "Salah tulis nama")
    app.feedback.rate("sktlk", 1)
    close_shift(app)
    app.sending.receive(inbox.receive(app.sending.export(stick).bundle, stick).receipt)
    app.close()
    hands.pass_(hours=1)
    restore(backup, room / "baru", PASSPHRASE, {}, clock=hands)
    spoil(room / "baru" / "vault")
    again = start(room / "baru", ready.opened, hands)
    again.settings.rekey("Flash disk cadangan hilang")
    again.drill.settle(again.drill.work(again.keeping.backup(room / "meja"), PASSPHRASE, KA)())
    again.sending.receive(inbox.receive(again.sending.export(stick).bundle, stick).receipt)
    inbox.close()
    again.sending.failed(again.sending.prepare(), MediumFailed("penuh", "Flash disk penuh."))
    again.shifts.note("Patroli dialogis", "Aman.")
    close_shift(again)
    again.shifts.open("II", [BANIT])
    again.shifts.open("III", [KA], "Regu II dipanggil ke TKP")
    yield Life(again, room, lp, receipt)
    again.close()


def spoil(vault: Path) -> None:
    """A wrong passphrase, and a slot that has lost a bit."""
    with pytest.raises(WrongPassphrase):
        open_vault(vault.parent, KA, "salah sekali", clock=Hands())
    slot = vault / "recovery.age"
    slot.write_bytes(slot.read_bytes()[:-1] + bytes([slot.read_bytes()[-1] ^ 1]))


def enrolled(app: App, room: Path) -> Inbox:
    app.sending.identity.trust(app.sending.identity.read(set_up(room / "polres", "POLRES TIRTAMULYA")))
    (room / "kartu").mkdir()
    inbox = Inbox(room / "polres", known_forms=describe.known_versions(), clock=Hands())
    inbox.enrol(app.sending.identity.write_card(room / "kartu"))
    return inbox


def work(app: App, hands: Hands) -> Record:
    """A morning at the counter; the report that most of it is about."""
    lp = app.register("lp_b", report(app))
    for paper in ("lp_b", "sttlp", "sttlp"):
        hands.pass_(minutes=1)
        plan = app.letters.plan(app.store.register.record(lp.id), paper)
        app.letters.printed(lp, plan, app.letters.render(plan), destination="pdf" if paper == "lp_b" else "printer")
        app.letters.outcome(lp, good=paper == "sttlp" and plan.copy == 0)
    app.cases.route(lp.id, "Lantas", "Ternyata kecelakaan di jalan")
    app.cases.mark(lp.id, True, "Perhatian masyarakat")
    app.cases.mark(lp.id, False, "Sudah ditangani!")
    app.matters.settle(lp.id, "lp.tanggapan", "Penyidik sudah menelepon pelapor")
    case = protected(app)
    app.cases.open(case.id)
    app.cases.route(case.id, "Reskrim", SECRET)
    app.cases.mark(case.id, True, SECRET)
    app.matters.settle(case.id, "lp.tanggapan", SECRET)
    app.void(case.id, SECRET)
    old = app.register("sktlk", sample_values("sktlk"))
    app.register("sktlk", sample_values("sktlk"), replaces=old.id, reason="Salah tulis nama")
    for how in ("pergi", "selesai"):
        visit = app.queue.take("anak")
        app.queue.call()
        app.queue.end(visit.id, how)
    app.feedback.rate("sktlk", 2)
    book = app.registers.books[0]
    app.registers.made(book, 1, app.now().date(), app.now().date(), "Excel")
    hands.pass_(minutes=-30)
    app.clock.confirm()
    hands.pass_(minutes=30)
    app.clock.set(app.clock.machine())
    return lp


def office(app: App, ready: Ready, inbox: Inbox, room: Path) -> None:
    """What whoever leads the desk does in its settings."""
    app.settings.change_unit(app.unit.values)
    app.settings.save_officer({"petugas": {**ready.officers[1]["petugas"], "nama": "Suparno", "pangkat": "Aipda"}})
    app.settings.change_passphrase(PASSPHRASE, "kata sandi satu")
    app.settings.change_passphrase("kata sandi satu", PASSPHRASE)
    code = app.settings.new_recovery_code()
    assert app.settings.try_recovery_code(code)
    recover(app.folder, code, BANIT, "kata sandi dua", clock=Hands())
    app.sending.identity.roll_keys()
    app.packs.take(inbox.pack("templat", "sktlk", 1, dict(builtin("sktlk").files), room))


def close_shift(app: App) -> None:
    typed = carried_on("serah_terima", app.shifts.handover(), KA)
    app.register("serah_terima", {**typed, "jaga": {**typed["jaga"], "ka_lama": KA, "ka_baru": BANIT}})


def kinds_in_code() -> set[str]:
    """The kinds that the program can write: the first argument to `act`, to what it is made of, and to the journal."""
    found: set[str] = set()
    for module in (ROOT / "spkt_desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                owner, kind = ast.unparse(node.func.value), node.args[0]
                acts = node.func.attr in ("act", "_answer") or (node.func.attr == "write" and len(node.args) == 3)
                writes = acts or (node.func.attr == "append" and owner.endswith("journal"))
                if writes and isinstance(kind, ast.Constant):
                    found.add(str(kind.value))
    return found


def test_the_diary_knows_every_kind_that_the_desk_can_write() -> None:
    assert not set(WORDS) & set(SILENT)
    assert set(WORDS) | set(SILENT) == kinds_in_code()
    listed = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("## Kinds of events")[2]
    assert set(re.findall(r"`([^`]+)`", listed)[0].split()) == kinds_in_code()


def test_a_life_in_which_everything_happened_is_told(life: Life) -> None:
    written = {event.kind for event in life.app.store.journal.all()}
    assert written == kinds_in_code() and set(told(life.app)) == set(WORDS)
    for line in diary.lines(life.app, 1, 10_000):
        assert line.officer == "" or " " in line.officer, f"{line.text}: an officer stands with rank and name"
        if not line.typed:
            assert line.text[0].isupper() and line.text.endswith((".", "!", "?")), line.text
            assert ".." not in line.text and "None" not in line.text and "{" not in line.text, line.text


def test_the_sentences_of_a_report(life: Life) -> None:
    app, lp = life.app, life.report
    title = f"Laporan Polisi model B nomor {lp.number.text}"
    paper = f"Surat tanda terima laporan polisi nomor {life.receipt}"
    first = told(app)["registered"][0]
    assert first.text == f"{title} didaftarkan: {lp.who}, {lp.what}." and first.action == "Diteruskan ke Reskrim."
    assert texts(app, "printed") == [
        f"{title} disimpan sebagai PDF.", f"{paper} dicetak.", f"{paper} dicetak (salinan ke-1)."
    ]  # fmt: skip
    assert texts(app, "print_outcome") == [f"{title} tercetak tidak baik.", f"{paper} tercetak tidak baik."]
    assert texts(app, "routed")[0] == f"{title} dialihkan dari Reskrim ke Lantas. Alasan: Ternyata kecelakaan di jalan."
    assert texts(app, "attention")[:2] == [
        f"{title} ditandai atensi Kapolsek. Alasan: Perhatian masyarakat.",
        f"{title} tidak lagi ditandai atensi. Alasan: Sudah ditangani!",
    ]
    assert texts(app, "settled")[0].endswith(f" pada {title} selesai: Penyidik sudah menelepon pelapor.")
    assert {line.record for line in told(app)["printed"]} == {lp.id}


def test_a_protected_case_gives_nobody_away(life: Life) -> None:
    app = life.app
    whole = " ".join(f"{line.text} {line.action}" for line in diary.lines(app, 1, 10_000))
    for word in (*GIRL.split(), "nenek", SECRET):
        assert word not in whole
    assert texts(app, "opened")[0].endswith("(perkara dilindungi) dibuka dan dibaca.")
    assert texts(app, "routed")[1].endswith("ke Reskrim. Alasannya tersimpan pada perkaranya.")
    assert texts(app, "attention")[2].endswith("Alasannya tersimpan pada perkaranya.")
    assert texts(app, "voided")[0].endswith("dibatalkan. Alasannya tersimpan pada perkaranya.")
    assert texts(app, "settled")[1].endswith(" selesai.")


def test_a_reason_is_covered_once_a_correction_finds_a_child(app: App) -> None:
    first = app.register("lp_b", report(app))
    app.cases.mark(first.id, True, SECRET)
    assert "Sekar" in texts(app, "attention")[0]
    app.register("lp_b", {**report(app), "korban": [CHILD]}, replaces=first.id, reason=SECRET)
    assert "Sekar" not in str(told(app)) and "Alasannya" in texts(app, "attention")[0]


def test_the_sentences_of_letters_that_ended(life: Life) -> None:
    app = life.app
    old, new = [record.number.text for record in reversed(app.search(form="sktlk"))][:2]
    assert f"Surat keterangan kehilangan nomor {new} didaftarkan sebagai pengganti nomor {old}" in " ".join(
        texts(app, "registered")
    )
    assert texts(app, "voided")[1] == (
        f"Surat keterangan kehilangan nomor {old} diganti dengan surat baru. Alasan: Salah tulis nama."
    )


def test_the_sentences_of_the_watch(life: Life) -> None:
    app = life.app
    (handover,) = [record for record in app.search(form="serah_terima") if record.id == app.shifts.listed()[2].handover]
    assert texts(app, "shift_opened")[:2] == [
        "Jaga regu I dibuka. Hadir: Briptu Taufik Wibowo, Aipda Suparno.",
        "Jaga regu II dibuka. Hadir: Aipda Suparno.",
    ]
    assert texts(app, "shift_closed") == [
        f"Jaga ditutup dengan serah terima nomor {handover.number.text}.",
        "Jaga ditutup tanpa serah terima. Alasan: Regu II dipanggil ke TKP.",
    ]
    assert texts(app, "unlocked") == ["Meja pelayanan dipegang oleh Briptu Taufik Wibowo."]
    assert texts(app, "left") == ["Warga dengan nomor antrean 1 pergi sebelum dilayani."]
    (made,) = texts(app, "listed")
    assert made == f"{app.registers.books[0].title} tanggal 20-11-2026 (1 baris) disimpan sebagai Excel."


def test_the_sentences_of_the_office(life: Life) -> None:
    app = life.app
    once = {
        "desk_opened": "Meja pelayanan disiapkan.",
        "recovery_code_renewed": "Lembar pemulihan diganti.",
        "polres_card_taken": "Kartu Polres dipercaya.",
        "pack_adopted": "Paket dari Polres dipakai.",
        "export_failed": "Bundel untuk Polres gagal ditulis.",
        "export_written": "Bundel untuk Polres ditulis ke media.",
        "restored": "Meja dipulihkan dari cadangan.",
        "drilled_code": "Kode pemulihan pada lembarnya dicoba: benar.",
        "rekeyed": "Kunci register diganti. Alasan: Flash disk cadangan hilang.",
        "tried": "Sejak terakhir dibuka: 1 kali kata sandi atau kode salah (terakhir Jumat 20-11-2026 14.30).",
        "vault_mended": "Berkas kunci meja yang rusak, hilang, atau asing diperbaiki (1 berkas).",
        "passphrase_recovered": "Kata sandi Aipda Suparno dipulihkan dengan lembar pemulihan.",
    }
    for kind, text in once.items():
        assert texts(app, kind) == [text]
    assert texts(app, "exported")[0] == "Bundel untuk Polres disiapkan."
    assert texts(app, "unit_changed")[-1] == "Pengaturan kesatuan diubah."
    assert texts(app, "officer_saved")[-1] == "Data Aipda Suparno pada daftar petugas disimpan."
    assert texts(app, "passphrase_changed")[0] == "Kata sandi Briptu Taufik Wibowo diganti."
    assert re.fullmatch(r"Tanda terima Polres dibaca: \d+ catatan\.", texts(app, "acknowledged")[0])


def test_what_was_lost_and_came_back_is_told_as_it_was(life: Life) -> None:
    back = told(life.app)["recovered"]
    sentences = [line.text for line in back]
    assert "Catatan tanggal 20-11-2026 pukul 15.03 dikembalikan oleh Polres: Kebakaran di Pasar Bendo." in sentences
    assert [line.action for line in back if "Kebakaran" in line.text] == ["Menghubungi Damkar."]
    assert any(text.endswith("dibatalkan. Alasan: Salah tulis nama.") for text in sentences)


def test_answers_and_the_queue_of_visitors_are_not_told(life: Life) -> None:
    events = {event.seq: inner(event) for event in life.app.store.journal.all()}
    lines = {line.seq for line in diary.lines(life.app, 1, len(events))}
    quiet = [seq for seq, event in events.items() if event.kind in SILENT]
    assert {"rated", "queued", "called"} <= {events[seq].kind for seq in quiet} and not lines & set(quiet)
    assert "puas" not in str(told(life.app))


def inner(event: Event) -> Event:
    return Event.from_json(event.body["event"]) if event.kind == "recovered" else event


@pytest.mark.parametrize("name", [name for name, form in FORMS.items() if form.alone and name != "serah_terima"])
def test_every_paper_is_told_with_whom_and_what(app: App, name: str) -> None:
    record = app.register(name, sample_values(name, app.now().date(), app.nrp))
    (text,) = texts(app, "registered")
    assert text == f"{FORMS[name].title} nomor {record.number.text} didaftarkan: {record.who}, {record.what}."


def test_a_record_of_a_newer_program_is_told_by_its_number(app: App, ready: Ready, hands: Hands) -> None:
    record = app.register("sktlk", sample_values("sktlk"))
    older = start(app.folder, Opened(ready.opened.key, KA), hands)
    older.forms = {name: form for name, form in FORMS.items() if name != "sktlk"}
    try:
        assert record.number.text in texts(older, "registered")[0]
    finally:
        older.close()
