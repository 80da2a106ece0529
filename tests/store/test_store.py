from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import given, settings
from hypothesis import strategies as st

from spkt_desktop.errors import Damaged, NotFound, Refused
from spkt_desktop.records import GENESIS, Entry, Event, Person, Values, new_id
from spkt_desktop.store.database import Database
from spkt_desktop.store.migrations import migrations
from spkt_desktop.store.store import Draft, Store
from tests.promises import kept

KEY = bytes(range(32))
REST = "officer, kind, subject, form, form_version, body"
AT = "2026-11-20T14:30:00+07:00"


def index(_form: str, _version: int, values: Values, protected: bool) -> Entry:
    person = Person(values["nama"], values.get("nik", ""), "", values)
    name = values["nama"][0] if protected else values["nama"]
    secret = values["nama"] if protected else ""
    return Entry(name, values["jenis"], f"{name} {values['jenis']}", secret, (person,), (("nomor", values["jenis"]),))


def open_store(folder: Path) -> Store:
    return Store(folder / "spkt.db", KEY, index)


@pytest.fixture
def store(tmp_path: Path):
    store = open_store(tmp_path)
    yield store
    store.close()


def act(store: Store, kind: str, subject: str | None = None, **body: Any) -> Event:
    return store.journal.append(kind, at=AT, officer="87020875", subject=subject, body=body)


def register(
    store: Store, sequence: int, nama: str = "Budi", jenis: str = "KTP", protection: tuple[str, ...] = (),
    about: str = "", **more: Any,
) -> str:  # fmt: skip
    record = new_id()
    body = {
        "number": {"series": "sktlk", "year": 2026, "sequence": sequence, "text": f"SKTLK/{sequence}/XI/2026"},
        "values": {"nama": nama, "jenis": jenis, **more},
        "context": {"unit": "u", "officer": "o", "signers": {}, "templates": {"sktlk": "t"}, "staff": {}},
        "numbers": {"sttlp": f"STTLP/{sequence}/XI/2026"},
        "protection": list(protection),
        "destination": "",
        "about": about,
    }
    store.journal.append(
        "registered", at=AT, officer="87020875", body=body, subject=record, form="sktlk", form_version=1
    )
    return record


def test_events_are_chained_from_genesis(store: Store) -> None:
    first, second = act(store, "desk_opened", kode="é"), act(store, "unit_noted")
    assert (first.seq, first.prev, second.seq, second.prev) == (1, GENESIS, 2, first.hash)
    assert list(store.journal.all()) == [first, second]
    assert second.hash == second.digest()
    assert store.journal.check() == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET at = 'x'",
        "DELETE FROM events",
        f"INSERT OR REPLACE INTO events SELECT seq, epoch, id, 'x', {REST}, prev, hash FROM events",
        f"INSERT INTO events SELECT seq + 2, epoch, 'x', at, {REST}, hash, 'y' FROM events",
        f"INSERT INTO events SELECT seq + 1, epoch, 'x', at, {REST}, 'wrong', 'y' FROM events",
    ],
)
def test_the_journal_only_grows_at_its_end(store: Store, statement: str) -> None:
    act(store, "desk_opened")
    with pytest.raises(sqlcipher.IntegrityError, match="the journal"), store.db.write():
        store.db.run(statement)
    assert store.journal.check() == 1
    kept("journal-only-grows", statements_refused=1)


def test_a_changed_event_breaks_the_chain(store: Store) -> None:
    for _ in range(3):
        act(store, "noted", text="a")
    with store.db.write():
        store.db.run("DROP TRIGGER events_no_update")
        store.db.run('UPDATE events SET body = \'{"text":"b"}\' WHERE seq = 2')
    with pytest.raises(Damaged, match="ke-2"):
        store.journal.check()
    kept("journal-only-grows", changes_found=1)


def test_a_record_is_found_by_id_number_words_and_beginnings(store: Store) -> None:
    record = register(store, 7, nama="Siti Nur'aini", jenis="STNK")
    register(store, 8, nama="Made Wirawan")
    for words in ("siti", "NUR aini", "stnk", "sktlk/7", "sit st"):
        assert [found.id for found in store.register.search(words)] == [record], words
    assert store.register.search("siti wirawan") == [] and store.register.search("'\"*") == []
    assert store.register.record("SKTLK/7/XI/2026") == store.register.record(record)
    with pytest.raises(NotFound):
        store.register.record("SKTLK/9/XI/2026")


def test_same_things_share_kind_and_number_and_are_in_force(store: Store) -> None:
    old, new = register(store, 1, jenis="AE1234XY"), register(store, 2, jenis="AE1234XY")
    assert [found[0] for found in store.register.same_things("nomor", "AE1234XY")] == [new, old]
    assert store.register.same_things("imei", "AE1234XY") == store.register.same_things("nomor", "AE1234") == []
    act(store, "voided", new, reason="salah tulis")
    assert store.register.same_things("nomor", "AE1234XY") == [(old, "SKTLK/1/XI/2026", AT)]


def test_search_filters_and_pages_newest_first(store: Store) -> None:
    ids = [register(store, n) for n in range(1, 8)]
    act(store, "voided", ids[2], reason="salah tulis")
    found = store.register.search(limit=3, offset=1)
    assert [record.number.sequence for record in found] == [6, 5, 4]
    assert [r.id for r in store.register.search(status="batal")] == [ids[2]]
    assert len(store.register.search(since="2026-11-20", until="2026-11-20")) == 7
    assert store.register.search(since="2026-11-21") == store.register.search(until="2026-11-19") == []


def test_void_replace_copies_and_outcomes_follow_the_events(store: Store) -> None:
    old, new = register(store, 1), register(store, 2)
    act(store, "voided", old, reason="salah nama", replaced_by=new)
    act(store, "printed", new, paper="sktlk", sha256="", copy=0, copies=1, destination="pdf")
    assert store.register.record(new).copies == 1
    act(store, "print_outcome", new, paper="sktlk", good=False)
    record = store.register.record(old)
    assert (record.status, record.reason, record.replaced_by) == ("diganti", "salah nama", new)
    assert store.register.record(new).copies == 0


def test_delivery_follows_exports_and_receipts(store: Store) -> None:
    record = register(store, 1)
    registered = store.journal.about(record)[0]
    act(store, "exported", bundle_id="b1", to="x")
    assert store.register.record(record).delivery.state == "belum", "not before it lies on the medium"
    act(store, "export_written", bundle_id="b1", last_seq=0)
    assert store.register.record(record).delivery.state == "belum", "not what did not fit"
    act(store, "export_written", bundle_id="b1", last_seq=registered.seq)
    assert (store.register.record(record).delivery.state, store.register.record(record).delivery.reason) == (
        "dikirim",
        "",
    )
    act(store, "acknowledged", results=[{"id": registered.id, "result": "ditolak", "reason": "sebab"}], news=[])
    assert (store.register.record(record).delivery.state, store.register.record(record).delivery.reason) == (
        "ditolak",
        "sebab",
    )
    results = [{"id": event.id, "result": "sudah ada", "reason": ""} for event in store.journal.undelivered()]
    act(store, "acknowledged", results=results, news=[{"record": record, "unit": "Reskrim"}])
    assert store.register.record(record).delivery.state == "diterima"
    assert store.register.pending() == 0  # our own note of the receipt does not count
    assert store.register.news(record) == [{"record": record, "unit": "Reskrim"}]


def test_a_lost_event_that_comes_back_brings_its_record_but_not_its_settings(store: Store) -> None:
    act(store, "unit_changed", values={"a": 1})
    lost = Event(
        1, 9, new_id(), AT, "87020875", "unit_changed", None, None, None, {"values": {"a": 2}}, GENESIS
    ).sealed()
    act(store, "recovered", event=lost.as_json())
    current = store.register.current("unit")
    assert store.register.version(current) == {"a": 1} and store.register.version(lost.id) == {"a": 2}
    assert {lost.id, store.journal.event(1).id} <= store.journal.known()


def test_what_is_told_to_be_here_counts_what_came_back(store: Store) -> None:
    last = act(store, "noted")
    lost = [Event(1, seq, new_id(), AT, "", "noted", None, None, None, {}, GENESIS).sealed() for seq in (7, 8)]
    store.journal.append("restored", at=AT, officer="", body={"floors": []}, epoch=5)
    assert [(end.epoch, end.seq) for end in store.journal.ends()] == [(1, last.seq), (5, 2)]
    for event in lost:
        act(store, "recovered", event=event.as_json())
    assert [(end.epoch, end.seq) for end in store.journal.ends()] == [(1, 8), (5, 4)]


def test_what_is_derived_can_be_made_anew(store: Store) -> None:
    ids = [register(store, n, nik=f"35010349035800{n:02}") for n in range(1, 5)]
    act(store, "voided", ids[0], reason="salah tulis")
    act(store, "officer_saved", values={"petugas": {"nrp": "87020875"}})
    before = store.register.search()
    with store.db.write():
        for table in ("records", "persons", "things", "series", "versions", "deliveries"):
            store.db.run(f"DELETE FROM {table}")
    with pytest.raises(Damaged, match="tidak cocok"):
        store.check()
    store.rebuild()
    assert store.check() == 6
    assert store.register.search() == before and store.register.last_number("sktlk", 2026) == 4


def test_a_search_index_that_lies_is_noticed(store: Store) -> None:
    register(store, 1)
    with store.db.write():
        store.db.run(
            "INSERT INTO search (search, rowid, number, who, text)"
            " VALUES ('delete', 1, 'SKTLK/1/XI/2026', 'Budi', 'Budi KTP')"
        )
    with pytest.raises(Damaged, match="pencarian"):
        store.check()


@pytest.mark.parametrize("at", [100, 5000, -2000])
def test_a_flipped_byte_in_the_file_is_noticed(tmp_path: Path, at: int) -> None:
    store = open_store(tmp_path)
    for n in range(1, 60):
        register(store, n)
    store.close()
    raw = bytearray((tmp_path / "spkt.db").read_bytes())
    raw[at] ^= 1
    (tmp_path / "spkt.db").write_bytes(raw)
    with pytest.raises(Damaged):
        broken = open_store(tmp_path)
        try:
            broken.check()
        finally:
            broken.close()


def test_a_register_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with store.db.write():
        store.db.run(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('spkt-desktop', 'm999', '')"
        )
    store.close()
    with pytest.raises(Refused, match="lebih baru"):
        open_store(tmp_path)


def test_an_update_that_died_midway_goes_on_at_the_next_start(tmp_path: Path) -> None:
    first = Database(tmp_path / "spkt.db", KEY)
    migrations.apply(first.tables, stop_before="m002_derived")
    first.close()
    for left in ("sebelum-m002_derived.db", "sebelum-m002_derived.db.part"):
        (tmp_path / left).write_bytes(b"half a snapshot")
    store = open_store(tmp_path)
    register(store, 1)
    assert store.check() == 1
    store.close()
    assert Database(tmp_path / "sebelum-m002_derived.db", KEY).row("SELECT count(*) FROM events") == (0,)


def test_drafts_and_notes_are_kept_until_dropped(store: Store) -> None:
    store.save_draft(Draft("d1", "sktlk", {"pelapor": {"nama": "Ñ"}}, AT))
    store.save_draft(Draft("d1", "sktlk", {"pelapor": {"nama": "Ny"}}, AT))
    assert [draft.values for draft in store.drafts()] == [{"pelapor": {"nama": "Ny"}}]
    store.drop_draft("d1")
    store.drop_draft("d1")
    store.keep_note("a", "1")
    assert store.drafts() == [] and store.note("a") == "1" and store.note("b") == ""


@settings(max_examples=40, deadline=None)
@given(
    st.recursive(st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(), st.lists, max_leaves=20)
)
def test_any_body_keeps_its_hash(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    store = open_store(tmp_path_factory.mktemp("s"))
    try:
        written = act(store, "noted", value=value)
        assert store.journal.event(1) == written and store.journal.check() == 1
    finally:
        store.close()


def test_a_protected_record_is_found_by_its_persons_only_by_those_who_may_open_it(store: Store) -> None:
    protected = register(store, 1, nama="Sekar Ayu", protection=("anak",), nik="3501054502100003")
    open_one = register(store, 2, nama="Sekar Wangi", nik="3501054502900003")
    assert [one.id for one in store.register.search("sekar")] == [open_one]
    assert [one.id for one in store.register.search("sekar", secrets=True)] == [open_one, protected]
    assert [one.id for one in store.register.search("KTP")] == [open_one, protected]
    assert [one.who for one in store.register.search("KTP")] == ["Sekar Wangi", "S"]
    assert [person.name for person in store.register.persons(name="sekar")] == ["Sekar Wangi"]
    assert store.register.persons(nik="3501054502100003") == []
    assert store.register.visits("3501054502100003", "2026-01-01") == []
    assert [one.id for one in store.register.of_person("sktlk", "3501054502100003")] == [protected]


def test_a_record_is_found_by_the_number_of_any_of_its_papers(store: Store) -> None:
    record = register(store, 7)
    assert store.register.record("STTLP/7/XI/2026").id == store.register.record("SKTLK/7/XI/2026").id == record


def test_routing_attention_and_following_are_derived(store: Store) -> None:
    parent = register(store, 1)
    child = register(store, 2, about=parent)
    act(store, "routed", parent, to="PPA", reason="korban anak")
    act(store, "attention", parent, on=True, reason="tokoh masyarakat")
    assert store.register.record(parent).destination == "PPA" and store.register.record(parent).attention
    assert [one.id for one in store.register.following(parent)] == [child]
    assert [one.id for one in store.register.search(attention=True)] == [parent]
    assert [one.id for one in store.register.search(destination="PPA")] == [parent]
    act(store, "attention", parent, on=False, reason="sudah selesai")
    assert not store.register.record(parent).attention
    assert store.check() == 5


def test_the_newest_pack_counts(store: Store) -> None:
    for version in (2, 1):
        body = {"kind": "hukum", "name": "hukum", "version": version, "files": {"hukum.json": str(version)}}
        store.journal.append("pack_adopted", at=AT, officer="87020875", body=body)
    assert store.register.pack_version("hukum", "hukum") == 2 and store.register.pack_version("templat", "x") == 0
    pack = store.register.pack("hukum", "hukum")
    assert pack is not None and pack["files"] == {"hukum.json": "2"}
    assert store.register.packs() == [("hukum", "hukum", 2)]
