"""A PDF is looked at from the window and printed from the worker, in two threads at once."""

from __future__ import annotations

import gc
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet

import pytest
from PySide6.QtCore import QSize
from PySide6.QtPdf import QPdfDocument
from shiboken6 import isValid

from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.ui import pdf as door
from spkt_desktop.ui.pdf import Pdf
from tests.soak.readings import resident
from tests.waiting import LONGEST

SMALL = QSize(215, 330)


@pytest.fixture
def letter(app: App) -> bytes:
    return app.letters.render(app.letters.preview("sktlk", sample_values("sktlk"))).pdf


@pytest.mark.parametrize(
    "ask",
    [
        lambda pdf: pdf.sizes,
        lambda pdf: pdf.texts,
        lambda pdf: pdf.places([(0, 0, 9)]),
        lambda pdf: pdf.picture(0, SMALL),
    ],
    ids=["sizes", "texts", "places", "picture"],
)
def test_who_asks_waits_until_the_other_threads_document_is_gone(ask, letter: bytes, qapp: object) -> None:
    with ThreadPoolExecutor(1) as worker:
        with door._opened(letter):
            answer = worker.submit(ask, Pdf(letter))
            with pytest.raises(NotYet):
                answer.result(timeout=0.2)
        assert answer.result(LONGEST)


def test_no_document_is_left_for_python_to_destroy(letter: bytes, qapp: object) -> None:
    gc.collect()
    gc.disable()
    try:
        with pytest.raises(ZeroDivisionError), door._opened(letter) as document:
            assert document.pageCount() / 0
        assert not isValid(document)
        pdf = Pdf(letter)
        assert pdf.sizes and pdf.texts and pdf.places([(0, 0, 9)]) and pdf.picture(0, SMALL)
        there = [it for it in gc.get_objects() if isinstance(it, QPdfDocument) and isValid(it)]
        assert there == [door._awake()] and there[0].pageCount() == 0
    finally:
        gc.enable()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_document_that_is_gone_leaves_no_memory_behind(letter: bytes, qapp: object) -> None:
    def look(times: int) -> float:
        for _ in range(times):
            assert Pdf(letter).sizes
        return resident()

    before = look(20)
    assert look(500) - before < 2, "16 kB each are 8 MB"


def test_a_program_that_looked_at_letters_in_a_thread_that_is_over_ends_well() -> None:
    script = (
        "from concurrent.futures import ThreadPoolExecutor as Pool\n"
        "from PySide6.QtGui import QGuiApplication\n"
        "from spkt_desktop.ui.pdf import Pdf\n"
        "application = QGuiApplication([])\n"
        "with Pool(1) as pool: pool.submit(lambda: Pdf(b'surat').sizes).result()\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=LONGEST, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_two_threads_ask_at_once_and_both_are_answered(letter: bytes, qapp: object) -> None:
    def look(_turn: int) -> bool:
        pdf = Pdf(letter)
        return bool(pdf.sizes and pdf.texts and not pdf.picture(0, SMALL).isNull())

    with ThreadPoolExecutor(2) as threads:
        assert all(threads.map(look, range(40), timeout=LONGEST))


def test_pages_texts_places_and_pictures(letter: bytes, qapp: object) -> None:
    pdf = Pdf(letter)
    (size,) = pdf.sizes
    assert (round(size.width() / 72 * 25.4), round(size.height() / 72 * 25.4)) == (215, 330)
    (text,) = pdf.texts
    ((page, spot),) = pdf.places([(0, text.index("KEHILANGAN"), len("KEHILANGAN"))])
    assert page == 0 and 0 < spot.left() < spot.right() < size.width() and 0 < spot.top() < size.height() / 2
    picture = pdf.picture(0, SMALL)
    assert picture.size() == SMALL and not picture.isNull()


def test_what_is_no_pdf_has_no_pages(qapp: object) -> None:
    for nothing in (Pdf(), Pdf(b"surat")):
        assert (nothing.sizes, nothing.texts, nothing.places([])) == ((), (), [])
