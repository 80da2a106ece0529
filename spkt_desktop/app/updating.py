"""A new version of the program from a stick: nothing of it runs before its note, its copy and a backup are in order."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from spkt_desktop import __version__, paths
from spkt_desktop.app.backups import OWN
from spkt_desktop.app.duty import Duty
from spkt_desktop.app.keeping import Keeping
from spkt_desktop.app.places import leave, workshop_in
from spkt_desktop.disk import digest, failed, named, preflight, private_folder, replace, whole
from spkt_desktop.errors import MediumFailed, NotFound, Refused, SealBroken, SpktError
from spkt_desktop.sync import folder, media
from spkt_desktop.sync.release import EXTENSION, MAX_SIZE, PRODUCT, Note, no_note, rank_of, read_keys

HERE = "windows" if sys.platform == "win32" else "linux"
_STEP = 1 << 20
_MOST = 50
"""Notes that are looked at in one folder."""
_NOTHING = "Tidak ada yang dijalankan atau diubah"
_ALONE = 0x00000008 | 0x00000200
"""DETACHED_PROCESS, CREATE_NEW_PROCESS_GROUP: the setup outlives the program that it replaces."""

KEPT = "pembaruan"
"""Folder of the desk with the file that the keeper of the PC installs; the next update takes its place."""
_OF_ROOT = "/opt"
"""Where only root writes: what is compared there is what is installed."""
_AFRESH = {"PYINSTALLER_RESET_ENVIRONMENT": "1"}
"""So that the new program, which the setup tries, does not take itself for a part of this one."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A newer version that lies on a stick, by its signed note; its file has the right length."""

    note: Note
    file: Path


@dataclass(frozen=True, slots=True)
class Ready:
    """A checked copy of the setup file in a private place, and the backup that was made before it."""

    note: Note
    file: Path
    backup: Path

    @property
    def words(self) -> str:
        """What is to be done where this program may not install by itself: on Linux that is root's work."""
        target = f"{_OF_ROOT}/{self.note.file}"  # for root alone: the name copied from could lead to a file of root's
        return (
            f"Berkas pembaruan versi {self.note.version} sudah diperiksa dan benar; cadangan sudah dibuat. "
            "Di Linux pembaruan dipasang oleh pengelola komputer dengan perintah ini; berkasnya diperiksa sekali lagi "
            "sebelum dipasang:\n"
            f"sudo install -m 600 {shlex.quote(str(self.file))} {target} &&\n"
            f"echo '{self.note.sha256}  {target}' | sudo sha256sum -c &&\n"
            f"sudo apt install {target}"
        )


class Updating:
    """Looked for and made ready in a worker; begun in the window's thread, which then closes the desk."""

    def __init__(
        self, duty: Duty, keeping: Keeping, trusted: Sequence[bytes], version: str = __version__, system: str = HERE
    ) -> None:
        self._duty = duty
        self._keeping = keeping
        self._trusted = tuple(trusted)
        self.version = version
        """What is installed."""
        self.system = system

    @property
    def installs(self) -> bool:
        """Whether the setup can be begun from here."""
        return self.system == "windows"

    @staticmethod
    def sticks() -> list[Path]:
        """The removable media that are there now."""
        return media.removable()

    def look(self, place: Path) -> Offer:
        """The newest version for this PC in a folder, or the one of that file (slow on a stick).

        Raises NotFound where there is no note; SealBroken for a wrong signature or length; Refused for another
        product, another system, or a version that is not newer; MediumFailed.
        """
        if not self._trusted:
            raise Refused(
                "Program ini tidak membawa kunci rilis, jadi asal pembaruan tidak dapat diperiksa. "
                f"{_NOTHING}; pasang versi baru bersama pengelola komputer."
            )
        offers: list[Offer] = []
        refused: list[tuple[int, SpktError]] = []
        for path in _notes(place):
            concerns = 1  # 0: a note for this PC; 1: nobody knows; 2: for another one
            try:
                note = self._read(path)
                concerns = 0 if (note.product, note.system) == (PRODUCT, self.system) else 2
                offers.append(self._offer(note, path))
            except SpktError as error:
                refused.append((concerns, error))
        if offers:
            return max(offers, key=lambda offer: offer.note.rank)
        if refused:
            raise min(refused, key=lambda one: one[0])[1]
        raise NotFound(f"Tidak ada pembaruan di situ. {_NOTHING}; pilih folder yang berisi berkas {EXTENSION}.")

    def check(self, offer: Offer) -> None:
        """Read the whole file where it lies (slow); raises SealBroken where it is not the one that was signed."""
        with named(denied="gagal"):
            found = digest(offer.file)
        if found != offer.note.sha256:
            raise _changed()

    def work(self, offer: Offer) -> Callable[[], Ready]:
        """Copy the file to a private place, check the copy, make a backup: slow, for a worker; managers only.

        Raises SealBroken, MediumFailed, Damaged or DeskBusy; then nothing is left of the copy.
        """
        self._duty.managers_only()
        home, plan = self._duty.folder, self._keeping.prepare()

        def make() -> Ready:
            room = workshop_in(home)
            try:
                copy = _fetched(offer, room)
                private_folder(home / OWN)
                backup = self._keeping.write(plan, home / OWN)
                return Ready(offer.note, copy if self.installs else _kept(copy, home / KEPT), backup)
            except BaseException:
                leave(room)
                raise

        return make

    def settle(self) -> None:
        """Note that a backup was made."""
        self._keeping.written()

    def begin(self, ready: Ready) -> subprocess.Popen[bytes]:
        """Start the setup, which waits until this program is closed; raises Refused where it cannot be begun."""
        self._duty.managers_only()
        if not self.installs:
            raise Refused(ready.words)
        try:
            with _own_libraries_aside():
                # Its own folder: on Windows nobody can rename the program's folder while a process stands in it.
                return subprocess.Popen(  # noqa: S603 - the file whose signed digest was just compared
                    [str(ready.file)], cwd=ready.file.parent, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL, close_fds=True, creationflags=_ALONE if sys.platform == "win32" else 0,
                    env=_environment(),
                )  # fmt: skip
        except OSError as error:
            raise Refused(
                "Pemasangan tidak dapat dimulai oleh Windows. Program dan data tidak berubah; minta pengelola "
                "komputer memeriksa izin menjalankan program."
            ) from error

    def _read(self, path: Path) -> Note:
        try:
            return Note.read(folder.read(path, MAX_SIZE), self._trusted)
        except MediumFailed as error:
            if error.outcome != "terlalu besar":
                raise
            raise no_note() from error

    def _offer(self, note: Note, path: Path) -> Offer:
        if note.product != PRODUCT:
            raise Refused(f"Berkas ini bukan pembaruan SPKT Desktop. {_NOTHING}; periksa berkas yang dipilih.")
        if note.system != self.system:
            raise Refused(f"Pembaruan ini untuk jenis komputer lain. {_NOTHING}; minta berkas untuk komputer ini.")
        if note.rank <= rank_of(self.version):
            raise _old(note, self.version)
        file = path.parent / note.file
        with named(denied="gagal"):
            if not file.is_file():
                raise failed("berkas tidak ada")
            if file.stat().st_size != note.size:
                raise _changed()
        return Offer(note, file)


def shipped_keys() -> tuple[bytes, ...]:
    """The release keys that this program trusts; none where it ships none."""
    with suppress(FileNotFoundError):
        return read_keys(paths.resources("data", "kunci_rilis.json").read_bytes().strip())
    return ()


def _notes(place: Path) -> list[Path]:
    """The notes in a folder, or the one of a file, which may be the note itself."""
    with named(denied="gagal"):
        if place.is_dir():
            return sorted(path for path in place.glob(f"*{EXTENSION}") if not path.name.startswith("."))[:_MOST]
        if not place.exists():
            raise failed("berkas tidak ada")
    return [place if place.suffix == EXTENSION else place.with_name(f"{place.name}{EXTENSION}")]


def _fetched(offer: Offer, room: Path) -> Path:
    """Copy the file into that room and read the copy back; raises SealBroken where it is not what was signed."""
    preflight(room, offer.note.size)
    left = offer.note.size

    def same(part: Path) -> None:
        if digest(part) != offer.note.sha256:
            raise _changed()

    with named(denied="gagal"), offer.file.open("rb") as source, whole(room / offer.note.file, check=same) as copy:
        while step := source.read(min(left, _STEP)):
            copy.write(step)
            left -= len(step)
    return room / offer.note.file


def _kept(copy: Path, place: Path) -> Path:
    """Put the checked copy where it stays until the next update, out of its workshop, which is swept."""
    shutil.rmtree(place, ignore_errors=True)
    private_folder(place)
    with named(denied="gagal"):
        replace(copy, place / copy.name)
    leave(copy.parent)
    return place / copy.name


def _environment() -> dict[str, str]:
    """What the setup is given: no path of this program's own libraries, which it replaces."""
    inner = getattr(sys, "_MEIPASS", None)
    given = {**os.environ, **_AFRESH}
    if inner is not None:
        own = Path(os.path.normcase(inner))
        entries = given.get("PATH", "").split(os.pathsep)
        given["PATH"] = os.pathsep.join(one for one in entries if not Path(os.path.normcase(one)).is_relative_to(own))
    return given


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    @contextmanager
    def _own_libraries_aside() -> Iterator[None]:
        """PyInstaller's starter lets Windows look for libraries in the program's folder, and children inherit that.

        A setup that held one of them open could not replace the program.
        """
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.SetDllDirectoryW.argtypes = (wintypes.LPCWSTR,)
        former = ctypes.create_unicode_buffer(1 << 15)
        kernel.GetDllDirectoryW(len(former), former)
        kernel.SetDllDirectoryW(None)
        try:
            yield
        finally:
            kernel.SetDllDirectoryW(former.value or None)

else:

    @contextmanager
    def _own_libraries_aside() -> Iterator[None]:
        """Only Windows hands them down."""
        yield


def _changed() -> SealBroken:
    return SealBroken(
        f"Isi berkas pembaruan berbeda dari yang ditandatangani. {_NOTHING}; salin lagi dari sumbernya atau pakai "
        "flashdisk lain."
    )


def _old(note: Note, installed: str) -> Refused:
    return Refused(
        f"Versi {note.version} tidak lebih baru daripada versi {installed} yang terpasang. {_NOTHING}; "
        "pakai versi yang lebih baru."
    )
