"""Templates and articles are replaced by what the Polres has signed, and never by anything else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from spkt_desktop import paths
from spkt_desktop.app import App
from spkt_desktop.app.sample import sample_values
from spkt_desktop.app.statute import shipped_law
from spkt_desktop.errors import Refused, SealBroken
from spkt_desktop.polres import keyring
from spkt_desktop.print.template import builtin
from spkt_desktop.records import Values
from spkt_desktop.sync.keys import Keys
from spkt_desktop.sync.pack import Pack

LAW = json.loads((paths.resources("data") / "hukum.json").read_text(encoding="utf-8"))


@pytest.fixture
def polres(app: App, tmp_path: Path) -> Keys:
    """The keys of a Polres that the desk trusts."""
    ring = keyring.create(tmp_path / "polres", "Polres Tirtamulya")
    app.sending.identity.trust(ring.card)
    return ring.current


def wrapped(tmp_path: Path, keys: Keys, kind: str, name: str, version: int, files: dict[str, str]) -> Path:
    path = tmp_path / "bawaan.paket"
    path.write_bytes(Pack(kind, name, version, files).signed(keys))
    return path


def values(app: App) -> Values:
    return sample_values("sktlk", app.now().date())


def heading(text: str) -> dict[str, str]:
    """The shipped template of the loss letter with another sentence at its beginning."""
    files = dict(builtin("sktlk").files)
    files["sktlk.html"] = files["sktlk.html"].replace("Yang bertanda tangan di bawah ini", text)
    return files


def test_a_new_template_makes_new_letters_and_old_ones_print_as_they_were(
    app: App, polres: Keys, tmp_path: Path
) -> None:
    old = app.register("sktlk", values(app))
    before = app.letters.render(app.letters.plan(old)).sha256
    state = app.packs.take(wrapped(tmp_path, polres, "templat", "sktlk", 1, heading("Kami yang bertanda tangan")))
    assert (state.kind, state.name, state.version) == ("templat", "sktlk", 1)
    new = app.register("sktlk", values(app))
    assert new.context.templates != old.context.templates
    assert "Kami yang bertanda tangan" in app.letters.plan(new).template.files["sktlk.html"]
    assert app.letters.render(app.letters.plan(old)).sha256 == before
    assert app.keeping.verify().records == 2


def test_only_what_is_newer_counts(app: App, polres: Keys, tmp_path: Path) -> None:
    app.packs.take(wrapped(tmp_path, polres, "templat", "sktlk", 2, heading("Kami")))
    for version in (1, 2):
        with pytest.raises(Refused, match="tidak lebih baru"):
            app.packs.take(wrapped(tmp_path, polres, "templat", "sktlk", version, heading("Mereka")))
    with pytest.raises(Refused, match="tidak lebih baru"):
        app.packs.take(wrapped(tmp_path, polres, "hukum", "hukum", LAW["version"], {"hukum.json": json.dumps(LAW)}))


@pytest.mark.parametrize(
    "text",
    [
        "<p>{{ isi.pelapor.nama", "{% include 'rahasia.html' %}", "{{ cycler.__init__.__globals__ }}",
        '<img src="https://contoh.invalid/a.png">', "<p>\u4e2d</p>", "{{ isi.pelapor.nama.encode().decode }}{{ 1/0 }}",
    ],
)  # fmt: skip
def test_a_template_that_does_not_print_is_not_taken(app: App, polres: Keys, tmp_path: Path, text: str) -> None:
    before = app.status()["events"]
    with pytest.raises(Refused):
        app.packs.take(wrapped(tmp_path, polres, "templat", "sktlk", 1, {"sktlk.html": text}))
    assert app.status()["events"] == before


def test_articles_are_replaced_as_a_whole(app: App, polres: Keys, tmp_path: Path) -> None:
    alone = [article for article in LAW["articles"] if not article.get("former")][:5]
    law = {**LAW, "version": LAW["version"] + 1, "articles": alone}
    app.packs.take(wrapped(tmp_path, polres, "hukum", "hukum", law["version"], {"hukum.json": json.dumps(law)}))
    assert len(app.law.articles) == 5 < len(shipped_law().articles)
    assert app.packs.listed()[0].version == law["version"]


def test_broken_articles_are_refused(app: App, polres: Keys, tmp_path: Path) -> None:
    for text in ("", "{}", "[]", "{", '{"format": "spkt-law/1"}'):
        with pytest.raises(Refused):
            app.packs.take(wrapped(tmp_path, polres, "hukum", "hukum", 9, {"hukum.json": text}))
    with pytest.raises(Refused):
        app.packs.take(wrapped(tmp_path, polres, "templat", "tidak_ada", 1, {"tidak_ada.html": ""}))


def test_only_the_polres_of_this_desk_is_believed(app: App, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Kartu Polres"):
        app.packs.take(wrapped(tmp_path, Keys.new(), "templat", "sktlk", 1, heading("Kami")))
    app.sending.identity.trust(keyring.create(tmp_path / "polres", "Polres Tirtamulya").card)
    with pytest.raises(SealBroken):
        app.packs.take(wrapped(tmp_path, Keys.new(), "templat", "sktlk", 1, heading("Kami")))


def test_a_newer_program_brings_newer_articles_than_an_old_pack(app: App, polres: Keys, tmp_path: Path) -> None:
    older = {"kind": "hukum", "name": "hukum", "version": LAW["version"], "files": {"hukum.json": "{}"}}
    app.act("pack_adopted", None, older)
    assert app.law is shipped_law()
    assert app.packs.listed()[0].version == LAW["version"]


def test_settings_are_tried_on_the_template_in_force(app: App, polres: Keys, tmp_path: Path) -> None:
    short = "Kami {% if atur.masa_berlaku > 200 %}{{ 1 / 0 }}{% endif %}"
    app.packs.take(wrapped(tmp_path, polres, "templat", "sktlk", 1, heading(short)))
    unit = app.unit.values
    with pytest.raises(Refused, match="pengaturan"):
        app.settings.change_unit({**unit, "sktlk": {**unit["sktlk"], "masa_berlaku": 300}})
    app.settings.change_unit({**unit, "sktlk": {**unit["sktlk"], "masa_berlaku": 30}})
