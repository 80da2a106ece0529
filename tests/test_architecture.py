"""The architecture is a test: who may import whom, where a file may lie, and how large it may grow."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.waiting import LONGEST

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "spkt_desktop"
MODULES = sorted((ROOT / PACKAGE).rglob("*.py"))

# The modules under everything, lowest first: each may import only those before it.
GROUND = ("errors", "windows_acl", "disk", "canonical", "records", "numbers", "dates", "paths", "books", "tar")
# Of ours; a layer may always import itself.
OURS = {
    **{name: GROUND[:height] for height, name in enumerate(GROUND)},
    "forms": ("errors", "records", "numbers", "dates", "books"),
    "store": ("errors", "disk", "records", "tar"),
    "print": ("errors", "records", "forms", "dates", "paths", "books"),
    "sync": ("errors", "disk", "records", "tar"),
    "polres": ("errors", "disk", "records", "sync"),
    "app": (*GROUND, "forms", "store", "print", "sync"),
    "cli": ("app", "polres", "errors", "disk", "records", "books"),
    "ui": ("app", "errors", "disk", "records", "forms", "books"),
}
# Of others, beside the standard library.
THEIRS = {
    **dict.fromkeys(GROUND, ("lokal", "rfc8785", "platformdirs")),
    "forms": ("lokal",),
    "store": ("sqlite_utils", "sqlcipher3", "pyrage"),
    "print": ("jinja2", "xhtml2pdf", "reportlab", "pypdf", "xlsxwriter"),
    "sync": ("pyrage", "cryptography"),
    "polres": ("sqlalchemy",),
    "app": (),
    "cli": ("click",),
    "ui": ("PySide6", "shiboken6"),
}
ROOTS = ("", "__main__")  # the package itself holds only its version; the composition root builds everything
NETWORK = ("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "asyncio", "PySide6.QtNetwork")
NETWORK_DOORS: tuple[str, ...] = ()  # the one module that may open a connection, once there is one
PDFIUM, PDFIUM_DOOR = "PySide6.QtPdf", "spkt_desktop.ui.pdf"  # not safe in two threads: one module holds the lock

DRAWERS = ("core", "utils", "common", "helpers", "managers", "services", "misc")
LARGEST, MEDIAN = 300, 120

# Written in pieces, for this file is searched as well.
MACHINE_PATH = re.compile(
    r"(?<![\w.~}/-])/(?:" + "|".join(("home", "root", "work", "tmp")) + r")/\w|\b[A-Z]:\\Users\\\w"
)
REGISTRY = re.compile("|".join((r"pypi\." + "org", "python" + "hosted", r"registry\." + "npmjs")))


def imports(source: str) -> Iterator[str]:
    """Every dotted name a module imports, wherever the import stands and however it is spelled."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                yield from (f"{'.' * level}{module or ''}.{alias.name}" for alias in names)
            case ast.Call(func=ast.Name(id="__import__") | ast.Attribute(attr="import_module"), args=[what, *_]):
                yield str(what.value) if isinstance(what, ast.Constant) else "?"


def layer_of(module: str) -> str:
    """The layer of a module of ours: `spkt_desktop.forms.nik` is of forms, `spkt_desktop.cli_polres` of cli."""
    name = [*module.split("."), ""][1]
    return "cli" if name.startswith("cli") else name


def import_breaches(module: str, source: str) -> list[str]:
    """What a module imports and may not."""
    return [f"{module}: {name}" for name in imports(source) if not may_import(module, name)]


def may_import(module: str, name: str) -> bool:
    """Whether a module of ours may import a dotted name."""
    top, layer = name.split(".")[0], layer_of(module)
    if top in ("", "?"):  # relative, or not to be known before it runs
        return False
    if any(name == door or name.startswith(f"{door}.") for door in NETWORK):
        return module in NETWORK_DOORS
    if name.startswith(PDFIUM):
        return module == PDFIUM_DOOR
    if top in sys.stdlib_module_names or layer == "__main__":
        return True
    if top != PACKAGE:
        return top in THEIRS.get(layer, ())
    target = layer_of(name)
    return target in (layer, "", "__version__") or target in OURS.get(layer, ())


def size_breaches(lines: dict[str, int]) -> list[str]:
    """Which modules have grown too long, and whether they are too long as a whole."""
    too_long = [f"{name}: {count} lines" for name, count in lines.items() if count > LARGEST]
    median = statistics.median(lines.values())
    return [*too_long, *([f"the median module has {median} lines"] if median > MEDIAN else [])]


def place_breaches(path: str) -> list[str]:
    """What is wrong with where a file of the package lies."""
    folders = path.split("/")[:-1]
    drawers = [f"{path}: a drawer named {name}" for name in (*folders, Path(path).stem) if name in DRAWERS]
    return [*drawers, *([f"{path}: more than two levels deep"] if len(folders) > 2 else [])]


def print_breaches(module: str, source: str) -> list[str]:
    """Where a module other than a command's writes to standard output."""
    if layer_of(module) == "cli":
        return []
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [f"{module}:{call.lineno}" for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]


def wait_breaches(name: str, source: str) -> list[str]:
    """Where a test waits for another program without an end."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [
        f"{name}:{call.lineno}" for call in calls if waits(call) and "timeout" not in {k.arg for k in call.keywords}
    ]


def waits(call: ast.Call) -> bool:
    """Whether it is a call that returns only when a program has ended, or something else says so."""
    match call.func:
        case ast.Attribute(value=ast.Name(id="subprocess"), attr="run" | "call" | "check_call" | "check_output"):
            return True
        case ast.Attribute(attr="wait" | "communicate" | "join"):
            return not call.args
    return False


def word_breaches(name: str, text: str) -> list[str]:
    """Where a file names a folder of some machine, or a package registry."""
    lines = enumerate(text.splitlines(), 1)
    return [f"{name}:{number}" for number, line in lines if MACHINE_PATH.search(line) or REGISTRY.search(line)]


def module_of(file: Path) -> str:
    """The dotted name of a source file of ours."""
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def tracked_texts() -> Iterator[tuple[str, str]]:
    """The name and text of each text file that git keeps."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, encoding="utf-8", timeout=LONGEST
    ).stdout
    for name in filter(None, listed.split("\0")):
        file = ROOT / name
        data = file.read_bytes() if file.is_file() else b"\0"
        if b"\0" not in data:
            yield name, data.decode("utf-8", errors="replace")


@pytest.mark.parametrize("file", MODULES, ids=module_of)
def test_a_module_imports_only_what_its_layer_may(file: Path) -> None:
    assert import_breaches(module_of(file), file.read_text(encoding="utf-8")) == []


def test_every_folder_and_module_belongs_to_a_layer() -> None:
    assert {layer_of(module_of(file)) for file in MODULES} <= {*OURS, *ROOTS}


def test_no_module_grows_too_long() -> None:
    assert (
        size_breaches({module_of(file): len(file.read_text(encoding="utf-8").splitlines()) for file in MODULES}) == []
    )


def test_files_lie_where_one_would_look() -> None:
    assert [fault for file in MODULES for fault in place_breaches(file.relative_to(ROOT).as_posix())] == []


def test_only_commands_print() -> None:
    assert [fault for file in MODULES for fault in print_breaches(module_of(file), file.read_text("utf-8"))] == []


@pytest.mark.parametrize("file", sorted((ROOT / "tests").rglob("*.py")), ids=module_of)
def test_no_test_waits_for_ever(file: Path) -> None:
    assert wait_breaches(module_of(file), file.read_text(encoding="utf-8")) == []


def test_no_file_names_a_machine_or_a_registry() -> None:
    assert [fault for name, text in tracked_texts() for fault in word_breaches(name, text)] == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("spkt_desktop.forms.x", "from spkt_desktop.store.journal import Journal"),
        ("spkt_desktop.forms.x", "import jinja2"),
        ("spkt_desktop.store.x", "from spkt_desktop.print import letter"),
        ("spkt_desktop.print.x", "import spkt_desktop.sync"),
        ("spkt_desktop.sync.x", "from spkt_desktop import store"),
        ("spkt_desktop.app.x", "from spkt_desktop.polres import inbox"),
        ("spkt_desktop.app.x", "from PySide6.QtCore import QObject"),
        ("spkt_desktop.ui.x", "from spkt_desktop.store import open_store"),
        ("spkt_desktop.cli", "from spkt_desktop.forms import FORMS"),
        ("spkt_desktop.errors", "from spkt_desktop.records import Event"),
        ("spkt_desktop.records", "from spkt_desktop.paths import resources"),
        ("spkt_desktop.unheard_of", "from spkt_desktop.errors import SpktError"),
        ("spkt_desktop.store.x", "def work():\n    import PySide6"),
        (
            "spkt_desktop.store.x",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from spkt_desktop.app import App",
        ),
        ("spkt_desktop.store.x", "from . import journal"),
        ("spkt_desktop.store.x", "from .. import app"),
        ("spkt_desktop.store.x", "import importlib\nimportlib.import_module('PySide6')"),
        ("spkt_desktop.store.x", "__import__(name)"),
        ("spkt_desktop.sync.x", "import socket"),
        ("spkt_desktop.sync.x", "from urllib import request"),
        ("spkt_desktop.sync.x", "from http.client import HTTPSConnection"),
        ("spkt_desktop.ui.x", "from PySide6.QtNetwork import QTcpSocket"),
        ("spkt_desktop.ui.x", "from PySide6.QtPdf import QPdfDocument"),
    ],
)
def test_a_forbidden_import_is_found(module: str, source: str) -> None:
    assert len(import_breaches(module, source)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("spkt_desktop.store.x", "import os\nfrom spkt_desktop.store.journal import Journal\nimport sqlcipher3.dbapi2"),
        ("spkt_desktop.paths", "from spkt_desktop.errors import SpktError\nfrom platformdirs import user_data_path"),
        ("spkt_desktop.ui.x", "from spkt_desktop import __version__\nfrom PySide6.QtCore import Qt"),
        (
            "spkt_desktop.cli_polres",
            "import click\nfrom spkt_desktop.cli import echo\nfrom spkt_desktop.polres import Inbox",
        ),
        ("spkt_desktop.ui.pdf", "from PySide6.QtPdf import QPdfDocument"),
        ("spkt_desktop.print.x", "from urllib.parse import urlsplit"),
        ("spkt_desktop.__main__", "from spkt_desktop.ui.window import Window\nimport click"),
    ],
)
def test_a_rightful_import_is_let_through(module: str, source: str) -> None:
    assert import_breaches(module, source) == []


def test_a_long_module_is_found() -> None:
    assert size_breaches({"a": 301, "b": 10, "c": 10}) == ["a: 301 lines"]
    assert size_breaches({"a": 121, "b": 121}) == ["the median module has 121.0 lines"]


@pytest.mark.parametrize("path", ["spkt_desktop/utils/x.py", "spkt_desktop/helpers.py", "spkt_desktop/ui/a/x.py"])
def test_a_misplaced_file_is_found(path: str) -> None:
    assert len(place_breaches(path)) == 1


def test_a_print_is_found() -> None:
    assert print_breaches("spkt_desktop.store.x", "def f():\n    print(1)") == ["spkt_desktop.store.x:2"]
    assert print_breaches("spkt_desktop.cli", "print(1)") == []


def test_a_wait_without_an_end_is_found() -> None:
    assert wait_breaches("x", "subprocess.run(['lp'], check=True)\nprocess.wait()\nprocess.communicate()") == [
        "x:1", "x:2", "x:3",
    ]  # fmt: skip
    assert wait_breaches("x", "subprocess.run(['lp'], timeout=9)\nprocess.wait(9)\n' '.join(words)") == []


@pytest.mark.parametrize("head", ["/home", "/root", "/work", "/tmp"])
def test_a_machine_path_is_found(head: str) -> None:
    assert word_breaches("x.md", f"lies in {head}/siapa/x") == ["x.md:1"]
    assert word_breaches("x.md", f"https://contoh.go.id{head}/x and docs{head}/x") == []


def test_a_registry_is_found() -> None:
    assert word_breaches("x.txt", "--index-url https://" + "pypi." + "org/simple") == ["x.txt:1"]
