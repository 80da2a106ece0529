"""The recap of a week, a month or any period: what came, when, where and about what, and how people were served.

Importing this module imports ReportLab.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, KeepTogether, Spacer

from spkt_desktop import dates
from spkt_desktop.books import COVERED, OTHERS, Minutes, Recap, Tally
from spkt_desktop.print.bars import bars, comparison, scores
from spkt_desktop.print.captions import angka, total
from spkt_desktop.print.charts import by_day, by_hour, by_weekday, trend
from spkt_desktop.print.pages import document, text_width
from spkt_desktop.print.reports import counted, graded, signed, waited
from spkt_desktop.print.shapes import NOTHING
from spkt_desktop.print.styles import Styles, paragraph, styles, table
from spkt_desktop.records import Letter

_KINDS, _ROWS, _DESTINATIONS, _WAITS = 20, 15, 12, 13
"""Most rows of kinds, of each list of bars, of destinations and of minutes; the smallest are told together."""
_GAP = 18.0


def render(report: Recap) -> Letter:
    """The recap on two to five pages; LetterFailed where a character cannot be printed. Slow: for a worker only."""
    faces, width = styles(report.sheet.unit), text_width(report.sheet.unit)
    *parts, last = [
        *_what(report, faces, width),
        *_when(report, faces, width),
        *_about(report, faces, width),
        *_service(report, faces, width),
    ]
    # Nobody signs a page that says nothing: the signature stays with the last part.
    return document(report.sheet, [*parts, KeepTogether([last, Spacer(1, 16), *signed(report.sheet, faces, width)])])


def _section(title: str, faces: Styles, *parts: Flowable) -> Flowable:
    """A titled part that stays on one page."""
    return KeepTogether([paragraph(title, faces.heading), *parts])


def _note(text: str, faces: Styles) -> list[Flowable]:
    return [Spacer(1, 3), paragraph(text, faces.small)]


def _pair(width: float, faces: Styles, left: Sequence[Flowable], right: Sequence[Flowable]) -> Flowable:
    """Two parts side by side."""
    half = (width - _GAP) / 2
    return table(faces, [[list(left), "", list(right)]], [half, _GAP, half], splitInRow=0)


def _what(report: Recap, faces: Styles, width: float) -> list[Flowable]:
    """The summary in words, and every kind against the period before."""
    below = [total("Jumlah", report.tallies), report.void]
    chart = comparison(report.tallies, faces, width, most=_KINDS, below=below)
    days = (report.until - report.since).days + 1
    note = f"Sebelumnya: {angka(days)} hari tepat sebelum periode ini."
    return [paragraph(_summary(report), faces.body),
            _section("Laporan dan surat menurut jenis", faces, chart, *_note(note, faces))]  # fmt: skip


def _summary(report: Recap) -> str:
    """The period in a few sentences."""
    whole = total("", report.tallies)
    days = angka((report.until - report.since).days + 1)
    if not whole.count:
        return f"Dalam {days} hari ini tidak ada laporan atau surat yang diterbitkan."
    sentences = [f"Dalam {days} hari diterbitkan {angka(whole.count)} laporan dan surat, {_against(whole)}."]
    largest = max(report.tallies, key=lambda one: one.count)
    sentences.append(f"Terbanyak: {largest.label} ({angka(largest.count)}).")
    if any(report.hours) and any(report.weekdays):
        hour = max(range(24), key=lambda at: report.hours[at])
        day = dates.DAYS[max(range(7), key=lambda at: report.weekdays[at])]
        sentences.append(f"Paling ramai hari {day} dan antara pukul {hour:02}.00 dan {(hour + 1) % 24:02}.00.")
    if report.arrived.count:
        came, gone = angka(report.arrived.count), angka(report.gone.count)
        sentences.append(f"Lewat antrean datang {came} orang, {gone} di antaranya pergi sebelum dilayani.")
    if report.satisfaction.answers:
        sentences.append(f"Indeks kepuasan {graded(report.satisfaction)}.")
    return " ".join(sentences)


def _against(whole: Tally) -> str:
    """The sum against the period before, in words."""
    before = whole.before[0] if whole.before else 0
    if whole.count == before:
        return "sama dengan periode sebelumnya"
    way = "naik" if whole.count > before else "turun"
    return f"{way} {angka(abs(whole.count - before))} dari periode sebelumnya ({angka(before)})"


def _when(report: Recap, faces: Styles, width: float) -> list[Flowable]:
    """By hour, by weekday, and over the period."""
    weekly = len(report.days) > 1 and (report.days[1][0] - report.days[0][0]).days > 1
    night = "Latar abu-abu: malam, pukul 18.00 sampai 06.00."
    over = "Menurut pekan (tanggal hari Senin)" if weekly else "Menurut tanggal"
    sundays = [] if weekly or not any(count for _, count in report.days) else _note("Latar abu-abu: Minggu.", faces)
    rows = [part for row in by_day(report.days, faces, width) for part in (row, Spacer(1, 4))]
    return [
        _section("Menurut jam", faces, by_hour(report.hours, faces, width),
                 *(_note(night, faces) if any(report.hours) else [])),
        _section(over, faces, *rows[:-1], *sundays),
        _section("Menurut hari", faces, by_weekday(report.weekdays, faces, width * 0.62)),
    ]  # fmt: skip


def _about(report: Recap, faces: Styles, width: float) -> list[Flowable]:
    """Articles, villages, goods and destinations; small numbers are told together only."""
    half = (width - _GAP) / 2

    villages = [paragraph("Menurut desa/kelurahan", faces.heading), bars(report.villages, faces, half, most=_ROWS)]
    goods = [paragraph("Menurut jenis barang", faces.heading), bars(report.goods, faces, half, most=_ROWS)]
    return [
        _section("Menurut pasal", faces, bars(report.articles, faces, width, most=_ROWS, share=0.6),
                 *_covered(report, report.articles, faces=faces)),
        KeepTogether([Spacer(1, 8), _pair(width, faces, villages, goods),
                      *_covered(report, report.villages, report.goods, faces=faces)]),
        _section("Menurut tujuan penerusan", faces,
                 comparison(report.destinations, faces, width, most=_DESTINATIONS)),
    ]  # fmt: skip


def _covered(report: Recap, *lists: Sequence[Tally], faces: Styles) -> list[Flowable]:
    """What the common rows of these lists mean; nothing where there are none."""
    if not {OTHERS, COVERED} & {one.label for tallies in lists for one in tallies}:
        return []
    told = (
        f"Agar tidak ada orang yang dapat dikenali, jumlah di bawah {angka(report.smallest)} digabungkan pada baris "
        f"“{OTHERS}” dan perkara yang dilindungi pada baris “{COVERED}”, atau ikut “{OTHERS}” bila sangat sedikit."
    )
    return _note(told, faces)


def _service(report: Recap, faces: Styles, width: float) -> list[Flowable]:
    """The queue, the minutes, and what people said of it."""
    half = (width - _GAP) / 2
    queue = comparison([report.arrived, report.gone], faces, width, most=2)
    index = [paragraph(graded(report.satisfaction), faces.body, bold=True), Spacer(1, 5),
             scores(report.satisfaction, faces, half)]  # fmt: skip
    course = [paragraph("Indeks menurut pekan", faces.cell, bold=True), trend(report.trend, faces, half)]
    return [
        _section("Antrean", faces, queue),
        _section("Waktu dari datang sampai surat (menit)", faces, *_minutes(report.minutes, faces, width)),
        _section("Kepuasan masyarakat", faces, _pair(width, faces, index, course),
                 *_note("Indeks 25 sampai 100: A sangat baik, B baik, C kurang baik, D tidak baik.", faces)),
    ]  # fmt: skip


def _minutes(waits: Sequence[tuple[str, Minutes]], faces: Styles, width: float) -> list[Flowable]:
    """A row for each kind with its median and what nine of ten needed; the last one, of all, in bold."""
    if not any(minutes.count for _, minutes in waits):
        return [paragraph(NOTHING, faces.cell)]
    *kinds, of_all = waits
    shown = sorted(sorted(kinds, key=lambda one: -one[1].count)[: _WAITS - 1], key=kinds.index)
    heads = ("Jenis", "Orang", "Separuh dalam", "9 dari 10 dalam")
    rows = [(label, *map(angka, (one.count, one.median, one.slowest))) for label, one in (*shown, of_all)]
    left = len(kinds) - len(shown)
    more = _note(f"{angka(left)} jenis lain yang lebih jarang dihitung dalam baris {of_all[0]}.", faces) if left else []
    return [counted(faces, heads, rows, width, numbers=76, bold=[len(rows) - 1]),
            *_note(f"{waited(of_all[1])}.", faces), *more]  # fmt: skip
