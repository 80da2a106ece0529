"""What the program is made of, as CycloneDX 1.6 JSON: the same bytes for the same environment, no clock and no chance.

`python3 dev.py sbom` writes build/sbom.cdx.json: the packages of the lock that the program needs at run time, as they
are installed here (so those of this platform), the libraries inside their wheels as far as these name them, the fonts.
`python tools/sbom.py OUT.json FOLDER` names, of these, only what is really inside the frozen program in that folder.
"""

from __future__ import annotations

import hashlib
import json
import platform
import re
import runpy
import sys
import tomllib
import uuid
from collections.abc import Collection
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OURS = "spkt-desktop"
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+)[^\n]*\\\n(?P<rest>(?:    [^\n]*\n)+)", re.M)
SPDX = {
    "Apache 2.0": "Apache-2.0", "Apache License, Version 2.0": "Apache-2.0", "Apache Software License": "Apache-2.0",
    "Apache-2.0": "Apache-2.0", "BSD-3-Clause": "BSD-3-Clause", "MIT": "MIT", "MIT License": "MIT",
}  # fmt: skip
"""The SPDX names of what packages that tell no expression call their licence."""

Part = dict[str, Any]

KEPT = ("type", "name", "version", "purl", "scope", "licenses")
"""Of what a wheel tells of a part. `scope` optional: it is used where it is found, and may not come with the wheel."""


def plain(name: str) -> str:
    """A package's name as the lock spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


class Lock:
    """What requirements.lock says: the files of each package, and who needs it."""

    def __init__(self, text: str) -> None:
        self.hashes: dict[str, list[str]] = {}
        self.needs: dict[str, set[str]] = {}
        for pin in PIN.finditer(text):
            name = plain(pin["name"])
            self.hashes[name] = re.findall(r"--hash=sha256:([0-9a-f]{64})", pin["rest"])
            for parent in re.findall(r"^    #(?: via|  ) ([\w.-]+)", pin["rest"], re.M):
                self.needs.setdefault(plain(parent), set()).add(name)

    def runtime(self, wanted: list[str]) -> list[str]:
        """These packages and all that they need, as far as they are installed on this platform."""
        found: set[str] = set()
        waiting = [plain(re.split(r"[^\w.-]", line)[0]) for line in wanted]
        while waiting:
            name = waiting.pop()
            if name not in found and installed(name):
                found.add(name)
                waiting += self.needs.get(name, ())
        return sorted(found)


def installed(name: str) -> bool:
    """Whether a package is in this environment."""
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def licences(of: metadata.Distribution) -> list[Part]:
    """What a package says of its licence: an expression, a name, or the text itself where it names none."""
    told = of.metadata
    if expression := told.get("License-Expression") or (" OR " in (told.get("License") or "") and told["License"]):
        return [{"expression": expression}]
    classified = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier", []) if one.startswith("License ::")]
    for name in filter(None, ((told.get("License") or "").strip(), *classified)):
        return [{"license": {"id": SPDX[name]} if name in SPDX else {"name": name.splitlines()[0]}}]
    texts = [text for name in told.get_all("License-File", []) if (text := of.read_text(f"licenses/{name}"))]
    return [{"license": {"name": f"{told['Name']}: LICENSE", "text": {"content": text}}} for text in texts]


def package(name: str, lock: Lock) -> Part:
    """One package with its licence, the files that the lock allows, and what lies inside."""
    of = metadata.distribution(name)
    purl = f"pkg:pypi/{name}@{of.version}"
    files = [{"alg": "SHA-256", "content": one} for one in lock.hashes[name]]
    comment = "one of these files, as requirements.lock says"
    found: Part = {
        "type": "library", "bom-ref": purl, "name": of.metadata["Name"], "version": of.version, "purl": purl,
        "externalReferences": [{"type": "distribution", "url": purl, "comment": comment, "hashes": files}],
    }  # fmt: skip
    if told := licences(of):
        found["licenses"] = told
    if inner := inside(name, of):
        found["components"] = [
            {**part, "bom-ref": f"{purl}#{part['name']}@{part.get('version', '')}"} for part in inner
        ]
    return found


def inside(name: str, of: metadata.Distribution) -> list[Part]:
    """The libraries that a wheel brings: as its own bill of materials tells (PEP 770), else as they tell themselves."""
    found: dict[tuple[str, str], Part] = {}
    if "Root-Is-Purelib: false" in (of.read_text("WHEEL") or ""):
        for file in of.files or ():
            if ".dist-info/sboms/" in file.as_posix():
                for one in json.loads(file.read_text(encoding="utf-8")).get("components", []):
                    kept = {key: one[key] for key in KEPT if key in one}
                    found[kept["name"], kept.get("version", "")] = kept
    for title, version in SELF_TOLD.get(name, lambda: {})().items():
        found[title, version] = {"type": "library", "name": title} | ({"version": version} if version else {})
    return [found[key] for key in sorted(found)]


def _qt() -> dict[str, str]:
    from PySide6.QtCore import qVersion

    return {"Qt": qVersion()}


def _sqlcipher() -> dict[str, str]:
    import sqlcipher3.dbapi2 as sqlcipher

    connection = sqlcipher.connect(":memory:")
    connection.execute("PRAGMA key = 'x'")  # the provider is chosen with the first key
    cipher, provider, crypto = (
        str(connection.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("cipher_version", "cipher_provider", "cipher_provider_version")
    )
    connection.close()
    return {"SQLCipher": cipher, "SQLite": sqlcipher.sqlite_version, provider: crypto}


def _lxml() -> dict[str, str]:
    from lxml import etree

    return {
        name: ".".join(map(str, version))
        for name, version in (("libxml2", etree.LIBXML_VERSION), ("libxslt", etree.LIBXSLT_VERSION))
    }


SELF_TOLD = {
    "pyside6-essentials": _qt,
    "pyside6-pdf": lambda: {"PDFium": ""},  # it tells its version nowhere
    "sqlcipher3": _sqlcipher,
    "lxml": _lxml,
}


def font(file: Path) -> Part:
    """A font of ours, with the version that stands in its table of names."""
    data = file.read_bytes()
    tables = {data[at : at + 4]: at for at in range(12, 12 + 16 * int.from_bytes(data[4:6], "big"), 16)}
    start = int.from_bytes(data[tables[b"name"] + 8 :][:4], "big")
    count, texts = (int.from_bytes(data[start + at :][:2], "big") for at in (2, 4))
    rows = (
        [int.from_bytes(data[start + 6 + 12 * row + 2 * at :][:2], "big") for at in range(6)] for row in range(count)
    )
    (version,) = {data[start + texts + at :][:size].decode("utf-16-be") for system, _, _, what, size, at in rows
                  if (system, what) == (3, 5)}  # fmt: skip
    return {
        "type": "file", "bom-ref": f"font:{file.name}", "name": file.name, "version": version.removeprefix("Version "),
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(data).hexdigest()}],
        "licenses": [{"license": {"id": "OFL-1.1"}}],
    }  # fmt: skip


def bill(inside: Collection[str] | None = None) -> Part:
    """The whole bill of materials; of the packages only those that are inside a frozen program, where one is named."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = Lock((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    names = [name for name in lock.runtime(project["dependencies"]) if inside is None or name in inside]
    packages = {name: package(name, lock) for name in names}
    version = runpy.run_path(str(ROOT / "spkt_desktop" / "__init__.py"))["__version__"]  # it need not be installed
    us = {"type": "application", "bom-ref": f"{OURS}@{version}", "name": OURS, "version": version,
          "licenses": [{"license": {"id": project["license"]}}]}  # fmt: skip
    python = {"type": "platform", "bom-ref": "cpython", "name": platform.python_implementation(),
              "version": platform.python_version(), "licenses": [{"license": {"id": "PSF-2.0"}}]}  # fmt: skip
    fonts = [font(file) for file in sorted((ROOT / "resources" / "fonts").glob("*.ttf"))]
    direct = sorted({plain(re.split(r"[^\w.-]", line)[0]) for line in project["dependencies"]} & set(names))
    content: Part = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": us},
        "components": [python, *packages.values(), *fonts],
        "dependencies": [
            {"ref": us["bom-ref"], "dependsOn": ["cpython", *(packages[name]["bom-ref"] for name in direct)]},
            *({"ref": packages[name]["bom-ref"],
               "dependsOn": [packages[one]["bom-ref"] for one in sorted(lock.needs.get(name, ())) if one in packages]}
              for name in names),
        ],
    }  # fmt: skip
    return {
        **content,
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(content, sort_keys=True))}",
    }


def frozen(folder: Path) -> Collection[str]:
    """The packages inside a frozen program."""
    sys.path.insert(0, str(ROOT))
    from tools.freezing.inside import Frozen  # PyInstaller's reader, which nothing else here needs

    return Frozen(folder).distributions()


def main() -> None:
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "sbom.cdx.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    shipped = frozen(Path(sys.argv[2])) if len(sys.argv) > 2 else None
    text = json.dumps(bill(shipped), indent=1, sort_keys=True, ensure_ascii=False)
    target.write_text(text + "\n", encoding="utf-8", newline="\n")
    parts = text.count('"bom-ref"')
    print(f"{target.name}: {parts} parts.")


if __name__ == "__main__":
    main()
