"""One sequence a year for each series: shared, parted, joined and restored without a number given twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spkt_desktop.app import App, restore, start
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.records import Record, Values
from spkt_desktop.store.vault import Opened
from tests.desks import Hands, Ready
from tests.promises import kept


def rule(paper: str, **changed: Any) -> dict[str, Any]:
    numbered = f"{paper.upper()}/{{nomor}}/{{tahun}}"
    return {"surat": paper, "format": numbered, "lebar": 1, "nomor_terakhir": 0, "tahun": 2026, **changed}


def counted(app: App, *rules: dict[str, Any]) -> None:
    app.settings.change_unit({**app.unit.values, "nomor": list(rules)})


def registered(app: App, form: str) -> Record:
    values: Values = sample_values(form, app.now().date(), "87020875")
    return app.register(form, values)


def test_a_shared_sequence_goes_on_behind_the_paper_book_of_each_of_its_papers(app: App) -> None:
    counted(app, rule("lp_b", nomor_terakhir=40), rule("lp_a", nomor_terakhir=50, bersama="lp_b"))
    assert registered(app, "lp_b").number.sequence == 51
    assert registered(app, "lp_a").number.sequence == 52


def test_sequences_that_are_joined_go_on_behind_the_longer_one(app: App) -> None:
    for _ in range(3):
        registered(app, "lp_a")
    counted(app, rule("lp_a", bersama="lp_b"))
    assert registered(app, "lp_a").number.sequence == 4
    assert registered(app, "lp_b").number.sequence == 5


def test_sequences_that_are_parted_give_no_number_twice(app: App) -> None:
    counted(app, rule("lp_a", bersama="lp_b"))
    registered(app, "lp_b")
    shared = registered(app, "lp_a")
    counted(app, rule("lp_a"))
    alone = registered(app, "lp_a")
    assert (shared.number.sequence, alone.number.sequence) == (2, 3)
    kept("number-once", sequences=2)


def test_a_restored_desk_goes_on_behind_the_paper_book_of_a_shared_sequence(
    app: App, ready: Ready, hands: Hands, tmp_path: Path
) -> None:
    counted(app, rule("lp_a", bersama="lp_b"))
    registered(app, "lp_b")
    backup = app.keeping.backup(tmp_path)
    folder = tmp_path / "meja lain"
    restore(backup, folder, PASSPHRASE, {"lp_a": 30}, clock=hands)
    again = start(folder, Opened(ready.opened.key, ready.nrp), hands)
    try:
        assert registered(again, "lp_b").number.sequence == 31
        assert registered(again, "lp_a").number.sequence == 32
        assert again.keeping.verify().records == 3
    finally:
        again.close()
    kept("number-once", restores=1)
