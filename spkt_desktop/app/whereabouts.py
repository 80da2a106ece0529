"""What is known before a desk is opened, and costs nothing to load: where it lies, whether it is there, the time."""

from __future__ import annotations

import errno
from datetime import UTC, datetime
from pathlib import Path

from spkt_desktop.store.names import FILE

_NO_NAME = {errno.ENAMETOOLONG, errno.EINVAL, errno.ENOTDIR, errno.ELOOP, errno.ENOENT}
"""What the system says of a place where no file can be."""


def real_clock() -> datetime:
    """The present moment, in the zone of the PC."""
    return datetime.now(UTC).astimezone()


def place(folder: Path | None) -> Path:
    """The folder of the desk: the named one, or the usual place on this PC."""
    if folder is not None:
        return folder
    from spkt_desktop import paths  # where the folder is named, nobody need know the usual one

    return paths.desk()


def emblem() -> Path:
    """The picture that stands for the program in title bars and the task bar."""
    from spkt_desktop import paths

    return paths.resources("spkt.png")


def desk_exists(folder: Path) -> bool:
    """Whether a desk has been set up there, or is about to move in; what cannot be looked at may be one."""
    try:
        if (folder / FILE).exists():
            return True
        from spkt_desktop.app.places import coming  # heavy, and only asked where there is no register

        return bool(coming(folder))
    except OSError as error:
        return error.errno not in _NO_NAME
