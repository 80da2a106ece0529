"""The articles of a case: what is filled in from the list, what stays as typed, and what is doubted."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spkt_desktop.forms import Known, articles
from spkt_desktop.forms.law import parse
from spkt_desktop.forms.schema import Kind

LAW = parse(json.loads((Path(__file__).parents[2] / "resources" / "data" / "hukum.json").read_text("utf-8")))
OLD, NEW = date(2026, 1, 1), date(2026, 1, 2)


@pytest.fixture
def desk(known: Known) -> Known:
    return replace(known, law=LAW)


def settled(desk: Known, on: date | None = NEW, **row: Any) -> dict[str, Any]:
    return articles.settle({"pasal": [row]}, desk, on)["pasal"][0]  # type: ignore[no-any-return]


def messages(desk: Known, cite: str, on: date | None = NEW) -> str:
    return " ".join(one.message for one in articles.warns({"pasal": [{"pasal": cite}]}, desk, on))


def test_the_section_asks_for_up_to_twenty_articles() -> None:
    section = articles.articles()
    assert section.repeats
    assert (section.name, section.fewest, section.most) == ("pasal", 0, 20)
    assert section.field("pasal").kind is Kind.ARTICLE
    assert section.field("pasal").required


def test_a_number_becomes_a_citation_with_title_and_penalty(desk: Known) -> None:
    row = settled(desk, pasal="476")
    assert row["pasal"] == "Pasal 476 KUHP"
    assert row["judul"] == "Pencurian"
    assert "5 tahun" in row["ancaman"]
    assert row["aduan"] is False


def test_the_day_of_the_act_chooses_the_code(desk: Known) -> None:
    assert settled(desk, OLD, pasal="406")["judul"] == "Perusakan barang"
    assert settled(desk, NEW, pasal="406")["judul"] == "Melanggar kesusilaan di muka umum"
    assert settled(desk, None, pasal="406")["pasal"] == "Pasal 406 KUHP"


def test_what_the_officer_wrote_stays(desk: Known) -> None:
    row = settled(desk, pasal="476", judul="Pencurian sepeda", ancaman="lima tahun", aduan=True)
    assert (row["judul"], row["ancaman"], row["aduan"]) == ("Pencurian sepeda", "lima tahun", True)


def test_what_came_from_the_list_follows_a_changed_article(desk: Known) -> None:
    row = settled(desk, pasal="483")
    assert row["aduan"] is True
    row = settled(desk, **row | {"pasal": "492"})
    assert (row["judul"], row["aduan"]) == ("Penipuan", False)


def test_an_unknown_article_stays_as_typed(desk: Known) -> None:
    assert settled(desk, pasal="Perda 4/2019") == {"pasal": "Perda 4/2019"}
    assert "belum ada dalam daftar" in messages(desk, "Perda 4/2019")


def test_an_empty_list_says_nothing(known: Known) -> None:
    assert articles.settle({"pasal": [{"pasal": "476"}]}, known, NEW) == {"pasal": [{"pasal": "476"}]}
    assert messages(known, "476") == ""


def test_a_habit_of_the_old_code_is_told_its_counterpart(desk: Known) -> None:
    assert "Pasal 362 KUHP lama berpadanan dengan Pasal 476 KUHP" in messages(desk, "362")


def test_an_article_of_another_time_is_doubted_with_its_counterpart(desk: Known) -> None:
    assert "belum berlaku pada 1 Januari 2026" in messages(desk, "Pasal 476 KUHP", OLD)
    assert "KUHP Ps 3" in messages(desk, "Pasal 476 KUHP", OLD)
    assert "tidak berlaku bagi perbuatan tanggal 2 Januari 2026" in messages(desk, "Pasal 362 KUHP lama", NEW)
    assert "kini tidak lagi. Bandingkan dengan Pasal 476 KUHP" in messages(desk, "Pasal 362 KUHP lama", OLD)


def test_doubt_complaint_and_family_are_said(desk: Known) -> None:
    assert "Belum diverifikasi: " in messages(desk, "Pasal 310 UU LLAJ")
    assert "berhak mengadu: korban" in messages(desk, "Pasal 473 ayat (6) KUHP")
    assert "hubungan terlapor dengan korban" in messages(desk, "Pasal 476 KUHP")
    assert messages(desk, "Pasal 466 KUHP") == ""


ROWS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "pasal": st.text(min_size=1, max_size=120) | st.sampled_from([a.cite for a in LAW.articles]),
            "judul": st.text(min_size=1, max_size=200) | st.sampled_from([a.title for a in LAW.articles]),
            "ancaman": st.sampled_from([a.penalty for a in LAW.articles]),
            "aduan": st.booleans(),
        },
    ),
    max_size=4,
)


@given(rows=ROWS, on=st.none() | st.dates())
def test_settling_is_total_and_settles_at_once(known: Known, rows: list[dict[str, Any]], on: date | None) -> None:
    desk = replace(known, law=LAW)
    values = {"pasal": rows, "lain": {"isi": "tetap"}}
    once = articles.settle(values, desk, on)
    assert articles.settle(once, desk, on) == once
    assert once["lain"] == {"isi": "tetap"}
    list(articles.warns(once, desk, on))
    section = articles.articles()
    for before, row in zip(rows, once["pasal"], strict=True):
        for name, text in row.items():
            if text != before.get(name) and isinstance(text, str):
                assert len(text) <= section.field(name).longest
