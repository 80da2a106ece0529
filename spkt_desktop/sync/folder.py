"""The folder carrier: a file is on the stick or share whole and checked, or it is not there at all."""

from __future__ import annotations

import glob
from pathlib import Path

from spkt_desktop.disk import clear, digest, failed, preflight, read, whole
from spkt_desktop.records import sha256

__all__ = ["preflight", "read", "write"]


def write(folder: Path, name: str, data: bytes) -> Path:
    """Put a file into the folder and read it back; afterwards the medium may be pulled.

    Whenever it is pulled before, the folder has the old state or the new one, and perhaps a part that the next writing
    of the same sender and kind clears away. Raises MediumFailed.
    """
    preflight(folder, len(data))
    code, mark, _ = name.partition("_")
    if mark:  # a code holds no underscore (`file_code`): what follows changes from one file to the next
        clear(folder, f"{glob.escape(code)}_*{Path(name).suffix}")
    wanted = sha256(data)

    def same(part: Path) -> None:
        if digest(part) != wanted:
            raise failed("berbeda")

    with whole(folder / name, check=same) as file:
        file.write(data)
    return folder / name
