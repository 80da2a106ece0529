"""The desk's commands with values and arguments that a careless or a malicious hand may give them."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from spkt_desktop.app import App, start
from spkt_desktop.app.sample import sample_values
from spkt_desktop.cli_input import hand_out
from spkt_desktop.errors import MediumFailed
from tests.commands import DONE, REFUSED, ROOT, WRONG_USE, Ran, command, quicken, run, spawn
from tests.desks import Ready

SAMPLE = sample_values("sktlk")
TYPED_OTHERWISE = ("identitas", "jenis_kelamin", "tanggal", "tanggal_lahir", "berlaku_sampai", "jam")
HEAD = re.compile(r"Halaman \d+ dari \d+|(?<=\f)Nomor: \S+ \S+")


@pytest.fixture
def desk(folder: Path, ready: Ready) -> Path:
    """A desk whose officer unlocks it quickly."""
    quicken(folder, ready.opened)
    return folder


def changed(section: str = "pelapor", **values: Any) -> dict[str, Any]:
    part: Any = SAMPLE[section]
    return {**SAMPLE, section: [{**part[0], **values}] if isinstance(part, list) else {**part, **values}}


def write(path: Path, values: Any) -> Path:
    path.write_text(json.dumps(values), encoding="utf-8")
    return path


def register(desk: Path, values: Any, *more: str | Path) -> Ran:
    raw = values if isinstance(values, bytes) else json.dumps(values).encode()
    return run("register", "sktlk", "--data", desk, "--values", "-", *more, stdin=raw)


def numbers(desk: Path, ready: Ready) -> list[int]:
    """The sequence of every registered letter; the register itself must be sound."""
    app = start(desk, ready.opened)
    try:
        app.keeping.verify()
        return sorted(record.number.sequence for record in app.search(limit=1000))
    finally:
        app.close()


def printed(pdf: Path) -> str:
    """The text that Poppler reads, without white space and page heads."""
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    return "".join(HEAD.sub("", text).split())


def texts(values: Any, name: str = "") -> Iterator[str]:
    if isinstance(values, dict):
        for key, value in values.items():
            yield from texts(value, key)
    elif isinstance(values, list):
        for value in values:
            yield from texts(value)
    elif name not in TYPED_OTHERWISE:
        yield from str(values).splitlines()


NAMES = (
    "O'Brien <b>", "\"a\" 'b' ‘c’ “d” „e” «f» `g`", "a\\b\\n \\u0041", "100% %s %(x)s %d", "]]> <!-- x --> ]]",
    "javascript:alert(1)", "{{7*7}} {% raw %} {#c#}", "&amp; &lt;b&gt; &#65; &nbsp &copy",
    "<pdf:pagenumber> <br/> </td>",
    "W" * 120, "Ünïcödé Ñ ǰ ẖẗ ŉ ß ĳ Ǆ đ İı", "J\u006f\u0301se", "-", "0", "None", "..", "@font-face", "'" * 120,
)  # fmt: skip
BENT = {"  Siti   Aminah ": "Siti Aminah", "Siti\u00a0Aminah\t": "Siti Aminah", "Siti\nAminah\u2028": "Siti Aminah"}
WIDE = {"jenis": "B" * 120, "nomor": "N" * 60, "merek": "M" * 120, "keterangan": "k" * 500, "satuan": "g" * 20}
ACCEPTED: dict[str, dict[str, Any]] = {
    "long address": changed(alamat=("Dusun Krajan RT 001/RW 002, " * 20)[:300]),
    "solid address": changed(alamat="X" * 500),
    "lines": changed(alamat="Jl. A\r\nRT 1\n\n\n\n\nDesa\u2029B\n"),
    "40 goods": {**SAMPLE, "barang": [{"jenis": f"Map <i>{at}</i>", "nomor": f"{at:06}"} for at in range(40)]},
    "100 goods": {**SAMPLE, "barang": [WIDE | {"nomor": f"{at:060}"} for at in range(100)]},
    "29 February": changed(tanggal_lahir="2000-02-29"),
    "woman": changed(nik="3503125508900098", jenis_kelamin="P", tanggal_lahir="1990-08-15"),
    "no NIK": changed(nik=""),
    "NIK in groups": changed(nik="3503 1229 0860 0098"),
    "number beside a KTP": changed(identitas="KTP", nomor_identitas="ABC <123>"),
    "no identity": changed(identitas="Tanpa identitas", nomor_identitas="surat desa 7"),
    "markup": changed("kejadian", keterangan="}</style><pdf:nextpage>\n{% raw %}\n<img src='file:///x'>&amp;"),
    "long place": changed("kejadian", tempat="T" * 300, jam="00:00"),
    "many lines": changed("kejadian", keterangan="a\n" * 999 + "z"),
    "almost nothing": {"pelapor": {"nama": "A", "alamat": "B"}, "barang": [{"jenis": "C"}], "kejadian": None},
}


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="Poppler reads the letters back")
def test_what_is_accepted_is_printed_exactly(desk: Path, ready: Ready, tmp_path: Path) -> None:
    cases = {name: changed(nama=name) for name in (*NAMES, *BENT)} | ACCEPTED
    wanted = dict.fromkeys(cases, "") | BENT
    for at, (case, values) in enumerate(cases.items(), 1):
        pdf = tmp_path / f"surat {at}.pdf"
        done = register(desk, values, "--pdf", pdf)
        assert (done.code, done.only["pdf"]) == (DONE, str(pdf)), (case, done)
        kept = run("show", done.only["id"], "--data", desk).only["values"]
        assert kept["pelapor"]["nama"] == wanted[case] or case not in BENT
        found = printed(pdf)
        assert [text for text in texts(kept) if "".join(text.split()) not in found] == [], case
    assert numbers(desk, ready) == list(range(1, len(cases) + 1))


ODD: tuple[Any, ...] = (
        "a\0b", "\ud800x", "🙂", "محمد", "אב", "Ahmad\u202eabc", "a\u200bb", "ﬁﬂ", "x" + "\u0301" * 50, "\ufeffx",
        "x\u00adx", "𝐀", "ꦲ", "\x1c", "\x7f", " ", True, 1.5, [], ["x"], {}, 12,
)  # fmt: skip
REFUSALS: dict[str, tuple[Any, tuple[str, str]]] = {
    **{f"name {odd!r}": (changed(nama=odd), ("pelapor", "nama")) for odd in ODD},
    "long address": (changed(alamat="X" * 501), ("pelapor", "alamat")),
    "10 MB": (changed("kejadian", keterangan="x" * 10_000_000), ("kejadian", "keterangan")),
    "10 MB of marks": (changed("kejadian", keterangan="\u0301\u0323" * 2_500_000), ("kejadian", "keterangan")),
    "born tomorrow": (changed(tanggal_lahir="2999-01-01"), ("pelapor", "tanggal_lahir")),
    "29 February 1900": (changed(tanggal_lahir="1900-02-29"), ("pelapor", "tanggal_lahir")),
    "NIK as number": (changed(nik=3503122908600098), ("pelapor", "nik")),
    "NIK in Arabic": (changed(nik="٣٥٠٣١٢٥٥٠٨٩٠٠٠٩٨"), ("pelapor", "nik")),
    "sex": (changed(jenis_kelamin="l"), ("pelapor", "jenis_kelamin")),
    **{f"quantity {n!r}": (changed("barang", jumlah=n), ("barang", "jumlah")) for n in (
        "1", True, 1.0, 0, -1, 10**9, 10**400, float("nan"), float("inf"))},
    "1e400": (b'{"barang": [{"jenis": "x", "jumlah": 1e400}]}', ("barang", "jumlah")),
    "no goods": ({**SAMPLE, "barang": []}, ("barang", "")),
    "101 goods": ({**SAMPLE, "barang": [{"jenis": "x"}] * 101}, ("barang", "")),
    "goods as object": ({**SAMPLE, "barang": SAMPLE["barang"][0]}, ("barang", "")),
    "goods as text": ({**SAMPLE, "barang": "KTP"}, ("barang", "")),
    "row as text": ({**SAMPLE, "barang": ["KTP"]}, ("barang", "")),
    "person as list": ({**SAMPLE, "pelapor": [SAMPLE["pelapor"]]}, ("pelapor", "")),
    "hour": (changed("kejadian", jam="24:00"), ("kejadian", "jam")),
    "unknown section": ({**SAMPLE, "x<b>": 1}, ("x<b>", "")),
    "unknown key": ({**SAMPLE, "pelapor": {**SAMPLE["pelapor"], "zz ": None}}, ("pelapor", "zz ")),
    "half a character as key": ({**SAMPLE, "pelapor": {**SAMPLE["pelapor"], "\ud800k": 1}}, ("pelapor", "\ud800k")),
    "half a character as section": ({**SAMPLE, "\udfff": 1}, ("\udfff", "")),
    "deep": (b'{"pelapor": {"nama": ' + b"[" * 900 + b"]" * 900 + b"}}", ("pelapor", "nama")),
    "list": (b"[]", ("", "")),
    "text": (b'"x"', ("", "")),
    "null": (b"null", ("pelapor", "nama")),
}  # fmt: skip


def test_what_is_refused_is_refused_at_its_field(desk: Path, ready: Ready, tmp_path: Path) -> None:
    for case, (values, place) in REFUSALS.items():
        done = register(desk, values, "--pdf", tmp_path / "x.pdf")
        assert done.code == REFUSED and "Tidak ada yang disimpan" in done.err, (case, done)
        problems = done.only["problems"]
        assert place in {(problem["section"], problem["field"]) for problem in problems}, (case, problems)
        assert all(problem["message"] for problem in problems)
    assert numbers(desk, ready) == [] and not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"x", b"{} {}", b'{"a": "\xff"}', "{}".encode("utf-16"), b"[" * 100_000, b'{"a":' * 20_000,
     b'{"a": ' + b"9" * 5000 + b"}", b'{"pelapor": {"nama": "Satu", "nama": "Dua"}}',
     b'{"pelapor": {}, "pelapor": {}}'],
    ids=lambda raw: repr(raw[:20]),
)  # fmt: skip
def test_what_is_no_json_is_refused(desk: Path, raw: bytes) -> None:
    done = register(desk, raw)
    assert (done.code, done.out) == (REFUSED, []) and "bukan JSON" in done.err


def test_a_byte_order_mark_and_windows_lines_are_json(desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "isian dari Notepad.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(SAMPLE, indent=1).replace("\n", "\r\n").encode())
    assert run("register", "sktlk", "--data", desk, "--values", file).code == DONE


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
        raise MediumFailed("penuh", "Penuh.")

    record = app.register("sktlk", SAMPLE)
    with pytest.raises(MediumFailed):
        hand_out(app, record, full)
    assert app.letters.plan(app.record(record.id)).copy == 0


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
        ["print", "1", "--pdf", "a", "--copies", "0"], ["search", "a", "--limit", "x"], ["search", "-x"], ["export"],
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


def _die_in_mid_write(folder: str, key: Any) -> None:
    app = start(Path(folder), key)
    with app.store.db.write():
        app.store.db.connection.execute("PRAGMA cache_size = 5")  # so that the unfinished write reaches the file
        for _ in range(40):
            app.act("noted", None, {"text": "x" * 20_000})
        os._exit(9)


def test_what_a_killed_program_left_is_not_played_into_the_restored_desk(
    desk: Path, ready: Ready, tmp_path: Path
) -> None:
    register(desk, SAMPLE)
    backup = run("backup", "--data", desk, "--to", tmp_path).only["backup"]
    register(desk, SAMPLE)
    killed = multiprocessing.get_context("spawn").Process(target=_die_in_mid_write, args=(str(desk), ready.opened))
    killed.start()
    killed.join(60)
    assert (desk / "spkt.db-journal").exists()
    report = run("restore", "--from", backup, "--data", desk).only
    assert run("verify", "--data", desk).only["records"] == 1
    assert numbers(Path(report["kept"]), ready) == [1, 2], "the former desk is whole beside it"


def test_killed_at_any_moment_the_register_stays_sound(desk: Path, ready: Ready, tmp_path: Path) -> None:
    file = write(tmp_path / "v.json", SAMPLE)
    chance = random.Random(7)
    started = time.monotonic()
    assert spawn("register", "sktlk", "--data", desk, "--values", file).code == DONE
    whole = time.monotonic() - started
    for at in range(8):
        process = subprocess.Popen(
            command("register", "sktlk", "--data", desk, "--values", file, "--pdf", tmp_path / f"{at}.pdf"),
            env={**os.environ, "SPKT_PASSPHRASE": "contoh-2026"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            cwd=ROOT,
        )  # fmt: skip
        time.sleep(whole * chance.uniform(0.4, 1.0))
        process.kill()
        process.wait()
    taken = numbers(desk, ready)
    assert taken == list(range(1, len(taken) + 1)) and taken
    assert register(desk, SAMPLE).code == DONE


def test_two_commands_at_once_wait_for_each_other(desk: Path, ready: Ready, tmp_path: Path) -> None:
    file = write(tmp_path / "v.json", SAMPLE)
    both = [
        subprocess.Popen(
            command("register", "sktlk", "--data", desk, "--values", file, "--pdf", tmp_path / f"{at}.pdf"),
            env={**os.environ, "SPKT_PASSPHRASE": "contoh-2026"}, stdout=subprocess.PIPE, cwd=ROOT,
        ) for at in range(2)
    ]  # fmt: skip
    told = [json.loads(process.communicate(timeout=120)[0]) for process in both]
    assert [process.returncode for process in both] == [DONE, DONE]
    assert told[0]["number"] != told[1]["number"] and numbers(desk, ready) == [1, 2]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into the folders of a running process")
def test_no_file_holds_a_readable_name_while_a_letter_is_made(desk: Path, tmp_path: Path) -> None:
    file, scratch = write(tmp_path / "v.json", changed(nama="Zubaidah Kartikasari")), tmp_path / "sementara"
    scratch.mkdir()
    names = [name.encode(code) for name in ("Zubaidah", "ZUBAIDAH") for code in ("utf-8", "utf-16le", "utf-16be")]
    process = subprocess.Popen(
        command("register", "sktlk", "--data", desk, "--values", file, "--pdf", tmp_path / "surat.pdf"),
        env={**os.environ, "SPKT_PASSPHRASE": "contoh-2026", "TMPDIR": str(scratch), "TEMP": str(scratch)},
        stdout=subprocess.DEVNULL, cwd=ROOT,
    )  # fmt: skip
    looks = 0
    while process.poll() is None:
        for path in (*desk.rglob("*"), *scratch.rglob("*"), *tmp_path.glob("*.part")):
            with contextlib.suppress(OSError):
                content = path.read_bytes() if path.is_file() else b""
                assert not any(name in content for name in names), path.name
                looks += 1
        time.sleep(0.005)
    assert process.returncode == DONE and looks > 50
    assert list(scratch.iterdir()) == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace follows the files")
def test_no_file_is_written_but_the_register_and_the_letter(desk: Path, tmp_path: Path) -> None:
    log, file = tmp_path / "jejak.txt", write(tmp_path / "v.json", SAMPLE)
    done = spawn(
        "register", "sktlk", "--data", desk, "--values", file, "--pdf", tmp_path / "s.pdf",
        prefix=["strace", "-f", "-qq", "-e", "trace=open,openat,creat", "-o", str(log)], PYTHONDONTWRITEBYTECODE="1",
    )  # fmt: skip
    if not log.exists() or not log.stat().st_size:
        pytest.skip("this machine does not let processes be traced")
    assert done.code == DONE
    opened = re.findall(r'"([^"]+)", [^)]*(?:O_WRONLY|O_RDWR|O_CREAT)[^)]*\) = \d', log.read_text("utf-8"))
    assert {Path(name).name for name in opened} - {"null"} == {"spkt.db", "spkt.db-journal", "s.pdf.part"}


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
    assert [(line["form"], line["paper"]) for line in run("forms").out] == [
        ("sktlk", True), ("unit", False), ("officer", False),
    ]  # fmt: skip
    assert run("forms", "sktlk").only["type"] == "object"
    assert run("forms", "tidak ada").code == REFUSED
    assert register(desk, run("forms", "sktlk", "--sample").only).code == DONE


def test_the_program_tests_itself_and_shows_itself(tmp_path: Path) -> None:
    assert run("selftest").only["ok"] is True
    steps = {line["step"]: line for line in run("demo", "--out", tmp_path / "peragaan kita").out}
    assert steps["tanda terima"]["pending"] == 0 and Path(steps["surat"]["pdf"]).is_file()


def test_help_and_version_say_themselves() -> None:
    for option in ("--help", "--version"):
        done = subprocess.run(command(option), capture_output=True, cwd=ROOT, check=False)
        assert (done.returncode, done.stderr) == (DONE, b"") and done.stdout
