"""Checks the journal of a desk without trusting the program that wrote it: Python 3.11 or later and this one file.

`python3 -I verify_journal.py [--part] FILE [--seal SEAL_FROM_PAPER]...` tells one sentence a finding, without personal
data. Exit 0: none; 1: findings; 2: wrong use, or a file that cannot be read. `--part` is for the inside of a bundle.
"""

import argparse
import gzip
import hashlib
import json
import re
import sys
import zlib
from datetime import datetime
from pathlib import Path

SHAPE = dict.fromkeys(("id", "at", "officer", "kind", "prev", "hash"), (str,)) | {"epoch": (int,), "seq": (int,)}
SHAPE |= dict.fromkeys(("subject", "form"), (str, type(None))) | {"form_version": (int, type(None)), "body": (dict,)}
ABOUT_A_RECORD = ("voided", "printed", "print_outcome", "routed", "attention", "opened")


def canonical(value):
    """The canonical text (RFC 8785) of a value without floats; ValueError where it has none."""
    if isinstance(value, dict):
        order = sorted(value, key=lambda name: name.encode("utf-16-be"))  # not by code points: U+E000 after U+1F600
        return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in order) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float) or (isinstance(value, int) and abs(value) >= 2**53):
        raise ValueError("no number of ours")
    return json.dumps(value, ensure_ascii=False)


def event_of(value):
    """The value itself, if it has the members of an event and their types; ValueError."""
    if not isinstance(value, dict) or {*value} != {*SHAPE} or any(type(value[n]) not in SHAPE[n] for n in SHAPE):
        raise ValueError("no event")
    return value


class Journal:
    """What has been read so far, and what was found wrong with it; `part`: it is the inside of a bundle."""

    def __init__(self, part):
        self.part, self.place, self.found, self.missing = part, "Berkas", [], 0
        self.last = {"seq": 0, "hash": "0" * 64, "epoch": 1}
        self.seals, self.ids, self.records, self.rules, self.highest, self.given = {}, set(), set(), {}, {}, {}

    def expect(self, right, sentence):
        self.found += [] if right else [f"{self.place}: {sentence}"]

    def line(self, number, raw):
        """Take one line of the file into account."""
        self.place = f"Baris {number}"
        try:
            event = event_of(json.loads(text := raw.decode("utf-8")))
            # Another order, a space, a name that stands twice: whatever is read otherwise than it stands there.
            self.expect(canonical(event) + "\n" == text, "JSON tidak dalam bentuk baku (RFC 8785).")
            self.chained(event)
            self.told(event)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            self.expect(False, "bukan peristiwa seperti yang ditulis program.")

    def chained(self, event):
        """The place of an event behind the one before it; in a part, places may be missing in between."""
        last, self.last, gap = self.last, event, event["seq"] - self.last["seq"] - 1
        self.expect(gap == 0 or (self.part and gap > 0), f"peristiwa ke-{event['seq']} di tempat ke-{last['seq'] + 1}.")
        self.expect(event["epoch"] >= last["epoch"], "kurun mundur.")
        if self.part and gap > 0:
            self.missing += gap
            return
        self.expect(event["prev"] == last["hash"], "rantai putus: sidik peristiwa sebelumnya tidak sama.")
        new, told = event["kind"] == "restored", (event["body"].get("backup_seq"), event["body"].get("backup_hash"))
        self.expect(new == (event["epoch"] > last["epoch"]), "kurun baru dan pemulihan dari cadangan tidak seiring.")
        self.expect(not new or told == (last["seq"], last["hash"]), "pemulihan dari cadangan yang bukan jurnal ini.")

    def told(self, event, back=False):
        """What holds of an event by itself, and what it says; `back`: it was lost and came back from the Polres."""
        bare = canonical({name: value for name, value in event.items() if name != "hash"})
        same = hashlib.sha256(bare.encode("utf-8")).hexdigest() == event["hash"]
        self.expect(same, "isi peristiwa tidak cocok dengan sidiknya.")
        self.expect(event["id"] not in self.ids, "identitas peristiwa ini sudah dipakai.")
        at, kind, body, subject = datetime.fromisoformat(event["at"]), event["kind"], event["body"], event["subject"]
        self.expect(at.tzinfo, "waktu tanpa zona.")
        self.ids.add(event["id"])
        self.seals[event["hash"]] = f"peristiwa ke-{event['seq']} kurun {event['epoch']}, {at.isoformat()}"
        if kind == "registered":
            self.number(event["form"], at.year, back, **{n: body["number"][n] for n in ("series", "year", "sequence")})
            self.records.add(subject)
        elif kind in ABOUT_A_RECORD:
            named = {subject, body.get("replaced_by", subject)}
            self.expect(self.part or named <= self.records, f"{kind} menyebut surat yang belum didaftarkan.")
        elif kind == "unit_changed" and not back:
            self.rules = {row["surat"]: row for row in body["values"].get("nomor") or []}
        elif kind == "restored" and not back:
            for key, last in (((floor["series"], floor["year"]), floor["last"]) for floor in body["floors"]):
                self.highest[key] = max(self.highest.get(key, 0), last)
        elif kind == "recovered" and not back:
            inner = event_of(body["event"])
            self.expect(self.part or inner["prev"] in self.seals, "yang dikembalikan tidak menyambung pada jurnal ini.")
            self.told(inner, back=True)

    def number(self, form, now, back, *, series, year, sequence):
        """One sequence a year for each series, behind what the paper registers had: each number once, none left out."""
        if not re.fullmatch("[a-z_]{1,40}", series) or {type(year), type(sequence)} != {int}:
            raise TypeError("no number")
        given = self.given.setdefault((series, year), set())
        self.expect(sequence not in given, f"nomor urut {sequence} tahun {year} diberikan dua kali.")
        if sequence not in given and not back and not self.part:
            wanted = self.rules.get(form, {}).get("bersama") or form
            shared = {wanted, form, *(name for name, row in self.rules.items() if row.get("bersama") == wanted)}
            rows = [self.rules[name] for name in shared & set(self.rules) if self.rules[name].get("tahun") == year]
            taken = [self.highest.get((name, year), 0) for name in shared]
            due = max(0, *taken, *(row.get("nomor_terakhir") or 0 for row in rows)) + 1
            self.expect(sequence == due, f"nomor urut {sequence} tahun {year}, padahal giliran nomor {due}.")
            self.expect((series, year) == (wanted, now), "nomor bukan dari deret atau tahun surat itu.")
        given.add(sequence)
        for name in {series, form}:
            self.highest[name, year] = max(self.highest.get((name, year), 0), sequence)


def main():
    parser = argparse.ArgumentParser(description="Memeriksa jurnal meja SPKT.")
    parser.add_argument("file", type=Path, help="jurnal: satu peristiwa satu baris, boleh gzip")
    parser.add_argument("--part", action="store_true", help="isi bundel, bukan seluruh jurnal")
    parser.add_argument("--seal", action="append", default=[], help="segel pada kertas, sedikitnya 16 angka pertama")
    asked = parser.parse_args()
    journal = Journal(asked.part)
    try:
        with asked.file.open("rb") as file, gzip.open(file) as unpacked:
            for number, raw in enumerate(unpacked if file.peek(2)[:2] == b"\x1f\x8b" else file, 1):
                journal.line(number, raw)
    except (OSError, EOFError, zlib.error) as error:
        print(f"Berkas tidak terbaca sampai akhir ({type(error).__name__}).")
        return 2
    journal.expect(journal.last["seq"], "tidak ada peristiwa di dalamnya.")
    lines = [f"Nomor {of} {year}: {len(n)}, {min(n)}-{max(n)}." for (of, year), n in sorted(journal.given.items())]
    for seal in ("".join(told.split()).lower() for told in asked.seal):
        journal.place = f"Segel {seal[:16]}"
        places = [place for told, place in journal.seals.items() if len(seal) >= 16 and told.startswith(seal)]
        journal.expect(places, "tidak ada di jurnal ini, jadi kertas itu bukan dari jurnal ini.")
        lines += [f"{journal.place}: {place}." for place in places]
    seq, head = journal.last["seq"], re.sub("[^0-9a-f]", "?", journal.last["hash"])
    lines += [f"Peristiwa terakhir: ke-{seq}, tidak disertakan: {journal.missing}.", f"Kepala jurnal: {head}"]
    print(*journal.found, *lines, f"Temuan: {len(journal.found)}.", sep="\n")
    return 1 if journal.found else 0


if __name__ == "__main__":
    sys.exit(main())
