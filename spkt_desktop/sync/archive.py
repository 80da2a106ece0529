"""A tar of a few named members that has exactly one possible spelling (POSIX.1-1988 ustar, regular files only)."""

from __future__ import annotations

from collections.abc import Sequence

from spkt_desktop.sync.strict import damaged

_BLOCK = 512
_END = bytes(2 * _BLOCK)


def pack(members: Sequence[tuple[str, bytes]]) -> bytes:
    """The tar of these (name, content): mode 0644, no owner, time 0, two closing blocks of zeros."""
    parts: list[bytes] = []
    for name, content in members:
        parts += (_header(name, len(content)), content, bytes(-len(content) % _BLOCK))
    return b"".join((*parts, _END))


def unpack(data: bytes, most: int) -> list[tuple[str, bytes]]:
    """The (name, content) of at most so many members; raises SealBroken unless `pack` would write the same bytes.

    Nothing is ever written to a path: members are slices in memory.
    """
    members: list[tuple[str, bytes]] = []
    position = 0
    while data[position : position + _BLOCK] != bytes(_BLOCK):
        if len(members) == most or len(data) - position < _BLOCK:
            raise damaged()
        name, size = _name_and_size(data[position : position + _BLOCK])
        position += _BLOCK
        content = data[position : position + size]
        if len(content) != size:
            raise damaged()
        members.append((name, content))
        position += size + -size % _BLOCK
    if pack(members) != data:
        raise damaged()
    return members


def _header(name: str, size: int) -> bytes:
    """The header of a member, written here so that no version of a library can change a byte of it."""
    start = (
        name.encode("ascii").ljust(100, b"\0") + b"0000644\0" + 2 * b"0000000\0" + b"%011o\0" % size + b"%011o\0" % 0
    )
    end = b"0" + bytes(100) + b"ustar\x0000" + bytes(64) + 2 * b"0000000\0" + bytes(167)
    checksum = sum(start) + 8 * ord(" ") + sum(end)
    return start + b"%06o\0 " % checksum + end


def _name_and_size(header: bytes) -> tuple[str, int]:
    try:
        return header[:100].rstrip(b"\0").decode("ascii"), int(header[124:135].decode("ascii"), 8)
    except ValueError as error:
        raise damaged() from error
