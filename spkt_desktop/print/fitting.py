"""What must stay on one page: it is made for the room that the page has left, and lists say how many they left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from reportlab.platypus import Flowable

from spkt_desktop.print.styles import height


class Fitted(Flowable):  # type: ignore[misc]
    """Flowables one below the other that `compose` makes for a width and height in points; they never split."""

    def __init__(self, compose: Callable[[float, float], list[Flowable]]) -> None:
        super().__init__()
        self._compose = compose
        self._parts: list[Flowable] = []

    def wrap(self, width: float, room: float) -> tuple[float, float]:
        """Width, and the height of what was made for this room."""
        self._parts = self._compose(width, room)
        self.width, self.height = width, height(self._parts, width)
        return self.width, self.height

    def draw(self) -> None:
        """Draw all parts from the top."""
        top = self.height
        for part in self._parts:
            wide, tall = part.wrapOn(self.canv, self.width, self.height)
            top -= part.getSpaceBefore() + tall
            part.drawOn(self.canv, 0, top, self.width - wide)
            top -= part.getSpaceAfter()


def first_that_fit(
    rows: Sequence[Flowable], room: float, width: float, rest: Callable[[int], Flowable]
) -> list[Flowable]:
    """The first rows that fit into `room` points, and below them `rest(n)` of the n that do not; the rest at least."""
    ends = list(accumulate((height([row], width) for row in rows), initial=0.0))
    if ends[-1] <= room:
        return list(rows)
    room -= height([rest(len(rows))], width)
    shown = max(at for at, end in enumerate(ends) if end <= max(room, 0))
    return [*rows[:shown], rest(len(rows) - shown)]
