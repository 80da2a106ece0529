"""What leaves the desk and what comes back: keys, cards, bundles, receipts and the folder that carries them.

Everything here is a function of values; nothing knows the database of the desk or of the Polres.
"""

from __future__ import annotations

from spkt_desktop.sync.bundle import Bundle, Made, Place
from spkt_desktop.sync.card import Card
from spkt_desktop.sync.keys import Keys, PublicKeys
from spkt_desktop.sync.receipt import Receipt, Result

__all__ = ["Bundle", "Card", "Keys", "Made", "Place", "PublicKeys", "Receipt", "Result"]
