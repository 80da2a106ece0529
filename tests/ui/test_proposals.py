from __future__ import annotations

import pytest

from spkt_desktop.forms import FORMS
from spkt_desktop.ui.proposals import booked, kop_lines, propose

PUNUNG = {"polda": "Polda Jawa Timur", "polres": "Polres Pacitan", "polsek": "Polsek Punung"}


@pytest.mark.parametrize(
    ("polres", "line"),
    [
        ("Polres Pacitan", "RESOR PACITAN"),
        ("Polresta Sidoarjo", "RESOR KOTA SIDOARJO"),
        ("Polrestabes Surabaya", "RESOR KOTA BESAR SURABAYA"),
        ("pacitan", "RESOR PACITAN"),
    ],
)
def test_the_letterhead_stays_within_three_lines_of_forty_one_letters(polres: str, line: str) -> None:
    lines = kop_lines({**PUNUNG, "polres": polres})
    assert lines == ["POLRI DAERAH JAWA TIMUR", line, "SEKTOR PUNUNG"]
    assert all(len(one) <= 41 for one in lines)


def test_nothing_is_proposed_from_half_a_name() -> None:
    assert kop_lines({**PUNUNG, "polda": "Polda"}) == []


def test_proposals_never_replace_what_was_typed() -> None:
    assert [row["baris"] for row in propose({"kesatuan": PUNUNG}, 2026)["kop"]] == kop_lines(PUNUNG)
    typed = {
        "kesatuan": PUNUNG,
        "kop": [{"baris": "KOP SENDIRI"}],
        "nomor": [{"surat": "sktlk", "format": "SKH/{nomor}"}],
    }
    assert propose(typed, 2026) == typed


def test_every_book_of_the_counter_is_proposed_once_the_loss_letter_first() -> None:
    rows = propose({"kesatuan": PUNUNG}, 2026)["nomor"]
    assert [row["surat"] for row in rows] == [form.name for form in booked()]
    assert rows[0] == {
        "surat": "sktlk", "format": FORMS["sktlk"].paper().number, "lebar": 1, "nomor_terakhir": 0, "tahun": 2026,
    }  # fmt: skip
    assert all(FORMS[row["surat"]].service for row in rows), "what only follows another record has no book yet"
