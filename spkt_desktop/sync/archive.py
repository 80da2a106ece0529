"""A tar of a few named members that has exactly one possible spelling (POSIX.1-1988 ustar, regular files only)."""

from __future__ import annotations

from collections.abc import Sequence

from spkt_desktop.sync.strict import damaged
from spkt_desktop.tar import BLOCK, END, header, name_and_size, padding


def pack(members: Sequence[tuple[str, bytes]]) -> bytes:
    """The tar of these (name, content): mode 0644, no owner, time 0, two closing blocks of zeros."""
    parts: list[bytes] = []
    for name, content in members:
        parts += (header(name, len(content)), content, bytes(padding(len(content))))
    return b"".join((*parts, END))


def unpack(data: bytes, most: int) -> list[tuple[str, bytes]]:
    """The (name, content) of at most so many members; raises SealBroken unless `pack` would write the same bytes.

    Nothing is ever written to a path: members are slices in memory.
    """
    members: list[tuple[str, bytes]] = []
    position = 0
    while data[position : position + BLOCK] != bytes(BLOCK):
        if len(members) == most or len(data) - position < BLOCK:
            raise damaged()
        try:
            name, size = name_and_size(data[position : position + BLOCK])
        except ValueError as error:
            raise damaged() from error
        position += BLOCK
        content = data[position : position + size]
        if len(content) != size:
            raise damaged()
        members.append((name, content))
        position += size + padding(size)
    if pack(members) != data:
        raise damaged()
    return members
