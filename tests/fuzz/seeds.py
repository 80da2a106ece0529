"""Good files to begin with: a fuzzer that starts from nothing never gets past the first check."""

from __future__ import annotations

import gzip
import json

from spkt_desktop.records import canonical
from spkt_desktop.sync.pack import Pack
from tests.fuzz import loose, sealed


def seeds(target: str) -> list[bytes]:
    """What a target is first fed with; for targets that read edits out of bytes, no edit and some."""
    made = {
        "card": [sealed.DESK_CARD.signed(sealed.DESK), sealed.POLRES_CARD.signed(sealed.POLRES)],
        "pack": [Pack("templat", "sktlk", 1, {"sktlk.html": "<p>{{ nomor }}</p>"}).signed(sealed.POLRES)],
        "bundle_file": [sealed.made_of(sealed.events(1)).data],
        "bundle_tar": [sealed.tar_of(sealed.made_of(sealed.events(1)).data, sealed.POLRES)],
        "bundle_gzip": [
            b"\4\0" + gzip.compress(bytes(1024), mtime=0), b"\0\x1d" + gzip.compress(gzip.compress(bytes(9)), mtime=0),
        ],
        "bundle_lines": [b"".join(canonical(event.as_json()) + b"\n" for event in sealed.events(2))],
        "receipt_file": [sealed.receipt_file(sealed.good_receipt())],
        "tar": [sealed.tar_of(sealed.made_of(sealed.events(1)).data, sealed.POLRES)],
        "values_file": [
            json.dumps(loose.good_values("sktlk")).encode(), b"\xef\xbb\xbf{}", b'{"a":1,"a":2}', b"[" * 3000,
        ],
        "recovery_code": [b"0123-4567-89AB-CDEF-GHJK-MNPQ", b"oOiIlL--  0"],
    }  # fmt: skip
    return [*made.get(target, []), b"", b"\1" * 8, bytes(range(48))]


WORDS = (
    "format", "kind", "id", "code", "name", "signing", "recipient", "fingerprint", "signature", "spkt-card/1", "polres",
    "desk", "spkt-paket/1", "version", "files", "hukum", "templat", "hukum.json", "manifest.json", "manifest.sig",
    "events.jsonl.gz", "ustar", "\\x1f\\x8b\\x08\\x00", "\\\\ud800", "NaN", "1e999", "age-encryption.org/v1",
    "-> X25519 ", "epoch", "seq", "prev", "hash", "body", "kategori",
)  # fmt: skip
"""What the files are made of, for mutations of bare bytes."""
