"""Why a document is no letter: what the fences around the renderer raise."""

from __future__ import annotations


class Unfit(Exception):
    """The document holds what no letter may hold; its words name the kind of thing in Indonesian, and no value."""


class TooLong(Exception):
    """The document has more of something than any letter."""
