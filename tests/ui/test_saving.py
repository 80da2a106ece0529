from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from spkt_desktop.errors import MediumFailed
from spkt_desktop.ui.saving import ask_where, write_whole


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def answer(monkeypatch: pytest.MonkeyPatch, file: Path | str) -> list[str]:
    """Whoever is asked where answers that; what they were offered."""
    offered: list[str] = []

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(Path(name).name)
        return str(file), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return offered


def test_a_file_is_offered_a_name_that_every_disk_takes(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = answer(monkeypatch, tmp_path / "x.pdf")
    assert ask_where(parent, "mutasi 20/11: regu I", ".pdf", "PDF") == tmp_path / "x.pdf"
    assert offered == ["mutasi-20-11--regu-I.pdf"]


def test_the_ending_is_added_and_a_dot_in_a_name_is_kept(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, tmp_path / "laporan 20.11.2026")
    assert ask_where(parent, "x", ".pdf", "PDF") == tmp_path / "laporan 20.11.2026.pdf"
    answer(monkeypatch, tmp_path / "LAPORAN.PDF")
    assert ask_where(parent, "x", ".pdf", "PDF") == tmp_path / "LAPORAN.PDF"
    answer(monkeypatch, "")
    assert ask_where(parent, "x", ".pdf", "PDF") is None


def test_a_file_that_nobody_was_asked_about_is_not_replaced(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "buku.pdf").write_bytes(b"lama")
    answer(monkeypatch, tmp_path / "buku")
    with pytest.raises(MediumFailed, match="sudah ada"):
        ask_where(parent, "x", ".pdf", "PDF")
    assert (tmp_path / "buku.pdf").read_bytes() == b"lama"


def test_a_file_is_written_whole_over_an_old_one(tmp_path: Path) -> None:
    file = tmp_path / "buku.xlsx"
    for content in (b"lama", b"baru"):
        write_whole(file, content)
        assert file.read_bytes() == content
    assert list(tmp_path.iterdir()) == [file]


def test_what_cannot_be_written_leaves_the_old_and_nothing_beside_it(tmp_path: Path) -> None:
    there = tmp_path / "buku.pdf"
    there.mkdir()
    for file in (there, tmp_path / "tidak ada" / "buku.pdf"):
        with pytest.raises(MediumFailed, match="tetap utuh") as caught:
            write_whole(file, b"isi")
        assert str(tmp_path) not in str(caught.value)
    assert list(tmp_path.iterdir()) == [there] and list(there.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on the size of files")
def test_a_full_disk_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "buku.pdf"
    file.write_bytes(b"lama")
    resource = pytest.importorskip("resource")
    signal = pytest.importorskip("signal")
    before, limit = signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limit[1]))
    try:
        with pytest.raises(MediumFailed):
            write_whole(file, os.urandom(100_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, before)
    assert file.read_bytes() == b"lama" and list(tmp_path.iterdir()) == [file]
