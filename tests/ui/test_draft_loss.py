"""However a desk ends while somebody types on: what was typed two seconds before is there when it is opened again."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from spkt_desktop.app import App, start
from spkt_desktop.app.sample import sample_values
from spkt_desktop.forms import FORMS
from spkt_desktop.forms.schema import Kind, rows_of
from tests.commands import ROOT
from tests.desks import Hands, Ready
from tests.promises import kept, points
from tests.soak.typist import SCENES
from tests.waiting import LONGEST

PROMISED = 2.0
"""Seconds."""
KILLS = points(ci=len(SCENES), nightly=20 * len(SCENES))

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")]


@dataclass(frozen=True)
class Typed:
    """One key, heard by the program at that time; the text is what its field held then."""

    at: float
    place: tuple[str, int, str]
    kind: Kind
    text: str


def typed_until_killed(folder: Path, nrp: str, scene: str, seed: int) -> tuple[list[Typed], float]:
    """Every key that was typed, and when the program was killed."""
    command = [sys.executable, "-m", "tests.soak.typist", str(folder), nrp, scene, str(seed)]
    victim = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert victim.stdout is not None
    try:
        first = victim.stdout.readline()
        assert first, "nothing was typed"
        time.sleep(Random(seed).uniform(2.2, 7.0))
        assert victim.poll() is None, "it ended by itself"
        at = time.monotonic()
        victim.kill()
        rest = victim.communicate(timeout=LONGEST)[0]
    finally:
        victim.kill()
        victim.wait(LONGEST)
    lines = [json.loads(line) for line in itertools.chain([first], rest.splitlines()) if line.endswith(("]", "]\n"))]
    return [Typed(at, (place[0], place[1], place[2]), Kind(kind), text) for at, _form, place, kind, text in lines], at


def lost(typed: Sequence[Typed], held: dict[tuple[str, int, str], Any], killed: float) -> float:
    """Since how many seconds the oldest key that is not kept had been typed when the program was killed."""
    fields: dict[tuple[str, int, str], list[Typed]] = defaultdict(list)
    for one in typed:
        fields[one.place].append(one)
    oldest = killed
    for place, keys in fields.items():
        same = [at for at, one in enumerate(keys) if says(held.get(place), one)]
        behind = keys[max(same) + 1 :] if same else keys
        oldest = min([oldest, *(one.at for one in behind if one.text.strip())])
    return killed - oldest


def says(value: Any, key: Typed) -> bool:
    """Whether a value of the draft is what stood in the field after that key."""
    kept_text, text = str("" if value is None else value), key.text
    if key.kind is Kind.DATE and len(kept_text) == 10:
        kept_text = "".join(reversed(kept_text.split("-")))
    return [c for c in kept_text.casefold() if c.isalnum()] == [c for c in text.casefold() if c.isalnum()]


def held_by(app: App, scene: str) -> dict[tuple[str, int, str], Any]:
    """What the desk has kept, field by field."""
    if scene == "diary":
        text, action = app.shifts.unfinished()
        return {("text", 0, "text"): text, ("action", 0, "action"): action}
    if not (drafts := app.drafts()):
        return {}
    (draft,) = drafts
    assert bool(draft.replaces) == (scene == "replacement")
    return {
        (section.name, index, name): value
        for section in FORMS[draft.form].sections
        for index, row in enumerate(rows_of(section, draft.values))
        for name, value in row.items()
    }


@pytest.mark.parametrize("seed", range(KILLS))
def test_what_was_typed_two_seconds_before_the_power_went_is_there(
    seed: int, ready: Ready, folder: Path, hands: Hands
) -> None:
    scene = SCENES[seed % len(SCENES)]
    app = start(folder, ready.opened, hands)
    app.shifts.open("I", [app.nrp])
    app.register("sktlk", sample_values("sktlk"))
    app.close()
    typed, killed = typed_until_killed(folder, ready.nrp, scene, seed)
    app = start(folder, ready.opened, hands)
    try:
        loss = lost(typed, held_by(app, scene), killed)
        app.keeping.verify()
    finally:
        app.close()
    assert len(typed) > 10
    assert loss <= PROMISED
    kept("draft-loss", kills=1, keys=len(typed), longest_ms=round(loss * 1000))
