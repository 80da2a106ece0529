"""How a desk is unlocked, and how an officer who forgot the passphrase gets in again."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from spkt_desktop.app.desk import App
from spkt_desktop.app.duty import index_values
from spkt_desktop.app.patience import slowed
from spkt_desktop.app.patience import waiting as waiting_in
from spkt_desktop.app.places import VAULT, desk_exists, real_clock
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
    for leftover in (*folder.glob("cadangan-*"), *folder.glob("penyiapan-*"), *folder.glob("pemulihan-*")):
        if leftover.is_dir() and time.time() - leftover.stat().st_mtime > 3600:
            shutil.rmtree(leftover, ignore_errors=True)
    app = App(folder, Store(folder / FILE, opened.key, index_values), Vault(folder / VAULT), opened, clock)
    try:
        if not app.officer.active:
            raise Refused("Petugas ini sudah tidak aktif di meja ini. Masuk dengan petugas lain.")
    except SpktError:
        app.close()
        raise
    return app


def recover(folder: Path, code: str, nrp: str, new_passphrase: str) -> Opened:
    """Give an officer of the desk a new passphrase by the recovery code (some 3 s); raises WrongPassphrase, Refused."""
    vault = _vault(folder)
    opened = slowed(folder / VAULT, "", lambda: vault.recover(code))
    store = Store(folder / FILE, opened.key, index_values)
    try:
        if not store.register.current(f"officer:{nrp}"):
            raise Refused("NRP itu tidak ada di daftar petugas meja ini. Kata sandi tidak diubah.")
    finally:
        store.close()
    vault.admit(opened.key, nrp, new_passphrase)
    return Opened(opened.key, nrp)


def waiting(folder: Path, nrp: str, now: float) -> float:
    """Seconds until that officer may try a passphrase again; `now` is seconds since 1970."""
    return waiting_in(folder / VAULT, nrp, now)


def _vault(folder: Path) -> Vault:
    if not desk_exists(folder):
        raise Refused("Belum ada meja di folder ini. Siapkan meja baru atau pulihkan dari cadangan.")
    return Vault(folder / VAULT)
