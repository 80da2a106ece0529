"""Who may do what at the desk, and the sentence that says so to everybody else."""

from __future__ import annotations

from enum import Enum

from spkt_desktop.errors import Refused
from spkt_desktop.forms.officer import ROLES


class Right(Enum):
    """One kind of work, and the roles that may do it."""

    SERVE = "menerima warga dan mendaftarkan surat", ("petugas", "ka_spkt")
    READ = "membaca register dan perkara", ("petugas", "ka_spkt", "kapolsek")
    DIRECT = "mengubah tujuan, atensi, dan tindak lanjut perkara", ("petugas", "ka_spkt", "kapolsek")
    WRITE_DIARY = "mengisi buku mutasi", ("petugas", "ka_spkt", "kapolsek")
    REPORT = "membaca laporan dan rekap", ("petugas", "ka_spkt", "kapolsek")
    APPOINT = "memberi peran, wewenang PPA, kata sandi, dan lembar pemulihan", ("ka_spkt", "kapolsek")
    AUDIT = "menyerahkan jurnal untuk diperiksa", ("ka_spkt", "kapolsek")
    MANAGE = "mengubah pengaturan", ("ka_spkt", "kapolsek", "admin")

    def __init__(self, act: str, roles: tuple[str, ...]) -> None:
        self.act, self.roles = act, roles


def refuse_others(right: Right, role: str) -> None:
    """Raises Refused, saying who may, where that role may not."""
    if role not in right.roles:
        names = [ROLES[name] for name in right.roles]
        who = f"{', '.join(names[:-1])}, dan {names[-1]}" if len(names) > 2 else " dan ".join(names)
        raise Refused(f"Yang dapat {right.act} hanya {who}. Tidak ada yang berubah.")
