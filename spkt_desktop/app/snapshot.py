"""A copy of the closed desk before the program is replaced: encrypted as it lies, so nobody needs a passphrase."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from pathlib import Path

from spkt_desktop.app.places import JOURNAL, VAULT, leave, settle, workshop_in
from spkt_desktop.app.whereabouts import desk_exists
from spkt_desktop.disk import PART, digest, named, preflight, private_folder, replace, sync_file, sync_folder
from spkt_desktop.errors import DeskBusy
from spkt_desktop.store.names import FILE

PREFIX = "sebelum-pembaruan-"
KEPT = 3
"""How many of them stay, the newest; the older ones are removed."""
_TRIES = 3
_NAME = re.compile(rf"{PREFIX}[0-9A-Za-z.+-]+-(\d{{8}}-\d{{6}})-*")
_CARDS = "kartu-meja-*.json"
_BUSY = (
    "Meja sedang dipakai, sehingga salinan pengaman belum dapat dibuat. Tidak ada yang berubah; tutup SPKT Desktop,"
    " lalu ulangi."
)


def take_snapshot(folder: Path, version: str, now: datetime) -> Path | None:
    """Copy a desk's files into `sebelum-pembaruan-VERSION-STAMP` within its folder; None where there is no desk.

    `version` is the program that is about to come. What was copied is compared with what lies there afterwards: a
    desk that somebody works with raises DeskBusy. Raises MediumFailed; then nothing is left and nothing was removed.
    """
    if not desk_exists(folder):
        return None
    settle(folder)
    target = folder / f"{PREFIX}{version}-{now:%Y%m%d-%H%M%S}"
    while target.exists():  # two of them in one second
        target = target.with_name(f"{target.name}-")
    workshop = workshop_in(folder)
    try:
        for _ in range(_TRIES):
            if _copied(folder, workshop):
                break
        else:
            raise DeskBusy(_BUSY)
        with named():
            replace(workshop, target)
    finally:
        leave(workshop)
    _thin(folder, target)
    return target


def _copied(folder: Path, workshop: Path) -> bool:
    """Whether every file was the same before, in the copy read back, and after: so all of them are of one moment."""
    with named(denied="dipakai"):
        before = _digests(folder)
        preflight(folder, sum((folder / name).stat().st_size for name in before))
        shutil.rmtree(workshop / VAULT, ignore_errors=True)  # of a try before
        private_folder(workshop / VAULT)
        for name in before:
            shutil.copyfile(folder / name, workshop / name)
            sync_file(workshop / name)
        for room in (workshop / VAULT, workshop):
            sync_folder(room)
        return _digests(workshop) == before == _digests(folder)


def _digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file that belongs to a desk; OSError."""
    files = [folder / FILE, folder / JOURNAL, *(folder / VAULT).glob("*"), *folder.glob(_CARDS)]
    whole = [file for file in sorted(files) if file.is_file() and file.suffix != PART]
    return {file.relative_to(folder).as_posix(): digest(file) for file in whole}


def _thin(folder: Path, newest: Path) -> None:
    """Remove the oldest beyond those that stay, never the one just made; what cannot be removed harms nothing."""
    found = {path: told[1] for path in folder.glob(f"{PREFIX}*") if (told := _NAME.fullmatch(path.name))}
    found.pop(newest, None)
    for path in sorted(found, key=lambda one: (found[one], one.name), reverse=True)[KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)
