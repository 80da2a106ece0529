"""The desk's commands with arguments that a careless or a malicious hand may give them."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from spkt_desktop import __main__
from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.cli_input import hand_out
from tests.commands import (
    DONE,
    REFUSED,
    ROOT,
    SAMPLE,
    WRONG_USE,
    Ran,
    changed,
    command,
    numbers,
    printed,
    register,
    run,
    spawn,
    write,
)
from tests.desks import Ready
from tests.printing_queue import PdfPrinter
from tests.waiting import LONGEST


@pytest.fixture
def desk(folder: Path) -> Path:
    """The desk that the commands work on."""
    return folder


def test_no_number_is_taken_where_the_letter_has_no_place(desk: Path, ready: Ready, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x")
    for place in (tmp_path / "tidak ada" / "x.pdf", tmp_path / "berkas" / "x.pdf", tmp_path, "", "."):
        done = register(desk, SAMPLE, "--pdf", place)
        assert done.code == REFUSED and "Tidak ada yang didaftarkan" in done.err, place
    assert numbers(desk, ready) == []
    assert not list(tmp_path.rglob("*.part"))


def test_no_number_is_taken_in_a_read_only_folder(desk: Path, ready: Ready, tmp_path: Path) -> None:
    locked = tmp_path / "hanya baca"
    locked.mkdir(mode=0o500)
    # Root writes everywhere, unless it gives that power up.
    prefix = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] if os.geteuid() == 0 else []
    if prefix and not shutil.which("setpriv"):
        pytest.skip("root cannot be kept from writing")
    file = write(tmp_path / "v.json", SAMPLE)
    done = spawn("register", "sktlk", "--data", desk, "--values", file, "--pdf", locked / "x.pdf", prefix=prefix)
    assert done.code == REFUSED and numbers(desk, ready) == []


def test_a_letter_that_did_not_get_onto_disk_does_not_count_as_handed_out(app: App) -> None:
    def full(_: bytes) -> None:
        raise OSError(errno.ENOSPC, "full")

    record = app.register("sktlk", SAMPLE)
    assert hand_out(app, record, full)[1] is False
    assert app.letters.plan(app.record(record.id)).copy == 0


def test_a_letter_that_is_registered_is_told_though_its_file_failed(desk: Path, tmp_path: Path) -> None:
    target = tmp_path / "penuh" / "surat.pdf"
    target.parent.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", target.parent], check=False, timeout=LONGEST
    )
    if mounted.returncode:
        pytest.skip("a full disk needs the right to mount one")
    try:
        (target.parent / "isi").write_bytes(bytes(4096))
        done = register(desk, SAMPLE, "--pdf", target)
    finally:
        subprocess.run(["umount", target.parent], check=True, timeout=LONGEST)
    assert (done.code, done.only["pdf"], done.only["number"].split("/")[1]) == (DONE, None, "001")
    assert "tidak dapat ditulis" in done.err and done.only["warnings"][-1]["field"] == "pdf"


def test_a_letter_is_found_shown_copied_and_voided(desk: Path, tmp_path: Path) -> None:
    done = register(desk, SAMPLE, "--pdf", tmp_path / "satu.pdf").only
    number = done["number"]
    assert run("print", number, "--data", desk, "--pdf", tmp_path / "dua.pdf").code == DONE
    assert "SALINANke-1" in printed(tmp_path / "dua.pdf") and "SALINAN" not in printed(tmp_path / "satu.pdf")
    assert [r["id"] for r in run("search", SAMPLE["pelapor"]["nama"].upper(), "--data", desk).out] == [done["id"]]
    for nothing in ('NEAR( "', "_", "*", "a OR b", "% '"):
        assert run("search", nothing, "--data", desk) == Ran(DONE, [], "")
    for reason in ("  x ", "dua\nbaris", "x" * 501):
        assert run("void", number, "--data", desk, "--reason", reason).code == REFUSED
    voided = run("void", number, "--data", desk, "--reason", "Salah <b>tulis</b>").only
    assert (voided["status"], voided["reason"], voided["number"]) == ("batal", "Salah <b>tulis</b>", number)
    shown = run("show", done["id"], "--data", desk).only
    assert [event["kind"] for event in shown["events"]] == ["registered", "printed", "printed", "voided"]
    assert run("void", number, "--data", desk, "--reason", "Sekali lagi").code == REFUSED
    assert run("print", number, "--data", desk, "--pdf", tmp_path / "tiga.pdf").code == REFUSED
    assert not list(tmp_path.glob("tiga*"))


def test_wrong_use_is_said_in_indonesian(desk: Path) -> None:
    wrong: tuple[list[Any], ...] = (
        ["register", "sktlk"], ["register", "--values", "-"], ["print", "1"],
        ["print", "1", "--pdf", "a", "--printer", "b"],
        ["print", "1", "--pdf", "a", "--copies", "0"], ["print", "1", "--pdf", "a", "--copies", "2"],
        ["search", "a", "--limit", "x"], ["search", "-x"], ["export"],
        ["verify", "lagi"], ["show", "\udcff"], ["void", "1", "--reason", "\udcffaaaaaa"], ["search", "\ud800"],
        ["restore", "--from", "x", "--last-number", "sktlk=-1"], ["restore", "--from", "x", "--last-number", "sktlk=²"],
        ["tidak-ada"], ["--tidak-ada"], ["receive", desk],
    )  # fmt: skip
    for arguments in wrong:
        options = ["--data", desk] if arguments[0] in ("register", "print", "search", "export", "restore") else []
        done = run(*arguments, *options)
        assert (done.code, done.out) == (WRONG_USE, []), arguments
        assert not re.search(r"\b(option|argument|value|such|missing|invalid)\b", done.err, re.IGNORECASE), done.err


def test_what_is_not_there_or_not_ours_is_refused(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "sampah").write_bytes(b"halo")
    sample = write(tmp_path / "v.json", SAMPLE)
    gone, long = tmp_path / "tidak ada", tmp_path / ("x" * 300)
    before = run("status", "--data", desk).only
    refused: list[list[Any]] = [
        ["register", "lp", "--values", sample], ["register", "unit", "--values", sample],
        ["register", "sktlk", "--values", gone], ["register", "sktlk", "--values", tmp_path], ["show", "1"],
        ["show", ""], ["export", "--to", gone], ["export", "--to", tmp_path], ["receive", tmp_path / "sampah"],
        ["receive", gone], ["take-card", tmp_path / "sampah"], ["take-card", gone], ["backup", "--to", gone],
        ["restore", "--from", tmp_path / "sampah"], ["restore", "--from", gone],
    ]  # fmt: skip
    for arguments in refused:
        done = run(*arguments, "--data", desk)
        assert (done.code, done.out) == (REFUSED, []), arguments
    assert run("status", "--data", desk).only == before
    for folder in (gone, long, tmp_path / "sampah" / "x"):
        assert run("status", "--data", folder).code == REFUSED
        assert run("restore", "--data", folder, "--from", tmp_path / "cadangan").code == REFUSED
    assert run("demo", "--out", desk).code == run("demo", "--out", tmp_path / "sampah" / "x").code == REFUSED


def test_a_desk_is_set_up_whole_or_not_at_all(desk: Path, tmp_path: Path) -> None:
    unit, staff = write(tmp_path / "u.json", sample_values("unit")), sample_values("officer")
    officer = write(tmp_path / "o.json", staff)
    idle = write(tmp_path / "i.json", {"petugas": {**staff["petugas"], "aktif": False}})
    bad = write(tmp_path / "b.json", {**sample_values("unit"), "kop": [], "nomor": [{"format": "{nomor}/{x}"}]})
    new, gone = tmp_path / "meja baru", tmp_path / "tidak ada"
    attempts: list[tuple[Path, Path, Path, list[Any]]] = [
        (desk, unit, officer, []), (new, bad, officer, []), (new, officer, officer, []), (new, unit, unit, []),
        (new, unit, idle, []), (new, gone, officer, []), (new, unit, officer, ["--polres-card", gone]),
        (unit / "x", unit, officer, []),
    ]  # fmt: skip
    for data, of_unit, of_officer, more in attempts:
        done = run("init", "--data", data, "--unit", of_unit, "--officer", of_officer, *more)
        assert done.code == REFUSED, (of_unit, of_officer, more, done)
        assert not new.exists() or not list(new.iterdir())
    problems = run("init", "--data", new, "--unit", bad, "--officer", officer).only["problems"]
    assert {("kop", ""), ("nomor", "format")} <= {(problem["section"], problem["field"]) for problem in problems}


def test_a_restored_desk_goes_on_above_the_paper_register(desk: Path, tmp_path: Path) -> None:
    register(desk, SAMPLE)
    backup = run("backup", "--data", desk, "--to", tmp_path).only["backup"]
    for floor in ("lp=3", "sktlk=99999999999999999999", "sktlk=9999999999"):
        done = run("restore", "--from", backup, "--data", tmp_path / "baru", "--last-number", floor)
        assert done.code == REFUSED and not list((tmp_path / "baru").iterdir())
    assert run("restore", "--from", backup, "--data", tmp_path / "baru", "--last-number", "sktlk=41").code == DONE
    assert "042/" in register(tmp_path / "baru", SAMPLE).only["number"]


def test_processes_of_their_own_do_the_same(tmp_path: Path) -> None:
    """The whole way in real processes, in a locale without UTF-8 and under paths with spaces."""
    room = tmp_path / "meja kita"
    room.mkdir()
    for form in ("unit", "officer"):
        write(room / f"{form}.json", spawn("forms", form, "--sample").only)
    data = room / "data meja"
    made = spawn("init", "--data", data, "--unit", room / "unit.json", "--officer", room / "officer.json")
    assert made.code == DONE and Path(made.only["desk_card"]).is_file() and made.only["recovery_code"]
    values = json.dumps(spawn("forms", "sktlk", "--sample").only | changed(nama="Siti “Ä”")).encode()
    done = spawn("register", "sktlk", "--data", data, "--values", "-", "--pdf", room / "a b.pdf", stdin=values)
    assert done.code == DONE and (room / "a b.pdf").read_bytes().startswith(b"%PDF") and done.err == ""
    assert "Siti“Ä”" in printed(room / "a b.pdf")
    assert spawn("register", "sktlk", "--data", data, "--values", "-", stdin=b"{}").code == REFUSED
    assert spawn("register", "sktlk", "--data", data).code == WRONG_USE
    wrong = spawn("verify", "--data", data, SPKT_PASSPHRASE="salah sekali")
    assert wrong.code == REFUSED and "Kata sandi salah" in wrong.err
    assert spawn("verify", "--data", data).only["records"] == 1


def test_forms_are_listed_described_and_sampled(desk: Path) -> None:
    lines = run("forms").out
    assert [line["form"] for line in lines if not line["paper"]] == ["unit", "officer"]
    assert lines[0]["form"] == "sktlk" and lines[0]["papers"] == ["sktlk"] and lines[0]["follows"] == ["sktlk"]
    assert all(line["form"] == line["papers"][0] for line in lines if line["paper"])
    assert run("forms", "sktlk").only["type"] == "object"
    assert run("forms", "tidak ada").code == REFUSED
    assert register(desk, run("forms", "sktlk", "--sample").only).code == DONE


def test_the_program_shows_itself(tmp_path: Path) -> None:
    steps = {line["step"]: line for line in run("demo", "--out", tmp_path / "peragaan kita").out}
    assert steps["tanda terima"]["pending"] == 0 and Path(steps["surat"]["pdf"]).is_file()


@pytest.mark.parametrize("polres", [False, True])
def test_each_program_calls_itself_by_its_name(polres: bool, capsys: pytest.CaptureFixture[str]) -> None:
    assert (__main__.polres if polres else __main__.main)(["--help"]) == DONE
    assert capsys.readouterr().out.startswith(f"Usage: spkt-{'polres' if polres else 'desktop'} ")


@pytest.mark.skipif(os.name == "nt", reason="a shell closes the stream here; there it is a program without a console")
def test_without_a_standard_output_the_work_is_done_all_the_same() -> None:
    assert spawn("forms", prefix=["sh", "-c", 'exec "$@" >&-', "sh"]) == Ran(DONE, [], "")


def test_help_and_version_say_themselves() -> None:
    for option in ("--help", "--version"):
        done = subprocess.run(command(option), capture_output=True, cwd=ROOT, check=False, timeout=LONGEST)
        assert (done.returncode, done.stderr) == (DONE, b"") and done.stdout


@pytest.mark.cups
def test_a_letter_is_printed_on_a_real_queue(desk: Path, cups_queue: PdfPrinter) -> None:
    done = register(desk, SAMPLE).only
    gone = spawn("print", done["number"], "--data", desk, "--printer", "TIDAK-ADA")
    assert gone.code == REFUSED and "Tidak ada printer" in gone.err
    printed_out = spawn("print", done["number"], "--data", desk, "--printer", cups_queue.name, "--copies", "1")
    assert (printed_out.code, printed_out.only["printer"]) == (DONE, cups_queue.name)
    (paper,) = cups_queue.printed()
    size = subprocess.run(["pdfinfo", paper], capture_output=True, check=True, text=True, timeout=LONGEST).stdout
    width, height = (float(n) * 25.4 / 72 for n in re.findall(r"Page size:\s+([\d.]+) x ([\d.]+)", size)[0])
    assert abs(width - 215) < 1.5 and abs(height - 330) < 1.5
    shown = run("show", done["id"], "--data", desk).only
    assert [event["kind"] for event in shown["events"]] == ["registered", "printed", "print_outcome", "printed"]
    assert shown["copies"] == 1
