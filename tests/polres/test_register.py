from __future__ import annotations

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
