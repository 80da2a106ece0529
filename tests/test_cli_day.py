"""The day of the desk at the command line: what the screen does, in one JSON object a line."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from spkt_desktop.app import start
from spkt_desktop.app.sample import sample_values
from tests.commands import DONE, REFUSED, WRONG_USE, register, run
from tests.desks import Ready

OLD, NEW = "87020875", "03100376"


@pytest.fixture
def desk(folder: Path, ready: Ready, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SPKT_NRP", OLD)
    return folder


def test_a_shift_is_opened_filled_and_told(desk: Path, tmp_path: Path) -> None:
    assert run("shift", "--data", desk).code == REFUSED
    opened = run("shift", "--data", desk, "--open", "I", "--present", OLD, "--present", NEW).only
    assert (opened["regu"], opened["present"], opened["closed_at"]) == ("I", [OLD, NEW], None)
    again = run("shift", "--data", desk, "--open", "II", "--present", NEW)
    assert again.code == REFUSED and "belum diserahterimakan" in again.err
    number = register(desk, sample_values("sktlk")).only["number"]
    assert run("note", "--data", desk, "Patroli ke pasar", "--action", "Situasi aman").code == DONE
    assert run("note", "--data", desk, "   ").code == REFUSED
    told = run("diary", "--data", desk).out
    texts = [line["text"] for line in told]
    assert texts[0].startswith("Jaga regu I dibuka") and texts[-1] == "Patroli ke pasar"
    assert any(number in text for text in texts) and told[-1]["action"] == "Situasi aman"
    pdf = tmp_path / "buku mutasi.pdf"
    made = run("diary", "--data", desk, "--pdf", pdf).only
    page = PdfReader(pdf).pages[0].extract_text()
    assert made["pages"] == 1 and "Patroli ke pasar" in page and "Segel jurnal" in page
    assert run("diary", "--data", desk, "--back", "1").code == REFUSED


def test_a_handover_is_registered_from_what_the_desk_proposes(desk: Path, tmp_path: Path) -> None:
    run("shift", "--data", desk, "--open", "I", "--present", OLD)
    begun: dict[str, Any] = run("handover", "--data", desk).only
    assert begun["jaga"]["regu_lama"] == "I" and begun["hadir_lama"] == [{"petugas": OLD}]
    begun["jaga"] |= {"regu_baru": "II", "ka_baru": NEW}
    begun["tugas"] = [{"uraian": "Antar surat ke Camat", "penanggung_jawab": NEW, "tenggat": "2026-11-21"}]
    values = tmp_path / "isi.json"
    values.write_text(json.dumps(begun), encoding="utf-8")
    made = run("register", "serah_terima", "--data", desk, "--values", values).only
    assert run("shift", "--data", desk).code == REFUSED
    (task,) = [one for one in run("matters", "--data", desk).out if one["key"].startswith("tugas.")]
    assert (task["what"], task["who"]) == ("Antar surat ke Camat", NEW)
    settled = ("settle", "--data", desk, made["id"], task["key"], "--note")
    assert run(*settled, "ya").code == REFUSED
    assert run(*settled, "Sudah diantar").only == {"settled": task["key"]}
    assert run(*settled, "Sudah diantar").code == REFUSED
    assert not [one for one in run("matters", "--data", desk).out if one["key"] == task["key"]]


def test_the_queue_calls_who_needs_it_most(desk: Path) -> None:
    first = run("queue", "--data", desk, "--take").only
    second = run("queue", "--data", desk, "--take", "--need", "lansia").only
    assert (first["number"], second["number"]) == (1, 2)
    assert run("queue", "--data", desk, "--take", "--need", "kaya").code == REFUSED
    assert run("queue", "--data", desk, "--call").only["id"] == second["id"]
    assert [one["number"] for one in run("queue", "--data", desk).out] == [2, 1]
    left = run("queue", "--data", desk, "--end", second["id"], "--how", "pergi").out
    assert [one["number"] for one in left] == [1]
    assert run("queue", "--data", desk, "--take", "--call").code == WRONG_USE
    assert run("queue", "--data", desk, "--end", second["id"], "--how", "pergi").code == REFUSED


def test_books_come_as_rows_as_a_register_and_as_a_table(desk: Path, tmp_path: Path) -> None:
    numbers = [register(desk, sample_values("sktlk")).only["number"] for _ in range(3)]
    books = {line["book"]: line["forms"] for line in run("book", "--data", desk).out}
    (name,) = [book for book, forms in books.items() if "sktlk" in forms]
    rows = run("book", name, "--data", desk).out
    assert [next(cell for cell in row.values() if cell in numbers) for row in rows] == numbers
    pdf, xlsx = tmp_path / "buku.pdf", tmp_path / "buku.xlsx"
    assert run("book", name, "--data", desk, "--pdf", pdf).only["rows"] == 3
    assert run("book", name, "--data", desk, "--xlsx", xlsx).only["rows"] == 3
    assert zipfile.ZipFile(xlsx).testzip() is None and PdfReader(pdf).pages
    with_both = run("book", name, "--data", desk, "--pdf", pdf, "--xlsx", xlsx)
    assert with_both.code == WRONG_USE
    assert run("book", "tidak_ada", "--data", desk).code == REFUSED
    backwards = run("book", name, "--data", desk, "--since", "2026-11-20", "--until", "2026-11-19")
    assert backwards.code == REFUSED
    (tmp_path / "folder.pdf").mkdir()
    nowhere = run("book", name, "--data", desk, "--pdf", tmp_path / "folder.pdf")
    assert nowhere.code == REFUSED and "Tidak ada yang dibuat" in nowhere.err


def test_what_leaves_the_desk_as_a_book_is_written_down(desk: Path, ready: Ready, tmp_path: Path) -> None:
    register(desk, sample_values("sktlk"))
    run("book", "sktlk", "--data", desk)
    run("book", "sktlk", "--data", desk, "--xlsx", tmp_path / "a.xlsx")
    app = start(desk, ready.opened)
    listed = [event.body["medium"] for event in app.store.journal.all() if event.kind == "listed"]
    app.close()
    assert listed == ["Excel"]


@pytest.mark.parametrize("kind", ["daily", "recap", "wall"])
def test_reports_come_as_figures_and_as_pages(desk: Path, tmp_path: Path, kind: str) -> None:
    for score in ("4", "3", "4"):
        register(desk, sample_values("sktlk"))
        assert run("rate", "--data", desk, "sktlk", score).code == DONE
    assert run("rate", "--data", desk, "sktlk", "4").code == REFUSED  # more answers than visitors
    figures = run("report", kind, "--data", desk).only
    assert figures["satisfaction"]["counts"] == [0, 0, 1, 2]
    pdf = tmp_path / "laporan harian.pdf"
    assert run("report", kind, "--data", desk, "--pdf", pdf).only["pages"] == len(PdfReader(pdf).pages)
    assert run("rate", "--data", desk, "sktlk", "5").code == WRONG_USE


def test_a_person_is_told_with_their_visits(desk: Path) -> None:
    values = sample_values("sktlk")
    number = register(desk, values).only["number"]
    seen = run("person", "--data", desk, "--nik", values["pelapor"]["nik"]).only
    assert [one["number"] for one in seen["records"]] == [number]
    assert run("person", "--data", desk, "--name", "Siti").code == WRONG_USE
    assert run("person", "--data", desk, "--nik", "0").only["records"] == []
