"""The desk's clock at the command line: what it says, the answer, and commands that wait for it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from spkt_desktop.app import App, start
from spkt_desktop.app.sample import sample_values
from tests.commands import DONE, REFUSED, SAMPLE, WRONG_USE, run, write
from tests.desks import Hands, Ready
from tests.promises import kept


@pytest.fixture
def desk(folder: Path, ready: Ready, hands: Hands) -> Path:
    """A desk with a letter and a shift, whose clock has fallen back by 51 hours since."""
    app = start(folder, ready.opened, hands)
    app.shifts.open("I", [app.nrp])
    app.register("sktlk", sample_values("sktlk"))
    app.close()
    hands.pass_(hours=-51)
    return folder


def events(folder: Path, ready: Ready, hands: Hands) -> list[str]:
    app: App = start(folder, ready.opened, hands)
    kinds = [event.kind for event in app.store.journal.all()]
    app.close()
    return kinds


def test_every_command_that_writes_is_refused_and_what_reads_goes_on(
    desk: Path, ready: Ready, hands: Hands, tmp_path: Path
) -> None:
    before = events(desk, ready, hands)
    number = run("search", "", "--data", desk, clock=hands).out[0]["number"]
    values = write(tmp_path / "isian.json", SAMPLE)
    writing: tuple[tuple[object, ...], ...] = (
        ("register", "sktlk", "--values", values, "--pdf", tmp_path / "a.pdf"),
        ("print", number, "--pdf", tmp_path / "b.pdf"), ("queue", "--take"), ("queue", "--call"), ("note", "Patroli"),
        ("void", number, "--reason", "Salah tulis nama"), ("attention", number, "--reason", "Perhatian warga"),
        ("route", number, "--to", "Lantas", "--reason", "Ternyata kecelakaan"),
        ("shift", "--open", "II", "--present", ready.nrp, "--reason", "Regu lama tidak datang"), ("rate", "sktlk", "4"),
        ("diary", "--pdf", tmp_path / "c.pdf"), ("book", "sktlk", "--xlsx", tmp_path / "d.xlsx"),
    )  # fmt: skip
    for command in writing:
        done = run(*command, "--data", desk, clock=hands)
        assert done.code == REFUSED and "mundur 51 jam" in done.err and "perintah spkt-desktop clock" in done.err, (
            command
        )
    assert events(desk, ready, hands) == before and not [*tmp_path.glob("*.pdf"), *tmp_path.glob("*.xlsx")]
    (tmp_path / "flash disk").mkdir()
    reading: tuple[tuple[object, ...], ...] = (("status",), ("verify",), ("matters",), ("book",))
    for command in (*reading, ("backup", "--to", tmp_path / "flash disk")):
        assert run(*command, "--data", desk, clock=hands).code == DONE, command
    kept("clock-doubted", refused=len(writing), events=len(events(desk, ready, hands)) - len(before))


def test_the_clock_is_shown_confirmed_and_then_the_work_goes_on(desk: Path, hands: Hands) -> None:
    shown = run("clock", "--data", desk, clock=hands).only
    assert (shown["doubt"], shown["correction"], shown["desk"]) == ("back", 0, shown["pc"])
    assert shown["newest"] == "2026-11-20T14:30:00+07:00" and "mundur 51 jam" in shown["says"]
    assert run("clock", "--data", desk, "--confirm", clock=hands).only["doubt"] is None
    assert run("note", "Patroli", "--data", desk, clock=hands).code == DONE
    said = [line["text"] for line in run("diary", "--data", desk, clock=hands).out]
    assert said[-2].startswith("Jam komputer mundur 51 jam; dinyatakan benar oleh") and said[-1] == "Patroli"


def test_the_right_time_is_typed_and_reckoned_with(desk: Path, hands: Hands) -> None:
    done = run("clock", "--data", desk, "--set", "2026-11-20 14:45", clock=hands).only
    assert (done["doubt"], done["desk"][:16], done["correction"]) == (None, "2026-11-20T14:45", 51 * 3600 + 900)
    hands.pass_(minutes=5)
    assert run("clock", "--data", desk, clock=hands).only["desk"] == "2026-11-20T14:50:00+07:00"
    wrong = run("clock", "--data", desk, "--set", "2027-11-20 14:45", clock=hands)
    assert wrong.code == REFUSED and "maju 365 hari" in wrong.err
    assert run("clock", "--data", desk, "--set", "2027-11-20 14:45", "--insist", clock=hands).code == DONE
    impossible = run("clock", "--data", desk, "--set", "2009-01-01 00:03", "--insist", clock=hands)
    assert impossible.code == REFUSED and "tidak mungkin benar" in impossible.err
    hands.pass_(**{"seconds": timedelta(hours=51).total_seconds()})
    back = run(
        "clock", "--data", desk, "--set", f"{hands() + timedelta(hours=7):%Y-%m-%d %H:%M}", "--insist", clock=hands
    )
    assert back.only["correction"] == 0


def test_a_mistake_in_the_arguments_changes_nothing(desk: Path, ready: Ready, hands: Hands) -> None:
    before = events(desk, ready, hands)
    for arguments in (("--set", "kemarin"), ("--confirm", "--set", "2026-11-20 14:45"), ("--insist",)):
        assert run("clock", "--data", desk, *arguments, clock=hands).code == WRONG_USE
    assert events(desk, ready, hands) == before
