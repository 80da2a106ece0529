"""What PyInstaller would pack and we leave out, each with its reason: read by build.spec, the check and the table."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

Entry = tuple[str, str, str]
"""One line of PyInstaller's table of contents: name in the folder, file it comes from, kind."""


@dataclass(frozen=True)
class LeftOut:
    """One thing that is not shipped, and why nothing of ours misses it."""

    name: str
    reason: str


_COUNTER, _DEVELOPERS = "nothing is installed or compiled at the counter", "for developers"
_OTHER_DATABASE = "its driver is not shipped; a frozen Polres keeps SQLite, one with a server installs the wheel"
_PICTURE = "a letter holds PNG and JPEG only (print/markup.py)"

MODULES = (
    LeftOut("svglib", f"{_PICTURE}, and xhtml2pdf goes without SVG where it is missing"),
    LeftOut("lxml", "only svglib reads XML with it"),
    LeftOut("cssselect2", "svglib's"),
    LeftOut("tinycss2", "svglib's"),
    LeftOut("xhtml2pdf.builders.signs", "signs with pyHanko, which is not installed; our papers are signed by hand"),
    LeftOut("xhtml2pdf.wsgi", "for web servers"),
    LeftOut("reportlab.graphics.barcode.test", "ReportLab's own tests"),
    LeftOut("tzdata", "nothing reads a time zone by its name: the counter's clock is that of its PC"),
    LeftOut("reportlab.graphics.testshapes", "ReportLab's own tests"),
    LeftOut("reportlab.graphics.testdrawings", "ReportLab's own tests"),
    LeftOut("charset_normalizer", "guesses encodings; what we lay out is UTF-8 and says so"),
    LeftOut("PIL.AvifImagePlugin", _PICTURE),
    LeftOut("PIL._avif", _PICTURE),
    LeftOut("PIL.WebPImagePlugin", _PICTURE),
    LeftOut("PIL._webp", _PICTURE),
    LeftOut("PIL._imagingft", "draws text into pictures"),
    LeftOut("PIL._imagingcms", "converts colour profiles"),
    LeftOut("PIL._imagingtk", "tkinter's"),
    LeftOut("PIL.ImageTk", "tkinter's"),
    LeftOut("PIL.ImageQt", "pictures for Qt; ours are read by Qt itself"),
    LeftOut("sqlite_utils.cli", "its own commands"),
    LeftOut("tabulate", "draws the tables of sqlite_utils' commands"),
    LeftOut("click_default_group", "for sqlite_utils' commands"),
    LeftOut("sqlalchemy.dialects.mssql", _OTHER_DATABASE),
    LeftOut("sqlalchemy.dialects.mysql", _OTHER_DATABASE),
    LeftOut("sqlalchemy.dialects.oracle", _OTHER_DATABASE),
    LeftOut("sqlalchemy.dialects.postgresql", _OTHER_DATABASE),
    LeftOut("sqlalchemy.orm", "the Polres speaks SQL in SQLAlchemy's Core"),
    LeftOut("sqlalchemy.ext", "for the ORM"),
    LeftOut("sqlalchemy.testing", "tests of drivers"),
    LeftOut("cffi", "compiles bindings; cryptography brings its own ready"),
    LeftOut("pycparser", "cffi's"),
    LeftOut("multiprocessing", "nothing of ours starts processes of Python; where it is there, every start loads it"),
    LeftOut("PySide6.QtNetwork", "nothing of ours opens a connection (tests/test_architecture.py)"),
    LeftOut("PySide6.QtDBus", "Qt's own library speaks D-Bus, we do not"),
)
"""Modules that PyInstaller would pack here, each with all below it."""

NEVER = (
    LeftOut("chardet", "guesses encodings; what we lay out is UTF-8 and says so"),
    LeftOut("numpy", "ReportLab and Pillow offer it more; nothing of ours uses it"),
    LeftOut("tkinter", "another window system, offered by libraries"),
    LeftOut("IPython", _DEVELOPERS),
    LeftOut("pip", _COUNTER),
    LeftOut("setuptools", _COUNTER),
    LeftOut("pkg_resources", _COUNTER),
    LeftOut("_distutils_hack", _COUNTER),
    LeftOut("ensurepip", _COUNTER),
    LeftOut("distutils", _COUNTER),
    LeftOut("lib2to3", _DEVELOPERS),
    LeftOut("idlelib", _DEVELOPERS),
    LeftOut("test", "Python's own tests"),
    LeftOut("pdb", _DEVELOPERS),
    LeftOut("doctest", _DEVELOPERS),
    LeftOut("unittest", _DEVELOPERS),
    LeftOut("pydoc_data", "Python's own manual"),
    LeftOut("readline", "a developer's prompt"),
    LeftOut("curses", "a window of characters"),
    LeftOut("pytest", _DEVELOPERS),
    LeftOut("_pytest", _DEVELOPERS),
    LeftOut("hypothesis", _DEVELOPERS),
    LeftOut("mypy", _DEVELOPERS),
    LeftOut("mypyc", _DEVELOPERS),
    LeftOut("atheris", _DEVELOPERS),
    LeftOut("weasyprint", "only compared with"),
    LeftOut("pygments", "colours what tests write"),
)
"""Modules that no build may ever hold, whatever somebody has installed or imports one day."""

PLUGINS = {
    "platforms": {"qwindows", "qxcb", "qoffscreen"},
    "styles": {"qmodernwindowsstyle", "qwindowsvistastyle"},
    "printsupport": {"cupsprintersupport"},
    "imageformats": {"qjpeg", "qico"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platformthemes": {"qxdgdesktopportal"},
}
"""The plug-ins of Qt that are kept: window, no window (for commands), style, printer, pictures, keyboard, dialogs."""

QT = {"Core", "DBus", "Gui", "Network", "Pdf", "PrintSupport", "Widgets", "XcbQpa"}
"""The libraries of Qt that are kept: what we import, and what these and the plug-ins are linked with."""

FILES = (
    LeftOut(r"(?:^|/)opengl32sw\.dll$", "draws OpenGL without a graphics card; our window is drawn without OpenGL"),
    LeftOut(r"(?:^|/)d3dcompiler_\d+\.dll$", "for Qt Quick"),
    LeftOut(r"^PySide6/(?:Qt/)?translations/", "none of them is Indonesian; our own sentences and buttons are"),
    LeftOut(r"^lokal/data/(?:desa|kodepos)\.json\.gz$", "a NIK names no village and no postcode"),
    LeftOut(r"(?:^|/)(?:RECORD|INSTALLER|REQUESTED|direct_url\.json|WHEEL|entry_points\.txt|top_level\.txt)$",
            "tells pip what is installed"),
)  # fmt: skip
"""Files by a regular expression of their name in the folder."""

_PLUGIN = re.compile(r"^PySide6/(?:Qt/)?plugins/(?P<folder>[^/]+)/(?:lib)?(?P<name>[^./]+)\.(?:dll|so)$")
_LIBRARY = re.compile(r"(?:^|/)(?:lib)?Qt6(?P<name>\w+)\.(?:dll|so)(?:\.6)?$")
_SYSTEM = "part of the system: Debian's package asks for it, Windows has it"


def reason(name: str) -> str | None:
    """Why a file of that name in the folder is left out; None for one that is kept."""
    name = name.replace("\\", "/")
    if (plugin := _PLUGIN.search(name)) and plugin["name"] not in PLUGINS.get(plugin["folder"], ()):
        return "a plug-in that nothing of ours asks for"
    if (library := _LIBRARY.search(name)) and library["name"] not in QT:
        return "a part of Qt that nothing of ours imports"
    return next((one.reason for one in FILES if re.search(one.name, name)), None)


def of_the_system(source: str) -> bool:
    """Whether a library comes neither from Python nor from a wheel, but from the system that builds."""
    own = [Path(root).resolve() for root in (sys.prefix, sys.base_prefix, *sys.path) if root]
    file = Path(source).resolve()
    return not any(root in file.parents for root in own)


def sieve(libraries: Iterable[Entry], data: Iterable[Entry]) -> dict[str, str]:
    """Which of PyInstaller's entries are left out, by name, with the reason."""
    found = {}
    for name, source, kind in libraries:
        # A link at the top stands for a library of a wheel further down, and goes with it.
        foreign = kind != "SYMLINK" and of_the_system(source)
        if why := reason(name) or (_SYSTEM if foreign else None):
            found[name] = why
    return found | {name: why for name, _source, _kind in data if (why := reason(name))}
