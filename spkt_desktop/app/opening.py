"""How a desk is unlocked, and how an officer who forgot the passphrase gets in again."""

from __future__ import annotations

from pathlib import Path

from spkt_desktop.app.desk import App
from spkt_desktop.app.duty import index_values
from spkt_desktop.app.patience import slowed
from spkt_desktop.app.patience import waiting as waiting_in
from spkt_desktop.app.places import VAULT, clear_workshops, desk_exists, real_clock
from spkt_desktop.errors import Refused, SpktError
from spkt_desktop.records import Clock
from spkt_desktop.store.store import FILE, Store
from spkt_desktop.store.vault import Opened, Vault


def open_vault(folder: Path, nrp: str, passphrase: str) -> Opened:
    """Open an officer's slot, or with an empty `nrp` whichever fits (1.5 s of scrypt a slot); worker-safe.

    Raises WrongPassphrase; after some wrong tries also without looking, until the wait is over.
    """
    vault = _vault(folder)
    return slowed(folder / VAULT, nrp, lambda: vault.open(nrp, passphrase) if nrp else vault.open_any(passphrase))


def start(folder: Path, opened: Opened, clock: Clock = real_clock) -> App:
    """The unlocked desk with that officer on duty."""
    clear_workshops(folder)
    app = App(folder, Store(folder / FILE, opened.key, index_values), Vault(folder / VAULT), opened, clock)
    try:
        if not app.officer.active:
            raise Refused("Petugas ini sudah tidak aktif di meja ini. Masuk dengan petugas lain.")
    except SpktError:
        app.close()
        raise
    return app


def recover(folder: Path, code: str, nrp: str, new_passphrase: str, clock: Clock = real_clock) -> Opened:
    """Give an officer of the desk a new passphrase by the recovery code (some 3 s); raises WrongPassphrase, Refused."""
    vault = _vault(folder)
    opened = Opened(slowed(folder / VAULT, "", lambda: vault.recover(code)).key, nrp)
    store = Store(folder / FILE, opened.key, index_values)
    try:
        app = App(folder, store, vault, opened, clock)
        if not store.register.current(f"officer:{nrp}") or not app.officer.active:
            raise Refused("NRP itu tidak ada di daftar petugas aktif meja ini. Kata sandi tidak diubah.")
        vault.admit(opened.key, nrp, new_passphrase)
        app.act("passphrase_recovered", None, {"nrp": nrp})
    finally:
        store.close()
    return opened


def waiting(folder: Path, nrp: str, now: float) -> float:
    """Seconds until that officer may try a passphrase again; `now` is seconds since 1970."""
    return waiting_in(folder / VAULT, nrp, now)


def _vault(folder: Path) -> Vault:
    if not desk_exists(folder):
        raise Refused("Belum ada meja di folder ini. Siapkan meja baru atau pulihkan dari cadangan.")
    return Vault(folder / VAULT)
