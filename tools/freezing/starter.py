"""Both starters of the frozen program: the windowless one and the one with a console differ in nothing but that.

`polres` as the first word makes it the program of the Polres, `spkt-polres`.
"""

from __future__ import annotations

import io
import sys

from spkt_desktop.__main__ import main, polres


def begin() -> int:
    """Does what the arguments say; without a console, a failure is said in a small window instead."""
    said = io.StringIO()
    if sys.stderr is None:  # so Windows starts a program that has no console
        sys.stderr = said
    if sys.argv[1:2] == ["polres"]:
        del sys.argv[1]
        code = polres()
    else:
        code = main()
    if code and said.getvalue():
        _box(said.getvalue())
    return code


def _box(sentence: str) -> None:
    """A message of Windows' own, for it must come where Qt itself cannot be loaded."""
    if sys.platform == "win32":
        import ctypes

        warning = 0x30  # MB_ICONWARNING
        ctypes.WinDLL("user32").MessageBoxW(None, sentence, "SPKT Desktop", warning)


if __name__ == "__main__":
    sys.exit(begin())
