"""What an officer has been told up to a moment, as it follows from the lines that the journey told by then.

Of each act a line when it begins (`{"begin": act, ...}`), one for each thing that it gave out (`{"done": act, ...}`),
with any of these members; the act that was under way may have happened or not, whole in either case:

head: {seq, hash}           the end of the desk's journal
letter: {id, number}        a number was given
paper: {id, sha256}         a letter was handed out
file: {path, sha256}        a bundle or a receipt lies there whole
backup: {path, sha256}      so does a backup; what it holds is what was told by then
draft, undraft: id          a draft is kept, is gone
passphrase: {nrp, opens}    what opens that officer's slot from now on; null: nothing
code: text                  the recovery code
old, key: events            a register of an earlier version lies in `meja lama`, with so many events, under that key
back: path                  the desk is that of this backup now; `from` says the same when the restore begins
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Told:
    """All that was promised."""

    acts: int = 0
    head: dict[str, Any] | None = None
    """None as long as no desk was set up."""
    letters: dict[str, str] = field(default_factory=dict)
    """The number of each, by id."""
    papers: dict[str, str] = field(default_factory=dict)
    """The letter of each that was handed out, by SHA-256."""
    files: dict[str, str] = field(default_factory=dict)
    drafts: set[str] = field(default_factory=set)
    passphrases: dict[str, str | None] = field(default_factory=dict)
    code: str = ""
    old: int = 0
    old_key: bytes = b""
    backups: dict[str, Told] = field(default_factory=dict)
    left: list[Told] = field(default_factory=list)
    """The desks that were kept aside by a restore."""
    doing: dict[str, Any] = field(default_factory=dict)
    """How the act that is under way began."""

    def hear(self, line: dict[str, Any]) -> None:
        """One line more."""
        if "begin" in line:
            self.doing = line
            return
        self.acts += 1
        if "back" in line:
            self.go_back(line["back"])
        self.head = line.get("head", self.head)
        if "letter" in line:
            self.letters[line["letter"]["id"]] = line["letter"]["number"]
        if "paper" in line:
            self.papers[line["paper"]["sha256"]] = line["paper"]["id"]
        for kind in ("file", "backup"):
            if kind in line:
                self.files[line[kind]["path"]] = line[kind]["sha256"]
        if "backup" in line:
            self.backups[line["backup"]["path"]] = copy.deepcopy(self)
        self.drafts = (self.drafts | {line.get("draft", "")}) - {line.get("undraft", ""), ""}
        if "passphrase" in line:
            self.passphrases[line["passphrase"]["nrp"]] = line["passphrase"]["opens"]
        self.code = line.get("code", self.code)
        if "old" in line:
            self.old, self.old_key = line["old"], bytes.fromhex(line["key"])

    def go_back(self, backup: str) -> None:
        """The desk is that of a backup from now on; what it was before lies beside it."""
        then = copy.deepcopy(self.backups[backup])
        self.left.append(copy.deepcopy(self))
        self.head, self.letters, self.papers = then.head, then.letters, then.papers
        self.drafts, self.passphrases, self.code = then.drafts, then.passphrases, then.code


def told(lines: Iterable[dict[str, Any]]) -> Told:
    """What was promised by these lines."""
    heard = Told()
    for line in lines:
        heard.hear(line)
    return heard
