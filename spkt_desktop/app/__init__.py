"""What the officer does: the counter's work on top of forms, store, print and sync."""

from spkt_desktop.app.desk import App
from spkt_desktop.app.opening import open_vault, recover, start, waiting
from spkt_desktop.app.places import desk_exists, place, real_clock
from spkt_desktop.app.restoring import Found, RestoreReport, look_into, looked_into, restore, take_over
from spkt_desktop.app.setting_up import SetUp, set_up
from spkt_desktop.store.vault import Opened

__all__ = [
    "App", "Found", "Opened", "RestoreReport", "SetUp", "desk_exists", "look_into", "looked_into", "open_vault",
    "place", "real_clock", "recover", "restore", "set_up", "start", "take_over", "waiting",
]  # fmt: skip
