"""Makes the officer's handbook as a PDF from docs/panduan.md and the pictures in docs/gambar.

`python tools/handbook.py OUT.pdf`; the same documents give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from spkt_desktop.app import guide

ROOT = Path(__file__).resolve().parent.parent


def main(out: Path) -> None:
    letter = guide.printed(ROOT)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(letter.pdf)
    print(f"{out}: {letter.pages} pages, {len(letter.pdf):,} bytes, SHA-256 {letter.sha256}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("python tools/handbook.py OUT.pdf")
    main(Path(sys.argv[1]))
