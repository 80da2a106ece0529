"""The one spelling of a tar header that this program writes and reads (POSIX.1-1988 ustar, regular files only).

Written here, so that no version of a library can change a byte of it, and nothing else of tar is ever understood:
no link, no sparse file, no extended header. Stock tar reads it.
"""

from __future__ import annotations

BLOCK = 512
END = bytes(2 * BLOCK)
"""What closes a tar: two blocks of zeros."""
LARGEST = 8**11 - 1
"""Bytes of the largest member: what eleven octal digits hold."""


def header(name: str, size: int) -> bytes:
    """The header of a member: mode 0644, no owner, time 0. ASCII names of at most 100 characters."""
    start = (
        name.encode("ascii").ljust(100, b"\0") + b"0000644\0" + 2 * b"0000000\0" + b"%011o\0" % size + b"%011o\0" % 0
    )
    end = b"0" + bytes(100) + b"ustar\x0000" + bytes(64) + 2 * b"0000000\0" + bytes(167)
    checksum = sum(start) + 8 * ord(" ") + sum(end)
    return start + b"%06o\0 " % checksum + end


def name_and_size(block: bytes) -> tuple[str, int]:
    """What a header says; raises ValueError for any block that `header` would not have written."""
    name, size = block[:100].rstrip(b"\0").decode("ascii"), int(block[124:135].decode("ascii"), 8)
    if size < 0 or header(name, size) != block:
        raise ValueError("not a header of ours")
    return name, size


def padding(size: int) -> int:
    """Zero bytes that follow a member of that size."""
    return -size % BLOCK
