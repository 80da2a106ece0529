"""The log of the shim: every change of a file in its order, and between them what the program had promised by then.

The marks are JSON objects: `{"begin": act, ...}` before an act of the journey and `{"done": act, ...}` after each thing
that it gave out (an act may give out several); what stands in them is described in `told.py`.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_HEAD = struct.Struct("<c3xIIIQ")
CREATE, WRITE, TRUNCATE, SYNC, RENAME, UNLINK, MKDIR, RMDIR, LINK, MARK = "cwtsrumxl#"
_SEEN = frozenset("cwtsrumxl#")


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the log; paths are below the watched folder, "." is the folder itself."""

    op: str
    path: str
    other: str
    """Where a rename or link went."""
    offset: int
    """Where a write began; the new size of a truncated file."""
    data: bytes

    @property
    def mark(self) -> dict[str, Any]:
        """What a mark says."""
        said: dict[str, Any] = json.loads(self.data)
        return said


def read(log: Path) -> list[Change]:
    """The whole log; raises ValueError for what the model of the disk does not know (a writable map, say)."""
    raw, at, found = memoryview(log.read_bytes()), 0, []
    while at < len(raw):
        op, *lengths, offset = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        parts = []
        for length in lengths:
            parts.append(bytes(raw[at : at + length]))
            at += length
        path, other, data = parts
        if op.decode() not in _SEEN:
            raise ValueError(f"the disk is changed in a way that is not modelled: {op.decode()}")
        found.append(Change(op.decode(), path.decode(), other.decode(), offset, data))
    return found
