"""How a desk begins, is unlocked, recovered and restored: everything before there is an App."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from spkt_desktop import dates, paths
from spkt_desktop.app.desk import App
from spkt_desktop.app.duty import index_values
from spkt_desktop.app.patience import slowed
from spkt_desktop.app.patience import waiting as waiting_in
from spkt_desktop.errors import InvalidForm, MediumFailed, Refused, SpktError, WrongPassphrase
from spkt_desktop.forms import SETTINGS, check, complete
from spkt_desktop.records import Clock, Values, new_id
from spkt_desktop.store.backup import unpack_backup
from spkt_desktop.store.files import private_folder
from spkt_desktop.store.store import FILE, Store
from spkt_desktop.store.vault import SHORTEST_PASSPHRASE, Opened, Vault

VAULT = "vault"
JOURNAL = f"{FILE}-journal"
"""The rollback journal of SQLite: beside a register that was killed in mid-write, part of it."""


@dataclass(frozen=True, slots=True)
class SetUp:
    """A finished set-up: the open vault, the code for the recovery sheet, and the card for the Polres."""

    opened: Opened
    recovery_code: str
    desk_id: str
    desk_code: str
    desk_card: Path


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What a restore brought back; the desk that was there before lies in `kept`, if there was one."""

    desk_id: str
    events: int
    epoch: int
    last_event_at: str
    kept: Path | None


def real_clock() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def place(folder: Path | None) -> Path:
    """The folder of the desk: the named one, or the usual place on this PC."""
    return folder if folder is not None else paths.desk()


def desk_exists(folder: Path) -> bool:
    """Whether a desk has been set up there."""
    try:
        return (folder / FILE).exists()
    except OSError:  # a name that no file can have
        return False


def set_up(
    folder: Path, unit: object, officers: Sequence[object], passphrases: Sequence[str], *,
    polres_card: bytes | None = None, clock: Clock = real_clock,
) -> SetUp:  # fmt: skip
    """Make a new desk, whole or not at all (some 2 s of scrypt per passphrase).

    `passphrases[i]` belongs to `officers[i]`; an empty one gives no slot, but the first must have one.
    Raises InvalidForm, Refused, SealBroken (card) or MediumFailed.
    """
    if desk_exists(folder):
        raise Refused("Meja sudah disiapkan di folder ini. Tidak ada yang diubah.")
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
    private_folder(folder)
    workshop = folder / f"penyiapan-{new_id()}"
    try:
        private_folder(workshop)
        vault, key = Vault.create(workshop / VAULT)
        for nrp, passphrase in zip(nrps, passphrases, strict=True):
            if passphrase:
                vault.admit(key, nrp, passphrase)
        code = vault.new_recovery_code(key)
        opened = Opened(key, nrps[0])
        store = Store(workshop / FILE, key, index_values)
        app = App(workshop, store, vault, opened, lambda: now)
        try:
            with store.db.write():
                at = now.astimezone(dates.zone(unit_values["kesatuan"]["zona"])).replace(microsecond=0).isoformat()
                desk_id, desk_code = new_identity(store, unit_values)
                store.journal.append(
                    "desk_opened", at=at, officer=nrps[0], body={"desk_id": desk_id, "desk_code": desk_code}
                )
                store.journal.append("unit_changed", at=at, officer=nrps[0], body={"values": unit_values})
                for values in staff:
                    app.act("officer_saved", None, {"values": values})
                if polres_card is not None:
                    Identity(app).trust(Card.read(polres_card, "polres"))
            card = app.sending.identity.write_card(folder)
        finally:
            app.close()
        shutil.rmtree(folder / VAULT, ignore_errors=True)
        _put_in_place(workshop, folder)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return SetUp(opened, code, desk_id, desk_code, card)


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


def restore(
    file: Path, folder: Path, passphrase: str, last_numbers: Mapping[str, int], *, nrp: str = "",
    clock: Clock = real_clock,
) -> RestoreReport:  # fmt: skip
    """Bring a desk back from a backup, checked before anything is swapped; the desk there now is kept aside.

    `passphrase` is an officer's, or the recovery code.
    `last_numbers` names the last number of each series in the paper register; numbering goes on above it.
    """
    private_folder(folder)
    workshop = folder / f"pemulihan-{new_id()}"
    try:
        unpack_backup(file, workshop)
        vault = Vault(workshop / VAULT)
        opened = _opened(vault, nrp, passphrase)
        app = App(workshop, Store(workshop / FILE, opened.key, index_values), vault, opened, clock)
        try:
            report = app.keeping.restored(last_numbers)
        finally:
            app.close()
        kept = None
        if any((folder / name).exists() for name in (FILE, JOURNAL, VAULT)):
            kept = folder / f"sebelum-pemulihan-{clock():%Y%m%d-%H%M%S}"
            _put_aside(folder, kept)
        _put_in_place(workshop, folder)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return RestoreReport(kept=kept, **report)


def _put_in_place(workshop: Path, folder: Path) -> None:
    """Make the desk of a workshop the desk of the folder; the register comes last, for it is what makes a desk."""
    with _moving():
        (folder / JOURNAL).unlink(missing_ok=True)  # of another register: SQLite would play it into this one
        for name in (VAULT, FILE):
            (workshop / name).replace(folder / name)


def _put_aside(folder: Path, kept: Path) -> None:
    """Take the desk away from the folder; the register goes first, for Windows does not move it while it is open."""
    private_folder(kept)
    with _moving():
        for name in (FILE, JOURNAL, VAULT):
            if (folder / name).exists():
                (folder / name).replace(kept / name)


@contextmanager
def _moving() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MediumFailed(
            "dipakai", "Berkas meja sedang dipakai program lain. Data tetap utuh; tutup program itu, lalu ulangi."
        ) from error


def _opened(vault: Vault, nrp: str, passphrase: str) -> Opened:
    """What an officer's passphrase or else the recovery code opens; raises WrongPassphrase."""
    try:
        return vault.open(nrp, passphrase) if nrp else vault.open_any(passphrase)
    except WrongPassphrase as wrong:
        try:
            return vault.recover(passphrase)
        except WrongPassphrase:
            raise wrong from None


def waiting(folder: Path, nrp: str, now: float) -> float:
    """Seconds until that officer may try a passphrase again; `now` is seconds since 1970."""
    return waiting_in(folder / VAULT, nrp, now)


def _vault(folder: Path) -> Vault:
    if not desk_exists(folder):
        raise Refused("Belum ada meja di folder ini. Siapkan meja baru atau pulihkan dari cadangan.")
    return Vault(folder / VAULT)


def _accepted(form: str, values: object, now: datetime) -> Values:
    checked = check(SETTINGS[form], values, now)
    if checked.problems:
        raise InvalidForm(checked.problems)
    return complete(SETTINGS[form], checked.values)
