"""A record among others: what follows it, who may look into it, where it goes, and what it waits for."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import Any

import pytest

from spkt_desktop.app import App, Opened, start
from spkt_desktop.app.sample import sample_values
from spkt_desktop.errors import InvalidForm, NotFound, Refused
from spkt_desktop.records import Record, Values
from tests.desks import Hands, Ready, carried_on


def values(form: str, app: App) -> Values:
    return sample_values(form, app.now().date(), "87020875")


def with_child(values: Values) -> Values:
    """The same report, whose first victim is a girl of eleven."""
    girl = {
        "identitas": "Tanpa identitas", "nama": "Sekar Ayu Lestari", "tanggal_lahir": "2015-04-02",
        "jenis_kelamin": "P", "alamat": "Dusun Ngepoh, Desa Mantren",
    }  # fmt: skip
    return {**values, "korban": [girl]}


def as_officer(app: App, ready: Ready, nrp: str, hands: Hands) -> App:
    return start(app.folder, Opened(ready.opened.key, nrp), hands)


@pytest.fixture
def report(app: App) -> Record:
    return app.register("lp_b", values("lp_b", app))


def test_one_intake_gives_every_paper_and_the_receipt_shares_the_number(app: App, report: Record) -> None:
    papers = app.cases.papers(report)
    assert [state.paper.name for state in papers] == ["lp_b", "sttlp", "pernyataan", "rekomendasi"]
    assert papers[0].number == report.number.text and papers[1].number.startswith("STTLP/B/1/")
    assert app.record(papers[1].number).id == report.id
    for state in papers:
        letter = app.letters.render(app.letters.plan(report, state.paper.name))
        report = app.letters.printed(report, app.letters.plan(report, state.paper.name), letter, destination="pdf")
    assert report.prints == dict.fromkeys(("lp_b", "sttlp", "pernyataan", "rekomendasi"), 1)
    assert app.letters.plan(report, "sttlp").copy == 1


def test_a_set_of_copies_says_whom_each_is_for(app: App, report: Record) -> None:
    single = app.letters.render(app.letters.plan(report))
    plan = app.letters.plan(report, labelled=True)
    whole = app.letters.render(plan)
    assert len(plan.labels) == 8 and whole.pages == 8 * single.pages


def test_what_follows_begins_with_what_is_known_and_leads_back(app: App, report: Record) -> None:
    ways = {way.form: way for way in app.cases.follow_ups(report)}
    assert {"visum", "rujukan"} <= set(ways)
    proposal = ways["visum"].proposals[0]
    typed = carried_on("visum", proposal.values)
    visum = app.register("visum", typed, about=report.id)
    assert visum.about == report.id
    assert app.cases.parent(visum) == app.record(report.id)
    assert [one.id for one in app.cases.following(report)] == [visum.id]
    assert report.number.text in str(app.letters.plan(visum).about)
    assert app.keeping.verify().records == 2


def test_a_form_that_only_follows_takes_no_number_alone_or_after_a_stranger(app: App, report: Record) -> None:
    for about in ("", report.id):
        with pytest.raises(Refused):
            app.register("hasil_visum", values("hasil_visum", app), about=about)
    with pytest.raises(NotFound):
        app.register("hasil_visum", values("hasil_visum", app), about="tidak ada")
    assert app.status()["records"] == {"lp_b": 1}


def test_nothing_follows_a_void_record(app: App, report: Record) -> None:
    app.void(report.id, "Salah tulis nama pelapor")
    assert app.cases.follow_ups(app.record(report.id)) == []
    with pytest.raises(Refused, match="tidak berlaku"):
        app.register("visum", values("visum", app), about=report.id)


def test_an_extension_is_a_new_number_that_names_the_old_one(app: App) -> None:
    old = app.register("sktlk", values("sktlk", app))
    (way,) = [way for way in app.cases.follow_ups(old) if way.form == "sktlk"]
    extension, other = way.proposals
    new = app.register("sktlk", extension.values, about=old.id)
    assert new.number.sequence == old.number.sequence + 1 and app.record(old.id).status == "berlaku"
    assert app.letters.plan(new).about is not None
    assert not other.linked and set(other.values) == {"pelapor"}
    assert not any("mendapat surat" in hint.message for hint in app.hints("sktlk", extension.values, old.id))


def test_a_loss_letter_waits_until_the_last_second_of_its_validity(app: App, hands: Hands) -> None:
    record = app.register("sktlk", values("sktlk", app))
    (waiting,) = app.cases.awaited(record)
    assert waiting.due is not None and waiting.due.isoformat() == "2026-12-04T23:59:59+07:00"
    app.register("sktlk", record.values, about=record.id)
    assert app.cases.awaited(record) == []


def test_a_case_with_a_child_shows_initials_everywhere(app: App, ready: Ready, hands: Hands) -> None:
    record = app.register("lp_b", with_child(values("lp_b", app)))
    assert record.protection == ("anak",) and record.destination == "PPA"
    name = record.values["pelapor"]["nama"]
    clerk = as_officer(app, ready, "03100376", hands)
    try:
        shown = [clerk.record(record.id), *clerk.search(), *clerk.search(record.number.text)]
        assert len(shown) == 3 and all(one.values == {} for one in shown)
        assert all(name not in one.who and "Sekar" not in one.who for one in shown)
        assert clerk.search("Sekar") == [] and clerk.search(name) == []
        assert clerk.known_persons(name=name.split()[0]) == []
        nik = record.values["pelapor"]["nik"]
        assert clerk.known_persons(nik=nik) == []
        assert not any(nik in hint.message or name in hint.message for hint in clerk.hints("lp_b", record.values))
        for forbidden in (
            lambda: clerk.cases.open(record.id), lambda: clerk.history(record.id), lambda: clerk.letters.plan(record),
            lambda: clerk.void(record.id, "Ingin tahu saja"), lambda: clerk.cases.follow_ups(record),
            lambda: clerk.cases.route(record.id, "Polres", "Ingin tahu saja"),
        ):  # fmt: skip
            with pytest.raises(Refused, match="dilindungi"):
                forbidden()
    finally:
        clerk.close()


def test_each_opening_of_a_protected_case_is_an_event(app: App, hands: Hands) -> None:
    record = app.register("lp_b", with_child(values("lp_b", app)))
    assert app.cases.open(record.id).values["korban"][0]["nama"] == "Sekar Ayu Lestari"
    hands.pass_(minutes=3)
    app.cases.open(record.number.text)
    opened = [event for event in app.history(record.id) if event.kind == "opened"]
    assert [(event.officer, event.at) for event in opened] == [
        ("87020875", "2026-11-20T14:30:00+07:00"), ("87020875", "2026-11-20T14:33:00+07:00"),
    ]  # fmt: skip
    assert [one.id for one in app.search("Sekar Ayu")] == [record.id]


def test_opening_what_is_not_protected_leaves_no_event(app: App, report: Record) -> None:
    assert app.cases.open(report.id).values == report.values
    assert [event.kind for event in app.history(report.id)] == ["registered"]


def test_an_officer_of_the_womens_and_childrens_unit_may_open(app: App, ready: Ready, hands: Hands) -> None:
    record = app.register("lp_b", with_child(values("lp_b", app)))
    app.settings.save_officer({"petugas": {**ready.officers[1]["petugas"], "ppa": True}})
    ppa = as_officer(app, ready, "03100376", hands)
    try:
        assert ppa.cases.open(record.id).id == record.id
    finally:
        ppa.close()


def test_whatever_follows_a_protected_case_is_protected(app: App) -> None:
    record = app.register("lp_b", with_child(values("lp_b", app)))
    ways = {way.form: way for way in app.cases.follow_ups(record)}
    typed = carried_on("rujukan", ways["rujukan"].proposals[0].values)
    assert app.register("rujukan", typed, about=record.id).protection == ("anak",)


def test_a_protected_draft_is_resumed_by_whoever_typed_it(app: App, ready: Ready, hands: Hands) -> None:
    app.save_draft("lp_b", with_child(values("lp_b", app)))
    (own,) = app.drafts()
    assert own.values and "Sekar" not in app.draft_title(own)
    clerk = as_officer(app, ready, "03100376", hands)
    try:
        assert [draft.values for draft in clerk.drafts()] == [{}] and clerk.draft_title(clerk.drafts()[0]) == ""
    finally:
        clerk.close()


def test_a_destination_is_changed_with_a_reason(app: App, report: Record) -> None:
    assert report.destination == "Reskrim"
    changed = app.cases.route(report.number.text, "Polres", "Perkara besar, ditarik Satreskrim")
    assert changed.destination == "Polres"
    event = app.history(report.id)[-1]
    assert (event.kind, event.body["from"], event.body["to"]) == ("routed", "Reskrim", "Polres")
    for to, reason in (
        ("Polres", "Sudah ke sana tadi"),
        ("Dapur", "Alasan yang baik"),
        ("Lantas", "x"),
        ("Lantas", ""),
    ):
        with pytest.raises(Refused):
            app.cases.route(report.id, to, reason)
    assert [one.id for one in app.search(destination="Polres")] == [report.id]


def test_attention_is_marked_and_taken_away_with_a_reason(app: App, report: Record) -> None:
    assert app.cases.mark(report.id, True, "Menyangkut tokoh masyarakat").attention
    with pytest.raises(Refused, match="sudah ditandai"):
        app.cases.mark(report.id, True, "Menyangkut tokoh masyarakat")
    assert [one.id for one in app.search(attention=True)] == [report.id]
    assert not app.cases.mark(report.id, False, "Sudah dilaporkan lisan").attention


def test_a_station_that_may_not_investigate_sends_its_cases_to_the_polres(app: App) -> None:
    station = {**app.unit.values["kesatuan"], "penyidikan": False}
    app.settings.change_unit({**app.unit.values, "kesatuan": station})
    assert app.register("lp_b", values("lp_b", app)).destination == "Polres"


def test_the_reporter_may_ask_after_fourteen_days(app: App, report: Record, hands: Hands) -> None:
    answers = [one for one in app.cases.awaited(report) if one.due]
    assert any(one.due == app.now() + timedelta(days=14) for one in answers)


def test_two_models_count_apart_or_together_as_the_unit_wants(app: App) -> None:
    first = app.register("lp_b", values("lp_b", app))
    found: Values = {**values("lp_a", app)}
    apart = app.register("lp_a", found)
    assert (first.number.sequence, apart.number.sequence) == (1, 1)
    rule: dict[str, Any] = {
        "surat": "lp_a", "format": "LP/A/{nomor}/{bulan}/{tahun}/SPKT/{polsek}", "lebar": 2, "nomor_terakhir": 0,
        "tahun": 2026, "bersama": "lp_b",
    }  # fmt: skip
    app.settings.change_unit({**app.unit.values, "nomor": [*app.unit.values["nomor"], rule]})
    together = app.register("lp_a", found)
    assert (together.number.series, together.number.sequence) == ("lp_b", 2)
    assert together.number.text.startswith("LP/A/02/")
    assert app.register("lp_b", values("lp_b", app)).number.sequence == 3


def test_an_officer_who_is_not_on_the_list_signs_nothing(app: App) -> None:
    typed = values("visum", app)
    changed = {
        name: {field: "11111111" if str(value).isdigit() and len(str(value)) == 8 else value
               for field, value in part.items()} if isinstance(part, dict) else part
        for name, part in typed.items()
    }  # fmt: skip
    with pytest.raises(InvalidForm) as caught:
        app.register("visum", changed)
    assert any("bukan petugas aktif" in problem.message for problem in caught.value.problems)


def test_a_record_keeps_its_officers_as_they_were(app: App, ready: Ready) -> None:
    found = values("lp_a", app)
    record = app.register("lp_a", found)
    before = app.letters.render(app.letters.plan(record)).sha256
    nrp = next(iter(record.context.staff))
    of = next(one["petugas"] for one in ready.officers if one["petugas"]["nrp"] == nrp)
    app.settings.save_officer({"petugas": {**of, "pangkat": "Aiptu", "nama": "Nama Baru"}})
    assert app.letters.render(app.letters.plan(record)).sha256 == before
    assert dataclasses.replace(record, prints={}) == dataclasses.replace(app.record(record.id), prints={})


def test_a_default_that_was_cleared_is_registered_as_the_form_settles_it(app: App) -> None:
    slip = values("rujukan", app)
    (section, field), given = next(
        ((s.name, f.name), f.default)
        for s in app.forms["rujukan"].sections for f in s.fields if f.default is not None and not s.repeats
    )  # fmt: skip
    typed = {**slip, section: {k: v for k, v in slip[section].items() if k != field}}
    record = app.register("rujukan", typed)
    again = app.check("rujukan", record.values)
    assert again.values == record.values and given is not None


def test_a_child_at_the_time_of_the_event_is_protected_when_grown_up(app: App) -> None:
    report = values("lp_b", app)
    grown = {"identitas": "Tanpa identitas", "nama": "Sekar Ayu", "tanggal_lahir": "2008-03-01", "alamat": "Mantren"}
    past = {**report["kejadian"], "tanggal": "2026-02-28"}
    assert app.check("lp_b", {**report, "korban": [grown], "kejadian": past}).protection == ("anak",)
    late = {**report["kejadian"], "tanggal": "2026-03-01"}
    assert app.check("lp_b", {**report, "korban": [grown], "kejadian": late}).protection == ()
