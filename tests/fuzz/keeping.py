"""What is kept: the files of the vault, and backups."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Mapping

from spkt_desktop.app.duty import index_values
from spkt_desktop.app.sample import PASSPHRASE
from spkt_desktop.records import canonical, sha256
from spkt_desktop.store import slots
from spkt_desktop.store.backup import unpack_backup
from spkt_desktop.store.names import FILE
from spkt_desktop.store.store import Store
from spkt_desktop.store.vault import Vault
from spkt_desktop.tar import END, header, padding
from tests.fuzz import houses, sealed
from tests.fuzz.refusing import refusable
from tests.fuzz.shapes import Reader, spoilt, written
from tests.fuzz.watching import only_in
from tests.slots import _sealed as quickly_sealed

_STRANGE_NAMES = (
    "../keluar", "/keluar", "vault/../keluar", "vault/con.age", "vault/nul.age", "vault/a:b.age", "vault/x.age.",
    "vault", "vault/", "C:\\keluar", "\\\\server\\keluar", "spkt.db-journal", "vault/officer-0123456789abcdef.age",
    "vault/A.age", "vault/" + "a" * 90 + ".age", "", ".", "vault/vault.json ",
)  # fmt: skip


def vault_files(data: bytes) -> None:
    """The files of a vault, sealed with the right passphrase around what nobody would have sealed."""
    reader = Reader(data)
    index = spoilt({"digests": {}, "format": slots.FORMAT, "salt": "00" * 16}, reader)
    if isinstance(index, dict):
        with contextlib.suppress(ValueError, RecursionError, TypeError):
            index["check"] = sha256(canonical({name: index[name] for name in index if name != "check"}))
    slot = spoilt({"identity": sealed.DESK.identity, "nrp": houses.NRP}, reader)
    keys = sealed.sealed(written(spoilt({"keys": ["00" * 32]}, reader), reader), sealed.DESK.public)
    name = slots.slot_name("00" * 16, houses.NRP)
    _open_vault({
        slots.INDEX: written(index, reader), slots.KEY: keys, slots.SPARE: reader.take(40), slots.RECOVERY: b"",
        name: quickly_sealed(written(slot, reader), PASSPHRASE),
    })  # fmt: skip


def vault_bytes(data: bytes) -> None:
    """The same files holding anything; the first byte says which."""
    names = (slots.INDEX, slots.KEY, slots.RECOVERY, slots.slot_name("00" * 16, houses.NRP))
    _open_vault({names[Reader(data).pick(len(names))]: data[1:]})


def backup(data: bytes) -> None:
    file, folder = houses.room() / "a.spkt-cadangan", houses.room() / "bongkar"
    file.write_bytes(data)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with refusable(), only_in(folder):
        unpack_backup(file, folder)
        Store(folder / FILE, bytes(32), index_values).close()


def backup_members(data: bytes) -> None:
    """A backup whose digests are true and whose members are not those of a backup."""
    reader = Reader(data)
    names = [str(reader.one(*_STRANGE_NAMES)) for _ in range(reader.pick(4))]
    members = {"spkt.db": reader.take(200), "vault/vault.json": b"{}", **{name: reader.take(20) for name in names}}
    index = {"format": "spkt-cadangan/1", "members": {name: sha256(content) for name, content in members.items()}}
    told = written(spoilt(index, reader), reader)
    packed = bytearray(_packed({"cadangan.json": told, **members}))
    for _ in range(reader.pick(4)):
        at = 512 * reader.pick(max(1, len(packed) // 512)) + reader.one(0, 100, 124, 130, 148, 156, 157, 257, 345)
        packed[at : at + 1 + reader.pick(12)] = reader.take(reader.pick(13))
    backup(bytes(packed))


def _packed(members: Mapping[str, bytes]) -> bytes:
    """A tar as the backup has it."""
    parts = []
    for name, content in members.items():
        parts += [header(name, len(content)), content, bytes(padding(len(content)))]
    return b"".join((*parts, END))


def _open_vault(files: Mapping[str, bytes]) -> None:
    folder = houses.room() / "kunci" / "vault"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    vault = Vault(folder)
    with only_in(folder):
        for opening in (lambda: vault.open(houses.NRP, PASSPHRASE), lambda: vault.open_any(PASSPHRASE)):
            with refusable():
                assert opening().key
