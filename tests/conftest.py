"""What every test stands on: Qt without a screen, and a real printer queue for those that print."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings

from tests.desks import app, folder, hands, ready
from tests.printing_queue import PdfPrinter, obstacle, pdf_printer

__all__ = ["app", "folder", "hands", "ready"]

# Before Qt is imported anywhere. A test that needs a real screen starts its own program on its own Xvfb.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# How long an example takes says how busy the machine is, not whether it is right.
settings.register_profile("patient", settings.default, deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def _queue() -> Iterator[PdfPrinter]:
    why = obstacle()
    if why and os.environ.get("CI") == "true":
        pytest.fail(f"CI must print on a real queue, but {why}")
    if why:
        pytest.skip(why)
    with pdf_printer() as printer:
        yield printer


@pytest.fixture
def cups_queue(_queue: PdfPrinter, monkeypatch: pytest.MonkeyPatch) -> PdfPrinter:
    """A real CUPS-PDF printer with an empty tray, and this process (Qt's printing too) pointed at it."""
    _queue.empty()
    monkeypatch.setenv("CUPS_SERVER", str(_queue.socket))
    return _queue


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Coverage follows no line of a slow test nor of its fixtures: following makes it take twice as long."""
    coverage = item.config.pluginmanager.getplugin("_cov")
    if coverage is None or item.get_closest_marker("slow") is None:
        return (yield)
    coverage.cov_controller.pause()
    try:
        return (yield)
    finally:
        coverage.cov_controller.resume()
