"""How a value of each field kind is brought into its clean form, or refused with a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from spkt_desktop.forms import characters, images
from spkt_desktop.forms.schema import Field, Kind


class UnfitError(ValueError):
    """A value that its field does not take; the text is the sentence for the officer."""


_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")
_NRP = re.compile("[0-9]{8}|[0-9]{18}")
_BETWEEN_DIGITS = re.compile("[ .-]")
_SIXTEEN = re.compile("[0-9]{16}")


def clean(field: Field, value: object) -> Any:
    """The clean value, or None where nothing is filled in; raises `UnfitError` for anything the field does not take."""
    if value is None or value == "":
        return None
    return _READERS[field.kind](field, value)


def grouped(number: int) -> str:
    """A number with points between its thousands."""
    return f"{number:,}".replace(",", ".")


def _text(field: Field, value: object, normalise: Callable[[str], str] = characters.one_line) -> str | None:
    if not isinstance(value, str):
        raise UnfitError("Isian ini harus berupa tulisan.")
    # Far too long a text is not even normalised: NFC takes quadratic time on a long run of combining marks.
    if len(value) <= 4 * field.longest:
        value = normalise(value)
    if len(value) > field.longest:
        raise UnfitError(f"Paling banyak {grouped(field.longest)} huruf; ini {grouped(len(value))}.")
    if sentence := characters.refusal(value):
        raise UnfitError(sentence)
    return value or None


def _note(field: Field, value: object) -> str | None:
    return _text(field, value, characters.lines)


def _integer(field: Field, value: object) -> int:
    if type(value) is not int:
        raise UnfitError("Isian ini harus berupa bilangan bulat.")
    if not field.least <= value <= field.most:
        raise UnfitError(f"Isilah antara {grouped(field.least)} dan {grouped(field.most)}.")
    return value


def _flag(_: Field, value: object) -> bool:
    if not isinstance(value, bool):
        raise UnfitError("Isian ini harus ya atau tidak.")
    return value


def _date(field: Field, value: object) -> str | None:
    text = _text(field, value)
    if text is None:
        return None
    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        date.fromisoformat(text)
    except ValueError:
        raise UnfitError("Tanggal ini tidak ada di kalender.") from None
    return text


def _time(field: Field, value: object) -> str | None:
    text = _text(field, value)
    if text is not None and not _TIME.fullmatch(text):
        raise UnfitError("Tulis jam dari 00:00 sampai 23:59.")
    return text


def _choice(field: Field, value: object) -> str | None:
    text = _text(field, value)
    if text is not None and all(text != choice.value for choice in field.choices):
        raise UnfitError("Pilih salah satu dari daftar.")
    return text


def _suggest(field: Field, value: object) -> str | None:
    """What was typed, in the spelling of the list where the list has it: variants are found by that spelling."""
    text = _text(field, value)
    if text is None:
        return None
    return next((choice.value for choice in field.choices if choice.value.casefold() == text.casefold()), text)


def _nik(field: Field, value: object) -> str | None:
    text = _text(field, value)
    if text is None:
        return None
    digits = _BETWEEN_DIGITS.sub("", text)
    return digits if _SIXTEEN.fullmatch(digits) else text


def _officer(field: Field, value: object) -> str | None:
    text = _text(field, value)
    if text is not None and not _NRP.fullmatch(text):
        raise UnfitError("NRP terdiri dari 8 angka, NIP 18 angka.")
    return text


def _image(_: Field, value: object) -> str:
    if not isinstance(value, str):
        raise UnfitError("Gambar tidak terbaca; pilih berkas PNG atau JPEG.")
    if sentence := images.refusal(value):
        raise UnfitError(sentence)
    return value


_READERS: dict[Kind, Callable[[Field, object], Any]] = {
    Kind.TEXT: _text,
    Kind.NOTE: _note,
    Kind.INTEGER: _integer,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.CHOICE: _choice,
    Kind.SUGGEST: _suggest,
    Kind.FLAG: _flag,
    Kind.NIK: _nik,
    Kind.PHONE: _text,
    Kind.OFFICER: _officer,
    Kind.IMAGE: _image,
    Kind.MONEY: _integer,
    Kind.ARTICLE: _text,
}
