"""Templates and the list of articles that the Polres has sent: tried before they are in force, kept in the journal."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from spkt_desktop.app.statute import FILE, shipped_law
from spkt_desktop.errors import LetterFailed, Refused
from spkt_desktop.forms import FORMS, PAPERS
from spkt_desktop.forms.form import Form
from spkt_desktop.forms.law import parse
from spkt_desktop.records import Template

if TYPE_CHECKING:
    from spkt_desktop.app.desk import App
    from spkt_desktop.sync.pack import Pack

LAW, TEMPLATE = "hukum", "templat"


@dataclass(frozen=True, slots=True)
class PackState:
    """Something that can be replaced by a pack, as it stands."""

    kind: str
    """`hukum` or `templat`."""
    name: str
    version: int
    """0 for what came with the program; of the list of articles its own version."""
    title: str


class Packs:
    """What can be replaced without a new program; letters already registered keep their template."""

    def __init__(self, app: App) -> None:
        self._app = app

    def listed(self) -> list[PackState]:
        """The list of articles and every template in force."""
        taken = {(kind, name): version for kind, name, version in self._app.store.register.packs()}
        law = PackState(LAW, LAW, self._app.law.version, "Daftar pasal")
        papers = (PackState(TEMPLATE, p.name, taken.get((TEMPLATE, p.name), 0), p.title) for p in PAPERS.values())
        return [law, *papers]

    def take(self, path: Path) -> PackState:
        """Take a pack in; raises SealBroken, MediumFailed, or Refused where it is old, unknown or cannot print."""
        from spkt_desktop.sync import folder
        from spkt_desktop.sync.pack import MAX_SIZE, Pack

        self._app.managers_only()
        card = self._app.sending.identity.polres
        if card is None:
            raise Refused(
                "Kartu Polres belum ada di meja ini, jadi asal paket tidak dapat diperiksa. Ambil di Kirim (F6)."
            )
        pack = Pack.read(folder.read(path, MAX_SIZE), [card.keys])
        self._try(pack)
        with self._app.store.db.write():
            if pack.version <= self._newest(pack):
                raise Refused("Paket ini tidak lebih baru daripada yang sudah dipakai. Tidak ada yang berubah.")
            self._app.act(
                "pack_adopted", None,
                {"kind": pack.kind, "name": pack.name, "version": pack.version, "files": dict(pack.files)},
            )  # fmt: skip
        return next(state for state in self.listed() if (state.kind, state.name) == (pack.kind, pack.name))

    def _newest(self, pack: Pack) -> int:
        shipped = shipped_law().version if pack.kind == LAW else 0
        return max(shipped, self._app.store.register.pack_version(pack.kind, pack.name))

    def _try(self, pack: Pack) -> None:
        if pack.kind == LAW:
            law = parse(_json(pack.files.get(FILE, "")))
            if pack.name != LAW or law.version != pack.version:
                raise Refused("Paket pasal ini tidak lengkap. Tidak ada yang berubah; mintalah yang baru dari Polres.")
            return
        form = _form_of(pack.name)
        if form is None or f"{pack.name}.html" not in pack.files:
            raise Refused("Paket ini untuk surat yang tidak dikenal program ini. Tidak ada yang berubah.")
        from spkt_desktop.app.proof import try_paper
        from spkt_desktop.print.template import admit

        template = Template(pack.name, pack.files)
        try:
            admit(template)
        except LetterFailed as failed:
            raise Refused(
                "Templat dalam paket ini memuat perintah yang tidak diperbolehkan dalam surat. Tidak ada yang berubah; "
                "mintalah paket yang benar dari Polres."
            ) from failed
        try:
            try_paper(form, form.paper(pack.name), template, self._app.unit, self._app.officer, self._app.now())
        except LetterFailed as failed:
            raise Refused(
                "Surat tidak dapat dicetak dengan templat dalam paket ini. Tidak ada yang berubah; "
                "mintalah paket yang benar dari Polres."
            ) from failed


def _form_of(paper: str) -> Form | None:
    return next((form for form in FORMS.values() if any(one.name == paper for one in form.papers)), None)


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
