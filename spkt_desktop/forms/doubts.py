"""What is doubtful about a clean value of some kinds: said at the field, never blocking."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from spkt_desktop.forms import nik
from spkt_desktop.forms.schema import Field, Kind

_PHONE = re.compile("[0-9 +()-]+")
_FEWEST_DIGITS, _MOST_DIGITS = 6, 15  # the longest number in the world has 15 digits (ITU-T E.164)


def doubts(field: Field, value: object, today: date) -> Iterator[str]:
    """Sentences on what may be mistyped in that value."""
    if field.kind is Kind.NIK:
        yield from nik.read(str(value), today).messages
    elif field.kind is Kind.PHONE:
        text = str(value)
        digits = sum(character.isdigit() for character in text)
        if not _PHONE.fullmatch(text):
            yield "Nomor telepon biasanya hanya berisi angka, spasi, +, -, dan kurung. Periksa kembali."
        elif not _FEWEST_DIGITS <= digits <= _MOST_DIGITS:
            yield "Panjang nomor telepon ini tidak biasa. Periksa kembali."
