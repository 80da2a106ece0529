"""A template is data: it reads its letter and writes text, within an allowance, and can do nothing else."""

from __future__ import annotations

import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spkt_desktop.errors import LetterFailed
from spkt_desktop.forms import PAPERS
from spkt_desktop.print import vocabulary
from spkt_desktop.print.fence import LARGEST_FILE, Fence
from spkt_desktop.print.meter import MOST, TooMuch
from spkt_desktop.print.template import admit, builtin, fill, filled
from spkt_desktop.records import Officer, Template
from tests.print.watch import Watch, watched
from tests.promises import kept, points

__all__ = ["watched"]
TEMPLATES = Path(__file__).parent.parent / "data" / "templates"
OFFICER = Officer("87020875", "Bagus Prasetyo", "Bripka", "Banit SPKT", "petugas")
VALUES: dict[str, Any] = {
    "nama": "Siti", "angka": 7, "teks": "a" * 2_000, "daftar": list(range(1_000)), "petugas": OFFICER,
    "hari": date(2026, 2, 16),
    "saat": datetime(2026, 2, 16, tzinfo=UTC), "isi": filled({"satu": {"a": "x"}, "baris": [{"n": 1}, {"n": 2}]}),
}  # fmt: skip


def template(text: str, **more: str) -> Template:
    return Template("uji", {"uji.html": text, **{f"{name}.html": one for name, one in more.items()}})


def shown(text: str) -> str:
    return fill(template(text), VALUES)


DEEP = ["{{ (" * 400, "{{ nama" + ".x" * 20_000 + " }}", "{{ " + "not " * 20_000 + "nama }}",
        "{{ nama" + "|upper" * 9_000 + " }}", "{% if 1 %}" * 5_000]  # fmt: skip
ESCAPES = [*(TEMPLATES / "escapes.txt").read_text(encoding="utf-8").splitlines(), *DEEP]
"""What a template might say to get at Python, at files, or at anything that is not of its letter."""


@pytest.mark.parametrize("text", ESCAPES, ids=range(len(ESCAPES)))
def test_a_template_gets_at_nothing(text: str, watched: Watch) -> None:
    with pytest.raises(LetterFailed) as failure:
        shown(text)
    assert "tetap tersimpan" in str(failure.value)
    assert "Siti" not in str(failure.value)
    assert watched.read == watched.called == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ a|attr('x') }}", "{{ 2 ** 9 }}", "{% include a %}", "{{ a._x }}", "{% for x in a recursive %}{% endfor %}",
        "{{ a|safe }}", "{{ a is callable }}", "{{ a", "{{ (" * 400, "x" * (LARGEST_FILE + 1),
        "{% if false %}{{ a|tojson }}{% endif %}",
    ],
    ids=range(11),
)  # fmt: skip
def test_what_is_never_reached_is_judged_as_well(text: str) -> None:
    """A pack that behaves while it is tried could wait for a certain name."""
    evil = template("baik", lain=text)
    assert fill(evil, {}) == "baik"
    with pytest.raises(LetterFailed):
        admit(evil)


@pytest.mark.parametrize("paper", PAPERS)
def test_what_we_ship_is_within_the_fence(paper: str) -> None:
    admit(builtin(paper))


def test_what_was_once_allowed_stays() -> None:
    """Letters are printed anew with the templates that they were made with, years later."""
    assert set(vocabulary.FILTERS) >= set(
        "abs alinea batch capitalize count d default e escape first float format hari hari_tanggal identitas int join "
        "last lebar length list lower map max min orang pukul reject rejectattr replace reverse round rupiah select "
        "selectattr sort string sum tambah_bulan tambah_hari tanggal tanggal_pendek tanpa title trim ucapan unique "
        "upper waktu wordcount".split()
    )
    assert set(vocabulary.TESTS) >= set("defined undefined none string number odd even equalto in true false".split())
    assert len(vocabulary.NODES) >= 43


@pytest.mark.parametrize(
    "text,written",
    [
        ("{{ petugas.name }} {{ petugas['nrp'] }} {{ saat.year }} {{ hari.day }}", "Bagus Prasetyo 87020875 2026 16"),
        ("{% for k, v in isi.satu.items() %}{{ k }}={{ v }}{% endfor %}{{ isi.satu.get('b', '-') }}", "a=x-"),
        ("{{ isi.baris|map(attribute='n')|join('+') }}={{ isi.baris|sum(attribute='n') }}", "1+2=3"),
        ("{% macro m(x) %}<{{ x }}{{ caller() }}>{% endmacro %}{% call m(1) %}!{% endcall %}", "<1!>"),
        (
            "{% filter upper %}a{{ nama }}{% endfilter %}{% with x = 2 %}{{ x % 2 + 7 // 2 - -1 }}{% endwith %}",
            "ASITI4",
        ),
        ("{% set ns = namespace(n=0) %}{% for x in [1, 2] %}{% set ns.n = ns.n + x %}{% endfor %}{{ ns.n }}", "3"),
        ("{{ 'a-b'|replace('-', '+') }}{{ '%03d %s'|format(7, 'x') }}{{ 1.25|round(1) }}", "a+b007 x1.2"),
        ("{% block a %}x{% endblock %}{{ self.a() }}{{ dict(a=1).a }}{{ 'abc'[1:] }}{{ daftar[:2] }}", "xx1bc[0, 1]"),
        ("{% for x in 'ab' %}{{ loop.index }}{{ loop.cycle('p', 'q') }}{% endfor %}", "1p2q"),
        ("{{ '<b>' ~ nama }}{{ nama in ['Siti'] }}{{ isi.kosong.dalam }}", "&lt;b&gt;SitiTrue"),
    ],
)
def test_what_letters_say_is_said(text: str, written: str) -> None:
    assert shown(text) == written


def loops(times: int, inside: str, over: str = "daftar") -> str:
    """Loops in loops, each over a thousand rows."""
    return f"{{% for a in {over} %}}" * times + inside + "{% endfor %}" * times


def calls(kind: str, times: int, call: str) -> str:
    """Macros or blocks, each of which says the one before it twice."""
    end = f"{{% end{kind} %}}"
    heads = [f"{{% {kind} {call.format(n)} %}}" for n in range(times)]
    return (
        heads[0]
        + end
        + "".join(
            head + f"{{{{ {'self.' if kind == 'block' else ''}{NAME.format(n)} }}}}" * 2 + end
            for n, head in enumerate(heads[1:])
        )
    )


NAME = "m{0}()"
ROWS = "{% set ns = namespace(x=[]) %}"
BOMBS = {
    "text doubled": "{% set x = teks %}" + "{% set x = x ~ x %}" * 60,
    "text added": "{% set x = teks %}" + "{% set x = x + x %}" * 60,
    "rows doubled": "{% set x = daftar %}" + "{% set x = x + x %}" * 60,
    "blocks doubled": "{% set x %}{{ teks }}{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 60,
    "nested rows written": "{% set x = [1] %}" + "{% set x = [x, x] %}" * 60 + "{{ x }}",
    "nested rows compared": "{% set x, y = [1], [1] %}" + "{% set x, y = [x, x], [y, y] %}" * 60 + "{{ x == y }}",
    "nested rows joined": "{% set x = [1] %}" + "{% set x = [x, x] %}" * 60 + "{{ x|join }}",
    "nested names": "{% set x = {'a': 1} %}" + "{% set x = {'a': x, 'b': x} %}" * 60 + "{{ x ~ '' }}",
    "loops": loops(6, "."),
    "loops that find nothing": loops(5, "{% for a in daftar if false %}{% endfor %}"),
    "loops of text": loops(2, "x" * 90_000),
    "letters of a text": loops(3, "", over="teks"),
    "macros": calls("macro", 40, NAME) + "{{ m39() }}",
    "a macro of itself": "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "a macro given to itself": "{% macro m(f) %}{{ f(f) }}{{ f(f) }}{% endmacro %}{{ m(m) }}",
    "blocks": calls("block", 40, "m{0}"),
    "joined by a text": loops(1, "{{ daftar|join(teks) }}"),
    "replaced by a text": "{% set x = teks|replace('a', teks) %}{% set x = x|replace('a', x) %}",
    "numbers": "{% set ns = namespace(x=10) %}" + loops(1, "{% set ns.x = ns.x * ns.x %}"),
    "added numbers": "{% set ns = namespace(x=10) %}" + loops(1, "{% set ns.x = ns.x + ns.x %}"),
    "copies of a text": "{% set x = teks ~ teks %}" + loops(2, "{% set y = x[1:] %}"),
    "searches": loops(2, "{{ teks in teks ~ 'b' }}"),
    "filters by name": loops(2, "{{ daftar|map('string')|list }}"),
    "rows in rows": ROWS + loops(2, "{% set ns.x = [ns.x] %}") + "{{ ns.x }}",
    "rows that grow": ROWS + loops(2, "{% set ns.x = ns.x + [1] %}"),
}
"""Templates that would take for ever or all of the memory."""


@pytest.mark.parametrize("name", BOMBS)
def test_a_template_ends_within_its_allowance(name: str) -> None:
    """An allowance a fortieth of a letter's: what it takes is proportional to it, as the last test of these shows."""
    fence = Fence({"uji.html": BOMBS[name]}, allowance=1_000_000)
    before = time.process_time()
    with pytest.raises((TooMuch, RecursionError)):
        fence.get_template("uji.html").render(VALUES)
    took = time.process_time() - before
    assert took < 3, f"{took:.1f} s of work for a fortieth of an allowance"


@pytest.mark.parametrize(
    "text,least",
    [
        (loops(1, "."), 1_000),
        (loops(1, "{% if false %}.{% endif %}"), 1_000),
        ("{% set x = [1] %}" + "{% set x = [x, x] %}" * 10 + "{{ x }}", 1 << 10),
        ("{% set x = [1] %}" + "{% set x = [x, x] %}" * 10 + "{{ x == 1 }}", 1 << 10),
        ("{% set x = teks ~ teks %}", 4_000),
        ("{% set x = teks + teks %}", 4_000),
        ("{% set x = teks[1:] %}", 1_999),
        ("{{ teks == nama }}", 2_000),
        ("{{ daftar|join(teks)|length }}", 2_000_000),
        (calls("macro", 10, NAME) + "{{ m9() }}", 1 << 9),
    ],
)
def test_what_is_done_is_paid_for(text: str, least: int) -> None:
    fence = Fence({"uji.html": text})
    fence.get_template("uji.html").render(VALUES)
    assert MOST - fence.meter.left >= least


@pytest.mark.parametrize("text", ["{{ [1]|map('bayar', -9000)|list }}", "{{ [[1]]|map('tiap', -9000)|list }}"])
def test_a_refund_gives_nothing_back(text: str) -> None:
    fence = Fence({"uji.html": text}, allowance=100_000)
    fence.get_template("uji.html").render()
    assert fence.meter.left < 100_000


@pytest.mark.skipif(sys.platform == "win32", reason="how much memory a process has had at most is asked in another way")
def test_all_bombs_together_stay_small() -> None:
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for text in BOMBS.values():
        with pytest.raises((TooMuch, RecursionError)):
            Fence({"uji.html": text}, allowance=400_000).get_template("uji.html").render(VALUES)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < 200, f"{grown:.0f} MB"


def test_a_whole_allowance_is_spent_in_seconds() -> None:
    before = time.process_time()
    with pytest.raises(LetterFailed, match="terlalu panjang"):
        shown(BOMBS["nested rows written"])
    took = time.process_time() - before
    assert took < 60
    kept("template-is-data", bombs=len(BOMBS), escapes=len(ESCAPES), slowest_s=round(took, 1))


def test_an_absurd_value_is_too_long_for_a_letter() -> None:
    for value in ("x" * 50_000_000, [{"a": "x" * 1_000}] * 50_000):
        with pytest.raises(LetterFailed, match="terlalu panjang"):
            fill(template("{{ isi.nilai }}"), {"isi": filled({"nilai": value})})


_WORDS = st.sampled_from(
    "nama angka teks daftar petugas isi hari saat x ns self loop caller range dict namespace cycler varargs".split()
)
_EXPRESSIONS = st.recursive(
    st.one_of(_WORDS, st.sampled_from(["1", "'a'", "[]", "{}", "true", "none", "9999999", "''"])),
    lambda inner: st.one_of(
        st.builds("{}.{}".format, inner, st.sampled_from("__class__ upper items name n _x format tzinfo a".split())),
        st.builds("{}[{}]".format, inner, inner), st.builds("{}[:{}]".format, inner, inner),
        st.builds("{}({})".format, inner, inner), st.builds("[{}, {}]".format, inner, inner),
        st.builds("({} {} {})".format, inner, st.sampled_from("+ - * / // % ** ~ == in and or < is".split()), inner),
        st.builds("{}|{}".format, inner, st.sampled_from([*vocabulary.FILTERS, "attr('x')", "bayar(-9)", "baca"])),
        st.builds("{}|{}({})".format, inner, st.sampled_from([*vocabulary.FILTERS]), inner),
        st.builds("{} is {}".format, inner, st.sampled_from(["defined", "string", "callable", "mapping"])),
    ),
    max_leaves=8,
)  # fmt: skip
_STATEMENTS = st.recursive(
    st.one_of(st.builds("{{{{ {} }}}}".format, _EXPRESSIONS), st.just("teks <b> biasa"),
              st.builds("{{% set x = {} %}}".format, _EXPRESSIONS)),
    lambda inner: st.one_of(
        st.builds("{}{}".format, inner, inner),
        st.builds("{{% for x in {} %}}{}{{% endfor %}}".format, _EXPRESSIONS, inner),
        st.builds("{{% if {} %}}{}{{% endif %}}".format, _EXPRESSIONS, inner),
        st.builds("{{% macro m(x) %}}{}{{% endmacro %}}{{{{ m({}) }}}}".format, inner, _EXPRESSIONS),
        st.builds("{{% set x %}}{}{{% endset %}}{{{{ x ~ x }}}}".format, inner),
        st.builds("{{% filter upper %}}{}{{% endfilter %}}".format, inner),
    ),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=points(ci=250, nightly=20_000))
@given(_STATEMENTS)
def test_whatever_a_template_says_it_ends_small_and_alone(text: str) -> None:
    fence = Fence({"uji.html": text}, allowance=200_000)
    before = time.process_time()
    try:
        written = fence.get_template("uji.html").render(VALUES)
    except Exception:  # whatever it is, a letter fails with a sentence
        written = ""
    assert len(written) <= 1_200_000, "each character that was paid for may be escaped"
    assert not any(inside in written for inside in ("&lt;class", " object at 0x", "&lt;function", "&lt;built-in"))
    assert time.process_time() - before < 5
