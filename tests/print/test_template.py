from __future__ import annotations

from typing import Any

import pytest
from jinja2 import meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEnvironment

from spkt_desktop.errors import LetterFailed
from spkt_desktop.forms import FORMS, PAPERS, SETTINGS
from spkt_desktop.print.template import builtin, fill, filled
from spkt_desktop.records import Template


def page(text: str, **variables: Any) -> str:
    return fill(Template("uji", {"uji.html": text}), variables)


def test_the_template_holds_every_file_it_is_made_of() -> None:
    assert set(builtin("sktlk").files) == {"sktlk.html", "_letter.html", "_letter.css", "_parts.html"}


def test_the_digest_names_the_content() -> None:
    template = builtin("sktlk")
    assert template.digest == builtin("sktlk").digest
    changed = Template("sktlk", {**template.files, "_letter.css": template.files["_letter.css"] + " "})
    assert changed.digest != template.digest


def test_a_line_ending_does_not_change_the_digest() -> None:
    assert not any("\r" in text for text in builtin("sktlk").files.values())


def test_an_unknown_form_has_no_template() -> None:
    with pytest.raises(FileNotFoundError):
        builtin("tidak_ada")


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ nama.__init__.__globals__ }}",
        "{% include '/etc/hostname' %}",
        "{% include '../fonts/OFL.txt' %}",
        "{% import 'lain.html' as lain %}{{ lain.x }}",
        "{{ daftar.append(1) }}",
        "{{ range(10000000) | list }}",
        "{{ tidak_ada }}",
        "{{ nama | tidak_ada }}",
        "{{ nama",
        "{{ 1 / 0 }}",
    ],
)
def test_a_template_reaches_nothing_but_its_variables(text: str) -> None:
    with pytest.raises(LetterFailed) as failure:
        page(text, nama="Siti Aminah", daftar=[])
    assert "Siti" not in str(failure.value)
    assert failure.value.__cause__ is None


def test_values_are_escaped() -> None:
    assert page("{{ x }}", x="<b>&'\"") == "&lt;b&gt;&amp;&#39;&#34;"


def test_what_was_not_filled_in_is_empty_at_any_depth() -> None:
    isi = filled({"a": {"b": None}, "rows": [{"c": 1}]})
    text = "[{{ isi.a.b }}{{ isi.x.y.z }}{% for s in isi.none %}!{% endfor %}{{ isi.rows[0].d or '-' }}]"
    assert page(text, isi=isi) == "[-]"


@pytest.mark.parametrize(
    "text,written",
    [
        ("{{ '2026-02-16' | tanggal }}", "16 Februari 2026"),
        ("{{ '2026-02-16' | hari_tanggal }}", "Senin tanggal 16 Februari 2026"),
        ("{{ '2026-02-16' | tanggal_pendek }}", "16-02-2026"),
        ("{{ '2026-02' | tanggal }}", "2026-02"),
        ("{{ '14:30' | pukul }}", "14.30"),
        ("{{ 'siang' | pukul }}", "siang"),
        ("{{ 14 | ucapan }}", "empat belas"),
        ("{{ 'dua' | ucapan }}", "dua"),
        ("{{ 'Polsek Punung' | tanpa('Polsek') }}", "Punung"),
        ("{{ 'POLSEK PUNUNG' | tanpa('Polsek') }}", "PUNUNG"),
        ("{{ 'Polsekta Punung' | tanpa('Polsek') }}", "Polsekta Punung"),
        ("{{ 'Polsek' | tanpa('Polsek') }}", "Polsek"),
        ("{{ 'a\n\n b' | alinea | join('|') }}", "a|b"),
    ],
)
def test_filters(text: str, written: str) -> None:
    assert page(text) == written


def test_the_letter_reads_only_fields_that_the_forms_ask() -> None:
    form, unit = FORMS["sktlk"], SETTINGS["unit"]
    fields = {one.name for section in (*form.sections, *unit.sections) for one in section.fields}
    read = {
        node.attr
        for text in builtin("sktlk").files.values()
        for node in ImmutableSandboxedEnvironment().parse(text).find_all(nodes.Getattr)
        if _root(node) in ("pelapor", "kejadian", "satu", "unit")
        and _depth(node) == (2 if _root(node) == "unit" else 1)
    }
    assert read - {"registered_at"} <= fields
    asked = {one.name for section in form.sections for one in section.fields if not section.person}
    assert asked <= read | {"jenis"}


def _root(node: nodes.Expr) -> str:
    while isinstance(node, nodes.Getattr):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else ""


def _depth(node: nodes.Expr) -> int:
    return 1 + _depth(node.node) if isinstance(node, nodes.Getattr) else 0


@pytest.mark.parametrize("paper", PAPERS)
def test_a_shipped_template_carries_everything_that_it_refers_to(paper: str) -> None:
    files = builtin(paper).files
    for text in files.values():
        assert set(meta.find_referenced_templates(SandboxedEnvironment().parse(text))) <= set(files)
