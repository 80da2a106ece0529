"""The page around every listing: letterhead and title, running head, foot with page, maker and seal of the journal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer

from spkt_desktop import dates
from spkt_desktop.books import Progress, Sheet, Stopped
from spkt_desktop.errors import LetterFailed
from spkt_desktop.print import fonts
from spkt_desktop.print.inspection import LEFT, MM, PAPERS, RIGHT
from spkt_desktop.print.styles import Styles, height, paragraph, styles, table
from spkt_desktop.records import Letter, Unit, sha256

TOP, BOTTOM, FOOT = 20 * MM, 20 * MM, 10 * MM
"""Where the text begins and ends, and where the foot stands, from the edges of the paper, in points."""
GAP = 3 * MM
"""Between running head, text and foot."""


def paper(unit: Unit) -> str:
    """The paper of the unit: F4 or A4."""
    return unit.values.get("surat", {}).get("kertas") or "F4"


def size(unit: Unit, *, landscape: bool = False) -> tuple[float, float]:
    """Width and height of a page in points."""
    short, long = PAPERS[paper(unit)]
    return (long, short) if landscape else (short, long)


def text_width(unit: Unit, *, landscape: bool = False) -> float:
    """The width in points between the side margins."""
    return size(unit, landscape=landscape)[0] - LEFT - RIGHT


def document(
    sheet: Sheet, story: Sequence[Flowable], *, landscape: bool = False, progress: Progress | None = None
) -> Letter:
    """The pages of a story below letterhead and title, each with its foot; the same values give the same bytes.

    The story is drawn in the faces of `styles(sheet.unit)`, any other font and any character that a face does not have
    is a LetterFailed; so is a flowable that fits on no page and cannot be split. `progress` is told after every page,
    in flowables (a flowable with a `left` counts for as many), and its Stopped passes. Slow: for a worker only.
    """
    faces, (width, tall) = styles(sheet.unit), size(sheet.unit, landscape=landscape)
    inner = width - LEFT - RIGHT
    foot = _Foot(sheet, faces, inner)
    running = paragraph(f"{sheet.title} – {sheet.subtitle}" if sheet.subtitle else sheet.title, faces.small)
    head = height([running], inner)
    low = max(BOTTOM, FOOT + foot.height + GAP)

    def run_on(canvas: Canvas, _: Any) -> None:
        running.wrapOn(canvas, inner, tall)
        running.drawOn(canvas, LEFT, tall - 12 * MM - head)

    def frame(top: float) -> Frame:
        return Frame(LEFT, low, inner, tall - low - top, 0, 0, 0, 0)

    first = PageTemplate("first", [frame(TOP)], autoNextPageTemplate="later")
    later = PageTemplate("later", [frame(max(TOP, 12 * MM + head + GAP))], onPage=run_on)
    waiting = [*_letterhead(sheet.unit, faces, inner), *_title(sheet, faces), *story]
    tell = _teller(waiting, progress) if progress else _silent
    target = BytesIO()
    # fmt: off
    template = BaseDocTemplate(
        target, pagesize=(width, tall), pageTemplates=[first, later], invariant=1, pageCompression=1, lang="id",
        title=sheet.title, author="", subject="", creator="", producer="SPKT Desktop", initialFontName=faces.regular,
    )
    # fmt: on
    counted: list[int] = []

    def canvas_of(*given: Any, **named: Any) -> Canvas:
        return _Pages(*given, foot=foot, faces=faces, tell=tell, counted=counted, **named)

    try:
        template.build(waiting, canvasmaker=canvas_of)
    except (Stopped, LetterFailed):
        raise
    except Exception as error:  # ReportLab quotes the text of whatever it could not place
        raise _failure(type(error).__name__) from None
    pdf = target.getvalue()
    return Letter(pdf, sha256(pdf), counted[0], paper(sheet.unit))


def made(sheet: Sheet) -> str:
    """When and by whom: `Dibuat Senin 16 Februari 2026 pukul 07.00 WIB oleh Bripka Slamet Riyadi`."""
    at = _at(sheet)
    moment = f"{dates.hari(at)} {dates.tanggal(at)} pukul {dates.pukul(at)} {at.tzname()}"
    return f"Dibuat {moment} oleh {sheet.officer.rank} {sheet.officer.name}"


def signature(sheet: Sheet, *roles: str) -> list[Flowable]:
    """Place, day, these lines (`Petugas`), room to sign, and rank and name of who made the sheet; on the right."""
    faces, officer, unit = styles(sheet.unit), sheet.officer, sheet.unit.values["kesatuan"]
    place = [part for part in (unit.get("tempat") or "", dates.tanggal(_at(sheet))) if part]
    number = "NIP" if len(officer.nrp) == 18 else "NRP"
    block = [
        *(paragraph(line, faces.centre) for line in (", ".join(place), *roles)),
        Spacer(1, 50),
        paragraph(officer.name.upper(), faces.centre, bold=True, underline=True),
        paragraph(f"{officer.rank.upper()} {number} {officer.nrp}", faces.centre),
    ]
    return [table(faces, [[block]], [75 * MM], hAlign="RIGHT", splitInRow=0)]


class _Foot:
    """What stands at the foot of every page; all but the number of the page is the same on each."""

    def __init__(self, sheet: Sheet, faces: Styles, width: float) -> None:
        words = [made(sheet), *([f"Segel jurnal {sheet.seal}"] if sheet.seal else [])]
        room = width - 100  # of `Halaman 1234 dari 1234` and some space
        self._lines, self._faces, self._width = [paragraph(line, faces.small) for line in words], faces, width
        self._heights = [height([line], room) for line in self._lines]
        self.height = sum(self._heights)

    def draw(self, canvas: Canvas, page: int, pages: int) -> None:
        """Draw it on the page that the canvas is at."""
        top = FOOT + self.height
        canvas.setLineWidth(0.4)
        canvas.line(LEFT, top + 3, LEFT + self._width, top + 3)
        canvas.setFont(self._faces.regular, 8)
        canvas.drawRightString(LEFT + self._width, top - 8, f"Halaman {page} dari {pages}")
        for line, tall in zip(self._lines, self._heights, strict=True):
            top -= tall
            line.drawOn(canvas, LEFT, top)


class _Pages(Canvas):  # type: ignore[misc]
    """Holds every page back until it is known how many there are, and lets no font but ours through."""

    def __init__(
        self, *given: Any, foot: _Foot, faces: Styles, tell: Callable[[], None], counted: list[int], **named: Any
    ) -> None:
        self._held: list[dict[str, Any]] = []
        self._foot, self._tell, self._counted = foot, tell, counted
        self._ours = {faces.regular, faces.bold, faces.italic}
        super().__init__(*given, **named)

    def setFont(self, name: str, size: float, leading: float | None = None) -> None:  # noqa: N802 (ReportLab's name)
        """Use this face; drawings and tables of ReportLab first set one of their own and then never use it."""
        super().setFont(name if name in self._ours else self._initialFontName, size, leading)

    def showPage(self) -> None:  # noqa: N802 (ReportLab's name)
        """End a page, but for its foot."""
        self._tell()
        self._code: list[str] = ["\n".join(self._code)]  # a register of a year has thousands of pages
        self._held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Draw the foot of every page and write them all."""
        self._counted.append(len(self._held))
        for page, state in enumerate(self._held, 1):
            self.__dict__.update(state)
            self._foot.draw(self, page, len(self._held))
            super().showPage()
            self._tell()
        if not self._ours.issuperset(self._doc.fontMapping):
            raise _failure("ada huruf yang tidak tertanam")
        super().save()


def _letterhead(unit: Unit, faces: Styles, width: float) -> list[Flowable]:
    """The letterhead as letters have it: as wide as its widest line, centred in itself, a rule below."""
    home = unit.values["kesatuan"]
    choice = unit.values.get("surat", {}).get("huruf") or "arial"
    lines = [str(row["baris"]).upper() for row in unit.values["kop"]]
    address = " ".join(filter(None, (home.get("alamat"), home.get("kode_pos"))))
    widest = max([min(fonts.width(address, choice, 10), 240), *(fonts.width(line, choice, 10) for line in lines)])
    rows = [[paragraph(line, faces.centre)] for line in (*lines, address)]
    rule = ("LINEBELOW", (0, -1), (-1, -1), 1, "black")
    return [table(faces, rows, [min(widest + 4, width)], rule, ("BOTTOMPADDING", (0, -1), (-1, -1), 2))]


def _title(sheet: Sheet, faces: Styles) -> list[Flowable]:
    below = [paragraph(sheet.subtitle, faces.subtitle)] if sheet.subtitle else []
    return [Spacer(1, 14), paragraph(sheet.title, faces.title), *below, Spacer(1, 10)]


def _at(sheet: Sheet) -> datetime:
    return sheet.at.astimezone(dates.zone(sheet.unit.zone))


def _teller(waiting: list[Flowable], progress: Progress) -> Callable[[], None]:
    """Tells how much of a story is drawn; ReportLab takes from the list what it has placed."""

    def amount() -> int:
        return sum(int(getattr(one, "left", 1)) for one in waiting)

    of_all = amount()
    return lambda: progress(of_all - amount(), of_all)


def _silent() -> None:
    pass


def _failure(what: str) -> LetterFailed:
    return LetterFailed(
        f"Lembar tidak dapat dibuat dengan benar ({what}). Data tetap tersimpan; laporkan kepada admin."
    )
