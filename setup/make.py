"""Makes all that is handed out of a release from the frozen program folders: `python3 dev.py setup`.

    dev.py setup [-- --linux FOLDER] [-- --windows FOLDER] [-- --out FOLDER]
    dev.py setup -- --try                    install, upgrade and remove under Wine, in a prefix of its own

Linux's folder is dist/SPKT Desktop, that of Windows build/windows/dist/SPKT Desktop; what is not there is left out, and
said. With SPKT_KUNCI_RILIS (the file of the release key) what can be installed gets its signed note. In the folder it
makes, only files of former releases are removed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from setup import debian, windows
from spkt_desktop import __version__
from spkt_desktop.disk import digest
from spkt_desktop.sync.release import read_keys
from tools import signing

ROOT = Path(__file__).resolve().parent.parent
NAME = "SPKT Desktop"
OURS = ("spkt-desktop[-_][0-9]*", "SHA256SUMS")
"""What a former release is called."""


def main(words: list[str] | None = None) -> None:
    """Make what can be made; ends with a sentence where there is nothing to make it from."""
    parser = argparse.ArgumentParser(prog="dev.py setup --")
    parser.add_argument("--linux", type=Path, default=ROOT / "dist" / NAME)
    parser.add_argument("--windows", type=Path, default=ROOT / "build" / "windows" / "dist" / NAME)
    parser.add_argument("--out", type=Path, default=ROOT / "dist" / "rilis")
    parser.add_argument("--version", default=__version__)
    parser.add_argument("--try", action="store_true", dest="trying")
    given = parser.parse_args(words)
    if given.trying:
        from setup.try_setup import try_setup

        sys.exit(try_setup(given.windows))
    moment = release_time()
    made = make(given.linux, given.windows, given.out, given.version, moment)
    if not made:
        sys.exit(
            "There is no program folder yet: run `python3 dev.py build` (Linux) or `python3 dev.py windows` first."
        )
    for file in made:
        print(f"{file.stat().st_size / 1e6:8.1f} MB  {file}")


def make(linux: Path, of_windows: Path, out: Path, version: str, moment: int) -> list[Path]:
    """Everything that these folders allow, with notes and SHA256SUMS; what a former release left there is removed.

    Ends before anything is removed or packed where a folder holds another version, or does not trust the key.
    """
    programs = [program for program in (linux, of_windows) if program.is_dir()]
    for program in programs:
        same_version(program, version)
    key = release_key(programs) if programs else None
    out.mkdir(parents=True, exist_ok=True)
    for former in [path for pattern in OURS for path in out.glob(pattern) if path.is_file()]:
        former.unlink()
    made: list[Path] = []
    installs: list[tuple[Path, str]] = []
    if linux.is_dir():
        deb = debian.package(linux, out, version, moment)
        made += [deb, debian.archive(linux, out, version, moment)]
        installs.append((deb, "linux"))
    else:
        print(f"No Linux program in {linux}: no .deb.")
    if of_windows.is_dir():
        setup = windows.setup_file(of_windows, out, version, moment)
        made += [setup, windows.archive(of_windows, out, version, moment)]
        installs.append((setup, "windows"))
    else:
        print(f"No Windows program in {of_windows}: no setup file.")
    if key:
        day = datetime.fromtimestamp(moment, UTC).date().isoformat()
        made += [signing.write_note(key, file, system, version, day) for file, system in installs]
    if made:
        sums = "".join(f"{digest(file)}  {file.name}\n" for file in sorted(made))
        (out / "SHA256SUMS").write_text(sums, encoding="ascii", newline="\n")
    return made


def same_version(program: Path, version: str) -> None:
    """Ends where the parts list of a program folder, which is made with it, tells another version, or none."""
    try:
        told = json.loads((program / "sbom.cdx.json").read_bytes())["metadata"]["component"]["version"]
    except (OSError, ValueError, KeyError, TypeError):
        told = "no version that could be read"
    if told != version:
        sys.exit(f"{program} holds {told}, not {version}: build it anew. Nothing was removed or packed.")


def release_key(programs: list[Path]) -> Ed25519PrivateKey | None:
    """What signs; None where none is named. Ends where one of the programs would not believe it."""
    named = os.environ.get("SPKT_KUNCI_RILIS")
    if not named:
        print("SPKT_KUNCI_RILIS names no key, so nothing is signed: this is no release, no desk takes it from a stick.")
        return None
    key = signing.load_key(Path(named))
    for program in programs:
        trusted = (program / "_internal" / "resources" / "data" / "kunci_rilis.json").read_bytes()
        if key.public_key().public_bytes_raw() not in read_keys(trusted):
            sys.exit(f"{program} does not trust this release key: no later version could be installed over it.")
    return key


def release_time() -> int:
    """Seconds since 1970 that all files are dated with: SOURCE_DATE_EPOCH, or when this commit was made."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    told = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, check=True, text=True, timeout=60
    )
    return int(told.stdout)


if __name__ == "__main__":
    main()
