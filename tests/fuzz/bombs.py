"""Files that are small until they are opened, each in a process with little memory: `python -m tests.fuzz.bombs`.

Prints one JSON object a bomb: what became of it, the seconds of processor that took, and the most memory it had.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import sys
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from spkt_desktop.errors import SpktError
from spkt_desktop.forms.law import parse
from spkt_desktop.records import canonical
from spkt_desktop.sync import Card, archive
from spkt_desktop.sync.frame import MAX_PLAIN
from spkt_desktop.sync.pack import Pack
from tests.fuzz import houses, loose, sealed, travelling
from tests.fuzz.shapes import nested

MEMORY_MB = 700
"""Of address space for everything, of which the interpreter and its libraries take some 250."""
PATIENCE_S = 25
"""Seconds of processor."""


def main() -> int:
    """Runs every bomb in a fork of its own, so that one that kills is told of as well."""
    houses.prepare()
    for name, bomb in BOMBS.items():
        print(json.dumps({"bomb": name, **_in_a_fork(bomb)}), flush=True)
    return 0


def _in_a_fork(bomb: Callable[[], None]) -> dict[str, Any]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        os.write(writing, json.dumps(_bounded(bomb)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    return json.loads(told) if told else {"outcome": f"killed by signal {os.waitstatus_to_exitcode(status)}"}


def _bounded(bomb: Callable[[], None]) -> dict[str, Any]:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB << 20,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE_S, PATIENCE_S))
    begun = time.process_time()
    try:
        bomb()
        outcome = "taken"
    except SpktError as error:
        outcome = f"refused: {str(error)[:60]}"
    except BaseException as error:
        outcome = f"{type(error).__name__}: {str(error)[:200]}"
    spent, peak = time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"outcome": outcome, "seconds": round(spent, 1), "memory_mb": peak >> 10}


def _receipt(text: bytes) -> bytes:
    manifest, _ = sealed.parts(travelling.good_receipt(), sealed.DESK)
    payload = gzip.compress(text, compresslevel=1, mtime=0)
    tar = sealed.signed_tar(
        sealed.told_truly(manifest, payload, len(text)), payload, "receipt.json.gz", sealed.POLRES
    )  # fmt: skip
    return sealed.sealed(tar, sealed.DESK.public)


def _shells(what: bytes, size: int) -> bytes:
    """JSON of that many bytes that is nothing but a list of empty things."""
    return b'{"a":[' + what * (size // len(what)) + b"0]}"


def event_of_shells() -> None:
    """One event of 32 MiB of empty lists: each three bytes of it would take seventy."""
    event = replace(sealed.events(1)[0], body={"a": "HERE"})
    hollow = canonical(event.as_json()).replace(b'"HERE"', b"[" + b"[]," * ((MAX_PLAIN - 2000) // 3) + b"0]") + b"\n"
    manifest, _ = sealed.parts(sealed.made_of([event]).data, sealed.POLRES)
    payload = gzip.compress(hollow, compresslevel=1, mtime=0)
    told = sealed.told_truly(manifest, payload, len(hollow))
    tar = sealed.signed_tar(told, payload, "events.jsonl.gz", sealed.DESK)
    houses.take_bundle(sealed.sealed(tar, sealed.POLRES.public))


def receipt_of_shells() -> None:
    houses.take_receipt(_receipt(_shells(b"[],", MAX_PLAIN - 100)))


def receipt_of_many_ids() -> None:
    content = json.loads(sealed.parts(travelling.good_receipt(), sealed.DESK)[1])
    houses.take_receipt(_receipt(canonical(content | {"bundles": [0] * 900_000})))


def pack_of_shells() -> None:
    Pack.read(_shells(b"{},", 4_000_000), [sealed.POLRES.public])


def deep_card() -> None:
    Card.read(b"[" * 2000 + b"]" * 2000, "desk")


def deep_pack() -> None:
    Pack.read(b'{"a":' * 700_000, [sealed.POLRES.public])


def deep_law() -> None:
    parse(nested(100_000))


def values_of_shells() -> None:
    loose.values_file(_shells(b"[],", 7_000_000))


def values_too_large() -> None:
    loose.values_file(_shells(b"[],", 64_000_000))


def deep_values() -> None:
    loose.values_file(b"[" * 4_000_000)


def endless_digits() -> None:
    loose.values_file(b"1" * 7_000_000)


def packed_twice() -> None:
    """Gzip within gzip: what is promised is taken, and it is not unpacked again."""
    inner = gzip.compress(bytes(MAX_PLAIN), compresslevel=9, mtime=0)
    travelling.bundle_gzip(b"\xff\xff" + gzip.compress(inner * 8, mtime=0))


def packed_beyond() -> None:
    """Half a gibibyte of zeros under a manifest that tells of 32 MiB."""
    packer = zlib.compressobj(level=1, wbits=31)
    payload = b"".join([*(packer.compress(bytes(1 << 20)) for _ in range(512)), packer.flush()])
    manifest, _ = sealed.parts(travelling.good_bundle(), sealed.POLRES)
    told = sealed.told_truly(manifest, payload, MAX_PLAIN)
    travelling.bundle_tar(sealed.signed_tar(told, payload, "events.jsonl.gz", sealed.DESK))


def tar_of_many() -> None:
    travelling.tar(archive.pack([("a", b"")] * 50_000))


BOMBS: Mapping[str, Callable[[], None]] = {
    bomb.__name__: bomb
    for bomb in (
        event_of_shells, receipt_of_shells, receipt_of_many_ids, pack_of_shells, deep_card, deep_pack, deep_law,
        values_of_shells, values_too_large, deep_values, endless_digits, packed_twice, packed_beyond, tar_of_many,
    )
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
