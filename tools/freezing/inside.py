"""What lies in a frozen program, file by file and module by module, and which part each belongs to.

It reads what PyInstaller made on Windows as well as on Linux, on either of them.
"""

from __future__ import annotations

import re
import sys
import zipfile
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path

from PyInstaller.archive.readers import CArchiveReader, ZlibArchiveReader  # type: ignore[import-untyped]

INTERNAL = "_internal"
OURS = "spkt_desktop"
PYTHON, STARTERS, FONTS, RESOURCES, BESIDE = "Python", "starters", "typefaces", "resources", "licences and parts list"
QT, PLUGIN, BINDING = "Qt: {}", "Qt plug-ins", "PySide6 (binding)"
QT_PACKAGES = ("pyside6-essentials", "pyside6-pdf", "shiboken6")
"""Where Qt and its binding come from; which file is whose does not matter."""
SURPRISE = "?"
"""The part of a file that nobody knows."""

_PYTHON_FILES = re.compile(
    r"^(?:base_library\.zip|(?:lib)?python3[\d.]*\.(?:dll|so.*)|python3\.\d+/lib-dynload/.*|(?:vcruntime|msvcp)\d+.*\.dll"
    r"|(?:libcrypto|libssl|libffi)-\d.*\.dll|sqlite3\.dll)$",
    re.I,
)
_NEWER = frozenset({"_colorize", "_opcode_metadata", "_pydatetime", "_wmi"})
"""Of Pythons that may be newer than the one that looks."""
_QT_FILES = re.compile(r"(?:^|/)(?:lib)?(?P<name>Qt6\w+|icu\w+)(?:\.\w+)*$")
_TAIL = re.compile(r"[-_.]\d.*$")


@dataclass(frozen=True)
class File:
    """A file of the program: its name below the folder, its bytes, its part; a link takes no bytes."""

    name: str
    size: int
    part: str


@dataclass(frozen=True)
class Module:
    """A module in the archive of the starters: its dotted name, its bytes as packed there, its part."""

    name: str
    size: int
    part: str


class Frozen:
    """A program folder as PyInstaller left it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        found = [folder / f"spkt-desktop{tail}" for tail in ("", ".exe") if (folder / f"spkt-desktop{tail}").is_file()]
        if not found:
            raise SystemExit(f"{folder.name}: no frozen program lies there.")
        self.starter = found[0]

    @cached_property
    def archive(self) -> ZlibArchiveReader:
        """The modules of the starters."""
        return CArchiveReader(str(self.starter)).open_embedded_archive("PYZ.pyz")

    @cached_property
    def modules(self) -> list[Module]:
        """Every module of the archive."""
        return [Module(name, entry[2], _owner(name)) for name, entry in sorted(self.archive.toc.items())]

    @cached_property
    def files(self) -> list[File]:
        """Every file of the folder."""
        found = []
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder).as_posix()
            if path.is_symlink():
                found.append(File(name, 0, self._part(name)))
            elif path.is_file():
                found.append(File(name, path.stat().st_size, self._part(name)))
        return found

    @property
    def base_modules(self) -> list[str]:
        """The modules of Python that it needs before it can read its archive."""
        with zipfile.ZipFile(self.folder / INTERNAL / "base_library.zip") as base:
            return [name.removesuffix(".pyc").replace("/", ".") for name in base.namelist()]

    def distributions(self) -> set[str]:
        """The packages that are inside, by the names that pip knows them by."""
        parts = {file.part for file in self.files} | {module.part for module in self.modules}
        return {part for part in parts if part in _known()} | (set(QT_PACKAGES) if BINDING in parts else set())

    def _part(self, name: str) -> str:
        top, _, rest = name.partition("/")
        if not rest:
            return STARTERS
        if top != INTERNAL:
            return BESIDE
        if rest.startswith("resources/"):
            return FONTS if rest.startswith("resources/fonts/") else RESOURCES
        return _inner_part(rest)


def _inner_part(name: str) -> str:
    """The part of a file below `_internal`."""
    top, _, rest = name.partition("/")
    if _PYTHON_FILES.match(name):
        return PYTHON
    if "/plugins/" in name:
        return PLUGIN
    if qt := _QT_FILES.search(name):
        return QT.format(qt["name"])
    if top in ("PySide6", "shiboken6") or "pyside6" in name or "shiboken6" in name:
        return BINDING
    if not rest:  # an extension module of Python on Windows, a link to a library of a wheel on Linux, or _cffi_backend
        stem = name.partition(".")[0]
        return _modules().get(stem) or (PYTHON if _of_python(stem) else _owner_of_library(name))
    if top.endswith((".dist-info", ".libs")):
        return _known_by(_TAIL.sub("", top.removesuffix(".dist-info").removesuffix(".libs")))
    return _owner(top)


def _owner(module: str) -> str:
    """The part of a module: ours, Python, or the package that brings it."""
    top = module.partition(".")[0]
    if top == OURS:
        return OURS
    return _modules().get(top) or (PYTHON if _of_python(top) else SURPRISE)


def _of_python(top: str) -> bool:
    return top in sys.stdlib_module_names | _NEWER or top.startswith(("_sysconfigdata_", "_pyi_rth", "pyi"))


def _owner_of_library(name: str) -> str:
    """The package whose wheel brings a library of that file name."""
    return _libraries().get(name, SURPRISE)


def plain(name: str) -> str:
    """A package's name as pip compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _known_by(name: str) -> str:
    return plain(name) if plain(name) in _known() else SURPRISE


@cache
def _known() -> frozenset[str]:
    return frozenset(plain(one.metadata["Name"]) for one in metadata.distributions())


@cache
def _modules() -> dict[str, str]:
    """The package of each module that is installed here."""
    found = metadata.packages_distributions()
    return {module: plain(owners[0]) for module, owners in found.items() if module != OURS and module != "tests"}


@cache
def _libraries() -> dict[str, str]:
    """The package of each shared library that a wheel brings in a folder of its own."""
    return {
        file.name: plain(one.metadata["Name"])
        for one in metadata.distributions()
        for file in one.files or ()
        if ".libs/" in file.as_posix()
    }
