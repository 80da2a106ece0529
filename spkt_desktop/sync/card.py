"""The card by which a desk and a Polres meet: a small JSON file with public keys, signed with the key it shows."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from spkt_desktop.errors import SealBroken
from spkt_desktop.records import canonical
from spkt_desktop.sync import strict
from spkt_desktop.sync.bundle import file_code
from spkt_desktop.sync.keys import Keys, PublicKeys

_FORMAT = "spkt-card/1"
_MAX = 4096
_MEMBERS = ("format", "kind", "id", "code", "name", "signing", "recipient", "fingerprint", "signature")


@dataclass(frozen=True, slots=True)
class Card:
    """Who a desk or a Polres is; trusted only after two officers have compared `keys.spoken`."""

    kind: str
    """desk or polres."""
    id: str
    """UUID of the desk or the Polres."""
    code: str
    name: str
    keys: PublicKeys

    @property
    def file_name(self) -> str:
        """The name of the file that carries the card."""
        return f"kartu-{'meja' if self.kind == 'desk' else 'polres'}-{file_code(self.code)}.json"

    def signed(self, keys: Keys) -> bytes:
        """The file of the card; `keys` are the secret half of those on it."""
        content = self._content()
        signature = keys.sign(canonical(content))
        return canonical({**content, "signature": base64.b64encode(signature).decode("ascii")})

    @classmethod
    def read(cls, data: bytes, kind: str) -> Card:
        """The card in these bytes; raises SealBroken unless it is an untouched card of the kind (desk or polres)."""
        if len(data) > _MAX:
            raise _no_card()
        content = strict.decode(data)
        if content.get("format") != _FORMAT or content.get("kind") != kind:
            raise _no_card()
        try:
            strict.members(content, *_MEMBERS)
            card = cls(
                kind,
                strict.uuid(content["id"]),
                strict.text(content["code"], 60),
                strict.text(content["name"]),
                PublicKeys.from_json({"signing": content["signing"], "recipient": content["recipient"]}),
            )
            written = strict.text(content.pop("signature"))
            signature = base64.b64decode(written, validate=True)
        except ValueError as error:
            raise strict.damaged() from error
        if card._content() != content or base64.b64encode(signature).decode("ascii") != written:
            raise strict.damaged()
        if not card.keys.signed(canonical(content), signature):
            raise strict.damaged()
        return card

    def _content(self) -> dict[str, Any]:
        return {
            "format": _FORMAT,
            "kind": self.kind,
            "id": self.id,
            "code": self.code,
            "name": self.name,
            **self.keys.as_json(),
            "fingerprint": self.keys.spoken,
        }


def _no_card() -> SealBroken:
    return SealBroken(
        "Berkas ini bukan kartu yang dimaksud, atau dibuat oleh program versi lain. "
        "Tidak ada data yang berubah. Periksa apakah berkas yang dipilih sudah benar."
    )
