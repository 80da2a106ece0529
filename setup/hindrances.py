"""What hinders an installation or a removal, tried under Wine: a full disk, an antivirus program, a held folder."""

from __future__ import annotations

import shutil

from setup.bench import NEW, OLD, Bench

ROOM = 60, 280
"""MB of a disk that has no room at all, and of one that has until somebody else fills it."""


class Hindrances(Bench):
    """Whatever comes between, the former program stays or comes back, and nobody is told otherwise."""

    def needs_room(self) -> str:
        """Ruang disk kurang: pemasangan menolak (6) sebelum menyalin"""
        code, left = self._on_a_disk_of(ROOM[0], "sleep 0")
        assert code == 6 and not left, f"exit {code}, left {left}"
        return "tidak ada yang tertinggal"

    def survives_a_full_disk(self) -> str:
        """Disk penuh di tengah penyalinan: pemasangan berhenti (6)"""
        code, left = self._on_a_disk_of(
            ROOM[1],
            f"until [ -n \"$(ls -A '{self.fresh}')\" ]; do sleep 0.02; done; "  # its room has been looked at
            f"dd if=/dev/zero of='{self.home.parent}/isi' bs=1M",
        )
        assert code == 6 and left == ["isi"], f"exit {code}, left {left}"
        return "tidak ada yang tertinggal"

    def misses_what_an_antivirus_took(self) -> str:
        """Antivirus mengambil berkas baru sebelum ditukar: program lama tidak diganti (6)"""
        moments = ("", self._until_the_safety_copy())
        for moment in moments:
            done = self.install_and(f"{moment} rm -f '{self.fresh}/SPKT Desktop.exe'")
            assert done.code == 6, f"exit {done.code}: {done.output[-300:]}"
            self.unchanged(OLD)
        return f"tetap versi lama, {len(moments)} kali"

    def gives_up_a_held_folder(self) -> str:
        """Folder program terus dipakai: pemasangan berhenti (6)"""
        done = self.install_and(f"{self._hold()} wait $setup; code=$?; kill -9 $held; exit $code")
        assert done.code == 6, f"exit {done.code}: {done.output[-300:]}"
        self.unchanged(OLD)
        return "tetap versi lama"

    def waits_for_a_held_folder(self) -> str:
        """Folder program dipakai beberapa detik saat ditukar: pemasangan menunggu"""
        done = self.install_and(f"{self._hold()} {self._until_the_safety_copy()} sleep 4; kill -9 $held;")
        assert done.code == 0, f"exit {done.code}: {done.output[-300:]}"
        self.unchanged(NEW)
        return "program diganti"

    def stays_listed_where_something_is_left(self) -> str:
        """Hapus program saat berkasnya tertahan atau daftarnya kosong: tetap di daftar program"""
        program = self.home / "SPKT Desktop.exe"
        self.pc.run(f"mount --bind '{program}' '{program}'; wine '{self.home}/hapus.exe' /S; wineserver -w", 120)
        assert program.is_file() and self.version() == NEW, "no longer in the list, but still there"
        assert (self.home / "hapus.exe").is_file(), "what the list starts is gone"
        self.install(NEW, 0)
        (self.home / "isi.txt").write_bytes(b"")
        self.pc.wine(self.home / "hapus.exe", "/S")
        assert program.is_file() and self.version() == NEW, "no longer in the list, but still there"
        self.install(NEW, 0)
        for beside in self.beside():  # the program of the empty list, which nobody may remove unasked
            shutil.rmtree(beside)
        self.unchanged(NEW)
        return "pemasangan ulang memulihkannya"

    def _on_a_disk_of(self, size: int, beside: str) -> tuple[int, list[str]]:
        """Run the newer setup with its folder on a disk of so many MB, and that script: exit code, what is left."""
        place = self.home.parent
        done = self.pc.run(
            f"mount -t tmpfs -o size={size}m tmpfs '{place}' || exit 70\n({beside}) >/dev/null 2>&1 & other=$!\n"
            f"wine '{self.setups[NEW]}' /S >/dev/null 2>&1; code=$?; wineserver -w; kill $other 2>/dev/null\n"
            f"ls -A '{place}'; exit $code",
            120,
        )
        assert done.code != 70, done.output
        self.unchanged(OLD)
        return done.code, done.output.split("\n")[:-1]

    def _until_the_safety_copy(self) -> str:
        """A line of a script that waits until the new program has made its safety copy."""
        made = f"ls -d '{self.data}'/sebelum-pembaruan-* 2>/dev/null"
        return (
            f"former=$({made}); for i in $(seq 600); do kill -0 $setup 2>/dev/null || break; "
            f'[ "$({made})" = "$former" ] || break; sleep 0.05; done;'
        )

    def _hold(self) -> str:
        """A line of a script with a Windows program that stands in the program's folder, so nobody can rename it."""
        return f"cd '{self.home}'; sleep 200 | wine cmd >/dev/null 2>&1 & held=$!; cd /; sleep 1;"
