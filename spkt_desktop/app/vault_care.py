"""The files of the vault, looked after: compared with what the register knows, mended from it, and told in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from spkt_desktop import dates
from spkt_desktop.app import patience
from spkt_desktop.errors import MediumFailed, SpktError
from spkt_desktop.records import Event
from spkt_desktop.store.holders import CODE, FOREIGN, Amiss
from spkt_desktop.store.slots import INDEX

if TYPE_CHECKING:
    from spkt_desktop.app.duty import Duty

KINDS = ("rekeyed", "tried", "vault_mended", "drilled_code")
"""Kinds of events that are written about the vault, beside those of a passphrase."""
_MENDED = " dan sudah dipulihkan dari salinan di dalam register. Kata sandi dan kode tidak berubah."
_REMOVED = ", dan sudah dibuang: berkas itu tidak membuka register ini."


class VaultCare:
    """What the register does for its vault whenever somebody has opened it."""

    def __init__(self, duty: Duty) -> None:
        self._duty = duty
        self.said: tuple[str, ...] = ()
        """What was found when the desk was opened, as sentences for the officer on duty."""

    def inspect(self) -> list[str]:
        """What is amiss with the files of the vault, a sentence each; changes nothing."""
        if self._duty.holders.unsettled:
            return ["Penggantian kunci register terputus; diteruskan sendiri saat meja dibuka lagi."]
        return [f"{_what(one)}." for one in self._duty.holders.amiss()]

    def mend(self) -> list[str]:
        """End what was interrupted and restore what is damaged or missing; tells all of it, also what failed."""
        try:
            return [*self._settled(), *self._mended()]
        except SpktError as error:
            return [*self.inspect(), f"Berkas kunci meja belum dapat diperbaiki. {error}"]

    def arrive(self) -> None:
        """Mend the vault, and tell of wrong passphrases since the register was last opened; never raises SpktError."""
        self.said = (*self.mend(), *self._tried())

    def _settled(self) -> list[str]:
        holders, write = self._duty.holders, self._duty.write
        if not holders.unsettled:
            return []
        if holders.rekeying:
            holders.settle(lambda: write("rekeyed", None, {"nrp": "", "reason": ""}))
            return ["Penggantian kunci register yang terputus sudah diselesaikan. Isi register tetap utuh."]
        holders.settle(lambda: write("vault_mended", None, {"files": [], "settled": True}))
        return [
            "Penggantian kata sandi atau kartu yang terputus sudah dirapikan. Bila baru saja mengganti kata sandi atau "
            "kode pemulihan, periksa mana yang berlaku: yang lama atau yang baru."
        ]

    def _mended(self) -> list[str]:
        if not self._duty.holders.amiss():
            return []
        found = self._duty.holders.mend()
        files = [{"holder": one.holder, "how": one.how} for one in found]
        self._duty.write("vault_mended", None, {"files": files, "settled": False})
        return [f"{_what(one)}{_REMOVED if one.how == FOREIGN else _MENDED}" for one in found]

    def _tried(self) -> Sequence[str]:
        vault = self._duty.vault.folder
        wrong = patience.tries(vault)
        if not wrong.count:
            return ()
        try:
            self._duty.write("tried", None, {"count": wrong.count, "last": wrong.last})
            with suppress(MediumFailed):  # then it is told once more
                patience.told(vault)
        except SpktError as error:
            return (_wrong(wrong.count, wrong.last, self._duty.now().tzinfo), str(error))
        return (_wrong(wrong.count, wrong.last, self._duty.now().tzinfo),)


def sentence(event: Event, named: Callable[[object], str]) -> str:
    """What the diary says of an event of KINDS; `named` gives rank and name for an NRP."""
    body = event.body
    match event.kind:
        case "tried":
            return _wrong(body["count"], body["last"], datetime.fromisoformat(event.at).tzinfo)
        case "drilled_code":
            return f"Kode pemulihan pada lembarnya dicoba: {'benar' if body['good'] else 'tidak membuka meja ini'}."
        case "vault_mended" if body["settled"]:
            return "Penggantian kata sandi atau kartu yang terputus dirapikan."
        case "vault_mended":
            return f"Berkas kunci meja yang rusak, hilang, atau asing diperbaiki ({len(body['files'])} berkas)."
    if body["nrp"]:
        return f"Kunci register diganti, karena {named(body['nrp'])} tidak lagi bertugas di meja ini."
    why = f" Alasan: {body['reason']}" if body["reason"] else ""
    return f"Kunci register diganti.{why}{'' if not why or why.endswith('.') else '.'}"


def _wrong(count: int, last: str, zone: tzinfo | None) -> str:
    """How many wrong passphrases were typed since the register was last opened; the file told it, which may lie."""
    try:
        at = datetime.fromisoformat(last).astimezone(zone)
    except (ValueError, OverflowError):
        when = ""
    else:
        when = f" (terakhir {dates.hari(at)} {dates.tanggal_pendek(at)} {dates.pukul(at)})"
    return f"Sejak terakhir dibuka: {count} kali kata sandi atau kode salah{when}."


def _what(one: Amiss) -> str:
    whose = one.holder.partition(":")[2]
    if one.how == FOREIGN:
        return f"Di folder kunci ada berkas yang bukan milik meja ini ({one.name})"
    if whose:
        file = f"Berkas kunci petugas {whose}"
    else:
        file = "Berkas kunci pemulihan" if one.holder == CODE else "Daftar berkas kunci" if one.name == INDEX else (
            "Berkas kunci register"
        )  # fmt: skip
    return f"{file} di komputer ini {one.how}"
