"""Asks the services of known vulnerabilities about every version in the lock; never takes silence for good news.

`python3 dev.py audit` runs this where pip-audit is installed. Exit 0: every version was looked up, none is known to be
vulnerable; 1: some are; 3: nobody could be asked about some or all of them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
SERVICES = ("pypi", "osv")
CLEAN, VULNERABLE, NOT_ASKED = 0, 1, 3
LONGEST = 600.0
"""Seconds for one service."""


def pins(lock: str) -> list[str]:
    """Every version of the lock, those for other platforms too."""
    return re.findall(r"^([\w.-]+==[^\s;\\]+)", lock, re.M)


def answers(service: str, asked: Path) -> list[dict[str, Any]]:
    """What a service says of each; nothing where it could not be reached."""
    command = [sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "--progress-spinner", "off"]
    command += ["-s", service, "-f", "json", "-r", str(asked)]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=LONGEST)
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return []  # pip-audit ends with a traceback; and with "no known vulnerabilities" where it skipped them all
    return [one for one in found if "skip_reason" not in one]


def plain(name: str) -> str:
    """A name as all spellings of it have it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> int:
    wanted = {
        f"{plain(name)} {version}" for name, version in (pin.split("==") for pin in pins(LOCK.read_text("utf-8")))
    }
    told: dict[str, set[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder) / "requirements.txt"
        asked.write_text("".join(f"{one.replace(' ', '==')}\n" for one in sorted(wanted)), encoding="utf-8")
        for service in SERVICES:
            found = answers(service, asked)
            print(f"{service}: told of {len(found)} of {len(wanted)} versions.")
            for one in found:
                known = {vulnerability["id"] for vulnerability in one["vulns"]}
                told.setdefault(f"{plain(one['name'])} {one['version']}", set()).update(known)
    bad = {one: known for one, known in sorted(told.items()) if known and one in wanted}
    silent = sorted(wanted - set(told))
    for one, known in bad.items():
        print(f"VULNERABLE: {one}: {', '.join(sorted(known))}")
    if silent or not wanted:
        print(
            f"NOT AUDITED: nobody could be asked about {len(silent)} of {len(wanted)} versions. This is no good news."
        )
        print("  " + ", ".join(silent[:8]) + (" ..." if len(silent) > 8 else ""))
    elif not bad:
        print(f"Clean: no vulnerability is known in any of the {len(wanted)} versions of the lock.")
    return VULNERABLE if bad else NOT_ASKED if silent or not wanted else CLEAN


if __name__ == "__main__":
    sys.exit(main())
