"""What the tests of the shim itself let it see."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from spkt_desktop.store.database import Database
from tests.power.shim import DATA, watched


def every_change(folder: str, log: str) -> int:
    """Each change that a program can make to a folder, once; the last lines are SQLite's."""
    root = Path(folder)
    with watched(root, Path(log)) as shim:
        (root / "a b").mkdir()
        file = root / "a b" / "satu"
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        os.write(descriptor, b"hello")
        os.pwrite(descriptor, b"J", 0)
        os.writev(descriptor, [b"!", b"?"])
        os.fsync(os.dup(descriptor))
        os.ftruncate(descriptor, 3)
        file.replace(root / "dua")
        os.fdatasync(descriptor)
        os.write(os.dup(descriptor), b"Z")  # after the rename, through another descriptor
        os.close(descriptor)
        shutil.copyfile(root / "dua", root / "tiga")
        shutil.copytree(root / "a b", root / "c")
        with (root / "tiga").open("w"):
            pass
        os.link(root / "tiga", root / "empat")
        shim.mark("after the link")
        shutil.rmtree(root / "c")
        (root / "empat").unlink()
        with Database(root / "x.db", bytes(32)).connection as database:
            database.execute("CREATE TABLE t (a)")
        return shim.count()


def writes_until_full(folder: str, error: int, onwards: int) -> list[int]:
    """Five writes of which the third fails: how many bytes each wrote, or minus the errno."""
    done = []
    with watched(Path(folder)) as shim, (Path(folder) / "f").open("wb", buffering=0) as file:
        shim.fail(3, error, DATA | onwards)
        for _ in range(5):
            try:
                done.append(file.write(b"12345678") or 0)
            except OSError as failure:
                done.append(-(failure.errno or 0))
        return [*done, shim.count(), shim.failed()]


def dies(folder: str) -> None:
    os.kill(os.getpid(), 9)


def errs(folder: str) -> None:
    raise OSError(errno.EIO, "broken")
