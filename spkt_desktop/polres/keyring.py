"""The keys of the Polres in the folder `keys`: one age identity and one signing key a generation, old ones kept.

The identity files are what `age -d -i` takes. On POSIX only their owner may read them; on Windows they inherit the
permissions of the folder, which therefore belongs into the profile of the account that runs the inbox.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from spkt_desktop.errors import Damaged, NotFound, SealBroken
from spkt_desktop.records import canonical, new_id
from spkt_desktop.sync import Card, Keys
from spkt_desktop.sync.bundle import file_code


@dataclass(frozen=True, slots=True)
class Keyring:
    """Who the Polres is, and all its keys, the newest last."""

    id: str
    name: str
    keys: tuple[Keys, ...]

    @property
    def current(self) -> Keys:
        """The keys that the card shows."""
        return self.keys[-1]

    @property
    def card(self) -> Card:
        """What desks know the Polres by."""
        return Card("polres", self.id, file_code(self.name).upper(), self.name, self.current.public)


def create(folder: Path, name: str) -> Keyring:
    """Make the folder `keys` with an identity and the first keys; what is already there stays."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = folder / "keys"
    place.mkdir(mode=0o700, exist_ok=True)
    if not (place / "polres.json").exists():
        add(folder)
        _write(place / "polres.json", canonical({"id": new_id(), "name": name}).decode("utf-8"))
    return load(folder)


def add(folder: Path) -> None:
    """Make new keys; from now on they are the current ones."""
    place = folder / "keys"
    generation = f"{len(list(place.glob('*.age'))) + 1:03d}"
    keys = Keys.new()
    # Generations are counted by their identity file, so it comes last.
    _write(place / f"{generation}.ed25519", f"{keys.signing}\n")
    _write(place / f"{generation}.age", f"# public key: {keys.public.recipient}\n{keys.identity}\n")


def load(folder: Path) -> Keyring:
    """The keys in the folder; raises NotFound where there are none and Damaged where they cannot be read."""
    place = folder / "keys"
    if not (place / "polres.json").exists():
        raise NotFound(
            "Folder ini belum disiapkan sebagai kotak masuk Polres. Tidak ada data yang berubah. "
            "Jalankan penyiapan (init) terlebih dahulu."
        )
    try:
        told = json.loads((place / "polres.json").read_text(encoding="utf-8"))
        keys = tuple(_read(path) for path in sorted(place.glob("*.age")))
        ring = Keyring(told["id"], told["name"], keys)
        Card.read(ring.card.signed(ring.current), "polres")  # what no desk would read is not what was written here
        return ring
    except (OSError, ValueError, LookupError, TypeError, RecursionError, SealBroken) as error:
        raise Damaged(
            "Kunci Polres tidak dapat dibaca. Data kotak masuk tidak berubah. "
            "Periksa folder kunci atau pulihkan dari cadangan."
        ) from error


def _read(path: Path) -> Keys:
    identity = path.read_text(encoding="utf-8").split()[-1]
    signing = path.with_suffix(".ed25519").read_text(encoding="utf-8").strip()
    return Keys.from_json({"identity": identity, "signing": signing})


def _write(path: Path, text: str) -> None:
    """Write a file that only its owner may read and that is whole or not there."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
