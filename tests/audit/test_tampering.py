"""Whoever changes a journal is found out: by the chain, by what events say, or by the seal on any paper that left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from spkt_desktop.records import canonical, sha256
from tests.audit.journals import Events, chained, of, read, verified, write
from tests.promises import kept


def body_changed(events: Events) -> Events:
    of(events, "registered")["body"]["values"]["pelapor"]["nama"] = "Orang Lain"
    return events


def renamed_hash(events: Events) -> Events:
    """The changed event fits its own hash again; the next one still names the former."""
    event = of(body_changed(events), "registered")
    event["hash"] = sha256(canonical({name: value for name, value in event.items() if name != "hash"}))
    return events


def swapped(events: Events) -> Events:
    events[6], events[7] = events[7], events[6]
    return events


TAMPERED: dict[str, tuple[Callable[[Events], Events], str]] = {
    "a changed name": (body_changed, "tidak cocok dengan sidiknya"),
    "a changed name with its hash": (renamed_hash, "rantai putus"),
    "a dropped line": (lambda events: [*events[:8], *events[9:]], "di tempat ke-9"),
    "swapped lines": (swapped, "rantai putus"),
    "a line twice": (lambda events: [*events[:8], events[7], *events[8:]], "identitas"),
    "no beginning": (lambda events: events[1:], "di tempat ke-1"),
    "nothing at all": (lambda events: [], "tidak ada peristiwa"),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPERED)
def test_a_tampered_journal_is_found_out(journal: Path, tmp_path: Path, name: str) -> None:
    tamper, sentence = TAMPERED[name]
    code, said = verified(write(tmp_path / "jurnal.jsonl", tamper(read(journal))))
    assert code == 1 and sentence in said, said


def number_twice(events: Events) -> Events:
    of(events, "registered", 4)["body"]["number"]["sequence"] = 41
    return events


def record_dropped(events: Events) -> Events:
    """A letter that never was, with all that was ever written about it."""
    gone = of(events, "registered", 3)["subject"]
    return [event for event in events if event["subject"] != gone]


def of_record(kind: str, **changed: Any) -> Callable[[Events], Events]:
    def change(events: Events) -> Events:
        event = of(events, kind)
        event |= {name: value for name, value in changed.items() if name in event}
        event["body"] |= {name: value for name, value in changed.items() if name not in event}
        return events

    return change


def of_last(**changed: Any) -> Callable[[Events], Events]:
    return lambda events: [*events[:-1], {**events[-1], **changed}]


def year_changed(events: Events) -> Events:
    of(events, "registered")["body"]["number"]["year"] = 2025
    return events


def id_copied(events: Events) -> Events:
    return [*events[:9], {**events[9], "id": events[8]["id"]}, *events[10:]]


def floor_raised(events: Events) -> Events:
    for floor in of(events, "restored")["body"]["floors"]:
        floor["last"] = 20
    return events


FORGED: dict[str, tuple[Callable[[Events], Events], str]] = {
    "a number twice": (number_twice, "nomor urut 41 tahun 2026 diberikan dua kali"),
    "a letter gone": (record_dropped, "padahal giliran nomor 42"),
    "another year": (year_changed, "bukan dari deret atau tahun"),
    "another floor": (floor_raised, "padahal giliran nomor 21"),
    "void of nothing": (of_record("voided", subject="x"), "voided menyebut surat yang belum didaftarkan"),
    "replaced by nothing": (of_record("voided", replaced_by="x"), "voided menyebut"),
    "print of nothing": (of_record("printed", subject="x"), "printed menyebut"),
    "an id twice": (id_copied, "identitas peristiwa ini"),
    "a time without zone": (of_record("printed", at="2026-11-20T14:30:00"), "waktu tanpa zona"),
    "no time": (of_record("printed", at="kemarin"), "bukan peristiwa seperti"),
    "an epoch back": (of_last(epoch=1), "kurun mundur"),
    "an epoch of its own": (of_last(epoch=2**45), "tidak seiring"),
    "a member more": (of_last(catatan="x"), "bukan peristiwa seperti"),
    "a member of another type": (of_record("printed", officer=7), "bukan peristiwa seperti"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED)
def test_a_forger_who_computes_everything_anew_still_cannot_say_what_never_was(
    journal: Path, tmp_path: Path, name: str
) -> None:
    forge, sentence = FORGED[name]
    code, said = verified(write(tmp_path / "jurnal.jsonl", chained(forge(read(journal)))))
    assert code == 1 and sentence in said, said


def test_a_forgery_that_fits_in_itself_is_revealed_by_the_seal_on_any_paper_that_left(
    journal: Path, tmp_path: Path
) -> None:
    """Whoever holds the desk and all its keys can write another past; what was printed before stays printed."""
    events = read(journal)
    place = events.index(of(events, "registered"))
    forged = write(tmp_path / "jurnal.jsonl", chained(body_changed(read(journal))))
    code, said = verified(forged)
    assert code == 0, "the chain alone cannot tell"
    assert f"Kepala jurnal: {events[-1]['hash']}" not in said, "but its head is another one"
    revealed = [verified(forged, "--seal", event["hash"])[0] for event in events[place:]]
    assert revealed == [1] * len(revealed)
    assert verified(forged, "--seal", events[place - 1]["hash"])[0] == 0, "a paper from before says nothing of it"
    cut = write(tmp_path / "pendek.jsonl", events[:-3])
    assert verified(cut)[0] == 0 and verified(cut, "--seal", events[-1]["hash"])[0] == 1
    kept("journal-verifiable", tampered=len(TAMPERED), forged=len(FORGED), seals=len(revealed), events=len(events))


def test_no_name_is_told_whatever_is_wrong(journal: Path, tmp_path: Path) -> None:
    """A finding says where, never what."""
    events = read(journal)
    for event in events:
        event["hash"] = event["kind"] = event["id"] = "Siti Budi di Jalan"
    assert verified(write(tmp_path / "jurnal.jsonl", events))[0] == 1
    events = read(journal)
    of(events, "registered")["body"]["number"] |= {"series": "Siti", "year": "Budi"}
    assert verified(write(tmp_path / "a.jsonl", chained(events)))[0] == 1
