"""Failures the officer can act on; each carries a sentence in Indonesian.

Whatever is not a `SpktError` is our own bug and is reported as such. No name, NIK or narrative ever goes
into an error text.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (or doubtful) at one field: `index` is the row of a repeating section, else 0."""

    section: str
    index: int
    field: str
    message: str


class SpktError(Exception):
    """Says what happened, that nothing was lost, and what to do: `str(error)` is shown as it is."""


class InvalidForm(SpktError):
    """Values that a form does not accept, with one problem per field."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} isian belum benar. Tidak ada yang disimpan; perbaiki isian yang ditandai.")
        self.problems = problems


class NotFound(SpktError):
    """There is no such record, file or person."""


class Refused(SpktError):
    """The act is not allowed in this state (already voided, wrong role, wrong desk)."""


class WrongPassphrase(SpktError):
    """The vault did not open."""


class DeskBusy(SpktError):
    """Another process holds the register for longer than we wait."""


class Damaged(SpktError):
    """The register, a backup or a slot fails its check."""


class MediumFailed(SpktError):
    """A stick, folder or disk did not take or give the bytes; `outcome` names why."""

    def __init__(self, outcome: str, message: str) -> None:
        super().__init__(message)
        self.outcome = outcome


class SealBroken(SpktError):
    """A bundle, receipt or card is not what it claims to be; nothing of it was taken in."""


class LetterFailed(SpktError):
    """A letter could not be made faithfully, so none was made."""


class PrinterFailed(SpktError):
    """The printer did not take the letter; `outcome` names why."""

    def __init__(self, outcome: str, message: str) -> None:
        super().__init__(message)
        self.outcome = outcome
