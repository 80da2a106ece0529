"""The first screens of the frozen program as they come up under Wine, into build/windows/gambar/."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass

from tools.windows import proof
from tools.windows.frozen import DEMO
from tools.windows.machine import Missing
from tools.windows.parts import FOLDER
from tools.windows.wine import PATIENCE, SCREEN, inside

PICTURES = FOLDER / "gambar"
WINDOW = f"wine '{proof.PROGRAM}/SPKT Desktop.exe' --data"
"""Before the folder of a desk."""
_BEGIN = """
shot() { sleep 1.5; import -window root "$PICTURES/$1.png"; }
stands() { # stands TITLE SECONDS: waits for a window whose title matches
  for _ in $(seq $(($2 * 10))); do
    W=$(xdotool search --onlyvisible --name "$1" | tail -1); [ -n "$W" ] && return; sleep 0.1
  done
  echo "no window $1"; exit 7
}
rail() { import -window root -crop 200x420+0+40 rgb:- | sha256sum; }
leads() { # leads KEY SECONDS: presses a key of the rail and waits until the rail shows another page
  BEFORE=$(rail); xdotool key "$1"
  for _ in $(seq $(($2 * 5))); do [ "$(rail)" != "$BEFORE" ] && return; sleep 0.2; done
  echo "$1 leads nowhere"; exit 8
}
"""


@dataclass(frozen=True)
class Desk:
    """A sample desk that the frozen program made."""

    folder: str
    nrp: str
    passphrase: str
    number: str
    """Of a letter that it holds."""


def sample_desk() -> Desk:
    """The desk of the last `demo`; raises Missing."""
    steps = proof.steps(DEMO.read_text(encoding="utf-8")) if DEMO.is_file() else {}
    if "meja" not in steps or "surat" not in steps:
        raise Missing("no sample desk: `demo` of the frozen program has not been run")
    desk, letter = steps["meja"], steps["surat"]
    return Desk(str(desk["data"]), str(desk["nrp"]), str(desk["passphrase"]), str(letter["number"]))


def shots() -> list[str]:
    """Take the pictures; gives what did not come up."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    desk = sample_desk()
    first = f"""{WINDOW} 'C:\\spkt\\meja baru' & P=$!
stands '^SPKT Desktop' 90; shot 1-penyiapan
xdotool key space; sleep 2; shot 2-penyiapan-langkah
"""
    usual = f"""{WINDOW} {json.dumps(desk.folder, ensure_ascii=False)} & P=$!
stands '^SPKT Desktop' 90; shot 3-pintu
xdotool type --delay 40 '{desk.nrp}'; xdotool key Tab; xdotool type --delay 40 '{desk.passphrase}'; shot 4-pintu-terisi
xdotool key Return; stands '^SPKT Desktop - ' 60; sleep 6; shot 5-meja
leads F1 60; sleep 3; shot 6-bantuan
leads F2 30; shot 7-terima
"""
    wrong = []
    for name, script in (("set-up", first), ("unlock", usual)):
        said = inside(f"PICTURES='{PICTURES}'\n{_BEGIN}\n{script}", PATIENCE, screen=SCREEN)
        if said.code != 0:
            wrong.append(f"window, {name}: {said.output.strip()[-300:] or said.code}")
    return wrong
