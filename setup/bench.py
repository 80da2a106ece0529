"""The bench that the setup is tried on: one PC under Wine, one desk, the setup in two versions."""

from __future__ import annotations

import shutil
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from setup import windows
from setup.prefix import Prefix, Ran
from spkt_desktop.disk import digest
from spkt_desktop.sync.release import written_keys

NAME = "SPKT Desktop"
OLD, NEW = "0.1.0", "0.1.1"


class Bench:
    """One PC, one desk, the setup in two versions."""

    def __init__(self, folder: Path, shipped: Path) -> None:
        self.key = Ed25519PrivateKey.generate()
        program = folder / "isi"
        shutil.copytree(shipped, program)
        trusted = program / "_internal" / "resources" / "data" / "kunci_rilis.json"
        trusted.write_bytes(written_keys([self.key.public_key().public_bytes_raw()]))  # nobody else's, for this trial
        self.files = sum(line.startswith("F ") for line in windows.named(program).splitlines())
        self.setups = {version: windows.setup_file(program, folder, version, 0, "zlib") for version in (OLD, NEW)}
        self.pc = Prefix(folder / "pc")
        self.home = self.pc.local / "Programs" / NAME
        self.data = self.pc.local / NAME
        self.fresh = self.home.with_name(f"{NAME}.baru")
        self.menu = self.pc.roaming / f"Microsoft/Windows/Start Menu/Programs/{NAME}.lnk"
        self.before: dict[str, str] = {}
        self.takes = 0.0
        """Seconds that the upgrade took."""

    def install(self, version: str, code: int) -> None:
        """Run the setup of that version without questions; it must end with that exit code."""
        done = self.pc.wine(self.setups[version], "/S")
        assert done.code == code, f"exit {done.code} instead of {code}: {done.output[-300:]}"

    def console(self, *words: str) -> tuple[int, str]:
        """Run a command of the installed program: exit code and output."""
        done = self.pc.wine(self.home / "spkt-desktop.exe", *words)
        return done.code, done.output

    def unchanged(self, version: str) -> None:
        """That version is there, whole and alone, and the data are as they were."""
        assert self.version() == version, f"version {self.version()}"
        assert self.whole(self.home), "the program is not whole"
        assert self.desk() == self.before, "the data have changed"
        assert not self.fresh.exists(), "a half of it is left"

    def whole(self, folder: Path) -> bool:
        """Whether all files of the program lie there."""
        named = folder / "isi.txt"
        if not named.is_file():
            return False
        lines = named.read_text(encoding="ascii").splitlines()
        return all((folder / line[2:].replace("\\", "/")).is_file() for line in lines if line.startswith("F "))

    def version(self) -> str:
        """What the list of programs says."""
        return self.pc.registered().partition('"DisplayVersion"="')[2].partition('"')[0]

    def beside(self) -> list[Path]:
        """What lies beside the program."""
        return [path for path in self.home.parent.iterdir() if path != self.home]

    def desk(self) -> dict[str, str]:
        """The digests of the desk as it lies."""
        return digests(self.data)

    def install_and(self, script: str) -> Ran:
        """Run the newer setup, and that script beside it as soon as all its files are laid."""
        return self.pc.run(
            f"wine '{self.setups[NEW]}' /S >/dev/null 2>&1 & setup=$!\n"
            f"until [ -e '{self.fresh}/hapus.exe' ] || ! kill -0 $setup 2>/dev/null; do sleep 0.02; done\n"
            f"{script}\ncode=0; wait $setup || code=$?; wineserver -w; exit $code",
            300,
        )


def digests(folder: Path) -> dict[str, str]:
    """The files of a desk, without the copies that are made of it and what an unlock counts."""
    own = (*folder.glob("spkt.db*"), *folder.glob("vault/*"), *folder.glob("kartu-meja-*"))
    return {file.relative_to(folder).as_posix(): digest(file) for file in own if file.stat().st_size}
