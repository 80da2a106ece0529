"""What travels sealed: bundles to the Polres, receipts to the desk; from outside, and from within the seal."""

from __future__ import annotations

import contextlib
import gzip
import json
from functools import cache

from spkt_desktop.records import canonical
from spkt_desktop.sync import archive, bundle, receipt
from tests.fuzz import houses, sealed
from tests.fuzz.refusing import refusable
from tests.fuzz.shapes import Reader, spoilt, written


def bundle_file(data: bytes) -> None:
    with refusable():
        bundle.read(data, [sealed.POLRES], sealed.desk_keys)


def bundle_tar(data: bytes) -> None:
    bundle_file(sealed.sealed(data, sealed.POLRES.public))


def bundle_members(data: bytes) -> None:
    """A tar of members whose headers and order are wrong in some way, from a good file."""
    reader = Reader(data)
    tar = bytearray(sealed.tar_of(good_bundle(), sealed.POLRES))
    for _ in range(1 + reader.pick(6)):
        at = 512 * reader.pick(len(tar) // 512) + reader.one(0, 100, 108, 116, 124, 130, 148, 156, 157, 257, 329, 345)
        tar[at : at + 1 + reader.pick(12)] = reader.take(reader.pick(13))
    bundle_tar(bytes(tar))


def bundle_manifest(data: bytes) -> None:
    reader = Reader(data)
    manifest, plain = sealed.parts(good_bundle(), sealed.POLRES)
    payload = gzip.compress(plain, mtime=0)
    text = written(spoilt(json.loads(sealed.told_truly(manifest, payload, len(plain))), reader), reader)
    bundle_tar(sealed.signed_tar(text, payload, "events.jsonl.gz", sealed.DESK))


def bundle_gzip(data: bytes) -> None:
    """The first two bytes say how long the payload claims to be unpacked."""
    manifest, _ = sealed.parts(good_bundle(), sealed.POLRES)
    plain = Reader(data).pick(1 << 16)
    told = sealed.told_truly(manifest, data[2:], plain)
    bundle_tar(sealed.signed_tar(told, data[2:], "events.jsonl.gz", sealed.DESK))


def bundle_lines(data: bytes) -> None:
    """The events as text, truly told of."""
    bundle_tar(bundle_of(data))


def intake(data: bytes) -> None:
    """Journals that a desk really has signed, but would never write; up to three bundles of them."""
    reader = Reader(data)
    files = []
    for _ in range(1 + reader.pick(3)):
        contents = spoilt([event.as_json() for event in sealed.events(4)], reader)
        if isinstance(contents, list) and reader.pick(4):
            contents = sealed.chained(contents)
        lines = [written(each, reader) for each in (contents if isinstance(contents, list) else [contents])][:40]
        files.append(sealed.sealed(bundle_of(b"".join(line + b"\n" for line in lines)), sealed.POLRES.public))
    with refusable():
        houses.take_bundle(*files)


def receipt_file(data: bytes) -> None:
    with refusable():
        receipt.read(data, [sealed.DESK], sealed.DESK_ID, sealed.polres_keys)


def receipt_inside(data: bytes) -> None:
    """A receipt that the Polres really has signed, taken in by a desk."""
    reader = Reader(data)
    manifest, plain = sealed.parts(good_receipt(), sealed.DESK)
    content = spoilt(json.loads(plain), reader)
    if isinstance(content, dict) and isinstance(content.get("lost"), list) and reader.pick(4):
        content["lost"] = [one for each in content["lost"] for one in sealed.chained([each])]
    text = written(content, reader)
    payload = gzip.compress(text, mtime=0)
    told = sealed.told_truly(manifest, payload, len(text))
    if reader.pick(8) == 1:
        told = written(spoilt(json.loads(told), reader), reader)
    tar = sealed.signed_tar(told, payload, "receipt.json.gz", sealed.POLRES)
    with refusable():
        houses.take_receipt(sealed.sealed(tar, sealed.DESK.public))


def tar(data: bytes) -> None:
    with refusable():
        archive.unpack(data, 3)


def bundle_of(lines: bytes) -> bytes:
    """The tar of a bundle of these lines, whose manifest is true as far as that can be."""
    manifest, _ = sealed.parts(good_bundle(), sealed.POLRES)
    manifest |= {"count": lines.count(b"\n")}
    with contextlib.suppress(ValueError, KeyError, TypeError, IndexError, RecursionError):
        first, last = (json.loads(lines.splitlines()[place]) for place in (0, -1))
        manifest["first"] = {name: first[name] for name in ("epoch", "seq", "prev")}
        manifest["last"] = {name: last[name] for name in ("epoch", "seq", "hash")}
        canonical(manifest)
    payload = gzip.compress(lines, mtime=0)
    try:
        told = sealed.told_truly(manifest, payload, len(lines))
    except ValueError:
        told = b"{}"
    return sealed.signed_tar(told, payload, "events.jsonl.gz", sealed.DESK)


@cache
def good_bundle() -> bytes:
    return sealed.made_of(sealed.events(2)).data


@cache
def good_receipt() -> bytes:
    return sealed.receipt_file(sealed.good_receipt())
