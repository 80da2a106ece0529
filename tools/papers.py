"""Writes docs/surat.md: every paper with where it comes from, what it stands on, who signs it and what is not verified.

`python tools/papers.py` writes the page anew from the forms and from the list of articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spkt_desktop.app.statute import shipped_law
from spkt_desktop.forms import FORMS, sample
from spkt_desktop.forms.form import Form, Paper
from spkt_desktop.forms.law import Law
from spkt_desktop.forms.schema import Field, Kind, Section
from spkt_desktop.forms.unit import SIGNS
from spkt_desktop.records import Values

PAGE = Path(__file__).resolve().parent.parent / "docs" / "surat.md"
_HEAD = """# Surat yang dibuat program ini

Halaman ini dibuat dari kode program oleh `python tools/papers.py`; jangan disunting dengan tangan. Isinya untuk
diperiksa petugas dan ahli hukum: dasar tiap surat, siapa yang menandatangani, dan apa yang **belum diverifikasi**.
Judul, format nomor, penanda tangan, dan pengaturan lain dapat diubah tiap kesatuan tanpa mengubah program. Setiap surat
memuat kalimat bahwa pelayanan tidak dipungut biaya, atau tarif PNBP bila diatur.
"""
_SIGNED_INSIDE = "Petugas yang disebut dalam isian atau pada surat"
_ALWAYS = "Selalu"


def page() -> str:
    """The whole page in Markdown."""
    papers = [(form, paper) for form in FORMS.values() for paper in form.papers]
    law = shipped_law()
    return "\n".join((
        _HEAD,
        "## Surat",
        "",
        *_table(
            ("Surat", "Formulir", "Templat", "Nomor bawaan", "Dasar hukum", "Penanda tangan bawaan", "Ada bila",
             "Belum diverifikasi"),
            (_row(form, paper) for form, paper in papers),
        ),
        "",
        "## Daftar pasal",
        "",
        f"Daftar pasal versi {law.version}, dibaca terhadap undang-undang pada {law.edition or '-'}.",
        "",
        *(f"- {_sentence(doubt)}" for doubt in law.doubts),
        "",
        *_table(("Undang-undang", "Pasal dalam daftar", "Di antaranya belum diverifikasi"), _codes(law)),
        "",
    ))  # fmt: skip


def occasion(form: Form, paper: Paper) -> str:
    """When a record has that paper, in words: found by answering every question of the form in every way."""
    if paper.when is None:
        return _ALWAYS
    values = sample(form)
    found = [
        f"{field.label}: {' atau '.join(answers)}"
        for section in form.sections
        for field in section.fields
        if (answers := list(_deciding(form, paper, values, section, field)))
    ]
    return "; ".join(found)


def _deciding(form: Form, paper: Paper, values: Values, section: Section, field: Field) -> Iterator[str]:
    """The answers to one question with which the paper is there, where there are others with which it is not."""
    answers = {}
    for value, label in _answers(field):
        answers[label] = paper in form.papers_of(_answered(values, section, field, value))
    if any(answers.values()) and not all(answers.values()):
        yield from (label for label, there in answers.items() if there)


def _answers(field: Field) -> list[tuple[Any, str]]:
    match field.kind:
        case Kind.CHOICE | Kind.SUGGEST if field.choices:
            return [(choice.value, choice.label) for choice in field.choices]
        case Kind.FLAG:
            return [(True, "ya"), (False, "tidak")]
    return [("x", "diisi"), (None, "tidak diisi")]


def _answered(values: Values, section: Section, field: Field, answer: Any) -> Values:
    row = {field.name: answer}
    if not section.repeats:
        return values | {section.name: {**values.get(section.name, {}), **row}}
    rows = values.get(section.name) or [{}]
    return values | {section.name: [{**rows[0], **row}, *rows[1:]]}


def _row(form: Form, paper: Paper) -> tuple[str, ...]:
    main = form.papers[0].title.lower()
    number = f"`{paper.number}`" if paper.number else f"Nomor {main}"
    signs = next((choice.label for choice in SIGNS if choice.value == paper.signs), _SIGNED_INSIDE)
    return (
        paper.title, form.title, f"`{paper.name}.html`", number, "; ".join(paper.basis), signs,
        occasion(form, paper), "<br>".join(paper.doubts) or "-",
    )  # fmt: skip


def _codes(law: Law) -> Iterator[tuple[str, ...]]:
    whole = Counter(article.code for article in law.articles)
    doubted = Counter(article.code for article in law.articles if article.doubt)
    for code in law.codes:
        yield code.title, str(whole[code.name]), str(doubted[code.name])
    yield "**Semua**", f"**{whole.total()}**", f"**{doubted.total()}**"


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield _line(head)
    yield _line(("---",) * len(head))
    yield from map(_line, rows)


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:].rstrip('.')}."


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
