"""How long a test waits for another program: no hang may last as long as a run."""

from __future__ import annotations

LONGEST = 120.0
"""Seconds for whatever takes seconds: beyond what a busy machine needs, well below `faulthandler_timeout`."""
