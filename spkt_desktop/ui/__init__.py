"""What is seen: the only place with Qt; it asks nothing but the app and reads the forms' declarations."""

from __future__ import annotations

import ctypes
import sys

import PySide6

if sys.version_info < (3, 12) and PySide6.__version__.startswith("6.12."):
    # Built for Python 3.12, where None and True live for ever, this version of PySide6 gives away one reference to them
    # with every call that returns nothing; Python 3.11 ends the process when the last is gone. Measured with
    # sys.getrefcount: 6.11 does not.
    for lasting in (None, True, False):
        ctypes.c_ssize_t.from_address(id(lasting)).value += sys.maxsize // 4
