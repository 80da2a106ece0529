"""The bill of materials names all that the program is made of and nothing else, in the shape of CycloneDX 1.6."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from PySide6.QtCore import qVersion

import dev
from tests.waiting import LONGEST

ROOT = Path(__file__).resolve().parent.parent
# The statements of https://cyclonedx.org/schema/bom-1.6.schema.json that this file makes use of.
TYPES = {
    "application", "framework", "library", "container", "platform", "operating-system", "device", "device-driver",
    "firmware", "file", "machine-learning-model", "data", "cryptographic-asset",
}  # fmt: skip
SERIAL = re.compile("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SPDX_IDS = set(
    """
    0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause FTL IJG LGPL-2.1-or-later libtiff MIT MIT-CMU OFL-1.1 PSF-2.0 X11 Zlib
""".split()
)
MEMBERS = {
    "type",
    "bom-ref",
    "name",
    "version",
    "purl",
    "licenses",
    "hashes",
    "externalReferences",
    "components",
    "scope",
}


def made(target: Path, seed: str) -> bytes:
    subprocess.run(
        [sys.executable, ROOT / "tools" / "sbom.py", target], check=True, capture_output=True, timeout=LONGEST,
        env={"PYTHONHASHSEED": seed, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    return target.read_bytes()


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return made(tmp_path_factory.mktemp("daftar isi") / "sbom.cdx.json", "1")


@pytest.fixture
def bill(raw: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(raw)
    return found


def every(parts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in parts:
        yield part
        yield from every(part.get("components", []))


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def packages(bill: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {plain(part["name"]): part for part in bill["components"] if part.get("purl", "").startswith("pkg:pypi/")}


def test_it_has_the_shape_of_the_specification(bill: dict[str, Any]) -> None:
    assert set(bill) == {
        "bomFormat",
        "specVersion",
        "serialNumber",
        "version",
        "metadata",
        "components",
        "dependencies",
    }
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert SERIAL.fullmatch(bill["serialNumber"])
    parts = list(every([bill["metadata"]["component"], *bill["components"]]))
    for part in parts:
        assert part["type"] in TYPES and part["name"] and set(part) <= MEMBERS, part["name"]
        for hashed in [*part.get("hashes", []), *(h for r in part.get("externalReferences", []) for h in r["hashes"])]:
            assert set(hashed) == {"alg", "content"} and hashed["alg"] == "SHA-256"
            assert re.fullmatch("[a-f0-9]{64}", hashed["content"])
        for reference in part.get("externalReferences", []):
            assert set(reference) <= {"type", "url", "comment", "hashes"} and reference["type"] == "distribution"
        told = part.get("licenses", [])
        if any("expression" in one for one in told):
            assert len(told) == 1 and isinstance(told[0]["expression"], str), "an expression stands alone"
        else:
            assert all(set(one) == {"license"} and bool(one["license"].get("id")) != bool(one["license"].get("name"))
                       for one in told)  # fmt: skip
            assert all(one["license"].get("id", "MIT") in SPDX_IDS for one in told) or part.get("scope") == "optional"
    references = [part["bom-ref"] for part in parts]
    assert len(references) == len(set(references)), "each reference names one part"
    for edge in bill["dependencies"]:
        assert {edge["ref"], *edge["dependsOn"]} <= set(references)
        assert len(edge["dependsOn"]) == len(set(edge["dependsOn"]))
    assert len({edge["ref"] for edge in bill["dependencies"]}) == len(bill["dependencies"])


def test_every_package_that_the_program_imports_is_in_it(bill: dict[str, Any]) -> None:
    tops = set()
    for file in (ROOT / "spkt_desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                tops |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                tops.add((node.module or "").partition(".")[0])
    owners = metadata.packages_distributions()
    imported = {plain(owner) for top in tops - sys.stdlib_module_names - {"spkt_desktop", ""} for owner in owners[top]}
    assert len(imported) > 12 and imported - set(packages(bill)) <= {"pyside6", "pyside6-addons"}


def test_what_only_developers_need_is_not_in_it(bill: dict[str, Any]) -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    theirs = {plain(re.split(r"[^\w.-]", line)[0]) for lines in extras.values() for line in lines}
    assert len(theirs) > 8 and not theirs & set(packages(bill))
    assert not {"iniconfig", "execnet", "coverage", "altgraph", "mypy-extensions"} & set(packages(bill))


def test_each_package_is_the_one_of_the_lock_with_its_files_and_its_licence(bill: dict[str, Any]) -> None:
    lock = dev.LOCK.read_text(encoding="utf-8")
    for name, part in packages(bill).items():
        (pinned,) = re.findall(rf"^{re.escape(name)}==(\S+)", lock, re.M)
        block = lock[lock.index(f"\n{name}==") :].split("    # via")[0]
        (reference,) = part["externalReferences"]
        assert part["version"] == pinned == metadata.version(name)
        assert [one["content"] for one in reference["hashes"]] == re.findall("sha256:([0-9a-f]{64})", block)
        assert part["purl"] == f"pkg:pypi/{name}@{pinned}" and part["licenses"], name


def test_the_libraries_inside_tell_themselves(bill: dict[str, Any]) -> None:
    inner = {(part["name"], part.get("version")) for part in every(bill["components"])}
    cipher = sqlcipher.connect(":memory:").execute("PRAGMA cipher_version").fetchone()[0]
    assert {("Qt", qVersion()), ("SQLite", sqlcipher.sqlite_version), ("SQLCipher", cipher)} <= inner
    assert {name.lower() for name, _ in inner} >= {"openssl", "libxml2", "pdfium", "cpython"}
    crypto = next(
        part for part in every(bill["components"]) if part["name"] == "openssl" and "OpenSSL" in part["version"]
    )
    assert re.search(r"\d+\.\d+\.\d+", crypto["version"])


def test_every_font_is_in_it_as_it_lies_there(bill: dict[str, Any]) -> None:
    fonts = {part["name"]: part for part in bill["components"] if part["type"] == "file"}
    lying = {file.name: sha256(file.read_bytes()).hexdigest() for file in (ROOT / "resources" / "fonts").glob("*.ttf")}
    assert {name: part["hashes"][0]["content"] for name, part in fonts.items()} == lying and len(lying) == 6
    assert all(part["licenses"] == [{"license": {"id": "OFL-1.1"}}] for part in fonts.values())
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", part["version"]) for part in fonts.values())


def test_it_is_the_same_whenever_it_is_made(raw: bytes, tmp_path: Path) -> None:
    assert made(tmp_path / "lain" / "sbom.cdx.json", "2") == raw
    assert b"timestamp" not in raw
