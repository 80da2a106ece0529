"""The note of a release: one spelling, one signature, and nothing else is believed."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from spkt_desktop import paths
from spkt_desktop.errors import SealBroken
from spkt_desktop.records import canonical
from spkt_desktop.sync.release import Note, rank_of, read_keys, written_keys
from tests.promises import kept
from tests.releases import Maker
from tools import signing


@pytest.fixture
def maker() -> Maker:
    return Maker()


@pytest.fixture
def sealed(maker: Maker, tmp_path: Path) -> bytes:
    file = maker.lay(tmp_path)
    return (tmp_path / f"{file.name}.rilis").read_bytes()


def test_a_note_reads_as_it_was_signed(maker: Maker, sealed: bytes, tmp_path: Path) -> None:
    note = Note.read(sealed, [Maker().public, maker.public])
    assert (note.version, note.file, note.rank) == ("0.2.0", "spkt-desktop-0.2.0-setup.exe", (0, 2, 0))
    assert note == maker.note(tmp_path / note.file)


def test_another_key_or_none_is_not_believed(sealed: bytes) -> None:
    for keys in ([], [Maker().public]):
        with pytest.raises(SealBroken, match="tidak ditandatangani oleh pembuat SPKT Desktop"):
            Note.read(sealed, keys)


def test_no_changed_byte_is_believed(maker: Maker, sealed: bytes) -> None:
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(SealBroken):
            Note.read(bytes(changed), [maker.public])
    kept("updates-signed", bytes_changed=len(sealed), believed=0)


@pytest.mark.parametrize(
    "other",
    [
        {"version": "0.2"}, {"version": "00.2.0"}, {"version": "0.2.0-a"}, {"file": "../jahat.exe"}, {"file": ".exe"},
        {"file": "a b"}, {"size": 0}, {"sha256": "00"}, {"date": "besok"}, {"more": 1}, {"format": "spkt-rilis/2"},
    ],
    ids=str,
)  # fmt: skip
def test_even_signed_it_must_have_its_shape(maker: Maker, sealed: bytes, other: dict[str, object]) -> None:
    content = {**json.loads(sealed), **other}
    del content["signature"]
    content["signature"] = _base64(maker.key.sign(canonical(content)))
    with pytest.raises(SealBroken):
        Note.read(canonical(content), [maker.public])


def test_versions_are_compared_as_numbers() -> None:
    assert rank_of("0.10.0") > rank_of("0.9.9") > rank_of("0.9.0")


def test_keys_read_as_they_were_written_and_nothing_else_does(maker: Maker) -> None:
    assert read_keys(written_keys([maker.public])) == (maker.public,)
    for broken in ({"format": "x", "keys": []}, {"format": "spkt-kunci-rilis/1", "keys": ["AAAA"]}):
        with pytest.raises(ValueError, match="not"):
            read_keys(canonical(broken))


def test_the_program_ships_keys_that_can_be_read() -> None:
    assert all(len(key) == 32 for key in read_keys(paths.resources("data", "kunci_rilis.json").read_bytes()))


def test_whoever_makes_releases_makes_a_key_and_signs_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPKT_KUNCI_RILIS_SANDI", "kertas lakmus biru")
    secret, trusted = tmp_path / "kunci.pem", tmp_path / "kunci_rilis.json"
    signing.new_key(secret, trusted)
    with pytest.raises(SystemExit):
        signing.new_key(secret, trusted)
    with pytest.raises(SystemExit):
        signing.new_key(signing.ROOT / "kunci.pem", trusted)
    setup = tmp_path / "spkt-desktop-0.2.0-setup.exe"
    setup.write_bytes(b"isi")
    note = signing.write_note(signing.load_key(secret), setup, "windows", "0.2.0", "2026-12-01")
    assert Note.read(note.read_bytes(), read_keys(trusted.read_bytes())).size == 3
    with pytest.raises(SystemExit, match="none of windows, linux"):
        signing.write_note(signing.load_key(secret), setup, "Windows", "0.2.0", "2026-12-01")
    monkeypatch.delenv("SPKT_KUNCI_RILIS_SANDI")
    with pytest.raises(TypeError):
        signing.load_key(secret)


def _base64(raw: bytes) -> str:

    return base64.b64encode(raw).decode("ascii")
