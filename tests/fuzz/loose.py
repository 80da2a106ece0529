"""What is read as it is: cards, packs, the law, values, what is typed."""

from __future__ import annotations

import base64
import contextlib
import json
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from spkt_desktop import paths
from spkt_desktop.app.packs import _json as law_content
from spkt_desktop.app.sample import sample_values
from spkt_desktop.app.statute import shipped_law
from spkt_desktop.cli_input import read_json
from spkt_desktop.forms import FORMS, SETTINGS, Known, check, complete, entry, sample
from spkt_desktop.forms.law import Law, parse
from spkt_desktop.records import canonical
from spkt_desktop.store.slots import tidy_code
from spkt_desktop.sync import Card, Keys
from spkt_desktop.sync.pack import Pack
from tests.fuzz import houses, sealed
from tests.fuzz.refusing import refusable
from tests.fuzz.shapes import Reader, spoilt, written
from tests.fuzz.watching import only_in


def card(data: bytes) -> None:
    for kind in ("desk", "polres"):
        with refusable():
            Card.read(data, kind)


def card_signed(data: bytes) -> None:
    reader = Reader(data)
    content = spoilt(sealed.POLRES_CARD._content(), reader)
    with contextlib.suppress(ValueError, RecursionError, TypeError):  # what nobody can write down, nobody can sign
        content["signature"] = _signature(content, sealed.POLRES)
    card(written(content, reader))


def pack(data: bytes) -> None:
    with refusable():
        _use_pack(Pack.read(data, [sealed.POLRES.public]))


def pack_signed(data: bytes) -> None:
    reader = Reader(data)
    content = spoilt(_good_pack(), reader)
    with contextlib.suppress(ValueError, RecursionError, TypeError):
        content["signature"] = _signature(content, sealed.POLRES)
    pack(written(content, reader))


def law(data: bytes) -> None:
    reader = Reader(data)
    with refusable():
        _use_law(parse(spoilt(_small_law(), reader)))


def values(data: bytes) -> None:
    """Values of the form that the first byte names, spoilt or anything at all: never an exception, whatever comes."""
    reader = Reader(data)
    form = reader.one(*FORMS.values(), *SETTINGS.values())
    given = spoilt(good_values(form.name), reader)
    known = _known()
    checked = check(form, given, known)
    if not checked.problems:
        entry(form, complete(form, checked.values), bool(checked.protection))
        assert check(form, checked.values, known).problems == ()


def registered(data: bytes) -> None:
    """The same, at a desk that gives whatever is good a number and finds it again."""
    reader = Reader(data)
    form = reader.one(*(form.name for form in FORMS.values() if form.alone))
    app = houses.desk()
    with refusable(), houses.undone(app):
        record = app.register(form, spoilt(good_values(form), reader))
        assert app.record(record.id).number.text == record.number.text
        assert app.search(record.number.text)
        app.matters.listed()


def values_file(data: bytes) -> None:
    file = houses.room() / "isian.json"
    file.write_bytes(data)
    with refusable(), only_in(houses.room()):
        check(FORMS["sktlk"], read_json(file), _known())


def recovery_code(data: bytes) -> None:
    with refusable():
        tidy_code(data.decode("utf-8", errors="surrogateescape"))


def _signature(content: Any, keys: Keys) -> str:
    return base64.b64encode(keys.sign(canonical(content))).decode("ascii")


def _use_pack(made: Pack) -> None:
    if made.kind == "hukum":
        _use_law(parse(law_content(made.files.get("hukum.json", ""))))


def _use_law(made: Law) -> None:
    """All that a desk asks of a list."""
    for text in ("476", "pasal 363 ayat (1) ke-4 kuhp", "jambret", made.articles[0].cite if made.articles else ""):
        found = made.search(text, date(2026, 11, 22))
        made.cite(text, date(2026, 11, 22))
        made.protects(text)
        made.numbered(text)
        for article in found:
            made.counterparts(article)


@cache
def _known() -> Known:
    return replace(Known(sealed.NOW), law=shipped_law())


@cache
def good_values(form: str) -> Any:
    return sample_values(form) if form in ("unit", "officer", "sktlk") else sample(FORMS[form])


@cache
def _small_law() -> Any:
    content = json.loads((paths.resources("data") / "hukum.json").read_text(encoding="utf-8"))
    articles = [article | {"former": []} for article in content["articles"][:6]]
    return content | {"articles": articles}


@cache
def _good_pack() -> Any:
    return {
        "format": "spkt-paket/1", "kind": "hukum", "name": "hukum", "version": 2,
        "files": {"hukum.json": json.dumps(_small_law())},
    }  # fmt: skip
