"""What papers are called on the screen: their titles are printed in capitals, and two may share one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from spkt_desktop.forms.form import Form


def shown_title(title: str) -> str:
    """The title of a paper as a list reads."""
    return title.capitalize() if title.isupper() else title


def paper_titles(forms: Iterable[Form]) -> dict[str, str]:
    """By name of the paper: its title, or that of its form where another paper has the same title."""
    papers = [(paper, form) for form in forms for paper in form.papers]
    shared = Counter(paper.title for paper, _form in papers)
    return {
        paper.name: shown_title(form.title if shared[paper.title] > 1 else paper.title) for paper, form in papers
    }  # fmt: skip
