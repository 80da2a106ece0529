"""Tries the setup file under Wine: install, upgrade, refusals, power cuts, removal; the data never change.

The desk is made by the program of this checkout and laid where Windows keeps it, so what the Windows program does to it
can be compared byte by byte. Prints the table that stands in docs/rilis.md.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from setup.bench import NAME, NEW, OLD, digests
from setup.hindrances import Hindrances
from spkt_desktop.app import set_up, start
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from tools import signing

CUTS = (0.1, 0.5, 0.8, 0.9, 1.0)
"""Shares of the time that an upgrade takes, after which every process ends at once, as in a power cut."""


def try_setup(program: Path) -> int:
    """Try everything with that program folder; the number of steps that failed."""
    if not program.is_dir():
        print(f"There is no Windows program in {program}: run `python3 dev.py windows` first.")
        return 1
    with tempfile.TemporaryDirectory(prefix="spkt setup ") as folder:
        trial = Trial(Path(folder), program)
        steps: list[Callable[[], str]] = [
            trial.installs, trial.runs, trial.takes_the_desk, trial.waits_for_an_open_window,
            trial.waits_for_a_running_command, trial.needs_the_safety_copy, trial.needs_room,
            trial.survives_a_full_disk, trial.misses_what_an_antivirus_took, trial.gives_up_a_held_folder,
            trial.upgrades, trial.waits_for_a_held_folder, trial.refuses_an_older_one, trial.survives_cuts,
            trial.updates_from_a_stick, trial.stays_listed_where_something_is_left, trial.removes_itself,
        ]  # fmt: skip
        failed = 0
        print("| Langkah | Hasil | Detik |\n|---|---|---|", flush=True)
        for step in steps:
            began = time.monotonic()
            try:
                told = step()
            except (AssertionError, OSError, ValueError) as error:
                failed += 1
                told = f"GAGAL: {error}"
            print(f"| {step.__doc__} | {told} | {time.monotonic() - began:.0f} |", flush=True)
    return failed


class Trial(Hindrances):
    """What an officer does with the setup, and what comes between."""

    def installs(self) -> str:
        """Pasang diam-diam (/S)"""
        self.install(OLD, 0)
        assert self.version() == OLD and self.menu.is_file(), "no entry in the list or in the menu"
        assert "SPKT Desktop contributors" in self.pc.registered(), "no publisher"
        assert not self.beside(), "something is left beside the program"
        size = sum(file.stat().st_size for file in self.home.rglob("*") if file.is_file()) / 1e6
        return f"{self.files} berkas, {size:.0f} MB; ada di menu Start dan di daftar program"

    def runs(self) -> str:
        """Program terpasang memeriksa diri (selftest)"""
        done = self.console("selftest")
        assert done[0] == 0 and '"ok": true' in done[1], f"{done}"
        return "ok"

    def takes_the_desk(self) -> str:
        """Meja dengan dua surat, diperiksa program Windows"""
        unit, staff = sample_values("unit"), [sample_values("officer")]
        made = set_up(self.data, unit, staff, [PASSPHRASE])
        app = start(self.data, made.opened)
        for _ in range(2):
            app.register("sktlk", sample_values("sktlk", app.now().date()))
        app.close()
        code, told = self.console("verify")
        assert code == 0 and '"records": 2' in told, told
        self.before = self.desk()
        return f"{len(self.before)} berkas data"

    def waits_for_an_open_window(self) -> str:
        """Jendela program terbuka: pemasangan menolak (3), tidak ada yang dimatikan"""
        return self._refused_while(
            f"wine '{self.home / NAME}.exe' 2>&1 | cat >/dev/null &\n"
            f"for i in $(seq 120); do xdotool search --name '{NAME}' >/dev/null 2>&1 && break; sleep 0.5; done"
        )

    def waits_for_a_running_command(self) -> str:
        """Perintah sedang berjalan: pemasangan menolak (3), tidak ada yang dimatikan"""
        return self._refused_while(  # it waits for what is to be typed
            f"sleep 100 | wine '{self.home}/spkt-desktop.exe' init --data 'C:\\lain' --unit - --officer - 2>&1 "
            "| cat >/dev/null &\nsleep 8"
        )

    def needs_the_safety_copy(self) -> str:
        """Salinan pengaman gagal: program lama tidak diganti (5)"""
        (self.data / "sementara").write_text("bukan folder", encoding="ascii")
        self.install(NEW, 5)
        (self.data / "sementara").unlink()
        self.unchanged(OLD)
        return "tetap versi lama"

    def upgrades(self) -> str:
        """Perbarui di tempat"""
        foreign = self.home / "catatan saya.txt"
        foreign.write_text("milik petugas", encoding="ascii")
        began = time.monotonic()
        self.install(NEW, 0)
        self.takes = time.monotonic() - began
        self.unchanged(NEW)
        snapshot = max(self.data.glob(f"sebelum-pembaruan-{NEW}-*"))
        assert digests(snapshot) == self.before, "the safety copy differs"
        kept = [file for file in self.beside() if (file / foreign.name).is_file()]
        assert len(kept) == 1 and len(self.beside()) == 1, "a file of somebody else's is gone"
        shutil.rmtree(kept[0])
        return "salinan pengaman dan data sama byte demi byte; berkas lain di folder program disimpan"

    def refuses_an_older_one(self) -> str:
        """Versi lama di atas yang baru ditolak (4)"""
        self.install(OLD, 4)
        self.unchanged(NEW)
        return "tetap versi baru"

    def survives_cuts(self) -> str:
        """Listrik putus saat memperbarui, lalu pemasangan diulang"""
        whole = 0
        for share in CUTS:
            seconds = share * self.takes
            self.pc.run(f"wine '{self.setups[NEW]}' /S >/dev/null 2>&1 & sleep {seconds:g}", seconds + 120)
            homes = [folder for folder in (self.home, self.home.with_name(f"{NAME}.lama")) if self.whole(folder)]
            assert homes, f"no whole program after a cut at {seconds:.1f} s"
            whole += self.whole(self.home)
            self.install(NEW, 0)
            self.unchanged(NEW)
        self.home.rename(self.home.with_name(f"{NAME}.lama"))  # between the two renames, which no cut is sure to meet
        self.install(NEW, 0)
        self.unchanged(NEW)
        return f"{len(CUTS)} kali diputus, {whole} kali program langsung utuh, selalu pulih setelah diulang"

    def updates_from_a_stick(self) -> str:
        """Perbarui dari flashdisk lewat program (`update`), jendela pemasangan sampai halaman terakhir"""
        self.pc.wine(self.home / "hapus.exe", "/S")
        self.install(OLD, 0)
        stick = self.pc.drive / "flashdisk"
        stick.mkdir()
        shutil.copyfile(self.setups[NEW], stick / self.setups[NEW].name)
        signing.write_note(self.key, stick / self.setups[NEW].name, "windows", NEW, "2026-12-01")
        window = f"xdotool search --onlyvisible --name '{NAME} {NEW}'"
        focus = f"{window} windowfocus >/dev/null 2>&1"  # nobody else gives it: there is no window manager
        go_on = f"{focus}; sleep 0.3; xdotool key Return; sleep 2"
        done = self.pc.run(
            f"wine '{self.home}/spkt-desktop.exe' update 'C:\\flashdisk' 2>&1 | cat > \"$HOME/kata\" &\n"
            f"for i in $(seq 120); do {window} >/dev/null 2>&1 && break; sleep 0.5; done\n"
            f"for i in $(seq 30); do [ -e '{self.fresh}' ] && break; {go_on}; done\n"
            f"for i in $(seq 240); do [ -e '{self.fresh}' ] || break; sleep 0.5; done\n"
            f"for i in $(seq 30); do {window} >/dev/null 2>&1 || break; {go_on}; done\n"
            f"{window} >/dev/null 2>&1 && echo 'jendela pemasangan belum tertutup'\n"
            f"for i in $(seq 120); do xdotool search --name '{NAME}' >/dev/null 2>&1 && echo dibuka && break; "
            'sleep 0.5; done; sleep 2; cat "$HOME/kata"; wineserver -k',  # the setup keeps the pipe of what began it
            500,
        )
        assert '"started": true' in done.output, done.output
        assert "belum tertutup" not in done.output, "the last page was not reached"
        assert "dibuka" in done.output, "the last page did not start the program"
        snapshot = max(self.data.glob(f"sebelum-pembaruan-{NEW}-*"))
        self.before = self.desk()
        assert digests(snapshot) == self.before, "the safety copy differs from what the program left"
        self.unchanged(NEW)
        code, told = self.console("verify")
        self.before = self.desk()
        assert code == 0 and '"records": 2' in told, told
        return f"dari {OLD} ke {NEW}: tanda tangan, salinan, cadangan, pemasangan; register utuh sesudahnya"

    def removes_itself(self) -> str:
        """Hapus program"""
        done = self.pc.wine(self.home / "hapus.exe", "/S")
        assert done.code == 0, f"{done}"
        assert not self.home.exists() and not self.menu.exists(), "something is left"
        assert not self.pc.registered() and not self.beside(), "something is left beside it"
        assert self.desk() == self.before, "the data have changed"
        return "data utuh di tempatnya"

    def _refused_while(self, running: str) -> str:
        """Run the newer setup while that script has begun a program, which must outlive it."""
        alive = "for file in /proc/[0-9]*/comm; do grep -qiE '^(SPKT Desktop|spkt-desktop)' $file && echo hidup; done"
        script = (
            f"{running}\n{alive} | grep -q hidup || exit 70\nwine '{self.setups[NEW]}' /S 2>&1 | cat\n"
            f"code=${{PIPESTATUS[0]}}; {alive}; wineserver -k; exit $code"
        )
        done = self.pc.run(script, 240)
        assert done.code != 70, "the program did not start"
        assert done.code == 3 and "hidup" in done.output, f"{done}"
        self.unchanged(OLD)
        return "tetap versi lama, program tetap terbuka"
