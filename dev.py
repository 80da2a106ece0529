#!/usr/bin/env python3
"""The one command of this project: `python3 dev.py run`, `test`, `check`, ... (`--help` lists them all).

It needs nothing but Python 3.11 and its standard library: it makes the virtual environment in `.venv`, puts the
locked dependencies into it, and on Debian and its kin installs the system libraries that Qt asks for.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
FIGURES = ROOT / "build" / "janji"
"""What the tests measure of the promises in docs/janji.md."""

# What the Qt libraries, its xcb platform, its print plug-in and its image plug-ins name as NEEDED (readelf -d).
QT_PACKAGES = (
    "libcups2 libdbus-1-3 libegl1 libfontconfig1 libfreetype6 libgl1 libglib2.0-0 libgssapi-krb5-2 libx11-6 "
    "libx11-xcb1 libxcb-cursor0 libxcb-glx0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render0 "
    "libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon0 "
    "libxkbcommon-x11-0"
).split()
# A real screen, a real keyboard, a real printer queue, and programs that are not ours to read what ours wrote.
TEST_PACKAGES = (
    "age cups cups-client cups-filters fonts-dejavu-core gcc ghostscript git imagemagick libc6-dev nsis openbox "
    "openssl poppler-utils printer-driver-cups-pdf x11-utils xauth xdotool xvfb"
).split()

LOCKING = (
    "pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --quiet"
).split()


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; what follows `--` goes to the program that the command starts."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    cut = words.index("--") if "--" in words else len(words)
    acts = "\n".join(f"  {name:6} {act.__doc__}" for name, act in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="dev.py",
        usage="python3 dev.py COMMAND [-- ARGUMENTS OF ITS PROGRAM]",
        description=f"SPKT Desktop, for developers.\n\n{acts}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help="one of the above")
    command = parser.parse_args(words[:cut]).command
    try:
        COMMANDS[command](words[cut + 1 :])
    except subprocess.CalledProcessError as error:
        return error.returncode or 1
    return 0


def run(more: Sequence[str]) -> None:
    """Open the window, or make the sample papers where there is no screen."""
    install_packages(QT_PACKAGES)
    prepare()
    if has_screen(sys.platform, os.environ):
        venv_python("-m", "spkt_desktop", *more)
        return
    papers = ROOT / "papers"
    shutil.rmtree(papers, ignore_errors=True)
    venv_python("-m", "spkt_desktop", "demo", "--out", str(papers), *more)
    say(f"There is no screen here, so the whole main job was done on sample data; its papers lie in {papers}")


def test(more: Sequence[str]) -> None:
    """Check, then run every test with the coverage of the package."""
    install_packages([*QT_PACKAGES, *TEST_PACKAGES])
    check([])
    workers = max(2, os.cpu_count() or 2)  # two even on one processor: much of it is waiting for other programs
    # A file stays with one worker, for its tests share what is slow to make.
    spread = ("-n", str(workers), "--dist", "loadfile")
    shutil.rmtree(FIGURES, ignore_errors=True)
    os.environ["SPKT_FIGURES"] = str(FIGURES)
    venv_python("-m", "pytest", *spread, "--cov", "--cov-report=term-missing", *more)
    venv_python(str(present("tools/promises.py")))


def nightly(more: Sequence[str]) -> None:
    """Run every test as `test` does, with a night's worth of tries at what has to hold."""
    os.environ["SPKT_NIGHTLY"] = "1"
    test(more)


def check(more: Sequence[str]) -> None:
    """Run ruff, mypy and the test of the architecture."""
    install_packages(QT_PACKAGES)
    prepare()
    venv_python("-m", "ruff", "check", ".", *more)
    venv_python("-m", "ruff", "format", "--check", ".")
    venv_python("-m", "mypy")
    venv_python("-m", "pytest", "-q", "tests/test_architecture.py")


def bench(more: Sequence[str]) -> None:
    """Measure what an officer waits for."""
    tool("benchmarks/run.py", *more)


def shots(more: Sequence[str]) -> None:
    """Take the pictures of the handbook."""
    tool("tools/shots.py", *more)


def build(more: Sequence[str]) -> None:
    """Make the program folder that runs without Python (dist/)."""
    install_packages([*QT_PACKAGES, "binutils"])
    prepare()
    venv_python(str(present("tools/freezing/build.py")), *more)


def windows(more: Sequence[str]) -> None:
    """Test, freeze and run the program for Windows under Wine (`-- --if-possible`: only where that can be done)."""
    prepare()
    present("tools/windows/__main__.py")
    venv_python("-m", "tools.windows", *more)


def setup(more: Sequence[str]) -> None:
    """Make .deb, setup file and zips from the program folders (dist/rilis/); `-- --try` tries the setup under Wine."""
    trial = "wine wine64 xvfb xauth xdotool gcc-mingw-w64-x86-64-win32 fonts-liberation".split()
    install_packages([*QT_PACKAGES, "nsis", *(trial if "--try" in more else [])])
    prepare()
    venv_python("-m", "setup.make", *more)


def sbom(more: Sequence[str]) -> None:
    """List what the program is made of (build/sbom.cdx.json)."""
    tool("tools/sbom.py", *more)


def mutate(more: Sequence[str]) -> None:
    """Break each promise on purpose and see that its test notices."""
    tool("tools/mutate.py", *more)


def audit(more: Sequence[str]) -> None:
    """Ask for known vulnerabilities in the lock (exit 3: nobody could be asked)."""
    with tempfile.TemporaryDirectory() as folder:
        auditor = make_venv(Path(folder) / "auditor")
        try:
            execute(auditor, "-m", "pip", "install", "-qq", "pip-audit")
        except subprocess.CalledProcessError:
            say("NOT AUDITED: pip-audit cannot be installed from here. This is no good news.")
            sys.exit(3)
        execute(auditor, present("tools/audit.py"), *more)


def lock(more: Sequence[str]) -> None:
    """Write requirements.lock anew (`-- --upgrade` takes newer versions)."""
    with tempfile.TemporaryDirectory() as folder:
        resolver = make_venv(Path(folder) / "resolver")
        execute(resolver, "-m", "pip", "install", "-qq", "uv")
        execute(resolver, "-m", "uv", *LOCKING, "-o", LOCK, *more)
    pins = LOCK.read_text(encoding="utf-8")
    LOCK.write_text(f"# Written by `python3 dev.py lock`; do not edit.\n{pins}", encoding="utf-8", newline="\n")


COMMANDS: dict[str, Callable[[Sequence[str]], None]] = {
    act.__name__: act
    for act in (run, test, nightly, check, bench, build, setup, sbom, shots, lock, mutate, audit, windows)
}


def has_screen(platform: str, environment: os._Environ[str] | dict[str, str]) -> bool:
    """Whether a window can be shown: on Linux only where X or Wayland says so."""
    return platform != "linux" or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def tool(path: str, *more: str) -> None:
    """Runs one of the project's own scripts in its environment."""
    script = present(path)
    install_packages([*QT_PACKAGES, *TEST_PACKAGES])
    prepare()
    venv_python(str(script), *more)


def present(path: str) -> Path:
    """The file of that name in the project; ends plainly when it is not there."""
    file = ROOT / path
    if not file.is_file():
        sys.exit(f"dev.py: {path} is not in this checkout, so there is nothing to run.")
    return file


def prepare() -> None:
    """Makes `.venv` what the lock and pyproject.toml say; does nothing when it is so already.

    The stamps are written last, so an environment whose making was cut short is made again.
    """
    wanted = stamp_of(LOCK)
    if read(VENV / "locked") != wanted:
        if VENV in Path(sys.executable).parents:
            sys.exit("dev.py: .venv must be made again; start dev.py with the system's Python, not with that of .venv.")
        say("Making .venv and installing the locked dependencies (a minute or two, once).")
        shutil.rmtree(VENV, ignore_errors=True)
        make_venv(VENV)
        venv_python("-m", "pip", "install", "-qq", "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK))
        (VENV / "locked").write_text(wanted, encoding="utf-8")
    project = stamp_of(ROOT / "pyproject.toml")
    if read(VENV / "project") != project:
        venv_python("-m", "pip", "install", "-qq", "--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT))
        (VENV / "project").write_text(project, encoding="utf-8")


def make_venv(folder: Path) -> Path:
    """A new virtual environment with pip; gives its Python."""
    if importlib.util.find_spec("ensurepip") is None:  # Debian ships its Python without
        install_packages([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])
    execute(sys.executable, "-m", "venv", folder)
    return python_of(folder)


def python_of(venv: Path) -> Path:
    """The Python of a virtual environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def venv_python(*arguments: str) -> None:
    """Runs the project's Python in the project's folder; raises CalledProcessError."""
    execute(python_of(VENV), *arguments)


def execute(*command: str | Path) -> None:
    """Runs a program in the project's folder; raises CalledProcessError."""
    sys.stdout.flush()
    subprocess.run([str(part) for part in command], cwd=ROOT, check=True)


def stamp_of(file: Path) -> str:
    """What an environment made from this file by this Python is known by."""
    return f"{hashlib.sha256(file.read_bytes()).hexdigest()} {sys.version} {sys.base_prefix}"


def read(file: Path) -> str:
    """The text of a file, empty when there is none."""
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def install_packages(wanted: Iterable[str]) -> None:
    """Installs the Debian packages that are missing, or ends with the command to type where it may not."""
    if shutil.which("dpkg-query") is None:
        return
    missing = missing_packages(wanted, installed_packages())
    if not missing:
        return
    install = ["apt-get", "install", "-y", "-q", "-o", "DPkg::Lock::Timeout=300", "--no-install-recommends", *missing]
    rights = administrator()
    if rights is None:
        sys.exit(f"dev.py: system packages are missing. Please type:\n  sudo {' '.join(install)}")
    say(f"Installing system packages: {' '.join(missing)}")
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive"]
    if subprocess.run([*apt, *install], stdout=subprocess.DEVNULL, check=False).returncode:
        subprocess.run([*apt, "apt-get", "update", "-q"], stdout=subprocess.DEVNULL, check=True)
        subprocess.run([*apt, *install], stdout=subprocess.DEVNULL, check=True)


def installed_packages() -> frozenset[str]:
    """The names of the Debian packages on this machine."""
    query = ["dpkg-query", "-W", "-f", "${db:Status-Abbrev} ${Package}\n"]
    lines = subprocess.run(query, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()
    return frozenset(line.split()[1] for line in lines if line.startswith("ii"))


def missing_packages(wanted: Iterable[str], installed: frozenset[str]) -> list[str]:
    """Which are not there, neither by their name nor by the one with 64-bit time (`t64`) of newer releases."""
    return [name for name in wanted if name not in installed and f"{name}t64" not in installed]


def administrator() -> list[str] | None:
    """What to put before a command that needs an administrator: nothing for root, else sudo if it asks nothing."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    asks_nothing = (
        sudo is not None and not subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode
    )
    return [sudo, "-n"] if sudo and asks_nothing else None


def say(text: str) -> None:
    """Tells the developer what goes on."""
    print(f"dev.py: {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
