"""Secrets stay where they belong: no text of a value tells a key, no command puts a readable file among sealed ones."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import DONE, REFUSED, SAMPLE, register, run
from tests.desks import Ready
from tests.promises import kept
from tests.waiting import LONGEST

ROOT = Path(__file__).resolve().parent.parent
SECRET = {"key": "bytes", "passphrase": "str", "recovery_code": "str", "identity": "str"}
HARMLESS = {("sample.py", "passphrase"), ("holders.py", "key")}
"""One guards sample data and is shown to whoever tries that, the other is sealed."""


def shown_secrets(source: str) -> list[str]:
    """Fields of dataclasses that hold a secret and would be told by `repr`."""
    return [
        f"{owner.name}.{field.target.id}"
        for owner in ast.walk(ast.parse(source))
        if isinstance(owner, ast.ClassDef) and any("dataclass" in ast.unparse(one) for one in owner.decorator_list)
        for field in owner.body
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if SECRET.get(field.target.id) == ast.unparse(field.annotation)
        if "repr=False" not in ast.unparse(field.value or ast.Constant(None))
    ]


def test_no_value_tells_a_key_when_it_is_written_into_a_text() -> None:
    found = {file.name: shown_secrets(file.read_text("utf-8")) for file in (ROOT / "spkt_desktop").rglob("*.py")}
    told = [
        (name, one) for name, secrets in found.items() for one in secrets if (name, one.split(".")[1]) not in HARMLESS
    ]
    assert told == []
    assert shown_secrets("@dataclass\nclass A:\n    key: bytes\n") == ["A.key"]
    assert shown_secrets("@dataclass\nclass A:\n    key: bytes = field(repr=False)\n") == []


def test_an_opened_vault_does_not_tell_its_key(ready: Ready) -> None:
    text = f"{ready.opened!r} {ready.opened}"
    assert ready.opened.nrp in text and ready.opened.key.hex() not in text and repr(ready.opened.key) not in text
    kept("no-name-outside", keys_in_texts=0)


@pytest.mark.parametrize("name", ["spkt.db", "vault/key.age", "surat.pdf", "../meja saya/spkt.db", "folder/surat.pdf"])
def test_no_paper_is_put_among_the_files_of_a_desk(folder: Path, name: str) -> None:
    """A slip in `--pdf` must not cost the register, nor leave a name readable beside it."""
    (folder / "folder").mkdir()
    before = {path: path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}
    done = register(folder, SAMPLE, "--pdf", folder / name)
    assert done.code == REFUSED and "Tidak ada yang didaftarkan" in done.err
    assert run("report", "daily", "--data", folder, "--pdf", folder / name).code == REFUSED
    assert {path: path.read_bytes() for path in before} == before
    assert not [path for path in folder.rglob("*") if path.suffix in (".pdf", ".part")]
    assert run("verify", "--data", folder).code == DONE


CRASH = """
import contextlib, resource
with contextlib.suppress(ValueError, OSError):  # the process of the tests may have given it up for good
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
most = resource.getrlimit(resource.RLIMIT_CORE)[0]
from spkt_desktop import __main__ as program
program.{entry}(["--version"])
print(most, *resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no limit that could be asked for")
@pytest.mark.parametrize("entry", ["main", "polres"])
def test_a_program_that_dies_leaves_no_copy_of_its_memory(entry: str) -> None:
    """The key of the register is in it, and whatever was read last."""
    done = subprocess.run(
        [sys.executable, "-c", CRASH.format(entry=entry)], cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
        timeout=LONGEST,
    )  # fmt: skip
    most, now, _ = done.stdout.splitlines()[-1].split()
    if most == "0":
        pytest.skip("this machine allows no such copies anyway")
    assert now == "0"
    kept("no-name-outside", memory_dumps=0)
