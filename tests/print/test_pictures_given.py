"""Pictures that are no pictures: a small file that unpacks to much, or that is something else."""

from __future__ import annotations

import base64
import struct
import sys
import zlib
from io import BytesIO

import pytest
from PIL import Image

from spkt_desktop.errors import LetterFailed
from spkt_desktop.forms import images
from spkt_desktop.print.engine import to_pdf
from tests.print.plans import logo
from tests.print.test_engine import document
from tests.print.watch import Watch, watched
from tests.promises import kept

__all__ = ["watched"]


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(*sizes: tuple[int, int], rows: bytes = b"\0" * 40, more: bytes = b"") -> bytes:
    heads = b"".join(chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 6, 0, 0, 0)) for size in sizes)
    return b"\x89PNG\r\n\x1a\n" + heads + more + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def jpeg(*sizes: tuple[int, int]) -> bytes:
    target = BytesIO()
    Image.new("RGB", (8, 8), "white").save(target, "JPEG")
    whole = target.getvalue()
    start = whole.index(b"\xff\xc0")
    length = 2 + int.from_bytes(whole[start + 2 : start + 4], "big")
    frame = whole[start : start + length]
    frames = b"".join(frame[:5] + struct.pack(">HH", *size) + frame[9:] for size in sizes)
    return whole[:start] + frames + whole[start + length :]


GOOD = base64.b64decode(logo())
BAD = {
    "more pixels than memory": png((50_000, 50_000)),
    "two sizes": png((8, 8), (50_000, 50_000)),
    "two sizes of a jpeg": jpeg((8, 8), (60_000, 60_000)),
    "a wide jpeg": jpeg((8, 60_000)),
    "no size": png((0, 8)),
    "cut": GOOD[:200],
    "cut in its head": GOOD[:20],
    "without pixels": GOOD[:33] + chunk(b"IEND", b""),
    "much text": png((8, 8), more=chunk(b"zTXt", b"a\0\0" + zlib.compress(b"x" * 90_000_000, 9))),
    "fewer rows than said": png((4_000, 4_000)),
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage",
    "pdf": b"%PDF-1.7\n1 0 obj",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/hostname'/></svg>",
    "gif": b"GIF89a" + struct.pack("<HH", 60_000, 60_000) + b"\0" * 9,
    "tiff": b"II*\0\x08\0\0\0",
    "webp": b"RIFF\0\0\0\0WEBPVP8 ",
    "a picture after something else": b"%!PS\n" + GOOD,
    "too many bytes": GOOD + b"\0" * 300_000,
    "nothing": b"",
}
"""What somebody could choose as a logo, or a template could carry."""


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_what_is_no_picture_is_not_drawn(name: str, kind: str, watched: Watch) -> None:
    text = base64.b64encode(BAD[name]).decode()
    with pytest.raises(LetterFailed, match="Data tetap tersimpan"):
        to_pdf(document(f'<p>x <img src="data:image/{kind};base64,{text}"></p>'), "F4")
    assert watched.read == watched.called == []
    kept("template-is-data", pictures=1)


@pytest.mark.parametrize(
    "content", [png((8, 8), (50_000, 50_000)), png((8, 8), (8, 8)), jpeg((8, 8), (60_000, 60_000))]
)
def test_one_size_is_all_a_picture_has(content: bytes) -> None:
    """Of two, whoever unpacks it may take the one that was not looked at."""
    assert images.refusal(base64.b64encode(content).decode())
    assert images.refusal(base64.b64encode(png((8, 8))).decode()) == ""


def test_a_picture_with_something_after_it_is_the_picture() -> None:
    """What follows is of no use to anybody: of a PNG the pixels are drawn, of a JPEG no more bytes than it may have."""
    for content in (GOOD + b"PK\x03\x04 lain", jpeg((8, 8)) + b"PK\x03\x04 lain"):
        text = base64.b64encode(content).decode()
        assert images.refusal(text) == ""
        pdf, _ = to_pdf(document(f'<p><img src="data:image/png;base64,{text}" height="40pt"></p>'), "F4")
        assert b"/Image" in pdf


@pytest.mark.skipif(sys.platform == "win32", reason="how much memory a process has had at most is asked in another way")
def test_the_largest_picture_that_is_allowed_is_small_enough() -> None:
    import resource

    side = images.LARGEST_SIDE
    whole = base64.b64encode(png((side, side), rows=bytes((side * 4 + 1) * side))).decode()
    assert images.refusal(whole) == ""
    to_pdf(document("<p>x</p>"), "F4")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    to_pdf(document(f'<p><img src="data:image/png;base64,{whole}" height="40pt"></p>'), "F4")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < 500, f"{grown:.0f} MB"
