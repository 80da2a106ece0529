"""The diary of a shift that is to leave the desk on paper."""

from __future__ import annotations

import re
from collections.abc import Generator

from spkt_desktop.app import App
from spkt_desktop.books import Diary, Line, Shift
from spkt_desktop.ui.sheet_page import Made, Wanted


def diary_sheet(app: App, shift: Shift) -> Wanted:
    """The whole diary of that shift, read in steps; that it leaves is written down before it does."""
    made: list[Diary] = []

    def gather() -> Generator[tuple[int, int], None, Made]:
        lines: list[Line] = []
        for page in app.shifts.pages(shift):
            lines += page
            yield lines[-1].seq - shift.first + 1 if lines else 0, shift.last - shift.first + 1
        diary = app.shifts.diary(shift, lines)
        made[:] = [diary]
        return Made(lambda _progress: app.shifts.render(diary))

    def leaving(medium: str) -> None:
        for diary in made:
            app.shifts.made(diary, medium)

    return Wanted(
        f"Buku mutasi regu {shift.regu}", f"mutasi-{shift.opened_at:%Y-%m-%d}-{_stem(shift)}", gather, leaving
    )


def _stem(shift: Shift) -> str:
    """The regu as it may stand in the name of a file."""
    return "-".join(("regu", *re.findall(r"[a-z0-9]+", shift.regu.casefold())))
