"""What reports count records by: articles as they are cited, villages as they are called, goods by their kind."""

from __future__ import annotations

from typing import Any

import pytest

from spkt_desktop.forms import FORMS, entry, sample
from spkt_desktop.forms.schema import Kind
from spkt_desktop.forms.tallies import village


def counted(form: str, **values: Any) -> list[tuple[str, str]]:
    return list(entry(FORMS[form], {**sample(FORMS[form]), **values}).tallies)


@pytest.mark.parametrize(
    "typed", ["Mantren", "Desa Mantren", "desa mantren", " MANTREN ", "Kel. Mantren", "kel.mantren", "Ds Mantren",
              "ds. mantren", "Kelurahan  Mantren"],
)  # fmt: skip
def test_a_village_is_one_however_it_is_written(typed: str) -> None:
    assert village(typed) == "Mantren"


@pytest.mark.parametrize(
    ("typed", "told"),
    [("Desa Mantren Kidul", "Mantren Kidul"), ("Kelapa Dua", "Kelapa Dua"), ("desawarna", "Desawarna"),
     ("Tegalrejo ii", "Tegalrejo II"), ("Desa", "Desa"), ("Kelir", "Kelir"), ("", "")],
)  # fmt: skip
def test_what_only_looks_like_the_word_for_village_stays(typed: str, told: str) -> None:
    assert village(typed) == told


def test_a_record_counts_each_value_once() -> None:
    event = sample(FORMS["lp_b"])["kejadian"] | {"desa": "Desa  mantren"}
    cited = [{"pasal": "Pasal 476 KUHP"}, {"pasal": "Pasal 477 KUHP"}, {"pasal": "Pasal 476 KUHP"}]
    assert counted("lp_b", kejadian=event, pasal=cited) == [
        ("desa", "Mantren"), ("pasal", "Pasal 476 KUHP"), ("pasal", "Pasal 477 KUHP"),
    ]  # fmt: skip


def test_goods_are_counted_by_the_kind_that_is_offered() -> None:
    goods = [{"jenis": "ktp"}, {"jenis": "KTP"}, {"jenis": "kartu atm"}, {"jenis": "Cangkul"}, {"jenis": "x" * 120}]
    assert counted("sktlk", barang=goods) == [
        ("barang", "KTP"), ("barang", "Kartu ATM"), ("barang", "Cangkul"), ("barang", "x" * 120),
    ]  # fmt: skip


def test_a_protected_record_is_counted_as_well() -> None:
    form, values = FORMS["lp_b"], sample(FORMS["lp_b"])
    assert entry(form, values, protected=True).tallies == entry(form, values).tallies != ()


def test_one_event_is_counted_in_one_village_though_an_examination_follows() -> None:
    assert dict(counted("lp_b"))["desa"]
    assert counted("visum") == []


def test_every_article_is_counted_wherever_it_is_asked() -> None:
    kinds = {
        (name, field.kind)
        for name, form in FORMS.items()
        for section in form.sections
        for field in section.fields
        if field.kind is Kind.ARTICLE
    }
    assert {name for name, _ in kinds} == {"lp_a", "lp_b", "pengaduan"}
    for name, _ in kinds:
        assert "pasal" in dict(counted(name))


@pytest.mark.parametrize("values", [{}, {"kejadian": {}, "pasal": [], "barang": [{}]}])
def test_nothing_is_counted_of_what_was_not_filled_in(values: dict[str, Any]) -> None:
    for form in FORMS.values():
        assert entry(form, values).tallies == ()
