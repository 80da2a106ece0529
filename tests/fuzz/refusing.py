"""The one way in which something from outside may fail."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from spkt_desktop.errors import InvalidForm, SpktError

LONGEST_SENTENCE = 600
"""Letters of what an officer reads: nothing of a hostile file may be poured into it."""


@contextlib.contextmanager
def refusable() -> Iterator[None]:
    """Let a sentence for the officer pass, and nothing else."""
    refused: SpktError | None = None
    try:
        yield
    except SpktError as error:
        refused = error
    if isinstance(refused, InvalidForm):
        assert refused.problems and all(problem.message for problem in refused.problems)
    elif refused is not None:
        assert 20 < len(str(refused)) < LONGEST_SENTENCE and str(refused).endswith("."), str(refused)
