"""A pack with the right signature and the wrong template: refused while it is taken in, harmless if it is not seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from spkt_desktop.app import App
from spkt_desktop.errors import LetterFailed, Refused
from spkt_desktop.polres import keyring
from spkt_desktop.print.template import builtin
from spkt_desktop.sync.keys import Keys
from spkt_desktop.sync.pack import Pack
from tests.app.test_packs import values, wrapped
from tests.promises import kept

HOSTILE = {
    "python": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "unreached python": "{% if isi.pelapor.nama == 'Tertentu' %}{{ ''|attr('__class__') }}{% endif %}",
    "unreached file": "{% if isi.pelapor.nama == 'Tertentu' %}{% include isi.pelapor.alamat %}{% endif %}",
    "unreached part": "{% if isi.pelapor.nama == 'Tertentu' %}{% include 'lain.html' %}{% endif %}",
    "endless": "{% for a in isi.barang * 99999999 %}x{% endfor %}",
    "loops": "{% for a in 'abcdefghij' * 9 %}x{% endfor %}",
    "memory": "{% set x = 'aaaaaaaa' %}" + "{% set x = x ~ x %}" * 60 + "{{ x }}",
    "file": '<img src="file:///etc/hostname">',
    "server": "<style>@import 'http://127.0.0.1:9/x.css';</style>",
    "barcode": "<pdf:barcode value='1' type='qr'>",
    "pages": "<pdf:nextpage>" * 5_000,
    "wide": "<table><tr><td colspan='99999999'>x</td></tr></table>",
}


def template(text: str) -> dict[str, str]:
    """The shipped loss letter that says this as well, with a part that only a certain name would bring in."""
    files = dict(builtin("sktlk").files)
    if "lain.html" in text:
        files["lain.html"] = "{{ isi|attr('__class__') }}"
    files["sktlk.html"] = files["sktlk.html"].replace("{% block isi %}", "{% block isi %}" + text)
    return files


@pytest.fixture
def polres(app: App, tmp_path: Path) -> Keys:
    ring = keyring.create(tmp_path / "polres", "Polres Tirtamulya")
    app.sending.identity.trust(ring.card)
    return ring.current


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_template_is_refused_and_nothing_changes(app: App, polres: Keys, tmp_path: Path, name: str) -> None:
    record = app.register("sktlk", values(app))
    before = app.letters.render(app.letters.plan(record)).sha256
    events = app.status()["events"]
    with pytest.raises(Refused, match="Tidak ada yang berubah"):
        app.packs.take(wrapped(tmp_path, polres, "templat", "sktlk", 1, template(HOSTILE[name])))
    assert app.status()["events"] == events
    assert app.letters.render(app.letters.plan(record)).sha256 == before
    kept("template-is-data", packs_refused=1)


def test_a_template_that_was_let_in_waits_in_vain(app: App, polres: Keys, tmp_path: Path) -> None:
    """One that behaves while it is tried fails later with a sentence; the letter is kept, and others print."""
    bomb = (
        "{% if isi.pelapor.nama == 'Tertentu' %}{% set x = 'aaaaaaaa' %}" + "{% set x = x ~ x %}" * 60 + "{% endif %}"
    )
    app.packs.take(wrapped(tmp_path, polres, "templat", "sktlk", 1, template(bomb)))
    typed = values(app)
    assert app.letters.render(app.letters.plan(app.register("sktlk", typed))).pages
    record = app.register("sktlk", {**typed, "pelapor": {**typed["pelapor"], "nama": "Tertentu"}})
    with pytest.raises(LetterFailed, match="Data tetap tersimpan"):
        app.letters.render(app.letters.plan(record))
    mended = wrapped(tmp_path, polres, "templat", "sktlk", 2, dict(builtin("sktlk").files))
    assert app.packs.take(mended).version == 2
    assert app.keeping.verify().records == 2


def test_a_pack_of_everything_that_letters_say_is_taken(app: App, polres: Keys, tmp_path: Path) -> None:
    state = app.packs.take(wrapped(tmp_path, polres, "templat", "sktlk", 1, dict(builtin("sktlk").files)))
    assert state.version == 1
    assert Pack("templat", "sktlk", 1, builtin("sktlk").files).file_name == "templat-sktlk-v1.paket"
