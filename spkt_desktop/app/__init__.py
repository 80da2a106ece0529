"""What the officer does: the counter's work on top of forms, store, print and sync."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spkt_desktop.app.whereabouts import desk_exists, place, real_clock

if TYPE_CHECKING:
    from spkt_desktop.app.desk import App
    from spkt_desktop.app.opening import open_vault, recover, start, waiting
    from spkt_desktop.app.restoring import Found, RestoreReport, look_into, looked_into, restore, take_over
    from spkt_desktop.app.setting_up import SetUp, set_up
    from spkt_desktop.store.vault import Opened
else:

    def __getattr__(name: str) -> object:
        """Loads the app when a name of it is first asked for: the way to the first window passes here without one."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from spkt_desktop.app import opening, restoring, setting_up

        homes = (opening, restoring, setting_up)  # App and Opened are known to each of them
        return next(getattr(home, name) for home in homes if hasattr(home, name))


__all__ = [
    "App", "Found", "Opened", "RestoreReport", "SetUp", "desk_exists", "look_into", "looked_into", "open_vault",
    "place", "real_clock", "recover", "restore", "set_up", "start", "take_over", "waiting",
]  # fmt: skip
