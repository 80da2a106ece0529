"""How a desk is unlocked, and how an officer who forgot the passphrase gets in again."""

from __future__ import annotations

import time
from pathlib import Path

from spkt_desktop.app.desk import App
from spkt_desktop.app.duty import index_values
from spkt_desktop.app.patience import slowed
from spkt_desktop.app.patience import waiting as waiting_in
from spkt_desktop.app.places import VAULT, clear_workshops, settle
from spkt_desktop.app.whereabouts import desk_exists, real_clock
from spkt_desktop.errors import Damaged, Refused, SpktError
from spkt_desktop.records import Clock
from spkt_desktop.store.names import FILE
from spkt_desktop.store.store import Store
from spkt_desktop.store.vault import Opened, Vault

_SMALLEST = 512
"""Bytes of the smallest page that SQLite has; of what is smaller it makes a new, empty database without a word."""


def open_vault(folder: Path, nrp: str, passphrase: str, clock: Clock = real_clock) -> Opened:
    """Open an officer's slot, or with an empty `nrp` whichever fits (1.5 s of scrypt a slot); worker-safe.

    Raises WrongPassphrase; after some wrong tries also without looking, until the wait is over.
    """
    vault = _vault(folder)
    attempt = (lambda: vault.open(nrp, passphrase)) if nrp else (lambda: vault.open_any(passphrase))
    return slowed(folder / VAULT, nrp, attempt, clock)


def start(folder: Path, opened: Opened, clock: Clock = real_clock) -> App:
    """The unlocked desk with that officer on duty; `vault_care.said` tells what was found on the way."""
    clear_workshops(folder)
    settle(folder)
    app = App(folder, Store(_register(folder), opened.key, index_values), Vault(folder / VAULT), opened, clock)
    try:
        if not app.officer.active:
            raise Refused("Petugas ini sudah tidak aktif di meja ini. Masuk dengan petugas lain.")
        app.clock.begin()
        app.vault_care.arrive()
    except SpktError:
        app.close()
        raise
    return app


def recover(folder: Path, code: str, nrp: str, new_passphrase: str, clock: Clock = real_clock) -> Opened:
    """Give an officer of the desk a new passphrase by the recovery code (some 3 s); raises WrongPassphrase, Refused."""
    vault = _vault(folder)
    opened = Opened(slowed(folder / VAULT, "", lambda: vault.recover(code), clock).key, nrp)
    store = Store(_register(folder), opened.key, index_values)
    try:
        app = App(folder, store, vault, opened, clock)
        if not store.register.current(f"officer:{nrp}") or not app.officer.active:
            raise Refused("NRP itu tidak ada di daftar petugas aktif meja ini. Kata sandi tidak diubah.")
        app.holders.admit(nrp, new_passphrase, lambda: app.write("passphrase_recovered", None, {"nrp": nrp}))
    finally:
        store.close()
    return opened


def waiting(folder: Path, nrp: str) -> float:
    """Seconds until that officer may try a passphrase again."""
    return waiting_in(folder / VAULT, nrp, time.monotonic())


def _vault(folder: Path) -> Vault:
    if not desk_exists(folder):
        raise Refused("Belum ada meja di folder ini. Siapkan meja baru atau pulihkan dari cadangan.")
    settle(folder)
    return Vault(folder / VAULT)


def _register(folder: Path) -> Path:
    """The file of the register; raises Damaged where nothing is left of it, of which SQLite would make an empty one."""
    file = folder / FILE
    if not file.is_file() or file.stat().st_size < _SMALLEST:
        raise Damaged(
            "Berkas register di folder meja ini hilang atau kosong. Tidak ada yang dibuat atau diubah; "
            "pulihkan dari cadangan terakhir."
        )
    return file
