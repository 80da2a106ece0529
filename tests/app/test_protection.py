"""Nobody learns from a list, a hint, a search or a correction whom a protected case is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from spkt_desktop.app import App, Opened, start
from spkt_desktop.app.sample import sample_values
from spkt_desktop.errors import Refused
from spkt_desktop.records import Values
from tests.desks import Hands, Ready, carried_on
from tests.promises import kept

REASON = "Umur korban salah ditulis"


def report(app: App, born: str = "", **event: Any) -> Values:
    """A report about Sekar Ayu Lestari, who may have been born on that day."""
    girl = {"identitas": "Tanpa identitas", "nama": "Sekar Ayu Lestari", "alamat": "Dusun Ngepoh, Desa Mantren"}
    values = sample_values("lp_b", app.now().date(), "87020875")
    return {
        **values, "korban": [girl | ({"tanggal_lahir": born} if born else {})],
        "kejadian": {**values["kejadian"], **event},
    }  # fmt: skip


CHILD = "2015-04-02"


@pytest.fixture
def clerk(app: App, ready: Ready, hands: Hands) -> Iterator[App]:
    """The same desk with an officer on duty who may not open protected cases."""
    other = start(app.folder, Opened(ready.opened.key, "03100376"), hands)
    yield other
    other.close()


def test_a_correction_that_finds_a_child_covers_the_corrected_report_too(app: App, clerk: App) -> None:
    first = app.register("lp_b", report(app))
    second = app.register("lp_b", report(app), replaces=first.id, reason=REASON)
    name = first.values["pelapor"]["nama"]
    assert {one.id for one in clerk.search("Sekar")} == {first.id, second.id}
    third = app.register("lp_b", report(app, CHILD), replaces=second.id, reason=REASON)
    assert clerk.search("Sekar") == [] and clerk.search(name) == []
    assert clerk.known_persons(name=name) == [] and clerk.known_persons(name="Sekar") == []
    for one in (first, second, third):
        shown = clerk.record(one.id)
        assert shown.protection == ("anak",) and shown.values == {} and name not in shown.who
        with pytest.raises(Refused, match="dilindungi"):
            clerk.cases.open(one.id)
    assert {one.id for one in app.search("Sekar")} == {first.id, second.id, third.id}
    app.keeping.verify()
    app.keeping.rebuild()
    app.keeping.verify()
    assert clerk.search("Sekar") == []
    kept("protected-covered", letters=3)


def test_a_correction_that_finds_a_child_covers_what_followed_the_report(app: App, clerk: App) -> None:
    first = app.register("lp_b", report(app))
    (way,) = [way for way in app.cases.follow_ups(first) if way.form == "visum"]
    visum = app.register("visum", carried_on("visum", way.proposals[0].values), about=first.id)
    assert visum.protection == ()
    app.register("lp_b", report(app, CHILD), replaces=first.id, reason=REASON)
    assert clerk.record(visum.id).values == {} and clerk.search("Sekar") == []
    assert app.keeping.verify().records == 3


def test_what_followed_a_report_follows_its_correction(app: App) -> None:
    first = app.register("lp_b", report(app))
    (way,) = [way for way in app.cases.follow_ups(first) if way.form == "visum"]
    visum = app.register("visum", carried_on("visum", way.proposals[0].values), about=first.id)
    second = app.register("lp_b", report(app), replaces=first.id, reason="Tempat kejadian salah")
    assert [one.id for one in app.cases.following(second)] == [visum.id]
    corrected = app.register("visum", visum.values, replaces=visum.id, reason="Rumah sakit salah tulis")
    assert [one.id for one in app.cases.following(second)] == [visum.id, corrected.id]


def test_the_matter_of_a_protected_case_names_nobody(app: App, clerk: App) -> None:
    matter = "Penganiayaan terhadap Sekar Ayu Lestari; sekar dipukul pamannya"
    record = app.register("lp_b", report(app, CHILD, apa=matter))
    shown = clerk.record(record.id)
    assert shown.what == record.what == "Laporan Polisi model B", "words of one's own may tell more than a name"
    assert clerk.search("Sekar") == clerk.search("pamannya") == []
    offered = app.register("lp_b", report(app, CHILD, apa="Penganiayaan"))
    assert [(one.id, one.what) for one in clerk.search("Penganiayaan")] == [(offered.id, "Penganiayaan")]
    draft = app.save_draft("lp_b", report(app, CHILD, apa=matter))
    assert draft and app.draft_title(app.drafts()[0]).count("Sekar") == 0


def test_a_thing_in_a_protected_case_is_not_told_of(app: App, clerk: App) -> None:
    typed = report(app, CHILD) | {"barang_bukti": [{"nama": "Sepeda motor", "jumlah": 1, "nomor": "AE 4321 XY"}]}
    form = app.form("lp_b")
    things = [(s.name, f.name) for s in form.sections for f in s.fields if f.find in ("thing", "number")]
    section, field = things[0]
    row = sample_row(typed, section) | {field: "AE4321XYZ99"}
    open_one = app.register("lp_b", {**report(app), section: [row]})
    assert any(open_one.number.text in hint.message for hint in clerk.hints("lp_b", {**report(app), section: [row]}))
    app.void(open_one.id, "Dicatat untuk percobaan")
    hidden = app.register("lp_b", {**report(app, CHILD), section: [row]})
    assert not any(hidden.number.text in hint.message for hint in clerk.hints("lp_b", {**report(app), section: [row]}))


def sample_row(values: Values, section: str) -> dict[str, Any]:
    rows = sample_values("lp_b").get(section) or values.get(section) or [{}]
    return dict(rows[0])


def test_the_reason_why_a_protected_letter_is_void_stays_in_its_record(app: App, clerk: App) -> None:
    record = app.register("lp_b", report(app, CHILD))
    told = app.void(record.id, "Keluarga Sekar sudah melapor di Polres")
    assert told.values == {} and told.reason == ""
    assert clerk.record(record.id).reason == "" and clerk.search(record.number.text)[0].reason == ""
    assert "Sekar" in app.cases.open(record.id).reason


def test_a_letter_is_replaced_by_one_of_its_own_kind(app: App) -> None:
    first = app.register("lp_b", report(app))
    with pytest.raises(Refused, match="formulir yang sama"):
        app.register("sktlk", sample_values("sktlk", app.now().date()), replaces=first.id, reason=REASON)
    assert app.record(first.id).status == "berlaku" and app.status()["records"] == {"lp_b": 1}


def test_a_withdrawal_can_be_corrected(app: App) -> None:
    complaint = app.register("pengaduan", sample_values("pengaduan", app.now().date(), "87020875"))
    (way,) = [way for way in app.cases.follow_ups(complaint) if way.form == "pencabutan"]
    typed = carried_on("pencabutan", way.proposals[0].values)
    first = app.register("pencabutan", typed, about=complaint.id)
    assert app.check("pencabutan", typed, complaint.id).problems
    assert app.check("pencabutan", typed, complaint.id, replaces=first.id).problems == ()
    second = app.register("pencabutan", typed, replaces=first.id, reason="Alasan salah tulis")
    assert second.about == complaint.id and app.record(first.id).status == "diganti"


def test_what_is_corrected_is_no_news(app: App) -> None:
    record = app.register("sktlk", sample_values("sktlk", app.now().date()))
    assert app.hints("sktlk", record.values)
    assert app.hints("sktlk", record.values, replaces=record.id) == ()


def test_what_is_followed_by_its_number_is_no_news(app: App) -> None:
    record = app.register("sktlk", sample_values("sktlk", app.now().date()))
    assert app.hints("sktlk", record.values, record.number.text) == ()
