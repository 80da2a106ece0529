"""The journal in the words of the diary: each act of the desk is one line, in the order in which it was written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from spkt_desktop import dates
from spkt_desktop.app import clock, vault_care
from spkt_desktop.app.duty import Duty
from spkt_desktop.books import Line
from spkt_desktop.forms.form import Form
from spkt_desktop.forms.serah_terima import HANDOVER
from spkt_desktop.records import Event

PRINTED = "dicetak"
"""The medium of a book that went to a printer."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A record as lists show it."""

    title: str
    """Of its form."""
    number: str
    matter: str
    """Whom and what it is about; initials where it is protected."""
    papers: Mapping[str, str]
    """`Surat tanda terima laporan polisi nomor ...` of each of its papers that has a number of its own."""
    protected: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """What the sentences name."""

    officers: Mapping[str, str]
    """Rank and name by NRP."""
    records: Mapping[str, _Named]
    """By id."""

    def letter(self, record: str | None, paper: str = "") -> str:
        """`Surat keterangan kehilangan nomor ...`; of one of its papers where that has a number of its own."""
        named = self.records.get(record or "")
        if named is None:
            return "Surat"
        return named.papers.get(paper) or f"{named.title} nomor {named.number}"

    def number(self, record: str) -> str:
        """The number of a record."""
        return self.records[record].number if record in self.records else "-"

    def officer(self, nrp: object) -> str:
        """Rank and name."""
        return self.officers.get(str(nrp), str(nrp))

    def because(self, event: Event) -> str:
        """Why, in the words of whoever acted; not of a protected case: they may name a child or a victim."""
        named = self.records.get(event.subject or "")
        if named is None or named.protected:
            return "Alasannya tersimpan pada perkaranya."
        return f"Alasan: {_ended(event.body['reason'])}"


Told = Callable[[Event, _Known], tuple[str, str]]
"""What happened and what was done, as sentences; without the first there is no line."""


def names(duty: Duty) -> dict[str, str]:
    """Rank and name by NRP."""
    return {officer.nrp: f"{officer.rank} {officer.name}" for officer in duty.officers()}


def lines(duty: Duty, first: int, last: int) -> list[Line]:
    """The lines of the events between two places of the journal, both included, in its order."""
    events = duty.store.journal.between(first - 1, last)
    before = events.pop(0) if events and events[0].seq < first else None
    known = _Known(names(duty), _records(duty, events))
    zone = duty.now().tzinfo
    earlier = datetime.fromisoformat(before.at) if before else None
    found: list[Line] = []
    for event in events:
        told = WORDS.get(event.kind)
        text, action = told(event, known) if told else ("", "")
        if text:
            at = datetime.fromisoformat(event.at).astimezone(zone)
            back, typed = earlier is not None and at < earlier, event.kind == "noted"
            officer, record = known.officer(event.officer), _about(event, known)
            found.append(Line(event.seq, at, text, action, officer, typed, record, back))
            earlier = at
    return found


def _records(duty: Duty, events: Iterable[Event]) -> dict[str, _Named]:
    """What the lines say of the records that the events are about."""
    told = [_inner(event) for event in events]
    ids = [id_ for event in told for id_ in (event.subject, *map(event.body.get, ("handover", "replaces"))) if id_]
    found: dict[str, _Named] = {}
    for id_, name, number, who, what, protected, numbers in duty.store.lists.named(ids):
        form = duty.forms.get(name)
        papers = _papers(form, json.loads(numbers)) if form else {}
        found[id_] = _Named(form.title if form else name, number, _matter(name, who, what), papers, protected)
    return found


def _matter(form: str, who: str, what: str) -> str:
    return f"regu {who} kepada regu {what}" if form == HANDOVER else ", ".join(filter(None, (who, what)))


def _papers(form: Form, numbers: Mapping[str, str]) -> dict[str, str]:
    return {
        paper.name: f"{paper.title.capitalize() if paper.title.isupper() else paper.title} nomor {numbers[paper.name]}"
        for paper in form.papers
        if paper.name != form.name and paper.name in numbers
    }


def _inner(event: Event) -> Event:
    """The lost event that one brought back; any other event itself."""
    return Event.from_json(event.body["event"]) if event.kind == "recovered" else event


def _about(event: Event, known: _Known) -> str:
    """Id of the record that a line leads to."""
    id_ = str(event.body.get("handover") or event.subject or "")
    return id_ if id_ in known.records else ""


def _ended(text: str) -> str:
    """What somebody typed, as a sentence."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _registered(event: Event, known: _Known) -> tuple[str, str]:
    body, named = event.body, known.records.get(event.subject or "")
    instead = f" sebagai pengganti nomor {known.number(body['replaces'])}" if "replaces" in body else ""
    about = f": {named.matter}" if named and named.matter else ""
    went = f"Diteruskan ke {body['destination']}." if body.get("destination") else ""
    return f"{known.letter(event.subject)} didaftarkan{instead}{about}.", went


def _voided(event: Event, known: _Known) -> tuple[str, str]:
    after = "diganti dengan surat baru" if event.body.get("replaced_by") else "dibatalkan"
    return f"{known.letter(event.subject)} {after}. {known.because(event)}", ""


def _printed(event: Event, known: _Known) -> tuple[str, str]:
    copy = f" (salinan ke-{event.body['copy']})" if event.body["copy"] else ""
    how = PRINTED if event.body["destination"] == "printer" else "disimpan sebagai PDF"
    return f"{known.letter(event.subject, event.body['paper'])} {how}{copy}.", ""


def _outcome(event: Event, known: _Known) -> tuple[str, str]:
    if event.body["good"]:
        return "", ""
    return f"{known.letter(event.subject, event.body['paper'])} tercetak tidak baik.", "Tidak diserahkan."


def _routed(event: Event, known: _Known) -> tuple[str, str]:
    came = f"dari {event.body['from']} " if event.body["from"] else ""
    return f"{known.letter(event.subject)} dialihkan {came}ke {event.body['to']}. {known.because(event)}", ""


def _attention(event: Event, known: _Known) -> tuple[str, str]:
    act = "ditandai atensi Kapolsek" if event.body["on"] else "tidak lagi ditandai atensi"
    return f"{known.letter(event.subject)} {act}. {known.because(event)}", ""


def _opened_shift(event: Event, known: _Known) -> tuple[str, str]:
    there = ", ".join(map(known.officer, event.body["present"]))
    return f"Jaga regu {event.body['regu']} dibuka. Hadir: {there}.", ""


def _closed_shift(event: Event, known: _Known) -> tuple[str, str]:
    if handover := event.body.get("handover"):
        return f"Jaga ditutup dengan serah terima nomor {known.number(handover)}.", ""
    return f"Jaga ditutup tanpa serah terima. Alasan: {_ended(event.body['reason'])}", ""


def _settled(event: Event, known: _Known) -> tuple[str, str]:
    named = known.records.get(event.subject or "")
    how = "" if named is None or named.protected else f": {_ended(event.body['note'])}"
    return f"{event.body['what']} pada {known.letter(event.subject)} selesai{how or '.'}", ""


def _left(event: Event, _: _Known) -> tuple[str, str]:
    gone = event.body["state"] == "pergi"
    return (f"Warga dengan nomor antrean {event.body['number']} pergi sebelum dilayani.", "") if gone else ("", "")


def _listed(event: Event, _: _Known) -> tuple[str, str]:
    body = event.body
    since, until = (dates.tanggal_pendek(dates.parse(body[name])) for name in ("since", "until"))
    days = since if since == until else f"{since} sampai {until}"
    how = PRINTED if body["medium"] == PRINTED else f"disimpan sebagai {body['medium']}"
    return f"{body['book']} tanggal {days} ({body['rows']} baris) {how}.", ""


def _acknowledged(event: Event, _: _Known) -> tuple[str, str]:
    results = [result["result"] for result in event.body["results"]]
    bad = results.count("ditolak")
    return f"Tanda terima Polres dibaca: {len(results)} catatan{f', {bad} ditolak' if bad else ''}.", ""


def _recovered(event: Event, known: _Known) -> tuple[str, str]:
    """What was lost with a disk and kept by the Polres, as the diary of that time had it."""
    inner = _inner(event)
    told = WORDS.get(inner.kind)
    text, action = told(inner, known) if told else ("", "")
    at = datetime.fromisoformat(inner.at)
    when = f"{dates.tanggal_pendek(at.date())} pukul {dates.pukul(at)}"
    return (f"Catatan tanggal {when} dikembalikan oleh Polres: {_ended(text)}" if text else ""), action


def _saved_officer(event: Event, known: _Known) -> tuple[str, str]:
    return f"Data {known.officer(event.body['values']['petugas']['nrp'])} pada daftar petugas disimpan.", ""


def _always(text: str) -> Told:
    return lambda _event, _known: (text, "")


def _drilled(event: Event, _known: _Known) -> tuple[str, str]:
    by = "kode pemulihan" if event.body["by_code"] else "kata sandi"
    return f"Latihan memulihkan cadangan dengan {by}: berhasil, {event.body['records']} surat terbaca.", ""


SILENT = ("queued", "called", "rated", "template_adopted", "keys_rolled")
"""Kinds that the diary leaves out: what a visitor did or said, and what the program did for itself."""

WORDS: Mapping[str, Told] = {
    "registered": _registered,
    "voided": _voided,
    "printed": _printed,
    "print_outcome": _outcome,
    "routed": _routed,
    "attention": _attention,
    "opened": lambda event, known: (f"{known.letter(event.subject)} (perkara dilindungi) dibuka dan dibaca.", ""),
    "noted": lambda event, _: (event.body["text"], event.body["action"]),
    "shift_opened": _opened_shift,
    "shift_closed": _closed_shift,
    "unlocked": lambda event, known: (f"Meja pelayanan dipegang oleh {known.officer(event.officer)}.", ""),
    "settled": _settled,
    "left": _left,
    "listed": _listed,
    "desk_opened": _always("Meja pelayanan disiapkan."),
    "unit_changed": _always("Pengaturan kesatuan diubah."),
    "officer_saved": _saved_officer,
    "passphrase_changed": lambda event, known: (f"Kata sandi {known.officer(event.body['nrp'])} diganti.", ""),
    "passphrase_recovered": lambda event, known: (
        f"Kata sandi {known.officer(event.body['nrp'])} dipulihkan dengan lembar pemulihan.", ""),
    "recovery_code_renewed": _always("Lembar pemulihan diganti."),
    "polres_card_taken": _always("Kartu Polres dipercaya."),
    "pack_adopted": _always("Paket dari Polres dipakai."),
    "exported": _always("Bundel untuk Polres disiapkan."),
    "export_written": _always("Bundel untuk Polres ditulis ke media."),
    "export_failed": _always("Bundel untuk Polres gagal ditulis."),
    "acknowledged": _acknowledged,
    "restored": _always("Meja dipulihkan dari cadangan."),
    "recovered": _recovered,
    "clock_confirmed": lambda event, known: clock.told(event, known.officer(event.officer)),
    "clock_set": lambda event, known: clock.told(event, known.officer(event.officer)),
    "drilled": _drilled,
    **dict.fromkeys(vault_care.KINDS, lambda event, known: (vault_care.sentence(event, known.officer), "")),
}  # fmt: skip
"""What the diary says of each other kind."""
