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

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from setup import windows
from setup.prefix import Prefix
from spkt_desktop.app import set_up, start
from spkt_desktop.app.sample import PASSPHRASE, sample_values
from spkt_desktop.disk import digest
from spkt_desktop.sync.release import written_keys
from tools import signing

NAME = "SPKT Desktop"
OLD, NEW = "0.1.0", "0.1.1"
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
            trial.waits_for_a_running_command, trial.needs_the_safety_copy, trial.upgrades, trial.refuses_an_older_one,
            trial.survives_cuts, trial.updates_from_a_stick, trial.removes_itself,
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


class Trial:
    """One PC, one desk, the setup in two versions."""

    def __init__(self, folder: Path, shipped: Path) -> None:
        self._key = Ed25519PrivateKey.generate()
        program = folder / "isi"
        shutil.copytree(shipped, program)
        trusted = program / "_internal" / "resources" / "data" / "kunci_rilis.json"
        trusted.write_bytes(written_keys([self._key.public_key().public_bytes_raw()]))  # nobody else's, for this trial
        self._files = windows.named(program).count("F ")
        self._setups = {version: windows.setup_file(program, folder, version, 0, "zlib") for version in (OLD, NEW)}
        self._pc = Prefix(folder / "pc")
        self._home = self._pc.local / "Programs" / NAME
        self._data = self._pc.local / NAME
        self._menu = self._pc.roaming / f"Microsoft/Windows/Start Menu/Programs/{NAME}.lnk"
        self._before: dict[str, str] = {}
        self._takes = 0.0
        """Seconds that the upgrade took."""

    def installs(self) -> str:
        """Pasang diam-diam (/S)"""
        self._install(OLD, 0)
        assert self._version() == OLD and self._menu.is_file(), "no entry in the list or in the menu"
        assert "SPKT Desktop contributors" in self._pc.registered(), "no publisher"
        assert not self._beside(), "something is left beside the program"
        size = sum(file.stat().st_size for file in self._home.rglob("*") if file.is_file()) / 1e6
        return f"{self._files} berkas, {size:.0f} MB; ada di menu Start dan di daftar program"

    def runs(self) -> str:
        """Program terpasang memeriksa diri (selftest)"""
        done = self._console("selftest")
        assert done[0] == 0 and '"ok": true' in done[1], f"{done}"
        return "ok"

    def takes_the_desk(self) -> str:
        """Meja dengan dua surat, diperiksa program Windows"""
        unit, staff = sample_values("unit"), [sample_values("officer")]
        made = set_up(self._data, unit, staff, [PASSPHRASE])
        app = start(self._data, made.opened)
        for _ in range(2):
            app.register("sktlk", sample_values("sktlk", app.now().date()))
        app.close()
        code, told = self._console("verify")
        assert code == 0 and '"records": 2' in told, told
        self._before = self._desk()
        return f"{len(self._before)} berkas data"

    def waits_for_an_open_window(self) -> str:
        """Jendela program terbuka: pemasangan menolak (3), tidak ada yang dimatikan"""
        return self._refused_while(
            f"wine '{self._home / NAME}.exe' 2>&1 | cat >/dev/null &\n"
            f"for i in $(seq 120); do xdotool search --name '{NAME}' >/dev/null 2>&1 && break; sleep 0.5; done"
        )

    def waits_for_a_running_command(self) -> str:
        """Perintah sedang berjalan: pemasangan menolak (3), tidak ada yang dimatikan"""
        return self._refused_while(  # it waits for what is to be typed
            f"sleep 100 | wine '{self._home}/spkt-desktop.exe' init --data 'C:\\lain' --unit - --officer - 2>&1 "
            "| cat >/dev/null &\nsleep 8"
        )

    def needs_the_safety_copy(self) -> str:
        """Salinan pengaman gagal: program lama tidak diganti (5)"""
        (self._data / "sementara").write_text("bukan folder", encoding="ascii")
        self._install(NEW, 5)
        (self._data / "sementara").unlink()
        self._unchanged(OLD)
        return "tetap versi lama"

    def upgrades(self) -> str:
        """Perbarui di tempat"""
        foreign = self._home / "catatan saya.txt"
        foreign.write_text("milik petugas", encoding="ascii")
        began = time.monotonic()
        self._install(NEW, 0)
        self._takes = time.monotonic() - began
        self._unchanged(NEW)
        snapshot = max(self._data.glob(f"sebelum-pembaruan-{NEW}-*"))
        assert _digests(snapshot) == self._before, "the safety copy differs"
        kept = [file for file in self._beside() if (file / foreign.name).is_file()]
        assert len(kept) == 1 and len(self._beside()) == 1, "a file of somebody else's is gone"
        shutil.rmtree(kept[0])
        return "salinan pengaman dan data sama byte demi byte; berkas lain di folder program disimpan"

    def refuses_an_older_one(self) -> str:
        """Versi lama di atas yang baru ditolak (4)"""
        self._install(OLD, 4)
        self._unchanged(NEW)
        return "tetap versi baru"

    def survives_cuts(self) -> str:
        """Listrik putus saat memperbarui, lalu pemasangan diulang"""
        whole = 0
        for share in CUTS:
            seconds = share * self._takes
            self._pc.run(f"wine '{self._setups[NEW]}' /S >/dev/null 2>&1 & sleep {seconds:g}", seconds + 120)
            homes = [folder for folder in (self._home, self._home.with_name(f"{NAME}.lama")) if self._whole(folder)]
            assert homes, f"no whole program after a cut at {seconds:.1f} s"
            whole += self._whole(self._home)
            self._install(NEW, 0)
            self._unchanged(NEW)
        self._home.rename(self._home.with_name(f"{NAME}.lama"))  # between the two renames, which no cut is sure to meet
        self._install(NEW, 0)
        self._unchanged(NEW)
        return f"{len(CUTS)} kali diputus, {whole} kali program langsung utuh, selalu pulih setelah diulang"

    def updates_from_a_stick(self) -> str:
        """Perbarui dari flashdisk lewat program (`update`), dengan jendela pemasangan"""
        stick = self._pc.drive / "flashdisk"
        stick.mkdir()
        shutil.copyfile(self._setups[NEW], stick / self._setups[NEW].name)
        signing.write_note(self._key, stick / self._setups[NEW].name, "windows", NEW, "2026-12-01")
        fresh = self._home.with_name(f"{NAME}.baru")
        script = (
            f"wine '{self._home}/spkt-desktop.exe' update 'C:\\flashdisk' 2>&1 | cat; "
            f"for i in $(seq 60); do xdotool search --name '{NAME} {NEW}' >/dev/null 2>&1 && break; sleep 0.5; done; "
            f"for i in $(seq 60); do [ -e '{fresh}' ] && break; xdotool key Return; sleep 2; done; "
            f"for i in $(seq 240); do [ -e '{fresh}' ] || break; sleep 0.5; done; sleep 5; wineserver -k"
        )
        done = self._pc.run(script, 500)
        assert '"started": true' in done.output, done.output
        snapshot = max(self._data.glob(f"sebelum-pembaruan-{NEW}-*"))
        self._before = self._desk()
        assert _digests(snapshot) == self._before, "the safety copy differs from what the program left"
        self._unchanged(NEW)
        code, told = self._console("verify")
        self._before = self._desk()
        assert code == 0 and '"records": 2' in told, told
        return "tanda tangan, salinan, cadangan, pemasangan; register utuh sesudahnya"

    def removes_itself(self) -> str:
        """Hapus program"""
        done = self._pc.wine(self._home / "hapus.exe", "/S")
        assert done.code == 0, f"{done}"
        assert not self._home.exists() and not self._menu.exists(), "something is left"
        assert not self._pc.registered() and not self._beside(), "something is left beside it"
        assert self._desk() == self._before, "the data have changed"
        return "data utuh di tempatnya"

    def _refused_while(self, running: str) -> str:
        """Run the newer setup while that script has begun a program, which must outlive it."""
        alive = "for file in /proc/[0-9]*/comm; do grep -qiE '^(SPKT Desktop|spkt-desktop)' $file && echo hidup; done"
        script = (
            f"{running}\n{alive} | grep -q hidup || exit 70\nwine '{self._setups[NEW]}' /S 2>&1 | cat\n"
            f"code=${{PIPESTATUS[0]}}; {alive}; wineserver -k; exit $code"
        )
        done = self._pc.run(script, 240)
        assert done.code != 70, "the program did not start"
        assert done.code == 3 and "hidup" in done.output, f"{done}"
        self._unchanged(OLD)
        return "tetap versi lama, program tetap terbuka"

    def _install(self, version: str, code: int) -> None:
        done = self._pc.wine(self._setups[version], "/S")
        assert done.code == code, f"exit {done.code} instead of {code}: {done.output[-300:]}"

    def _console(self, *words: str) -> tuple[int, str]:
        done = self._pc.wine(self._home / "spkt-desktop.exe", *words)
        return done.code, done.output

    def _unchanged(self, version: str) -> None:
        """That version is there, whole and alone, and the data are as they were."""
        assert self._version() == version, f"version {self._version()}"
        assert self._whole(self._home), "the program is not whole"
        assert self._desk() == self._before, "the data have changed"
        assert not self._home.with_name(f"{NAME}.baru").exists(), "a half of it is left"

    def _whole(self, folder: Path) -> bool:
        """Whether all files of the program lie there."""
        named = folder / "isi.txt"
        if not named.is_file():
            return False
        lines = named.read_text(encoding="ascii").splitlines()
        return all((folder / line[2:].replace("\\", "/")).is_file() for line in lines if line.startswith("F "))

    def _version(self) -> str:
        return self._pc.registered().partition('"DisplayVersion"="')[2].partition('"')[0]

    def _beside(self) -> list[Path]:
        return [path for path in self._home.parent.iterdir() if path != self._home]

    def _desk(self) -> dict[str, str]:
        return _digests(self._data)


def _digests(folder: Path) -> dict[str, str]:
    """The files of a desk, without the copies that are made of it and what an unlock counts."""
    own = (*folder.glob("spkt.db*"), *folder.glob("vault/*"), *folder.glob("kartu-meja-*"))
    return {file.relative_to(folder).as_posix(): digest(file) for file in own if file.stat().st_size}
