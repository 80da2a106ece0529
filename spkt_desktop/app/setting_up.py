"""How a desk begins: whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from spkt_desktop import dates
from spkt_desktop.app.desk import App
from spkt_desktop.app.duty import index_values, officer_of
from spkt_desktop.app.places import VAULT, claimed, leave, move_in, workshop_in
from spkt_desktop.app.proof import prove
from spkt_desktop.app.settings import known_signers
from spkt_desktop.app.whereabouts import desk_exists, real_clock
from spkt_desktop.disk import private_folder
from spkt_desktop.errors import InvalidForm, Refused
from spkt_desktop.forms import SETTINGS, Known, check, complete
from spkt_desktop.records import Clock, Unit, Values
from spkt_desktop.store.names import FILE
from spkt_desktop.store.slots import SHORTEST_PASSPHRASE
from spkt_desktop.store.store import Store
from spkt_desktop.store.vault import Opened, Vault

_THERE = "Meja sudah disiapkan di folder ini. Tidak ada yang diubah."


@dataclass(frozen=True, slots=True)
class SetUp:
    """A finished set-up: the open vault, the code for the recovery sheet, and the card for the Polres."""

    opened: Opened
    recovery_code: str = field(repr=False)
    desk_id: str
    desk_code: str
    desk_card: Path


def set_up(
    folder: Path, unit: object, officers: Sequence[object], passphrases: Sequence[str], *,
    polres_card: bytes | None = None, clock: Clock = real_clock,
) -> SetUp:  # fmt: skip
    """Make a new desk, whole or not at all (some 2 s of scrypt per passphrase).

    `passphrases[i]` belongs to `officers[i]`; an empty one gives no slot, but the first must have one.
    Raises InvalidForm, Refused, SealBroken (card) or MediumFailed.
    """
    if desk_exists(folder):
        raise Refused(_THERE)
    from spkt_desktop.app.identity import Identity, new_identity
    from spkt_desktop.sync.card import Card

    now = clock()
    unit_values = _accepted("unit", unit, now)
    staff = [_accepted("officer", officer, now) for officer in officers]
    nrps = [values["petugas"]["nrp"] for values in staff]
    if not staff or len(set(nrps)) < len(nrps):
        raise Refused("Isi paling sedikit satu petugas, dan tiap NRP satu kali saja. Meja belum disiapkan.")
    if staff[0]["petugas"].get("aktif") is False:
        raise Refused("Petugas pertama tidak aktif, sehingga meja tidak dapat dibuka. Meja belum disiapkan.")
    if len(passphrases[0]) < SHORTEST_PASSPHRASE:
        raise Refused(
            f"Kata sandi terlalu pendek; pakai paling sedikit {SHORTEST_PASSPHRASE} huruf. Meja belum disiapkan."
        )
    known_signers(
        unit_values, {nrp for nrp, of in zip(nrps, staff, strict=True) if of["petugas"].get("aktif") is not False}
    )
    at = now.astimezone(dates.zone(unit_values["kesatuan"]["zona"])).replace(microsecond=0)
    prove(Unit(unit_values), officer_of(staff[0]), at, {})
    private_folder(folder)
    workshop = workshop_in(folder)
    try:
        opened = Opened(os.urandom(32), nrps[0])
        store = Store(workshop / FILE, opened.key, index_values)
        app = App(workshop, store, Vault(workshop / VAULT), opened, lambda: now)
        try:
            app.holders.begin()
            for nrp, passphrase in zip(nrps, passphrases, strict=True):
                if passphrase:
                    app.holders.admit(nrp, passphrase)
            code = app.holders.new_recovery_code()
            with store.db.write():
                desk_id, desk_code = new_identity(store, unit_values)
                store.journal.append(
                    "desk_opened",
                    at=at.isoformat(),
                    officer=nrps[0],
                    body={"desk_id": desk_id, "desk_code": desk_code},
                )
                store.journal.append("unit_changed", at=at.isoformat(), officer=nrps[0], body={"values": unit_values})
                for values in staff:
                    app.act("officer_saved", None, {"values": values})
                if polres_card is not None:
                    Identity(app).trust(Card.read(polres_card, "polres"))
                app.clock.begin()
            with claimed(folder):
                if desk_exists(folder):  # another set-up was quicker
                    raise Refused(_THERE)
                card = app.sending.identity.write_card(folder)
                app.close()
                move_in(workshop, folder, f"sebelum-penyiapan-{now:%Y%m%d-%H%M%S}")
        finally:
            app.close()
    finally:
        leave(workshop)
    return SetUp(opened, code, desk_id, desk_code, card)


def _accepted(form: str, values: object, now: datetime) -> Values:
    checked = check(SETTINGS[form], values, Known(now))
    if checked.problems:
        raise InvalidForm(checked.problems)
    return complete(SETTINGS[form], checked.values)
