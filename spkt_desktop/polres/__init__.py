"""Who receives: the inbox of the Polres, which takes bundles in and answers each with a receipt."""

from __future__ import annotations

from spkt_desktop.polres.inbox import Inbox, set_up

__all__ = ["Inbox", "set_up"]
