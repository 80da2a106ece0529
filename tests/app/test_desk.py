from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from spkt_desktop.app import Opened, open_vault, recover, start
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.errors import InvalidForm, NotFound, Refused, WrongPassphrase
from tests.desks import Hands, Ready, tell_time
from tests.promises import kept


def values(**pelapor: str) -> dict:
    sample = sample_values("sktlk")
    return {**sample, "pelapor": {**sample["pelapor"], **pelapor}}


def test_a_registered_letter_has_the_next_number_and_all_it_was_made_with(app, hands: Hands) -> None:
    first, second = app.register("sktlk", values()), app.register("sktlk", values())
    assert (second.number.sequence, second.number.year) == (first.number.sequence + 1, 2026)
    assert "/XI/2026/" in first.number.text and first.registered_at == "2026-11-20T14:30:00+07:00"
    assert first.values["pelapor"]["nama"] == values()["pelapor"]["nama"]
    made_with = first.context
    assert app.unit_version(made_with.unit) == app.unit and app.officer_version(made_with.officer) == app.officer
    assert set(made_with.templates) == {"sktlk"} and first.destination == "" and first.protection == ()
    assert [event.kind for event in app.history(first.id)] == ["registered"]


def test_invalid_values_take_no_number(app) -> None:
    before = app.status()
    with pytest.raises(InvalidForm) as caught:
        app.register("sktlk", {"pelapor": {"nama": ""}, "barang": "x", "lain": 1})
    assert {problem.section for problem in caught.value.problems} >= {"pelapor", "barang", "lain"}
    assert app.status() == before
    assert app.register("sktlk", values()).number.sequence == 1
    with pytest.raises(Refused, match="sktlk"):
        app.register("tidak ada", values())


@pytest.mark.parametrize(
    ("moment", "year", "month"),
    [
        (datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC), 2026, "XII"),
        (datetime(2026, 12, 31, 17, 0, 0, tzinfo=UTC), 2027, "I"),
    ],
)
def test_numbers_begin_anew_at_the_units_own_new_year(
    app, hands: Hands, moment: datetime, year: int, month: str
) -> None:
    app.register("sktlk", values())
    hands.moment = moment
    tell_time(app)
    record = app.register("sktlk", values())
    assert record.number.year == year and f"/{month}/{year}/" in record.number.text
    assert record.number.sequence == (2 if year == 2026 else 1)
    assert record.registered_at[:4] == str(year)


def test_a_paper_book_begun_in_mid_year_is_gone_on_with(app, hands: Hands) -> None:
    unit = {**app.unit.values, "nomor": [{**app.unit.values["nomor"][0], "nomor_terakhir": 41, "tahun": 2026}]}
    app.settings.change_unit(unit)
    assert app.register("sktlk", values()).number.sequence == 42
    hands.pass_(days=60)
    tell_time(app)
    assert app.register("sktlk", values()).number.sequence == 1


def test_a_voided_letter_keeps_its_number_and_is_not_printed_again(app) -> None:
    record = app.register("sktlk", values())
    with pytest.raises(Refused, match="alasan"):
        app.void(record.id, "  x ")
    plan = app.letters.plan(record)
    letter = app.letters.render(plan)
    voided = app.void(record.number.text, "Salah tulis nama")
    assert (voided.status, voided.reason, voided.number) == ("batal", "Salah tulis nama", record.number)
    with pytest.raises(Refused, match="dibatalkan"):
        app.letters.printed(voided, plan, letter, destination="pdf")
    with pytest.raises(Refused, match="tidak berlaku"):
        app.void(record.id, "Sekali lagi")
    assert app.register("sktlk", values()).number.sequence == 2


def test_a_correction_is_a_new_letter_that_names_the_old(app) -> None:
    old = app.register("sktlk", values())
    new = app.register("sktlk", values(nama="Nama Benar"), replaces=old.id, reason="Salah tulis nama")
    assert (new.replaces, app.record(old.id).replaced_by, app.record(old.id).status) == (old.id, new.id, "diganti")
    assert app.letters.plan(new).replaces == old.number.text
    with pytest.raises(Refused):
        app.register("sktlk", values(), replaces=old.id, reason="Dua kali diganti")
    with pytest.raises(NotFound):
        app.register("sktlk", values(), replaces="tidak ada", reason="Salah tulis nama")
    assert app.status()["records"] == {"sktlk": 2}


def test_an_old_letter_prints_as_it_was_after_settings_and_officer_changed(app, ready: Ready) -> None:
    record = app.register("sktlk", values())
    before = app.letters.render(app.letters.plan(record))
    unit = {**app.unit.values, "kop": [{"baris": "POLRI DAERAH LAIN"}]}
    app.settings.change_unit(unit)
    app.settings.save_officer({"petugas": {**ready.officers[0]["petugas"], "pangkat": "Aiptu"}})
    assert app.letters.render(app.letters.plan(record)).sha256 == before.sha256
    assert app.letters.plan(app.register("sktlk", values())).unit.values["kop"] == [{"baris": "POLRI DAERAH LAIN"}]
    kept("same-letter-for-ever", settings_changed=2)


def test_a_print_is_written_down_first_and_the_next_one_is_a_copy(app) -> None:
    record = app.register("sktlk", values())
    plan = app.letters.plan(record)
    letter = app.letters.render(plan)
    record = app.letters.printed(record, plan, letter, destination="printer", copies=2)
    event = app.history(record.id)[-1]
    assert event.kind == "printed" and event.body["sha256"] == letter.sha256 and event.body["copies"] == 2
    assert app.letters.plan(record).copy == 1
    assert app.letters.plan(app.letters.outcome(record, good=False)).copy == 0


def test_the_same_letter_never_leaves_twice_without_a_mark(app) -> None:
    record = app.register("sktlk", values())
    window, command = app.letters.plan(record), app.letters.plan(record)
    letter = app.letters.render(window)
    app.letters.printed(record, window, letter, destination="printer")
    with pytest.raises(Refused, match="dari tempat lain"):
        app.letters.printed(record, command, letter, destination="pdf")
    assert [event.kind for event in app.history(record.id)] == ["registered", "printed"]


def test_a_print_is_answered_for_once(app) -> None:
    record = app.register("sktlk", values())
    for copy in range(2):
        plan = app.letters.plan(app.record(record.id))
        assert plan.copy == copy
        app.letters.printed(record, plan, app.letters.render(plan), destination="printer")
        app.letters.outcome(record, good=True)
    assert app.letters.outcome(record, good=False).copies == 2
    assert app.letters.plan(app.record(record.id)).copy == 2


def test_a_clock_that_fell_back_is_said(app, hands: Hands) -> None:
    app.register("sktlk", values())
    hands.pass_(minutes=-5)
    assert not [hint for hint in app.hints("sktlk", {}) if "Jam komputer" in hint.message]
    hands.pass_(hours=-50, minutes=-55)
    assert [hint.message for hint in app.hints("sktlk", {})] == [
        "Jam komputer menunjukkan Rabu tanggal 18 November 2026 pukul 11.30 WIB, mundur 51 jam dari catatan terakhir "
        "(Jumat tanggal 20 November 2026 pukul 14.30 WIB). "
        "Nyatakan dahulu jam yang benar: Ctrl+J, atau perintah spkt-desktop clock."
    ]


def test_only_an_active_member_signs_below(app, ready: Ready) -> None:
    paper = {**app.unit.values["sktlk"], "tanda_tangan": "mengetahui", "mengetahui": "99999999"}
    with pytest.raises(InvalidForm) as caught:
        app.settings.change_unit({**app.unit.values, "sktlk": paper})
    assert [(one.section, one.field) for one in caught.value.problems] == [("sktlk", "mengetahui")]
    app.settings.change_unit({**app.unit.values, "sktlk": {**paper, "mengetahui": "03100376"}})
    assert app.letters.plan(app.register("sktlk", values())).signer.nrp == "03100376"
    with pytest.raises(Refused, match="penanda tangannya"):
        app.settings.save_officer({"petugas": {**ready.officers[1]["petugas"], "aktif": False}})


def test_who_may_unlock_is_written_down(app, ready: Ready, folder: Path) -> None:
    app.settings.save_officer(ready.officers[1], "kata sandi dua")
    app.settings.change_passphrase(PASSPHRASE, "kata sandi satu")
    code = app.settings.new_recovery_code()
    kinds = [event.kind for event in app.store.journal.all()][-4:]
    assert kinds == ["passphrase_changed", "officer_saved", "passphrase_changed", "recovery_code_renewed"]
    assert "kata sandi" not in str([event.body for event in app.store.journal.all()])
    with pytest.raises(WrongPassphrase):
        open_vault(folder, "87020875", PASSPHRASE)
    assert open_vault(folder, "87020875", "kata sandi satu").key == ready.opened.key
    assert recover(folder, code, "03100376", "kata sandi lain").key == ready.opened.key


def test_people_and_goods_seen_before_are_said(app) -> None:
    record = app.register("sktlk", values())
    known = app.known_persons(nik=record.values["pelapor"]["nik"])
    assert [(one.name, one.number) for one in known] == [(record.values["pelapor"]["nama"], record.number.text)]
    assert app.known_persons(name=record.values["pelapor"]["nama"][:4]) == known
    assert app.known_persons(name="Bu") == [] and app.known_persons() == []
    hints = app.hints("sktlk", values())
    assert {hint.section for hint in hints} == {"barang", "pelapor"}
    assert all(record.number.text in hint.message and "20-11-2026" in hint.message for hint in hints)
    app.void(record.id, "Salah tulis nama")
    assert app.hints("sktlk", values()) == ()


def test_goods_of_another_kind_with_the_same_number_are_not_the_same(app) -> None:
    def hints(goods: dict) -> tuple[str, ...]:
        return tuple(hint.section for hint in app.hints("sktlk", {"barang": [goods]}))

    app.register("sktlk", {**values(), "barang": [{"jenis": "KTP", "nomor": "3501054502900003"},
                                                  {"jenis": "STNK", "nomor_polisi": "AE 1 X"},
                                                  {"jenis": "Kartu kredit", "nomor": "4321"}]})  # fmt: skip
    assert hints({"jenis": "KTP", "nomor": "3501 0545 0290 0003"}) == hints({"jenis": "Kunci", "nomor_polisi": "ae1x"})
    assert hints({"jenis": "KTP", "nomor": "3501054502900003"}) == ("barang",)
    assert hints({"jenis": "NPWP", "nomor": "3501054502900003"}) == ()
    assert hints({"jenis": "Kartu kredit", "nomor": "4321"}) == ()


def test_settings_that_cannot_print_are_refused_before_any_number(app) -> None:
    before = app.unit
    rule = {**before.values["nomor"][0], "format": "{nomor}/{tahun}/" + "W" * 100}
    with pytest.raises(Refused, match="tidak dapat dicetak"):
        app.settings.change_unit({**before.values, "nomor": [rule]})
    assert app.unit == before
    assert app.register("sktlk", values()).number.sequence == 1


def test_settings_are_for_managers_and_say_who(app, folder: Path, ready: Ready) -> None:
    app.close()
    petugas = start(folder, Opened(ready.opened.key, "03100376"))
    with pytest.raises(Refused, match="Kepala SPKT, Kapolsek, dan Pengelola aplikasi"):
        petugas.settings.change_unit(petugas.unit.values)
    with pytest.raises(Refused, match="hanya"):
        petugas.settings.save_officer(ready.officers[0])
    own = petugas.sending.identity.card()
    with pytest.raises(Refused, match="hanya"):
        petugas.sending.identity.trust(own)
    assert petugas.sending.identity.polres is None
    petugas.close()


def _register_many(folder: str, key: bytes, count: int) -> None:
    app = start(Path(folder), Opened(key, "87020875"))
    for _ in range(count):
        app.register("sktlk", values())
    app.close()


def test_processes_at_once_never_share_or_skip_a_number(folder: Path, ready: Ready) -> None:
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=_register_many, args=(str(folder), ready.opened.key, 12)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
        assert worker.exitcode == 0
    app = start(folder, ready.opened)
    assert sorted(record.number.sequence for record in app.search(limit=100)) == list(range(1, 37))
    app.keeping.verify()
    app.close()
    kept("number-once", processes=3, numbers=36, twice=0, skipped=0)


def test_a_worker_checks_a_snapshot_while_the_desk_goes_on(app, folder: Path) -> None:
    app.register("sktlk", values())
    work = app.keeping.verifier()
    app.register("sktlk", values())
    with ThreadPoolExecutor(1) as worker:
        assert worker.submit(work).result().records == 2, "it looks at what is there when it begins"
    assert app.keeping.verify().records == 2
    assert not list(folder.glob("sementara/*"))


def test_no_readable_name_lies_on_disk_while_the_desk_works(app, folder: Path) -> None:
    record = app.register("sktlk", values(nama="Zubaidah Kartikasari"))
    app.save_draft("sktlk", {"pelapor": {"nama": "Zubaidah Kartikasari"}})
    app.letters.render(app.letters.plan(record))
    with app.store.db.write():  # the rollback journal is on disk now
        app.act("noted", None, {"text": "Zubaidah Kartikasari"})
        for path in (path for path in folder.rglob("*") if path.is_file()):
            assert b"Zubaidah" not in path.read_bytes() and "Zubaidah".encode("utf-16le") not in path.read_bytes()
        assert any(path.name.endswith("-journal") for path in folder.iterdir())
    assert folder.stat().st_mode & 0o077 == 0 or os.name == "nt"
    kept("no-name-outside", names_on_disk=0)
