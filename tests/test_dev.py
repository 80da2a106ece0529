"""The one command: its lock is whole, its environment is made again when it must be, and it says what it needs."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import dev
from tests.waiting import LONGEST

LOCKED = re.compile(
    r"^(?P<requirement>[^#\s][^\\]*?) \\\n(?P<hashes>(?: {4}--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M
)


def pins() -> list[Requirement]:
    """The pins of the lock; one name may have several, for Pythons that share no version."""
    return [Requirement(match["requirement"]) for match in LOCKED.finditer(dev.LOCK.read_text(encoding="utf-8"))]


def locked() -> dict[str, Requirement]:
    """The pins of the lock by their name, those of this Python before others."""
    return {plain(pin.name): pin for pin in sorted(pins(), key=applies)}


def applies(asked: Requirement) -> bool:
    return asked.marker is None or asked.marker.evaluate()


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_each_line_of_the_lock_is_one_version_with_hashes() -> None:
    lines = [line for line in dev.LOCK.read_text(encoding="utf-8").splitlines() if line and line[0] not in " #"]
    assert len(lines) == len(pins()) >= len(locked()) > 50
    assert all(re.fullmatch(r"==[^*,]+", str(pin.specifier)) for pin in pins())


def test_the_lock_names_no_address() -> None:
    assert not re.search(r"://|--index|--find-links|--trusted", dev.LOCK.read_text(encoding="utf-8"))


def test_the_lock_fits_what_the_project_asks_for() -> None:
    project = tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for line in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        asked = Requirement(line)
        if not applies(asked):
            continue
        (pin,) = locked()[plain(asked.name)].specifier
        assert asked.specifier.contains(pin.version), f"{line}: run `python3 dev.py lock`"


def test_the_lock_holds_what_only_windows_needs() -> None:
    assert str(locked()["colorama"].marker) == 'sys_platform == "win32"'


def test_a_package_renamed_for_64_bit_time_counts_as_there() -> None:
    assert dev.missing_packages(["libcups2", "xvfb", "age"], frozenset({"libcups2t64", "age"})) == ["xvfb"]


def test_debian_says_what_is_installed() -> None:
    if not Path("/usr/bin/dpkg-query").exists():
        pytest.skip("not Debian")
    assert "dpkg" in dev.installed_packages()


@pytest.mark.parametrize(
    ("platform", "environment", "screen"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("win32", {}, True),
    ],
)
def test_a_screen_is_known_by_what_the_system_says(platform: str, environment: dict[str, str], screen: bool) -> None:
    assert dev.has_screen(platform, environment) is screen


def test_the_stamp_changes_with_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("a==1\n", encoding="utf-8")
    before = dev.stamp_of(lock)
    assert dev.stamp_of(lock) == before
    lock.write_text("a==2\n", encoding="utf-8")
    assert dev.stamp_of(lock) != before


def test_a_half_made_environment_is_made_again(tmp_path: Path) -> None:
    """A copy of the project with an empty lock, and a `.venv` in which an earlier install was cut short."""
    checkout = tmp_path / "ruang kerja"
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").write_text("half", encoding="utf-8")
    (checkout / "dev.py").write_bytes((dev.ROOT / "dev.py").read_bytes())
    (checkout / "requirements.lock").write_text("# nothing\n", encoding="utf-8")
    (checkout / "pyproject.toml").write_text("", encoding="utf-8")

    makes = subprocess.run(
        [sys.executable, "-c", "import dev; dev.VENV.joinpath('project').write_text('x'); dev.prepare()"],
        cwd=checkout,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=LONGEST,
    )

    assert "Making .venv" in makes.stdout
    assert "pip" in makes.stderr  # the empty project cannot be installed, which comes after
    works = subprocess.run(
        [dev.python_of(checkout / ".venv"), "-c", "print(1)"], capture_output=True, check=True, timeout=LONGEST
    )
    assert works.stdout.strip() == b"1"
    assert dev.read(checkout / ".venv" / "locked")
    assert not dev.read(checkout / ".venv" / "project")


def test_a_file_that_is_missing_is_said_plainly() -> None:
    with pytest.raises(SystemExit, match=r"no/such\.py is not in this checkout"):
        dev.present("no/such.py")


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        dev.main(["fly"])
    assert ended.value.code == 2
    assert "run" in capsys.readouterr().err


def test_what_fails_inside_fails_outside() -> None:
    """A command's exit code is that of the program it started."""
    with pytest.raises(subprocess.CalledProcessError) as failed:
        dev.execute(sys.executable, "-c", "raise SystemExit(3)")
    assert failed.value.returncode == 3
