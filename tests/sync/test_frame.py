"""What an attacker can do to a bundle on its way, and what a dishonest receiver can do with it afterwards."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from spkt_desktop.errors import SealBroken
from spkt_desktop.records import canonical, sha256
from spkt_desktop.sync import Keys, archive, bundle, frame
from tests.sync.journal import Desk, chain, opened, wrapped

Members = list[tuple[str, bytes]]


def refuse(data: bytes, desk: Desk, polres: Keys) -> None:
    with pytest.raises(SealBroken, match=r"[Tt]idak (ada|dibuka|berubah)") as caught:
        bundle.read(data, [polres], desk.find)
    assert str(caught.value).endswith(".")


@pytest.fixture(scope="module")
def data(desk: Desk, polres: Keys) -> bytes:
    return desk.make(chain(1), polres.public).data


@pytest.fixture(scope="module")
def tar(data: bytes, polres: Keys) -> bytes:
    return opened(data, polres)


def changes(data: bytes) -> Iterator[bytes]:
    for position in range(len(data)):
        changed = bytearray(data)
        changed[position] ^= 1 << position % 8
        yield bytes(changed)
        yield data[:position]
    for more in (b"\0", b"\n", b"x", bytes(16), bytes(512), data):
        yield data + more


def test_every_flip_cut_and_addition_to_the_file_is_refused(data: bytes, desk: Desk, polres: Keys) -> None:
    for changed in changes(data):
        refuse(changed, desk, polres)


def test_every_flip_cut_and_addition_inside_the_seal_is_refused(tar: bytes, desk: Desk, polres: Keys) -> None:
    for changed in changes(tar):
        refuse(wrapped(changed, polres.public), desk, polres)


def test_armour_is_not_the_one_spelling(data: bytes, tar: bytes, desk: Desk, polres: Keys) -> None:
    import pyrage

    armoured = pyrage.encrypt(tar, [pyrage.x25519.Recipient.from_str(polres.public.recipient)], armored=True)
    refuse(armoured, desk, polres)


@pytest.mark.parametrize(
    "change",
    [
        lambda members: members[::-1],
        lambda members: [members[1], members[0], members[2]],
        lambda members: members[:2],
        lambda members: members[1:],
        lambda members: [*members, ("lebih.txt", b"")],
        lambda members: [*members, members[2]],
        lambda members: [members[0], members[0], *members[1:]],
        lambda members: [members[0], members[1], ("/etc/passwd", members[2][1])],
        lambda members: [members[0], members[1], ("../events.jsonl.gz", members[2][1])],
        lambda members: [members[0], members[1], ("C:\\events.jsonl.gz", members[2][1])],
        lambda members: [],
    ],
)
def test_other_members_are_refused(change: Callable[[Members], Members], tar: bytes, desk: Desk, polres: Keys) -> None:
    changed = archive.pack(change(archive.unpack(tar, 3)))
    refuse(wrapped(changed, polres.public), desk, polres)


@pytest.mark.parametrize(
    "kind",
    [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.GNUTYPE_SPARSE],
)
def test_only_regular_files(kind: bytes, tar: bytes, desk: Desk, polres: Keys) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as made:
        for name, content in archive.unpack(tar, 3):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            made.addfile(info, io.BytesIO(content))
        link = tarfile.TarInfo("events.jsonl.gz")
        link.type, link.linkname = kind, "/etc/passwd"
        made.addfile(link)
    refuse(wrapped(out.getvalue(), polres.public), desk, polres)
    head = bytearray(tar)
    head[156:157] = kind
    head[148:156] = f"{sum(head[:148]) + 8 * 32 + sum(head[156:512]):06o}\0 ".encode()
    refuse(wrapped(bytes(head), polres.public), desk, polres)


def test_a_huge_told_size_in_the_tar_is_refused(tar: bytes, desk: Desk, polres: Keys) -> None:
    for size in (b"77777777777\0", b"-0000000001\0", b"\x80" + b"\xff" * 11, b"00000000 12\0"):
        head = bytearray(tar)
        head[124:136] = size
        head[148:156] = f"{sum(head[:148]) + 8 * 32 + sum(head[156:512]):06o}\0 ".encode()
        refuse(wrapped(bytes(head), polres.public), desk, polres)


def rebuilt(tar: bytes, desk: Desk, packed: bytes | None = None, /, **changes: Any) -> bytes:
    """The frame with another manifest or payload, signed by the true desk: what only a broken program would make."""
    (name, manifest), _, (payload_name, old) = archive.unpack(tar, 3)
    payload = old if packed is None else packed
    content = json.loads(manifest)
    content["payload"] |= {"size": len(payload), "sha256": sha256(payload)} | changes.pop("told", {})
    written = canonical({**content, **changes})
    return archive.pack([(name, written), ("manifest.sig", desk.keys.sign(written)), (payload_name, payload)])


def test_the_rebuilt_frame_itself_is_good(tar: bytes, desk: Desk, polres: Keys) -> None:
    assert bundle.read(wrapped(rebuilt(tar, desk), polres.public), [polres], desk.find).events


@pytest.mark.parametrize(
    "told",
    [
        {"count": 2}, {"count": 0}, {"count": 10**15}, {"count": True}, {"count": "1"}, {"count": None},
        {"lebih": 1}, {"id": "../x"}, {"clock": "kemarin"}, {"clock": "2026-11-22T08:00:00"}, {"knows": {}},
        {"knows": [{"epoch": 1, "seq": 1}]}, {"knows": [{"epoch": 1, "seq": 1, "hash": "0" * 64}] * 300},
        {"first": {}}, {"last": {}}, {"desk": {"id": "x", "code": "y"}}, {"desk": []}, {"payload": 0}, {"reader": 0},
        {"told": {"plain": 0}}, {"told": {"plain": 1}}, {"told": {"plain": 20_000}},
        {"told": {"plain": 10**12}}, {"told": {"plain": -1}},
        {"told": {"size": 1}}, {"told": {"sha256": "0" * 64}}, {"told": {"name": "lain"}}, {"signer": "x"},
    ],
)  # fmt: skip
def test_a_false_statement_of_the_manifest_is_refused(
    told: dict[str, Any], tar: bytes, desk: Desk, polres: Keys
) -> None:
    refuse(wrapped(rebuilt(tar, desk, **told), polres.public), desk, polres)


@pytest.mark.parametrize("told", [{"reader": 2}, {"format": "spkt-bundle/2"}, {"format": "spkt-receipt/1"}])
def test_a_later_version_is_named_as_such(told: dict[str, Any], tar: bytes, desk: Desk, polres: Keys) -> None:
    with pytest.raises(SealBroken, match="perbarui program"):
        bundle.read(wrapped(rebuilt(tar, desk, **told), polres.public), [polres], desk.find)


def test_a_manifest_in_another_spelling_is_refused(tar: bytes, desk: Desk, polres: Keys) -> None:
    (_, manifest), _, payload = archive.unpack(tar, 3)
    for written in (
        json.dumps(json.loads(manifest)).encode(),
        manifest + b"\n",
        b'{"id":"",' + manifest[1:],
        b"[" * 5000,
    ):
        members = [("manifest.json", written), ("manifest.sig", desk.keys.sign(written)), payload]
        refuse(wrapped(archive.pack(members), polres.public), desk, polres)


def test_a_huge_manifest_is_refused(tar: bytes, desk: Desk, polres: Keys) -> None:
    refuse(wrapped(rebuilt(tar, desk, program="x" * frame.MAX_MANIFEST), polres.public), desk, polres)


def test_a_zip_bomb_is_cut_at_the_told_size(tar: bytes, desk: Desk, polres: Keys) -> None:
    bomb = gzip.compress(bytes(300 << 20), 1, mtime=0)
    for plain in (100, frame.MAX_PLAIN, frame.MAX_PLAIN + 1):
        refuse(wrapped(rebuilt(tar, desk, bomb, told={"plain": plain}), polres.public), desk, polres)


def test_only_one_gzip_member_with_nothing_after_it(tar: bytes, desk: Desk, polres: Keys) -> None:
    payload = archive.unpack(tar, 3)[2][1]
    plain = len(gzip.decompress(payload))
    for other in (
        payload + b"\0",
        payload + gzip.compress(b""),
        payload[:-1],
        payload[:-8],
        b"",
        gzip.decompress(payload),
    ):
        refuse(wrapped(rebuilt(tar, desk, other, told={"plain": plain}), polres.public), desk, polres)


def test_a_member_of_another_bundle_does_not_fit(tar: bytes, desk: Desk, polres: Keys) -> None:
    mine = archive.unpack(tar, 3)
    other = archive.unpack(opened(desk.make(chain(1), polres.public).data, polres), 3)
    for place in range(3):
        mixed = [*mine]
        mixed[place] = other[place]
        refuse(wrapped(archive.pack(mixed), polres.public), desk, polres)


def test_a_receiver_cannot_pass_it_on_as_meant_for_another(tar: bytes, desk: Desk) -> None:
    other = Keys.new()
    with pytest.raises(SealBroken, match="penerima lain"):
        bundle.read(wrapped(tar, other.public), [other], desk.find)


def test_a_file_too_large_is_not_even_opened(desk: Desk, polres: Keys) -> None:
    with pytest.raises(SealBroken, match="terlalu besar"):
        bundle.read(bytes(frame.MAX_FILE + 1), [polres], desk.find)
