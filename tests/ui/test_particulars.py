from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from spkt_desktop.forms.schema import Field, Kind
from spkt_desktop.records import Event
from spkt_desktop.ui.particulars import Names, said, story

NAMES = Names(
    officers={"87020875": "Bripka Hendra Purnomo"}, papers={"lp": "Laporan polisi", "tanda": "Tanda terima"}
)  # fmt: skip
NUMBER = {"series": "lp", "year": 2026, "sequence": 7, "text": "LP/7"}


def event(kind: str, body: Mapping[str, Any]) -> Event:
    return Event(1, 9, "id", "2026-11-20T14:30:00+07:00", "87020875", kind, "r", None, None, body, "0" * 64)


@pytest.mark.parametrize(
    ("kind", "body", "sentence"),
    [
        ("routed", {"from": "Reskrim", "to": "PPA", "reason": "Korban anak"},
         "Diteruskan ke PPA (semula Reskrim). Alasan: Korban anak"),
        ("routed", {"from": "", "to": "PPA", "reason": "Korban anak"}, "Diteruskan ke PPA. Alasan: Korban anak"),
        ("attention", {"on": True, "reason": "Viral"}, "Ditandai atensi. Alasan: Viral"),
        ("attention", {"on": False, "reason": "Selesai"}, "Tanda atensi dicabut. Alasan: Selesai"),
        ("opened", {"protection": ["anak"]}, "Perkara yang dilindungi ini dibuka."),
        ("printed", {"paper": "tanda", "copy": 0, "copies": 1, "destination": "pdf"},
         "Tanda terima disimpan sebagai PDF."),
        ("printed", {"paper": "lp", "copy": 1, "copies": 8, "destination": "printer"},
         "Salinan Laporan polisi dikirim ke printer (8 rangkap)."),
        ("print_outcome", {"paper": "lp", "good": False}, "Petugas menyatakan hasil cetak Laporan polisi gagal."),
        ("voided", {"reason": "Salah nama"}, "Dibatalkan. Alasan: Salah nama"),
        ("passphrase_changed", {"nrp": "87020875"}, ""),
    ],
)  # fmt: skip
def test_every_act_is_told_in_a_sentence(kind: str, body: Mapping[str, Any], sentence: str) -> None:
    assert story(event(kind, body), NAMES) == sentence


def test_a_record_with_one_paper_needs_no_title_and_what_it_follows_is_named() -> None:
    printed = event("printed", {"paper": "lp", "copy": 0, "copies": 1, "destination": "printer"})
    assert story(printed, Names()) == "Surat dikirim ke printer."
    assert story(event("print_outcome", {"paper": "lp", "good": True}), Names()) == (
        "Petugas menyatakan hasil cetak baik."
    )  # fmt: skip
    followed = event("registered", {"number": NUMBER, "about": "r0"})
    assert story(followed, Names(about="LP/3")) == "Diterbitkan dengan nomor LP/7, menindaklanjuti LP/3."


def test_a_lost_act_that_came_back_is_told_as_such() -> None:
    inner = event("voided", {"reason": "Salah nama"}).as_json()
    assert story(event("recovered", {"event": inner}), NAMES) == (
        "Dikembalikan oleh Polres: Dibatalkan. Alasan: Salah nama"
    )  # fmt: skip


def test_values_are_said_as_an_officer_reads_them() -> None:
    assert said(Field("rugi", "Kerugian", Kind.MONEY), 1_500_000) == "Rp1.500.000"
    assert said(Field("saksi", "Saksi", Kind.OFFICER), "87020875", NAMES.officers) == "Bripka Hendra Purnomo"
    assert said(Field("saksi", "Saksi", Kind.OFFICER), "01010101", NAMES.officers) == "01010101"
    assert said(Field("pasal", "Pasal", Kind.ARTICLE), "Pasal 476 KUHP") == "Pasal 476 KUHP"
