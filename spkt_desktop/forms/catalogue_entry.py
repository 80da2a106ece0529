"""What is known of one public service: who gives it, what to bring, what it costs by law, and what is not verified."""

from __future__ import annotations

from dataclasses import dataclass

UNVERIFIED = "belum diverifikasi"
HERE = "Polsek ini"
POLRES, POLDA = "Polres setempat", "Polda setempat"
"""Stand for the names of the unit's own Polres and Polda, which the settings know."""
FREE = "Gratis"
PNBP = "PP 76/2020"
"""The tariffs of Polri (Penerimaan Negara Bukan Pajak)."""


@dataclass(frozen=True, slots=True)
class Service:
    """One service that people ask for at the counter."""

    name: str
    issuer: str
    """Who gives it."""
    place: str
    """Where that is."""
    needs: tuple[str, ...]
    """What to bring."""
    fee: str
    """What the law asks, with its regulation; or that it is free."""
    words: tuple[str, ...] = ()
    """What else people call it."""
    steps: tuple[str, ...] = ()
    time: str = ""
    """When it is open or how long it takes, where that is known."""
    validity: str = ""
    note: str = ""
    """One sentence worth printing."""
    source: str = ""
    """The law it rests on."""
    doubt: str = ""
    """What is not verified; empty where nothing is known to be doubtful."""
    form: str = ""
    """Name of the form by which this counter gives it itself; empty where it is given elsewhere."""
