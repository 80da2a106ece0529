"""Pictures of few colours in a PDF: pages are laid out with a dot for each, then the PNG's own bytes take its place.

So laying out unpacks nothing, and the PDF holds each picture as small as its file is.
"""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from spkt_desktop.print.refusal import Unfit

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PALETTE, _RGB = 3, 2
"""Kinds of colour (PNG specification, section 11.2.2)."""


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture with a palette: its size in pixels, bits of a pixel, colours, and the packed rows as PNG has them."""

    width: int
    height: int
    bits: int
    colours: bytes
    rows: bytes


def plate(png: bytes) -> Plate:
    """The picture in a PNG file; Unfit unless it has a palette and is written from top to bottom."""
    try:
        chunks = list(_chunks(png))
        (header,) = (data for kind, data in chunks if kind == b"IHDR")
        (colours,) = (data for kind, data in chunks if kind == b"PLTE")
        width, height, bits, kind, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    except (ValueError, struct.error):
        raise Unfit("gambar") from None
    if kind != _PALETTE or interlaced:
        raise Unfit("gambar")
    return Plate(width, height, bits, colours, b"".join(data for kind, data in chunks if kind == b"IDAT"))


def dot(number: int) -> str:
    """A PNG of one pixel, in base64, that says which picture it stands for: its colour is the number."""
    row = zlib.compress(b"\0" + number.to_bytes(3, "big"))
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, _RGB, 0, 0, 0)), (b"IDAT", row), (b"IEND", b""))
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return base64.b64encode(_SIGNATURE + b"".join(packed)).decode("ascii")


def put(document: PdfWriter, plates: Sequence[Plate]) -> None:
    """Every dot of a document becomes the picture of that number."""
    from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject, NumberObject, StreamObject

    for page in document.pages:
        shown = cast("DictionaryObject", page["/Resources"].get_object()).get("/XObject")
        if shown is None:
            continue
        for name, reference in list(shown.get_object().items()):
            one = plates[int.from_bytes(reference.get_object().get_data(), "big")]
            rows = DictionaryObject({
                NameObject("/Predictor"): NumberObject(15), NameObject("/Columns"): NumberObject(one.width),
                NameObject("/Colors"): NumberObject(1), NameObject("/BitsPerComponent"): NumberObject(one.bits),
            })  # fmt: skip
            colours = ArrayObject([
                NameObject("/Indexed"), NameObject("/DeviceRGB"), NumberObject(len(one.colours) // 3 - 1),
                ByteStringObject(one.colours),
            ])  # fmt: skip
            picture = StreamObject()
            picture.update({
                NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Image"),
                NameObject("/Width"): NumberObject(one.width), NameObject("/Height"): NumberObject(one.height),
                NameObject("/BitsPerComponent"): NumberObject(one.bits), NameObject("/ColorSpace"): colours,
                NameObject("/Filter"): NameObject("/FlateDecode"), NameObject("/DecodeParms"): rows,
            })  # fmt: skip
            picture._data = one.rows
            shown.get_object()[NameObject(name)] = document._add_object(picture)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of each part of a PNG file; ValueError where it is none or is cut short."""
    if not png.startswith(_SIGNATURE):
        raise ValueError
    at = len(_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        if len(data) != length:
            raise ValueError
        yield kind, data
        at += 12 + length
