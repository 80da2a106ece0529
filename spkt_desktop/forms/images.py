"""Whether a base64 text is a picture that a letter may carry."""

from __future__ import annotations

import binascii
import struct

LARGEST_BYTES = 300_000
LARGEST_SIDE = 4_000
"""Pixels; a small file can unpack to more memory than the counter's PC has."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_STARTS_OF_FRAME = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def refusal(text: str) -> str:
    """Why the text is no PNG or JPEG of at most 300 kB and 4000 pixels a side; empty if it is."""
    if len(text) > (LARGEST_BYTES + 2) // 3 * 4:
        return "Gambar paling besar 300 kB; perkecil dahulu."
    try:
        content = binascii.a2b_base64(text, strict_mode=True)
    except ValueError:
        return "Gambar tidak terbaca; pilih berkas PNG atau JPEG."
    if len(content) > LARGEST_BYTES:
        return "Gambar paling besar 300 kB; perkecil dahulu."
    sides = _png_sides(content) if content.startswith(_PNG) else _jpeg_sides(content)
    if not sides or not all(sides):
        return "Gambar tidak terbaca; pilih berkas PNG atau JPEG."
    if max(sides) > LARGEST_SIDE:
        return "Gambar paling lebar dan paling tinggi 4.000 piksel; perkecil dahulu."
    return ""


def _png_sides(content: bytes) -> tuple[int, ...]:
    """Width and height from the header chunk (PNG specification, section 11.2.2)."""
    if content[12:16] != b"IHDR" or len(content) < 24:
        return ()
    return struct.unpack(">II", content[16:24])


def _jpeg_sides(content: bytes) -> tuple[int, ...]:
    """Height and width from the first frame header (ITU-T T.81, annex B.2)."""
    if not content.startswith(_JPEG):
        return ()
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        if content[at + 1] in _STARTS_OF_FRAME:
            return struct.unpack(">HH", content[at + 5 : at + 9])
        at += 2 + max(2, int.from_bytes(content[at + 2 : at + 4], "big"))
    return ()
