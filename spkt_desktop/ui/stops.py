"""Where the keys of the rail lead, and what somebody must be allowed to do to go there."""

from __future__ import annotations

from spkt_desktop.app.rights import Right
from spkt_desktop.ui.rail import Stop

HELP = Stop("F1", "help", "Bantuan")
INTAKE = Stop("F2", "intake", "Terima", Right.SERVE)
REGISTER = Stop("F3", "register", "Register && cari", Right.READ)
DIARY = Stop("F4", "diary", "Mutasi", Right.READ)
REPORTS = Stop("F5", "reports", "Laporan", Right.REPORT)
SEND = Stop("F6", "send", "Kirim")
BACKUP = Stop("F7", "backup", "Cadangan")
HOME = Stop("F9", "home", "Beranda", Right.READ)
SETTINGS = Stop("F10", "settings", "Pengaturan")
LOCK = Stop("Ctrl+L", "lock", "Kunci")

PAGES = (HELP, INTAKE, REGISTER, DIARY, REPORTS, SEND, BACKUP, HOME, SETTINGS)
"""In the order of their keys."""
CLOCK = "Ctrl+J"
"""The key that asks what time it is."""
LAST = "F8"
"""The key that opens the record that was registered last: what follows it is one step away."""
