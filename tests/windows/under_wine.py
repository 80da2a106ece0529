"""A plug-in of the run under Wine, and of no other: fonts, and skips with its reason of what choice.toml leaves out."""

from __future__ import annotations

import os
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

LEFT_OUT = tomllib.loads(Path(__file__).with_name("choice.toml").read_text(encoding="utf-8"))["left_out"]

# Where it draws on no screen, Qt brings no fonts and asks Windows for none. Wine hands no variable of Qt's on.
os.environ["QT_QPA_FONTDIR"] = "Z:\\usr\\share\\fonts\\truetype\\liberation"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for pattern, why in LEFT_OUT.items():
            if fnmatchcase(item.nodeid.replace("[", "("), pattern.replace("[", "(")):
                item.add_marker(pytest.mark.skip(reason=why))
