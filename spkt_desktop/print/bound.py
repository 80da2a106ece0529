"""A handbook that is bound: the pages, and where its chapters begin."""

from __future__ import annotations

from dataclasses import dataclass

from spkt_desktop.records import Letter


@dataclass(frozen=True, slots=True)
class Chapter:
    """Where a chapter of the handbook begins."""

    title: str
    page: int
    """From 1."""
    top: float
    """Points from the upper edge of the page to the heading."""


@dataclass(frozen=True, slots=True)
class Booklet:
    """The handbook as it is printed, and where its chapters begin."""

    letter: Letter
    chapters: tuple[Chapter, ...]
