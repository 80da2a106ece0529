"""The program for Linux: a .deb that its PC's keeper installs, and a tar of the folder; the same bytes each time."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import struct
import subprocess
import tarfile
import tempfile
from pathlib import Path

from dev import QT_PACKAGES

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
NAME, OPT = "spkt-desktop", "opt/spkt-desktop"
LONGEST = 1800.0
"""Seconds that packing a program folder may take."""


def package(program: Path, out: Path, version: str, moment: int) -> Path:
    """The .deb of that program folder, for amd64."""
    target = out / f"{NAME}_{version}_amd64.deb"
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "isi"
        shutil.copytree(program, tree / OPT, symlinks=True)
        _lay(tree, program)
        control = tree / "DEBIAN"
        control.mkdir(mode=0o755)
        files = [path for path in sorted(tree.rglob("*")) if path.is_file() and not path.is_symlink()]
        size = sum(path.stat().st_size for path in files) >> 10
        words = (HERE / "control").read_text(encoding="utf-8")
        (control / "control").write_text(
            words.format(version=version, size=size, depends=", ".join(QT_PACKAGES)), encoding="utf-8"
        )
        sums = (f"{_md5(path)}  {path.relative_to(tree)}\n" for path in files)
        (control / "md5sums").write_text("".join(sums), encoding="utf-8")
        _tidy(tree, moment)
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(target)],
            check=True, timeout=LONGEST, stdout=subprocess.DEVNULL,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(moment)},
        )  # fmt: skip
    return target


def archive(program: Path, out: Path, version: str, moment: int) -> Path:
    """The program folder as a tar, for a PC without dpkg."""
    target = out / f"{NAME}-{version}-linux.tar.gz"

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = moment
        member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
        return member

    with (
        target.open("wb") as raw,
        gzip.GzipFile("", "wb", 6, raw, mtime=moment) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        tar.add(program, program.name, filter=plain)  # its members come sorted
    return target


def _lay(tree: Path, program: Path) -> None:
    """Commands, menu entry, icon and copyright, where Debian looks for them."""
    commands, menu, documents = tree / "usr/bin", tree / "usr/share/applications", tree / f"usr/share/doc/{NAME}"
    pictures = tree / "usr/share/icons/hicolor/256x256/apps"
    for folder in (commands, menu, documents, pictures):
        folder.mkdir(parents=True)
    (commands / NAME).symlink_to(f"/{OPT}/{NAME}")
    (commands / "spkt-polres").write_text(f'#!/bin/sh\nexec /{OPT}/{NAME} polres "$@"\n', encoding="ascii")
    (commands / "spkt-polres").chmod(0o755)
    shutil.copyfile(HERE / "spkt-desktop.desktop", menu / "spkt-desktop.desktop")
    (pictures / f"{NAME}.png").write_bytes(largest_picture(program / "_internal/resources/spkt.ico"))
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    (documents / "copyright").write_text(
        f"SPKT Desktop\n\n{licence}\nThe licences of what it is made of: /{OPT}/lisensi\n", encoding="utf-8"
    )


def _tidy(tree: Path, moment: int) -> None:
    """Rights as Debian has them and one date, whatever they were where the folder was made."""
    for path in (tree, *tree.rglob("*")):
        os.utime(path, (moment, moment), follow_symlinks=False)
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def largest_picture(ico: Path) -> bytes:
    """The last picture in an icon file, which is a PNG; raises ValueError for another kind."""
    raw = ico.read_bytes()
    (count,) = struct.unpack_from("<H", raw, 4)
    length, start = struct.unpack_from("<II", raw, 6 + 16 * (count - 1) + 8)
    if not raw[start:].startswith(b"\x89PNG"):
        raise ValueError("the largest picture of the icon is no PNG")
    return raw[start : start + length]


def _md5(path: Path) -> str:
    """As `dpkg -V` checks what was installed."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
