"""The law as data: what search finds, how citations are read, and which files are refused."""

from __future__ import annotations

import contextlib
import copy
import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spkt_desktop.errors import Refused
from spkt_desktop.forms import citations
from spkt_desktop.forms.law import Law, parse

FILE = Path(__file__).parents[2] / "resources" / "data" / "hukum.json"
CONTENT = json.loads(FILE.read_text("utf-8"))
LAST_OLD, FIRST_NEW = date(2026, 1, 1), date(2026, 1, 2)


@pytest.fixture(scope="module")
def law() -> Law:
    return parse(CONTENT)


def cites(law: Law, text: str, on: date | None = FIRST_NEW) -> list[str]:
    return [article.cite for article in law.search(text, on)]


def test_all_data_parses_and_names_its_source(law: Law) -> None:
    assert len(law.articles) > 250
    assert law.edition == "2026-11-21"
    assert all(article.source and article.title and article.penalty for article in law.articles)
    assert law.doubts


def test_what_is_not_read_from_a_text_of_the_law_is_marked(law: Law) -> None:
    read = {"kuhp"}
    assert all(article.doubt for article in law.articles if article.code not in read)


def test_every_paragraph_lies_in_an_article_of_the_list(law: Law) -> None:
    for article in law.articles:
        read = citations.read(article.cite)
        assert read is not None
        if len(read.parts) > 1 and article.number not in ("81 ayat (1)", "82 ayat (1)"):
            assert any(law.find(citations.write(number, read.code)) for number in read.numbers()[1:]), article.cite


def test_former_and_new_article_know_each_other(law: Law) -> None:
    for article in law.articles:
        for other in law.counterparts(article):
            assert article in law.counterparts(other), (article.cite, other.cite)
    theft, old = law.find("Pasal 476 KUHP"), law.find("Pasal 362 KUHP lama")
    assert theft and old
    assert theft in law.counterparts(old)


@pytest.mark.parametrize(
    ("text", "cite"),
    [
        ("476", "Pasal 476 KUHP"),
        ("pasal 476 kuhp", "Pasal 476 KUHP"),
        ("pencurian", "Pasal 476 KUHP"),
        ("pencur", "Pasal 476 KUHP"),
        ("curanmor", "Pasal 477 KUHP"),
        ("jambret", "Pasal 479 KUHP"),
        ("KDRT", "Pasal 44 UU PKDRT"),
        ("473 (6)", "Pasal 473 ayat (6) KUHP"),
        ("celurit", "Pasal 307 KUHP"),
        ("tabrak lari", "Pasal 312 UU LLAJ"),
        ("perundungan", "Pasal 80 UU Perlindungan Anak"),
    ],
)
def test_search_finds_by_number_title_and_everyday_word(law: Law, text: str, cite: str) -> None:
    assert cite in cites(law, text)


def test_search_puts_first_what_applied_on_the_day_of_the_act(law: Law) -> None:
    assert cites(law, "curanmor", LAST_OLD)[0] == "Pasal 362 KUHP lama"
    assert cites(law, "curanmor", FIRST_NEW)[0] == "Pasal 476 KUHP"
    assert "Pasal 476 KUHP" in cites(law, "curanmor", LAST_OLD)


def test_search_keeps_to_the_limit_and_finds_nothing_for_nonsense(law: Law) -> None:
    assert len(law.search("", FIRST_NEW, limit=7)) == 7
    assert law.search("qwxz") == ()
    assert Law().search("476") == ()


@pytest.mark.parametrize(
    ("text", "on", "cite"),
    [
        ("476", FIRST_NEW, "Pasal 476 KUHP"),
        ("ps. 476 kuhp", FIRST_NEW, "Pasal 476 KUHP"),
        ("362", LAST_OLD, "Pasal 362 KUHP lama"),
        ("406 KUHP", LAST_OLD, "Pasal 406 KUHP lama"),
        ("406 KUHP", FIRST_NEW, "Pasal 406 KUHP"),
        ("Pasal 406 KUHP", LAST_OLD, "Pasal 406 KUHP"),
        ("362", FIRST_NEW, "362"),
        ("476", LAST_OLD, "476"),
        ("363 (1) ke 4", LAST_OLD, "Pasal 363 ayat (1) ke-4 KUHP lama"),
        ("303bis", LAST_OLD, "Pasal 303 bis KUHP lama"),
        ("80 (2) uu pa", FIRST_NEW, "Pasal 80 ayat (2) UU Perlindungan Anak"),
        ("27a ite", FIRST_NEW, "Pasal 27A UU ITE"),
        ("6 huruf a tpks", FIRST_NEW, "Pasal 6 huruf a UU TPKS"),
        ("Perda 4/2019", FIRST_NEW, "Perda 4/2019"),
        ("9999 KUHP", FIRST_NEW, "9999 KUHP"),
    ],
)
def test_a_citation_is_written_as_the_list_has_it(law: Law, text: str, on: date, cite: str) -> None:
    assert law.cite(text, on) == cite


def test_a_paragraph_that_is_not_listed_is_found_in_its_article(law: Law) -> None:
    article = law.find("Pasal 363 ayat (1) ke-4 KUHP lama")
    assert article and article.number == "363"


def test_the_codes_change_between_the_first_and_second_of_january_2026(law: Law) -> None:
    old, new = law.find("Pasal 362 KUHP lama"), law.find("Pasal 476 KUHP")
    assert old and new
    assert [law.applies(old, day) for day in (LAST_OLD, FIRST_NEW)] == [True, False]
    assert [law.applies(new, day) for day in (LAST_OLD, FIRST_NEW)] == [False, True]


def test_what_the_new_code_revoked_in_a_special_law_ends_with_the_old_one(law: Law) -> None:
    for cite in ("Pasal 82 UU Perlindungan Anak", "Pasal 112 UU Narkotika", "Pasal 28 ayat (2) UU ITE"):
        article = law.find(cite)
        assert article
        assert [law.applies(article, day) for day in (LAST_OLD, FIRST_NEW)] == [True, False]


def test_sexual_violence_is_protected_before_childhood(law: Law) -> None:
    assert law.protects("Pasal 473 KUHP") == "kekerasan seksual"
    assert law.protects("Pasal 429 KUHP") == "anak"
    assert law.protects("Pasal 476 KUHP") == ""
    assert law.protects("Pasal 76C jo. Pasal 81 UU Perlindungan Anak") == "kekerasan seksual"
    assert law.protects("Pasal 99 UU TPKS") == "kekerasan seksual"


@pytest.mark.parametrize(
    ("cite", "reason"),
    [
        ("Pasal 6 huruf c UU No. 12 Tahun 2022", "kekerasan seksual"), ("Pasal 81 UU 35/2014", "kekerasan seksual"),
        ("Pasal 80 Undang-Undang RI Nomor 23 Tahun 2002", "anak"), ("473 KUHP dan 20 KUHP", "kekerasan seksual"),
        ("473 KUHP, Pasal 20 KUHP", "kekerasan seksual"), ("285", "kekerasan seksual"), ("476 jo. 20", ""),
        ("81 jo. 76D UU Perlindungan Anak", "kekerasan seksual"), ("Pasal 476 KUHP", ""), ("Pasal 12 UU 5/1960", ""),
    ],
)  # fmt: skip
def test_a_statute_protects_however_it_is_written(law: Law, cite: str, reason: str) -> None:
    assert law.protects(cite) == reason


@pytest.mark.parametrize(
    ("text", "cite"),
    [
        ("Ps. 363 (1) ke 4 kuhp", "Pasal 363 KUHP lama"), ("6 huruf c uu 12 tahun 2022", "Pasal 6 huruf c UU TPKS"),
        ("Pasal 476 ayat (9) KUHP", "Pasal 476 KUHP"),
    ],
)  # fmt: skip
def test_what_is_cited_is_found_first(law: Law, text: str, cite: str) -> None:
    assert cites(law, text)[0] == cite


def test_a_long_text_is_read_at_once(law: Law) -> None:
    before = time.monotonic()
    law.find("363" + " " * 100_000 + "(")
    assert time.monotonic() - before < 30, "an hour where the time grows with the square of the length"


@given(st.text(max_size=130), st.sampled_from([LAST_OLD, FIRST_NEW]))
def test_any_text_can_be_cited_and_searched(text: str, on: date) -> None:
    law = LAW
    once = law.cite(text, on)
    assert law.cite(once, on) == once
    law.find(text)
    law.protects(text)
    law.search(text, on)


LAW = parse(CONTENT)


@pytest.mark.parametrize(
    "content",
    [None, [], {}, CONTENT | {"format": "spkt-law/2"}, CONTENT | {"more": 1}, CONTENT | {"version": True},
     CONTENT | {"edition": "2026-02-30"}, CONTENT | {"articles": CONTENT["articles"] * 2},
     CONTENT | {"codes": []}, CONTENT | {"codes": CONTENT["codes"] * 2}],
)  # fmt: skip
def test_a_file_of_another_shape_is_refused_in_a_sentence(content: object) -> None:
    with pytest.raises(Refused, match="Berkas daftar pasal ini tidak dapat dipakai: "):
        parse(content)


@pytest.mark.parametrize(
    "change",
    [{"number": "x"}, {"number": "1 2"}, {"title": ""}, {"title": "a" * 201}, {"title": "dua  blank"}, {"code": "?"},
     {"title": "\u0000"}, {"protects": "ya"}, {"destination": "Rumah"}, {"words": "curi"}, {"words": [1]},
     {"former": ["Pasal 9999 KUHP lama"]}, {"family": 1}, {"since": "kemarin"}, {"extra": ""}],
)  # fmt: skip
def test_a_wrong_member_of_an_article_is_refused(change: dict[str, Any]) -> None:
    content = copy.deepcopy(CONTENT)
    content["articles"][0] |= change
    with pytest.raises(Refused):
        parse(content)


ANYTHING = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.lists(st.integers())


@given(st.data())
def test_a_changed_file_is_read_or_refused_and_never_fails(data: st.DataObject) -> None:
    content: Any = {**CONTENT, "codes": list(CONTENT["codes"]), "articles": list(CONTENT["articles"])}
    part = data.draw(st.sampled_from(["file", "codes", "articles"]))
    if part == "file":
        target = content
    else:
        place = data.draw(st.integers(0, len(content[part]) - 1))
        target = content[part][place] = dict(content[part][place])
    name = data.draw(st.sampled_from(sorted(target)) | st.text(max_size=8))
    if data.draw(st.booleans()):
        target.pop(name, None)
    else:
        target[name] = data.draw(ANYTHING)
    with contextlib.suppress(Refused):
        parse(content).search("476", FIRST_NEW)
