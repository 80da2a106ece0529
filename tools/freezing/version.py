"""The version resource of the Windows starters: what Explorer shows under Properties, Details."""

from __future__ import annotations

import re

from spkt_desktop import __version__

NAME = "SPKT Desktop"
_RESOURCE = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags={flags}, OS=0x40004, fileType=0x1,
                    subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("042104B0", [
      StringStruct("CompanyName", "SPKT Desktop contributors"),
      StringStruct("FileDescription", "SPKT Desktop: meja pelayanan Polsek"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "spkt-desktop"),
      StringStruct("LegalCopyright", "MIT; lisensi setiap bagian ada di folder lisensi"),
      StringStruct("ProductName", "{name}"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x0421, 1200])]),
  ],
)
"""
"""In Indonesian (language 0x0421) and Unicode (code page 1200 = 0x04B0)."""


def numbers(version: str) -> tuple[int, int, int, int]:
    """The four numbers that Windows compares: of `1.2.3rc1` they are 1, 2, 3, 0."""
    found = re.match(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:\.(\d+))?", version)
    if found is None:
        raise ValueError(f"not a version: {version}")
    first, second, third, fourth = (int(number or 0) for number in found.groups())
    return first, second, third, fourth


def resource(version: str = __version__) -> str:
    """The file that PyInstaller reads the resource from; a version with letters in it is marked as a pre-release."""
    prerelease = 0x2 if re.search(r"[a-z]", version) else 0x0
    return _RESOURCE.format(numbers=numbers(version), flags=hex(prerelease), version=version, name=NAME)
