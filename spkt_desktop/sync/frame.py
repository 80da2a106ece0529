"""What bundle and receipt have in common: age( tar [ manifest.json, manifest.sig, payload ] )."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyrage

from spkt_desktop.errors import SealBroken
from spkt_desktop.records import canonical, sha256
from spkt_desktop.sync import archive, strict
from spkt_desktop.sync.keys import Keys, PublicKeys

MAX_PLAIN = 32 << 20
"""Bytes of the payload before gzip: some 15,000 events."""
MAX_FILE = MAX_PLAIN + (1 << 20)
"""Bytes of a whole file: gzip, tar and age never add a mebibyte."""
MAX_MANIFEST = 64 << 10
READER = 1
"""Version of this reader; a file that asks for a later one is refused with a sentence."""

_AGE = b"age-encryption.org/v1\n"
_COMMON = ("format", "reader", "id", "desk", "signer", "recipient", "payload", "program", "clock")

Find = Callable[[str, str], PublicKeys | None]
"""Gives the keys of the sender with (desk id, fingerprint), None where they are not known or no longer hold."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The two files that travel, by what sets them apart."""

    format: str
    payload: str
    members: tuple[str, ...]
    """Members of the manifest besides the common ones."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A frame whose seal held: the manifest is signed and the payload is the one it names."""

    manifest: dict[str, Any]
    plain: bytes
    sender: PublicKeys
    opened_with: Keys


@dataclass(frozen=True, slots=True)
class Cover:
    """What is written on every frame."""

    id: str
    desk_id: str
    desk_code: str
    at: datetime
    program: str


def seal(kind: Kind, cover: Cover, more: dict[str, Any], plain: bytes, sender: Keys, recipient: PublicKeys) -> bytes:
    """The bytes of a frame, signed by the sender and to be opened by the recipient only."""
    payload = gzip.compress(plain, mtime=0)
    manifest = canonical(
        {
            **more,
            "format": kind.format,
            "reader": READER,
            "id": cover.id,
            "desk": {"id": cover.desk_id, "code": cover.desk_code},
            "signer": sender.public.fingerprint,
            "recipient": recipient.fingerprint,
            "payload": {"name": kind.payload, "size": len(payload), "plain": len(plain), "sha256": sha256(payload)},
            "program": cover.program,
            "clock": cover.at.isoformat(timespec="seconds"),
        }
    )
    if len(plain) > MAX_PLAIN or len(manifest) > MAX_MANIFEST:
        raise ValueError("more than a frame holds")
    tar = archive.pack(
        [("manifest.json", manifest), ("manifest.sig", sender.sign(manifest)), (kind.payload, payload)],
    )
    data: bytes = pyrage.encrypt(tar, [pyrage.x25519.Recipient.from_str(recipient.recipient)])
    return data


def unseal(data: bytes, kind: Kind, mine: Sequence[Keys], find: Find) -> Opened:
    """The frame in these bytes; raises SealBroken, with a sentence, for anything but an untouched frame for me."""
    contents = archive.unpack(_decrypt(data, mine), most=3)
    if [name for name, _ in contents] != ["manifest.json", "manifest.sig", kind.payload]:
        raise strict.damaged()
    (_, written), (_, signature), (_, payload) = contents
    if len(written) > MAX_MANIFEST:
        raise strict.damaged()
    manifest = strict.decode(written)
    try:
        _check(manifest, kind)
    except ValueError as error:
        raise strict.damaged() from error
    sender = find(manifest["desk"]["id"], manifest["signer"])
    if sender is None:
        raise SealBroken(
            "Pengirim berkas ini belum terdaftar atau kuncinya sudah diganti, sehingga berkas tidak diterima. "
            "Tidak ada data yang berubah. Daftarkan kartu pengirim, atau mintalah berkas yang terbaru."
        )
    if sender.fingerprint != manifest["signer"] or not sender.signed(written, signature):
        raise SealBroken(
            "Tanda tangan berkas tidak sah, sehingga berkas ditolak. Tidak ada data yang berubah. "
            "Mintalah berkas yang baru langsung dari pengirimnya."
        )
    owner = next((keys for keys in mine if keys.public.fingerprint == manifest["recipient"]), None)
    if owner is None:
        raise not_for_us()
    return Opened(manifest, _plain(payload, manifest["payload"]), sender, owner)


def not_for_us() -> SealBroken:
    """The failure of a file that is meant for somebody else."""
    return SealBroken(
        "Berkas ini ditujukan kepada penerima lain, sehingga tidak dibuka di sini. "
        "Tidak ada data yang berubah. Serahkan berkas kepada penerimanya."
    )


def _decrypt(data: bytes, mine: Sequence[Keys]) -> bytes:
    if len(data) > MAX_FILE:
        raise SealBroken(
            "Berkas terlalu besar untuk sebuah kiriman, sehingga tidak dibuka. Tidak ada data yang berubah. "
            "Periksa apakah berkas yang dipilih sudah benar."
        )
    if not data.startswith(_AGE):
        raise SealBroken(
            "Berkas ini bukan kiriman SPKT atau isinya rusak. Tidak ada data yang berubah. "
            "Periksa apakah berkas yang dipilih sudah benar."
        )
    try:
        tar: bytes = pyrage.decrypt(data, [keys.age() for keys in mine])
    except pyrage.DecryptError as error:
        raise SealBroken(
            "Berkas tidak dapat dibuka: isinya rusak, terpotong, atau ditujukan kepada penerima lain. "
            "Tidak ada data yang berubah. Salin ulang berkas, atau mintalah yang baru dari pengirimnya."
        ) from error
    return tar


def _check(manifest: dict[str, Any], kind: Kind) -> None:
    """Raise ValueError unless it is a manifest of the kind, SealBroken if it asks for another program."""
    if manifest.get("format") != kind.format or strict.number(manifest.get("reader"), 1) > READER:
        raise SealBroken(
            "Jenis atau versi berkas ini tidak dikenal oleh program ini, sehingga tidak dibuka. "
            "Tidak ada data yang berubah. Pilih berkas yang sesuai, atau perbarui program."
        )
    strict.members(manifest, *_COMMON, *kind.members)
    strict.uuid(manifest["id"])
    strict.digest(manifest["signer"])
    strict.digest(manifest["recipient"])
    strict.text(manifest["program"])
    strict.moment(manifest["clock"])
    desk = strict.members(manifest["desk"], "id", "code")
    strict.uuid(desk["id"])
    strict.text(desk["code"])
    payload = strict.members(manifest["payload"], "name", "size", "plain", "sha256")
    if payload["name"] != kind.payload or strict.number(payload["plain"]) > MAX_PLAIN:
        raise ValueError("not the payload of this kind")
    strict.number(payload["size"])
    strict.digest(payload["sha256"])


def _plain(payload: bytes, told: dict[str, Any]) -> bytes:
    """The payload unpacked: exactly one gzip member of exactly the told size, never a byte more."""
    if len(payload) != told["size"] or sha256(payload) != told["sha256"]:
        raise strict.damaged()
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(payload, told["plain"] + 1)
    except zlib.error as error:
        raise strict.damaged() from error
    if len(plain) != told["plain"] or not unpacker.eof or unpacker.unused_data:
        raise strict.damaged()
    return plain
