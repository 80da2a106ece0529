"""Whether a base64 text is a picture that a letter may carry."""

from __future__ import annotations

import binascii
import struct
from collections.abc import Iterator

LARGEST_BYTES = 300_000
LARGEST_SIDE = 4_000
"""Pixels; a small file can unpack to more memory than the counter's PC has."""

_UNREADABLE = "Gambar tidak terbaca; pilih berkas PNG atau JPEG."
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_STARTS_OF_FRAME = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_START_OF_SCAN = 0xDA


def refusal(text: str) -> str:
    """Why the text is no PNG or JPEG of at most 300 kB and 4000 pixels a side; empty if it is."""
    if len(text) > (LARGEST_BYTES + 2) // 3 * 4:
        return "Gambar paling besar 300 kB; perkecil dahulu."
    try:
        content = binascii.a2b_base64(text, strict_mode=True)
    except ValueError:
        return _UNREADABLE
    if len(content) > LARGEST_BYTES:
        return "Gambar paling besar 300 kB; perkecil dahulu."
    sizes = list(_png_sizes(content) if content.startswith(_PNG) else _jpeg_sizes(content))
    if len(sizes) != 1 or not all(sizes[0]):  # of two sizes, whoever unpacks it may take the other one
        return _UNREADABLE
    if max(sizes[0]) > LARGEST_SIDE:
        return "Gambar paling lebar dan paling tinggi 4.000 piksel; perkecil dahulu."
    return ""


def _png_sizes(content: bytes) -> Iterator[tuple[int, ...]]:
    """Width and height from each header chunk before the pixels (PNG specification, sections 5.3 and 11.2.2)."""
    at = len(_PNG)
    while (kind := content[at + 4 : at + 8]) and kind not in (b"IDAT", b"IEND"):
        if kind == b"IHDR" and at + 16 <= len(content):
            yield struct.unpack(">II", content[at + 8 : at + 16])
        at += 12 + int.from_bytes(content[at : at + 4], "big")


def _jpeg_sizes(content: bytes) -> Iterator[tuple[int, ...]]:
    """Height and width from each frame header before the first scan (ITU-T T.81, annex B.2)."""
    if not content.startswith(_JPEG):
        return
    at = len(_JPEG)
    while at + 9 <= len(content) and content[at] == 0xFF and content[at + 1] != _START_OF_SCAN:
        marker = content[at + 1]
        if marker in _STARTS_OF_FRAME:
            yield struct.unpack(">HH", content[at + 5 : at + 9])
        if marker == 0xFF:  # a byte that only fills up
            at += 1
        else:
            at += 2 if marker in _ALONE else 2 + max(2, int.from_bytes(content[at + 2 : at + 4], "big"))
