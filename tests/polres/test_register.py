from __future__ import annotations

from spkt_desktop.polres.register import covered
from tests.polres.station import Station
from tests.sync.journal import chain, event


def test_records_follow_what_was_registered_and_voided(station: Station) -> None:
    desk = station.enrol()
    one, two, three = chain(3)
    void = event(
        4, three.hash, kind="voided", subject=one.subject, form=None, form_version=None, body={"reason": "Salah"}
    )
    new = event(5, void.hash, body={"number": {"text": "SKTLK/9"}, "values": {"a": {}}, "replaces": two.subject})
    body = {"reason": "Salah nama", "replaced_by": new.subject}
    replaced = event(6, new.hash, kind="voided", subject=two.subject, form=None, form_version=None, body=body)
    strange = event(7, replaced.hash, body={"number": 5, "values": []})
    station.bring(desk, [one, two, three, void, new, replaced, strange])
    found = station.inbox.records()
    assert [record.status for record in found] == ["batal", "diganti", "berlaku", "berlaku", "berlaku"]
    assert found[0].reason == "Salah"
    assert (found[1].replaced_by, found[1].reason) == (new.subject, "Salah nama")
    assert (found[3].number, found[3].replaces, found[3].desk) == ("SKTLK/9", two.subject, desk.code)
    assert found[4].number == ""


def test_a_correction_that_protects_covers_what_it_corrects_and_what_followed(station: Station) -> None:
    desk = station.enrol()
    (one,) = chain(1)
    after = event(2, one.hash, body={"number": {"text": "VER/1"}, "values": {"a": {}}, "about": one.subject})
    body = {"number": {"text": "LP/2"}, "values": {"a": {}}, "replaces": one.subject, "protection": ["anak"]}
    station.bring(desk, [one, after, event(3, after.hash, body=body)])
    found = station.inbox.records()
    assert [record.protection for record in found] == [("anak",)] * 3
    assert all(covered(record).values == {} for record in found)
