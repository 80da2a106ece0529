from __future__ import annotations

from datetime import date, timedelta

import pytest
from reportlab.graphics.shapes import Circle, Drawing, Line

from spkt_desktop.books import COVERED, OTHERS, SCORES, Satisfaction, Tally
from spkt_desktop.print.bars import TONES, bars, comparison, scores
from spkt_desktop.print.charts import NIGHT, by_day, by_hour, by_weekday, trend
from spkt_desktop.print.pages import document
from spkt_desktop.print.shapes import BLUE, NOTHING, PALE, SHADE, word
from spkt_desktop.print.styles import Styles, styles
from tests.print.drawings import blocks, faults, texts
from tests.print.figures import HUGE, LONG, weeks
from tests.print.listings import outside, pages, sheet, unit

WIDTH, HALF = 482.0, 232.0
"""The text of an A4 page, and half of it."""
FIRST = date(2026, 1, 5)


@pytest.fixture(params=["arial", "times"])
def faces(request: pytest.FixtureRequest) -> Styles:
    return styles(unit(face=request.param))


def days(count: int, step: int = 1, value: int = 3) -> list[tuple[date, int]]:
    return [(FIRST + timedelta(days=at * step), value + at) for at in range(count)]


def test_a_column_for_each_hour_as_high_as_its_number(faces: Styles) -> None:
    hours = [at * 3 for at in range(24)]
    drawing = by_hour(hours, faces, WIDTH)
    columns = blocks(drawing, BLUE)
    assert [column.height / columns[-1].height for column in columns] == pytest.approx([n / 69 for n in hours if n])
    assert [text for text in texts(drawing) if text == f"{3 * 23}"] == ["69"]
    assert {str(n) for n in hours[1:]} <= set(texts(drawing)) and {f"{at:02}" for at in range(24)} <= set(
        texts(drawing)
    )
    assert faults(drawing) == []


def test_the_night_has_a_grey_ground(faces: Styles) -> None:
    grounds = blocks(by_hour([1] * 24, faces, 480), SHADE)
    assert [round(ground.x / 20) for ground in grounds] == sorted(NIGHT)


@pytest.mark.parametrize("value", [1, 9, 88, 777, 6_666, HUGE, 9_999_999])
@pytest.mark.parametrize("width", [WIDTH, HALF])
def test_numbers_on_columns_never_touch(faces: Styles, value: int, width: float) -> None:
    drawings = [
        by_hour([value] * 24, faces, width), by_weekday([value, 0, 1, value, value, 2, value], faces, width),
        *by_day(days(62, value=value), faces, width), *by_day(days(58, 7, value), faces, width),
        *by_day(days(1, value=value), faces, width),
    ]  # fmt: skip
    assert [fault for drawing in drawings for fault in faults(drawing)] == []


def test_every_number_of_a_hundred_thousand_is_told(faces: Styles) -> None:
    told = texts(by_hour([HUGE + at for at in range(24)], faces, WIDTH))
    assert {f"100.0{at:02}" for at in range(24)} <= set(told)
    rows = by_day(days(58, 7, HUGE), faces, WIDTH)
    assert {f"100.0{at:02}" for at in range(58)} <= {text for row in rows for text in texts(row)}


def test_where_numbers_cannot_stand_the_largest_is_told(faces: Styles) -> None:
    hours = [HUGE] * 24
    hours[9] = 54_321_987
    told = texts(by_hour(hours, faces, 200))
    assert "54.321.987" in told and "100.000" not in told


@pytest.mark.parametrize(("count", "rows"), [(1, 1), (7, 1), (31, 1), (32, 2), (62, 2), (63, 3)])
@pytest.mark.parametrize("value", [3, 980])
def test_days_go_on_in_further_rows_of_one_scale(faces: Styles, count: int, rows: int, value: int) -> None:
    drawings = by_day(days(count, value=value), faces, WIDTH)
    columns = [column for drawing in drawings for column in blocks(drawing, BLUE)]
    assert (len(drawings), len(columns)) == (rows, count)
    assert len({round(column.width, 6) for column in columns}) == 1
    assert [column.height / columns[-1].height for column in columns] == pytest.approx(
        [n / (count + value - 1) for _, n in days(count, value=value)]
    )


def test_days_tell_month_and_sunday_and_weeks_their_monday(faces: Styles) -> None:
    (drawing,) = by_day(days(31), faces, WIDTH)
    assert "Jan 2026" in texts(drawing) and "Feb 2026" in texts(drawing)
    slot = WIDTH / 31
    assert [round(ground.x / slot) for ground in blocks(drawing, SHADE)] == [6, 13, 20, 27]
    (weekly,) = by_day(days(10, 7), faces, WIDTH)
    assert not blocks(weekly, SHADE) and [text for text in texts(weekly) if text == "12"]


@pytest.mark.parametrize("width", [WIDTH, HALF])
def test_without_data_every_chart_says_so(faces: Styles, width: float) -> None:
    none = Tally("Apa pun", 0, (0,))
    empty = [
        by_hour([0] * 24, faces, width), by_weekday([0] * 7, faces, width), *by_day([], faces, width),
        *by_day([(FIRST, 0)] * 62, faces, width), bars([], faces, width, most=5), bars([none], faces, width, most=5),
        comparison([], faces, width, most=5), comparison([none], faces, width, most=5, below=[none]),
        trend([], faces, width), trend([(FIRST, Satisfaction())], faces, width), scores(Satisfaction(), faces, width),
    ]  # fmt: skip
    assert [texts(drawing) for drawing in empty] == [[NOTHING]] * len(empty)
    assert [fault for drawing in empty for fault in faults(drawing)] == []


def test_bars_are_as_long_as_their_numbers(faces: Styles) -> None:
    tallies = [Tally("Punung", 40), Tally("Bomo", 10), Tally("Kosong", 0), Tally(COVERED, 20), Tally(OTHERS, 5)]
    drawing = bars(tallies, faces, HALF, most=9)
    long = [bar.width for bar in blocks(drawing, BLUE)] + [bar.width for bar in blocks(drawing, PALE)]
    assert [bar / long[0] for bar in long] == pytest.approx([1, 0.25, 0.5, 0.125])
    assert texts(drawing) == ["Punung", "40", "Bomo", "10", "Kosong", "0", COVERED, "20", OTHERS, "5"]
    assert faults(drawing) == []


@pytest.mark.parametrize("chart", [bars, comparison])
@pytest.mark.parametrize("width", [WIDTH, HALF])
@pytest.mark.parametrize("value", [1, HUGE])
def test_long_labels_are_cut_with_dots_and_nothing_touches(
    faces: Styles, chart: object, width: float, value: int
) -> None:
    tallies = [Tally(f"{at}{LONG}", value + at, (value,)) for at in range(9)] + [Tally("W" * 120, value, (0,))]
    drawing = chart(tallies, faces, width, most=20)  # type: ignore[operator]
    assert faults(drawing) == []
    assert sum(text.endswith("…") for text in texts(drawing)) == 10


@pytest.mark.parametrize("chart", [bars, comparison])
def test_of_many_rows_the_largest_stay_and_the_rest_is_summed(faces: Styles, chart: object) -> None:
    tallies = [Tally(f"Desa {at}", 100 + at, (at,)) for at in range(30)]
    drawing: Drawing = chart([*tallies, Tally(COVERED, 7, (8,)), Tally(OTHERS, 9, (6,))], faces, WIDTH, most=10)  # type: ignore[operator]
    told = texts(drawing)
    assert "23 baris lain" in told and f"{sum(100 + at for at in range(23)):,}".replace(",", ".") in told
    assert [text for text in told if text.startswith("Desa")] == [f"Desa {at}" for at in range(23, 30)]
    assert COVERED in told and OTHERS in told
    assert (
        len(blocks(drawing, BLUE)) == 7 + (chart is comparison) * 3
    )  # the sum has no bar; a mark in the head, however


def test_a_comparison_tells_both_numbers_and_the_change(faces: Styles) -> None:
    tallies = [Tally("SKTLK", 112, (97,)), Tally("LP", 21, (1_026,)), Tally("SKCK", 4, (4,)), Tally("Baru", 3)]
    drawing = comparison(tallies, faces, WIDTH, most=9, below=[Tally("Jumlah", 140, (1_127,))])
    told = texts(drawing)
    for row in (
        ("112", "97", "+15"),
        ("21", "1.026", "−1.005"),
        ("4", "4", "0"),
        ("3", "0", "+3"),
        ("140", "1.127", "−987"),
    ):
        assert any(tuple(told[at : at + 3]) == row for at in range(len(told)))
    assert faults(drawing) == []


def test_the_four_answers_share_one_bar(faces: Styles) -> None:
    drawing = scores(Satisfaction((1, 2, 3, 4)), faces, 400)
    shares = [max(block.width for block in blocks(drawing, tone)) for tone in TONES]
    assert shares == pytest.approx([40, 80, 120, 160])
    assert texts(drawing) == [
        text for at, label in enumerate(SCORES.values(), 1) for text in (label, f"{at} ({at * 10}%)")
    ]


@pytest.mark.parametrize("width", [WIDTH, HALF, 170])
@pytest.mark.parametrize("size", [8, 13])
def test_the_answers_never_touch(faces: Styles, width: float, size: float) -> None:
    if width > 200 or size == 8:
        assert faults(scores(Satisfaction((HUGE, 0, 1, 9 * HUGE)), faces, width, size=size)) == []


def test_the_index_is_drawn_on_its_whole_scale(faces: Styles) -> None:
    drawing = trend(weeks((9, 0, 0, 0), (0, 0, 0, 9), (9, 0, 0, 9)), faces, HALF)
    bottom, top, middle = (shape.cy for shape in drawing.contents if isinstance(shape, Circle))
    assert (middle - bottom) / (top - bottom) == pytest.approx(0.5)  # 62,5 lies half way from 25 to 100
    assert {"25,00", "100,00", "62,50", "2 Feb", "9 Feb", "16 Feb", *"ABCD", "88,31"} <= set(texts(drawing))


def test_a_week_without_answers_is_a_gap(faces: Styles) -> None:
    joined = [
        sum(isinstance(shape, Line) and shape.strokeColor == BLUE for shape in trend(told, faces, HALF).contents)
        for told in (weeks((1, 1, 1, 1), (1, 1, 1, 1), (1, 1, 1, 1)), weeks((1, 1, 1, 1), (0, 0, 0, 0), (1, 1, 1, 1)))
    ]
    assert joined == [2, 0]


@pytest.mark.parametrize("count", [1, 2, 5, 9, 58])
@pytest.mark.parametrize("size", [8, 12])
def test_a_trend_of_any_length_is_readable(faces: Styles, count: int, size: float) -> None:
    told = weeks(*((at % 3, at % 5, 30, 40) for at in range(count)))
    assert faults(trend(told, faces, HALF, 124, size)) == []


def test_what_touches_or_leaves_a_drawing_is_found(faces: Styles) -> None:
    drawing = Drawing(100, 50)
    drawing.contents += [
        word(10, 10, "satu", faces.regular), word(15, 12, "dua", faces.regular), word(90, 30, "tiga", faces.regular),
    ]  # fmt: skip
    assert faults(drawing) == ["satu touches dua", "tiga leaves the drawing"]


def test_charts_stand_on_paper_as_they_are(faces: Styles) -> None:
    of = unit(face="times" if "Serif" in faces.regular else "arial")
    story = [by_hour(range(1, 25), faces, WIDTH), trend(weeks((1, 2, 3, 4)), faces, HALF)]
    letter = document(sheet(of=of), story)
    assert outside(letter) == []
    assert "75,00" in pages(letter)[0]
    assert (
        document(sheet(of=of), [by_hour(range(1, 25), faces, WIDTH), trend(weeks((1, 2, 3, 4)), faces, HALF)]) == letter
    )
