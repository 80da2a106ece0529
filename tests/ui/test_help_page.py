from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from spkt_desktop.app import App
from spkt_desktop.ui.help_page import HelpPage
from tests.ui.conftest import Fingers

BOOK = "# Buku\n\nAwal.\n\n## Satu\n\n" + "Isi satu.\n\n" * 60 + "## Dua\n\n" + "Isi dua.\n\n" * 60


def test_a_chapter_is_opened_by_its_heading(show: Callable[[QWidget], None], fingers: Fingers) -> None:
    page = HelpPage(BOOK)
    page.resize(700, 400)
    show(page)
    page.open_at("Dua")
    page.enter()
    assert page.chapters.currentRow() == 1 and fingers.at == "Bab buku panduan"
    assert 0 <= page.text.cursorRect().top() < 40, "the heading stands at the top"
    page.open_at("Tidak ada")
    assert page.chapters.currentRow() == 0


def test_the_handbook_that_is_shipped_has_chapters_and_no_english(app: App) -> None:
    page = HelpPage(app.handbook())
    assert page.chapters.count() >= 10
    page.deleteLater()
