"""The page of what a fault of the disk says to the officer, made from a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tests.power.faults import KINDS, PLACES, Tried
from tests.power.faults_acts import ACTS

HEAD = """\
# What a fault of the disk says to the officer

Every act of the counter was done again and again, each time with another operation of the disk or stick failing
({which}), in {kinds} ways. In {points} runs the act either succeeded all the same ({done} runs) or ended with one of
the sentences below ({said} runs). Each time the letters, numbers, keys and drafts were all there afterwards; a file on
a stick was whole or not there; and as soon as the disk worked again the same act succeeded, at the same open desk or
after the program was started anew.

An act that failed left the state from before. The exceptions say so themselves: where the disk fails in the very moment
of keeping and cannot be asked afterwards either (sentence {unsure}), the officer is asked to look before repeating; and
a change of keys or a restore that was begun ends by itself at the next start (sentences {pending}).

This page is written by `python -m tests.power.faults --page docs/gangguan.md` (some 40 minutes), and
`tests/power/test_bad_disks_page.py` compares it with the program.

## Kinds of fault

| fault | what fails, from the struck operation on |
|---|---|
{faults}

## Sentences

{sentences}

## Act by act

The numbers are those of the sentences above; a dash: the act succeeded at every point. Where an act works both on the
computer's own disk and on the stick, each failed in its turn.

| act | disk | {columns} |
|---|---|{rule}|
{rows}
"""
UNSURE, PENDING = ("gagal tepat saat",), ("diselesaikan", "diteruskan sendiri")
"""Words of the sentences after which the officer looks first, and of those after which the program is started anew."""


def page(tried: Iterable[Tried], each: int = 0) -> str:
    """The page, in Markdown; `each` is how many points were tried of every act, folder and kind, or 0 for all."""
    tried = list(tried)
    said = [one for one in tried if one.outcome == "said"]
    often = Counter(one.sentence for one in said)
    numbers = {text: place for place, (text, _) in enumerate(sorted(often.items(), key=lambda of: (-of[1], of[0])), 1)}
    marked = [
        ", ".join(str(number) for text, number in numbers.items() if any(word in text for word in words))
        for words in (UNSURE, PENDING)
    ]
    return HEAD.format(
        kinds=len(KINDS), points=f"{len(tried):,}", done=f"{len(tried) - len(said):,}", said=f"{len(said):,}",
        which=f"of every kind {each} drawn at random" if each else "the first, the second, and so on to the last",
        unsure=marked[0], pending=marked[1], rule="|".join(["---"] * len(KINDS)),
        columns=" | ".join(kind.title.lower() for kind in KINDS.values()),
        faults="\n".join(f"| {kind.title} | {kind.what} |" for kind in KINDS.values()),
        sentences="\n".join(f"{number}. {text}" for text, number in numbers.items()),
        rows="\n".join(_rows(said, numbers)),
    )  # fmt: skip


def _rows(said: list[Tried], numbers: dict[str, int]) -> Iterator[str]:
    for name, act in ACTS.items():
        for place in act.places:
            cells = []
            for kind in KINDS:
                of = {numbers[one.sentence] for one in said
                      if (one.point.act, one.point.place, one.point.kind) == (name, place, kind)}  # fmt: skip
                cells.append(", ".join(map(str, sorted(of))) or "–")
            yield f"| {act.title} | {PLACES[place]} | {' | '.join(cells)} |"
