"""Since when somebody waits for a paper: since they took a number, or since their form was begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from spkt_desktop.store.watch import Watch


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a form came to be begun; nothing is known of one that was made without anybody waiting."""

    begun: str = ""
    """When its form was begun (RFC 3339)."""
    visit: str = ""
    """Id of the visit in the queue."""

    def told(self, watch: Watch, now: datetime) -> dict[str, str]:
        """What a record keeps of it; a moment still to come (the clock was put back since) is not believed."""
        kept = watch.visit(self.visit) if self.visit else None
        since = kept.at if kept else self.begun
        known = {"arrived": since} if since and datetime.fromisoformat(since) <= now else {}
        return known | ({"visit": kept.id} if kept else {})
