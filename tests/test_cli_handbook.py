"""The handbook at the command line: its chapters, and the book as it is printed; no desk is needed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from spkt_desktop import paths
from spkt_desktop.app import guide
from tests.commands import REFUSED, run


def test_the_handbook_is_told_and_saved(tmp_path: Path) -> None:
    file = tmp_path / "buku panduan.pdf"
    made = run("handbook", "--pdf", file).only
    reader = PdfReader(file)
    assert made["pages"] == len(reader.pages)
    told = run("handbook").out
    first = told[0]
    assert first["chapter"] in reader.pages[first["page"] - 1].extract_text()
    assert len(told) == len(reader.outline)


def test_a_place_that_takes_no_file_is_refused(tmp_path: Path) -> None:
    ran = run("handbook", "--pdf", tmp_path / "tidak ada" / "buku.pdf")
    assert ran.code == REFUSED and "Tidak ada yang dibuat" in ran.err


def test_a_shipped_book_is_taken_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = guide.booklet()
    assert book
    (tmp_path / "panduan.pdf").write_bytes(book.letter.pdf)
    monkeypatch.setattr(paths, "_root", lambda: tmp_path)
    assert guide.booklet() == book
    (tmp_path / "panduan.pdf").unlink()
    assert guide.booklet() is None, "neither shipped nor a checkout: the window keeps its text"
    assert run("handbook").code == REFUSED


def test_a_checkout_keeps_what_it_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resources, project = paths.resources(), paths.checkout()
    assert project
    for folder in ("docs/gambar", "resources"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("templates", "fonts"):
        shutil.copytree(resources / name, tmp_path / "resources" / name)
    (tmp_path / "docs" / "panduan.md").write_text("# Buku\n\nAwal.\n\n## Satu\n\nIsi.\n", encoding="utf-8")
    monkeypatch.setattr(paths, "_root", lambda: tmp_path / "resources")
    first = guide.booklet()
    (kept,) = (tmp_path / "build").iterdir()
    written = kept.stat().st_mtime_ns
    assert guide.booklet() == first and kept.stat().st_mtime_ns == written
    (tmp_path / "docs" / "panduan.md").write_text("# Buku\n\nAwal.\n\n## Dua\n\nIsi.\n", encoding="utf-8")
    second = guide.booklet()
    assert len([*(tmp_path / "build").iterdir()]) == 1, "what was made before the change is gone"
    assert first and second and (first.chapters[0].title, second.chapters[0].title) == ("Satu", "Dua")
