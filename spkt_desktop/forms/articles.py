"""The articles that a case is about: how they are asked, filled in from the list, and doubted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spkt_desktop import dates
from spkt_desktop.errors import Problem
from spkt_desktop.forms.form import Known
from spkt_desktop.forms.law import Article
from spkt_desktop.forms.schema import Field, Find, Kind, Row, Section
from spkt_desktop.records import Values


def articles(name: str = "pasal", title: str = "Pasal yang disangkakan") -> Section:
    """A section of that name that asks for articles, each with its title, penalty and whether it needs a complaint."""
    return Section(
        name=name,
        title=title,
        repeats=True,
        most=20,
        row="Pasal",
        fields=(
            Field(
                "pasal", "Pasal", Kind.ARTICLE, required=True, find=Find.TEXT, help="Nomor atau sebutan: 476, jambret."
            ),
            Field("judul", "Judul", longest=200),
            Field("ancaman", "Ancaman pidana", longest=200),
            Field("aduan", "Delik aduan", Kind.FLAG),
        ),
    )


def settle(values: Values, known: Known, on: date | None, section: str = "pasal") -> Values:
    """Clean values with citations as the list has them and what the list knows of each.

    `on` is the day of the act, today where it is not known. What somebody typed stays; what came from the list for
    another article is replaced.
    """
    if not values.get(section):
        return values
    day = on or known.now.date()
    return values | {section: [_settled(row, known, day) for row in values[section]]}


def warns(values: Values, known: Known, on: date | None, section: str = "pasal") -> Iterator[Problem]:
    """What is doubtful about each article; `on` is the day of the act, today where it is not known."""
    day = on or known.now.date()
    for index, row in enumerate(values.get(section) or []):
        cite = str(row.get("pasal") or "")
        for message in _doubts(cite, known, day) if cite else ():
            yield Problem(section, index, "pasal", message)


def _settled(row: Row, known: Known, day: date) -> Row:
    cite = known.law.cite(str(row.get("pasal") or ""), day)
    article = known.law.find(cite)
    if article is None:
        return row | {"pasal": cite} if cite else row
    settled = row | {"pasal": cite}
    stale = False
    for name, text in (("judul", article.title), ("ancaman", article.penalty)):
        filled = row.get(name)
        other = filled != text and known.law.says(str(filled))
        stale = stale or other
        if text and (not filled or other):
            settled[name] = text
    if stale or row.get("aduan") is None:
        settled["aduan"] = bool(article.complaint)
    return settled


def _doubts(cite: str, known: Known, day: date) -> Iterator[str]:
    law = known.law
    if not law.articles:
        return
    article = law.find(cite)
    if article is None:
        yield f"Pasal ini belum ada dalam daftar; periksa.{_hint(cite, known, day)}"
        return
    yield from _time(article, known, day)
    if article.doubt:
        yield f"Belum diverifikasi: {article.doubt}."
    if article.complaint:
        yield f"Delik aduan; yang berhak mengadu: {article.complaint}."
    if article.family:
        yield (
            "Tanyakan hubungan terlapor dengan korban: antara suami/istri yang tidak terpisah tidak dituntut; oleh"
            " keluarga sampai derajat kedua hanya atas pengaduan korban."
        )


def _time(article: Article, known: Known, day: date) -> Iterator[str]:
    """Which provision counts where the law changed between the act and now (KUHP Ps 3 ayat (1))."""
    law, today = known.law, known.now.date()
    then, now = law.applies(article, day), law.applies(article, today)
    if then and now:
        return
    when = day if not then else today
    others = ", ".join(one.cite for one in law.counterparts(article) if law.applies(one, when))
    compare = f" Bandingkan dengan {others}." if others else ""
    if then:
        yield f"Pasal ini berlaku pada hari perbuatan, kini tidak lagi.{compare} {_FAVOUR}"
    elif now:
        yield f"Pasal ini belum berlaku pada {dates.tanggal(day)}.{compare} {_FAVOUR}"
    else:
        yield f"Pasal ini tidak berlaku bagi perbuatan tanggal {dates.tanggal(day)}.{compare}"


_FAVOUR = "Ketentuan baru yang dipakai, kecuali ketentuan lama lebih menguntungkan pelaku (KUHP Ps 3)."


def _hint(cite: str, known: Known, day: date) -> str:
    """What now stands for the article of another time that has the cited number."""
    found = [one for one in known.law.numbered(cite) if not known.law.applies(one, day)]
    texts = [
        f"{one.cite} berpadanan dengan {other.cite}"
        for one in found
        for other in known.law.counterparts(one)
        if known.law.applies(other, day)
    ]
    return f" {'; '.join(texts[:3])}." if texts else ""
