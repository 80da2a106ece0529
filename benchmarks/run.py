#!/usr/bin/env python3
"""What `python3 dev.py bench` starts: puts the checkout on the path and runs the package `benchmarks`."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
runpy.run_module("benchmarks", run_name="__main__", alter_sys=True)
