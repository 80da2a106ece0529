"""What the officer does: the counter's work on top of forms, store, print and sync."""

from spkt_desktop.app.desk import App
from spkt_desktop.app.opening import (
    RestoreReport,
    SetUp,
    desk_exists,
    open_vault,
    place,
    recover,
    restore,
    set_up,
    start,
    waiting,
)
from spkt_desktop.store.vault import Opened

__all__ = [
    "App", "Opened", "RestoreReport", "SetUp", "desk_exists", "open_vault", "place", "recover", "restore", "set_up",
    "start", "waiting",
]  # fmt: skip
