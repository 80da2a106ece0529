"""What the commands take in and give out: JSON, passphrases, and a place for a PDF that is tried before the work."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import click

from spkt_desktop.app import App
from spkt_desktop.app.places import among_sealed
from spkt_desktop.disk import replace
from spkt_desktop.errors import MediumFailed, Refused
from spkt_desktop.records import Letter, Record, sha256

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
OUTPUT = click.Path(path_type=Path)
LARGEST = 8 << 20
"""Bytes of the largest JSON that is read at all: twice the fullest form, and no more than 250 MB once it is read."""


class _Text(click.ParamType[str]):
    """Text that every file and database takes: not the halves of characters that a broken argument may hold."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text itself; click.BadParameter for any other."""
        text = str(value)
        if _broken(text):
            self.fail("tulisan ini tidak terbaca", param, ctx)
        return text


TEXT = _Text()


def read_json(source: str | Path) -> Any:
    """The JSON of a file (or of standard input, `-`); raises Refused or MediumFailed."""
    try:
        data = sys.stdin.buffer.read(LARGEST + 1) if str(source) == "-" else _limited(Path(source))
        if len(data) > LARGEST:
            raise Refused("Berkas isian terlalu besar. Tidak ada yang disimpan.")
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_members)
    except OSError as error:
        raise MediumFailed(
            "tidak ada", "Berkas isian tidak dapat dibaca. Tidak ada yang disimpan; periksa namanya."
        ) from error
    except (ValueError, RecursionError) as error:
        raise Refused("Berkas isian bukan JSON yang benar. Tidak ada yang disimpan.") from error


def read_file(path: Path) -> bytes:
    """The bytes of a small file; raises MediumFailed."""
    try:
        return _limited(path)
    except OSError as error:
        raise MediumFailed(
            "tidak ada", "Berkas itu tidak dapat dibaca. Tidak ada yang disimpan; periksa namanya."
        ) from error


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, in which no name may stand twice: one of the two values would be lost without a word."""
    if len(members := dict(pairs)) < len(pairs):
        raise ValueError("a name stands twice")
    return members


def _limited(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def passphrase(*, confirm: bool = False) -> str:
    """The passphrase from SPKT_PASSPHRASE or from a prompt that does not show it."""
    given = os.environ.get("SPKT_PASSPHRASE")
    if given is not None:
        return _legible("SPKT_PASSPHRASE", given)
    if sys.stdin is None or sys.stderr is None:  # a program without a console can ask nobody
        raise Refused("Kata sandi tidak dapat ditanyakan di sini. Tidak ada yang berubah; isi SPKT_PASSPHRASE dahulu.")
    asked: str = click.prompt("Kata sandi", hide_input=True, confirmation_prompt=confirm, err=True)
    return asked


def acting() -> str:
    """The NRP of who works, from SPKT_NRP; empty means whoever the passphrase belongs to."""
    return _legible("SPKT_NRP", os.environ.get("SPKT_NRP", ""))


def _legible(name: str, given: str) -> str:
    """What stands in a variable of the environment; raises Refused for bytes that are no text."""
    if _broken(given):
        raise Refused(f"Isi {name} tidak terbaca sebagai tulisan. Tidak ada yang berubah; tulis lagi.")
    return given


def _broken(text: str) -> bool:
    """Whether it holds halves of characters, which no file and no database takes."""
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def last_numbers(pairs: Sequence[str]) -> dict[str, int]:
    """`sktlk=41` as numbers by series; raises WrongUse."""
    numbers = {}
    for pair in pairs:
        series, _, number = pair.partition("=")
        if not number.isascii() or not number.isdigit():
            raise WrongUse("tulis nomor terakhir sebagai SURAT=NOMOR, misalnya sktlk=41.")
        numbers[series] = int(number)
    return numbers


NOTHING_DONE, NOT_MADE = "Tidak ada yang didaftarkan; pilih tempat lain.", "Tidak ada yang dibuat; pilih tempat lain."


@contextmanager
def prepared(pdf: Path | None, refused: str = NOTHING_DONE) -> Iterator[Callable[[bytes], None] | None]:
    """A way to write a file whose place has been tried before the work; None where none is wanted.

    `refused` says what did not happen where the place takes no file.
    """
    if pdf is None:
        yield None
        return
    if among_sealed(pdf):
        raise Refused(f"Folder meja hanya untuk register yang tersandi. {refused}")
    part = pdf.parent / f"{pdf.name}.part"
    try:
        if not pdf.name or pdf.is_dir():
            raise MediumFailed("gagal_tulis", f"Nama berkas itu sebuah folder. {refused}")
        if pdf.exists():
            pdf.open("rb+").close()  # one that a reader holds open cannot be replaced on Windows
        if sys.platform == "win32" and ":" in pdf.name:  # it would be hidden behind another file
            raise MediumFailed("gagal_tulis", f"Nama berkas tidak boleh berisi titik dua. {refused}")
        file = part.open("wb")
        if not part.is_file():  # on Windows NUL, CON, ... are devices in every folder
            file.close()
            raise MediumFailed("gagal_tulis", f"Nama itu sudah dipakai Windows sendiri. {refused}")
    except OSError as error:
        raise MediumFailed("gagal_tulis", f"Berkas tidak dapat ditulis di situ. {refused}") from error

    def write(content: bytes) -> None:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        file.close()
        replace(part, pdf)

    try:
        yield write
    finally:
        with suppress(OSError):  # closing writes what a full disk did not take, and fails once more
            file.close()
        with suppress(OSError):
            part.unlink(missing_ok=True)


NOT_WRITTEN = (
    "Surat sudah terdaftar dan tetap aman di register, tetapi berkas PDF tidak dapat ditulis. Periksa medianya atau"
    " pilih tempat lain, lalu cetak dari register."
)


def written(path: Path | None, made: Letter | bytes, write: Callable[[bytes], object]) -> dict[str, Any]:
    """Writes a listing or report into its prepared place and tells where it is; raises MediumFailed."""
    content = made.pdf if isinstance(made, Letter) else made
    try:
        write(content)
    except OSError as error:
        raise MediumFailed("gagal_tulis", f"Berkas tidak dapat ditulis di situ. {NOT_MADE}") from error
    return {"file": str(path), "sha256": sha256(content)} | ({"pages": made.pages} if isinstance(made, Letter) else {})


def hand_out(
    app: App, record: Record, write: Callable[[bytes], object] | None, paper: str = "", *, labelled: bool = False
) -> tuple[Letter, bool]:
    """Make a paper of a record and, where there is a file to write, hand it out; whether that file was written."""
    plan = app.letters.plan(record, paper, labelled=labelled)
    letter = app.letters.render(plan)
    if write is None:
        return letter, False
    app.letters.printed(record, plan, letter, destination="pdf")
    try:
        write(letter.pdf)
    except OSError:
        app.letters.outcome(record, good=False)
        return letter, False
    return letter, True


class WrongUse(click.UsageError):
    """A mistake in the arguments, said in Indonesian."""


def wrong_use(error: click.ClickException) -> str:
    """What is wrong with the arguments, in Indonesian: click's own sentences are English."""
    match error:
        case WrongUse():
            said = error.message
        case click.MissingParameter(param=click.Parameter() as wanted):
            said = f"{wanted.get_error_hint(error.ctx)} wajib diisi."
        case click.BadParameter(param=click.Parameter() as given):
            said = f"isi {given.get_error_hint(error.ctx)} tidak dapat dipakai."
        case click.NoSuchOption() | click.BadOptionUsage():
            said = f"pilihan {error.option_name} tidak dikenal atau tidak lengkap."
        case click.NoSuchCommand():
            said = f"tidak ada perintah {error.command_name}."
        case _:
            said = "susunan perintah tidak dikenal."
    return f"Pemakaian salah: {said} Bantuan: --help."


def tell(content: Mapping[str, Any]) -> None:
    """One JSON object on one line of standard output, where there is one (a window's program has none on Windows)."""
    if sys.stdout is not None:
        sys.stdout.write(json.dumps(content, ensure_ascii=False, default=str) + "\n")
        sys.stdout.flush()


def complain(sentence: str) -> None:
    """One line on standard error."""
    if sys.stderr is not None:
        sys.stderr.write(sentence + "\n")
