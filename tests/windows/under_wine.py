"""A plug-in of the run under Wine, and of no other: fonts, what choice.toml leaves out, and an end by the clock."""

from __future__ import annotations

import os
import time
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

LEFT_OUT = tomllib.loads(Path(__file__).with_name("choice.toml").read_text(encoding="utf-8"))["left_out"]

# Where it draws on no screen, Qt brings no fonts and asks Windows for none. Wine hands no variable of Qt's on.
os.environ["QT_QPA_FONTDIR"] = "Z:\\usr\\share\\fonts\\truetype\\liberation"

NO_TIME = "no time left"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--until", type=float, default=float("inf"), help="begin no test after these seconds since 1970")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if time.time() > item.config.getoption("until"):
        pytest.skip(NO_TIME)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for pattern, why in LEFT_OUT.items():
            if fnmatchcase(item.nodeid.replace("[", "("), pattern.replace("[", "(")):
                item.add_marker(pytest.mark.skip(reason=why))
