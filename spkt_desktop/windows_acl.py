"""Whom Windows lets into a folder: who works here, the system and its administrators, and nobody by inheritance."""

from __future__ import annotations

import sys
from pathlib import Path

OWNER_ONLY = "D:P(A;OICI;FA;;;{user})(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)"
"""A protected list (nothing is inherited from above; all below inherits it): the user who works here, the system, and
the administrators, who can take any file anyway. Security Descriptor Definition Language, [MS-DTYP] 2.5.1."""

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _REVISION, _DACL, _PROTECTED_DACL, _QUERY, _TOKEN_USER = 1, 0x4, 0x80000000, 0x8, 1

    def owner_only(folder: Path) -> None:
        """Let nobody but who works here into a folder; OSError, also where the medium knows no owners (FAT)."""
        advapi = ctypes.WinDLL("advapi32", use_last_error=True)
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        described = ctypes.c_void_p()
        convert = advapi.ConvertStringSecurityDescriptorToSecurityDescriptorW
        convert.argtypes = (wintypes.LPCWSTR, wintypes.DWORD, ctypes.POINTER(ctypes.c_void_p), ctypes.c_void_p)
        advapi.SetFileSecurityW.argtypes = (wintypes.LPCWSTR, wintypes.DWORD, ctypes.c_void_p)
        kernel.LocalFree.argtypes = (ctypes.c_void_p,)
        if not convert(OWNER_ONLY.format(user=_user()), _REVISION, ctypes.byref(described), None):
            raise ctypes.WinError(ctypes.get_last_error())
        try:
            if not advapi.SetFileSecurityW(str(folder), _DACL | _PROTECTED_DACL, described):
                raise ctypes.WinError(ctypes.get_last_error())
        finally:
            kernel.LocalFree(described)

    def _user() -> str:
        """The security identifier (S-1-...) of whoever runs this process; a folder may belong to the administrators."""
        advapi = ctypes.WinDLL("advapi32", use_last_error=True)
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
        kernel.LocalFree.argtypes = (ctypes.c_void_p,)
        advapi.OpenProcessToken.argtypes = (wintypes.HANDLE, wintypes.DWORD, ctypes.POINTER(wintypes.HANDLE))
        advapi.GetTokenInformation.argtypes = (
            wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD, ctypes.POINTER(wintypes.DWORD),
        )  # fmt: skip
        advapi.ConvertSidToStringSidW.argtypes = (ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p))
        token, needed, text = wintypes.HANDLE(), wintypes.DWORD(), ctypes.c_void_p()
        if not advapi.OpenProcessToken(kernel.GetCurrentProcess(), _QUERY, ctypes.byref(token)):
            raise ctypes.WinError(ctypes.get_last_error())
        try:
            told = ctypes.create_string_buffer(256)  # TOKEN_USER begins with a pointer to the identifier behind it
            if not advapi.GetTokenInformation(token, _TOKEN_USER, told, len(told), ctypes.byref(needed)):
                raise ctypes.WinError(ctypes.get_last_error())
            if not advapi.ConvertSidToStringSidW(ctypes.c_void_p.from_buffer(told), ctypes.byref(text)):
                raise ctypes.WinError(ctypes.get_last_error())
            try:
                return ctypes.wstring_at(text.value or 0)
            finally:
                kernel.LocalFree(text)
        finally:
            kernel.CloseHandle(token)

else:

    def owner_only(folder: Path) -> None:
        """Let nobody but its owner into a folder; OSError."""
        folder.chmod(0o700)
