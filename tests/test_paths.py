from __future__ import annotations

import sys
from pathlib import Path

import pytest

from spkt_desktop import paths


def test_shipped_files_are_found() -> None:
    assert paths.resources("templates", "sktlk.html").is_file()
    assert paths.resources().name == "resources"


def test_a_frozen_program_brings_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources("fonts") == tmp_path / "resources" / "fonts"


def test_the_desk_has_a_folder_of_its_own() -> None:
    assert paths.desk().is_absolute()
    assert not paths.desk().is_relative_to(paths.resources().parent)
