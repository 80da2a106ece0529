"""A pack (`.paket`): templates or articles, signed by the Polres, that a desk takes in without a new program."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from spkt_desktop.errors import SealBroken
from spkt_desktop.records import canonical
from spkt_desktop.sync import strict
from spkt_desktop.sync.keys import Keys, PublicKeys

MAX_SIZE = 4 << 20
"""Bytes of the largest pack that is read at all; all shipped templates together have 100 kB."""
MOST_FILES = 40
KINDS = ("templat", "hukum")

_FORMAT = "spkt-paket/1"
_EXTENSION = ".paket"


@dataclass(frozen=True, slots=True)
class Pack:
    """What a pack holds."""

    kind: str
    """`templat` (a paper's template) or `hukum` (the list of articles)."""
    name: str
    """Name of the paper, or `hukum`."""
    version: int
    """From 1; a desk takes only what is newer than what it has."""
    files: Mapping[str, str]

    @property
    def file_name(self) -> str:
        """`templat-sktlk-v2.paket`."""
        return f"{self.kind}-{self.name}-v{self.version}{_EXTENSION}"

    def signed(self, keys: Keys) -> bytes:
        """The bytes of the file: canonical JSON with the signature of its maker over everything else."""
        content = self._content()
        signature = base64.b64encode(keys.sign(canonical(content))).decode("ascii")
        return canonical({**content, "signature": signature})

    @classmethod
    def read(cls, data: bytes, trusted: Iterable[PublicKeys]) -> Pack:
        """The pack in the bytes of a file, signed by one of those; raises SealBroken."""
        if len(data) > MAX_SIZE:
            raise strict.damaged()
        content = strict.decode(data)
        if content.get("format") != _FORMAT:
            raise SealBroken("Berkas ini bukan paket SPKT. Tidak ada yang berubah; periksa berkas yang dipilih.")
        try:
            given = strict.members(content, "format", "kind", "name", "version", "files", "signature")
            written = strict.text(given["signature"])
            signature = base64.b64decode(written, validate=True)
            pack = cls(
                strict.text(given["kind"]), strict.text(given["name"], 60), strict.number(given["version"], 1),
                _files(given["files"]),
            )  # fmt: skip
        except ValueError as error:
            raise strict.damaged() from error
        if pack.kind not in KINDS or base64.b64encode(signature).decode("ascii") != written:
            raise strict.damaged()
        unsigned = canonical(pack._content())
        if not any(keys.signed(unsigned, signature) for keys in trusted):
            raise SealBroken(
                "Paket ini tidak ditandatangani oleh Polres yang dipercaya meja ini. Tidak ada yang berubah; "
                "mintalah paket dari Polres."
            )
        return pack

    def _content(self) -> dict[str, Any]:
        return {
            "format": _FORMAT, "kind": self.kind, "name": self.name, "version": self.version,
            "files": dict(self.files),
        }  # fmt: skip


def _files(content: object) -> dict[str, str]:
    if not isinstance(content, dict) or not 1 <= len(content) <= MOST_FILES:
        raise ValueError("not the files of a pack")
    if not all(isinstance(text, str) for text in content.values()):
        raise ValueError("a file is not a text")
    return {strict.text(name, 60): text for name, text in content.items()}
