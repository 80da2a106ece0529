"""What the files of a desk are called: known without loading what reads them."""

from __future__ import annotations

FILE = "spkt.db"
"""The register."""
WORKSHOPS = "sementara"
"""Folder beside the register for work that is not done yet."""
