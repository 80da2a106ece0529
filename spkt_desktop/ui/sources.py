"""What the inputs of a form offer beside what the form declares: officers, today, articles and the unit's own lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from spkt_desktop.forms.schema import Choice, Field
from spkt_desktop.records import Officer, Values

MOST_ARTICLES = 8
"""Articles offered at once."""


def _no_articles(_text: str) -> Sequence[Choice]:
    return ()


@dataclass(frozen=True, slots=True)
class Sources:
    """What a desk knows; a form asked without a desk has none of it."""

    officers: Sequence[Officer] = ()
    today: Callable[[], date] = date.today
    articles: Callable[[str], Sequence[Choice]] = _no_articles
    """The articles that fit what was typed, the best first; the value is the citation."""
    unit: Values = field(default_factory=dict)
    """The unit's settings, for what a `Field.from_unit` offers."""

    def choices(self, asked: Field) -> tuple[Choice, ...]:
        """What a field offers: the unit's own list before the one that the form declares, each value once."""
        rows = self.unit.get(asked.from_unit) or [] if asked.from_unit else []
        own = [str(next(iter(row.values()), "") or "") for row in rows]
        offered = [*(Choice(value, value) for value in own if value), *asked.choices]
        return tuple({choice.value: choice for choice in offered}.values())
