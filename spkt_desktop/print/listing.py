"""A listing as the paper register: a landscape table that ends with how many there were and who made it.

Importing this module imports ReportLab.
"""

from __future__ import annotations

from reportlab.platypus import KeepTogether, Spacer

from spkt_desktop.books import Listing, Progress
from spkt_desktop.print.pages import document, signature, text_width
from spkt_desktop.print.ruled import Ruled
from spkt_desktop.print.styles import height, paragraph, styles
from spkt_desktop.records import Letter

NOTHING = "Tidak ada catatan pada waktu ini."
"""What an empty listing says."""


def render(listing: Listing, progress: Progress) -> Letter:
    """The register on paper; `progress` is told in rows, after every page.

    LetterFailed where a character cannot be printed, and whatever `progress` raises. Slow: for a worker only.
    """
    sheet, faces = listing.sheet, styles(listing.sheet.unit)
    amount = paragraph(f"Jumlah: {len(listing.rows)}", faces.body, bold=True)
    end = [Spacer(1, 6), amount, Spacer(1, 6), *signature(sheet, "Petugas")]
    closing = height(end, text_width(sheet.unit, landscape=True))
    rows = Ruled(faces, listing.columns, listing.rows or (NOTHING,), closing)
    return document(sheet, [rows, KeepTogether(end)], landscape=True, progress=progress)
