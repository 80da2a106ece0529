"""The officer's handbook leads from every page and every form to a chapter, and names only what the screen shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import spkt_desktop
import spkt_desktop.ui.window  # with it come all pages
from spkt_desktop import paths
from spkt_desktop.forms import FORMS
from spkt_desktop.forms.form import Form
from spkt_desktop.ui.book_view import CHAPTER
from spkt_desktop.ui.clock_door import ClockDoor
from spkt_desktop.ui.form_page import GENERAL
from spkt_desktop.ui.help_page import HelpPage, headed
from spkt_desktop.ui.page import Page
from spkt_desktop.ui.parts_page import PartsPage
from spkt_desktop.ui.settings_panels import Panel
from spkt_desktop.ui.wizard import Wizard

TEXT = paths.handbook().read_text(encoding="utf-8")
TITLES = [line.removeprefix(f"{'#' * CHAPTER} ") for line in TEXT.splitlines() if line.startswith(f"{'#' * CHAPTER} ")]
PAGES = [page for page in (*Page.__subclasses__(), *PartsPage.__subclasses__()) if page not in (HelpPage, PartsPage)]
STANDARD = {"Tab", "Shift+Tab"}
"""Keys that every window has."""
LONGEST = 510
"""Lines, pictures aside, that an officer still leafs through: some 25 printed pages, with contents and a search."""
PICTURES = re.findall(r"^!\[.+\]\(gambar/(.+)\)$", TEXT, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_every_page_opens_the_handbook_at_a_chapter(page: type[Page]) -> None:
    assert page.chapter in TITLES


@pytest.mark.parametrize("part", Panel.__subclasses__(), ids=lambda part: part.__name__)
def test_every_part_of_a_page_names_a_chapter_or_has_that_of_the_page(part: type[Panel]) -> None:
    assert part.chapter in ("", *TITLES)


@pytest.mark.parametrize("before", [Wizard, ClockDoor], ids=lambda before: before.__name__)
def test_what_stands_before_the_desk_has_its_chapter(before: type[Wizard | ClockDoor]) -> None:
    assert before.chapter in TITLES


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
def test_every_form_has_a_chapter_of_its_own(form: Form) -> None:
    found = headed(TEXT, (form.service, form.title), GENERAL)
    assert found in TITLES and found != GENERAL


def test_no_chapter_stands_twice_and_the_handbook_stays_short() -> None:
    assert len(set(TITLES)) == len(TITLES)
    assert len(TEXT.splitlines()) - 2 * len(PICTURES) <= LONGEST  # each has an empty line of its own


def test_what_is_bold_stands_on_the_screen() -> None:
    folder = Path(spkt_desktop.__file__).parent
    sources = (file.read_text(encoding="utf-8") for part in ("ui", "forms") for file in (folder / part).rglob("*.py"))
    shown = "\n".join(sources).replace("&", "")  # before the letter of a key
    bold = {" ".join(one.split()) for one in re.findall(r"\*\*(.+?)\*\*", TEXT, re.DOTALL)}
    assert [one for one in sorted(bold - STANDARD) if one.replace("&", "") not in shown] == []


def test_every_picture_kept_is_shown() -> None:
    folder = Path(__file__).parent.parent / "docs" / "gambar"
    assert sorted(PICTURES) == sorted(file.name for file in folder.iterdir())
