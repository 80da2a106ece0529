"""The services of the counter as a list: grouped while nothing is typed, else found by what people say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem

from spkt_desktop.forms.form import Form
from spkt_desktop.ui import style
from spkt_desktop.ui.roomy_list import RoomyList

_NAME = Qt.ItemDataRole.UserRole
GROUPS = ("Surat, izin, dan layanan", "Melapor, mengadu, dan minta bantuan")
"""What is no case, and what may become one."""
_NOWHERE = 3


def offered(forms: Iterable[Form], text: str) -> list[Form]:
    """The services that every typed word leads to; those that are called so before those that only mention it."""
    words = text.casefold().split()
    ranked = [(_rank(form, words), form) for form in forms if form.service]
    return [form for rank, form in sorted(ranked, key=lambda one: one[0]) if rank < _NOWHERE]


def grouped(forms: Sequence[Form]) -> list[tuple[str, list[Form]]]:
    """The services in groups, the group of the first one before the other."""
    groups: dict[str, list[Form]] = {}
    for form in forms:
        groups.setdefault(GROUPS[form.case], []).append(form)
    return list(groups.items())


class ServiceList(RoomyList):
    """Enter and the arrows are the page's; a heading is never the chosen row."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        super().__init__("Layanan")
        self._forms = forms

    @property
    def chosen(self) -> Form | None:
        """The marked service."""
        item = self.currentItem()
        return self._forms.get(str(item.data(_NAME))) if item else None

    def look_for(self, text: str) -> None:
        """List what fits, with the first marked."""
        self.clear()
        found = offered(self._forms.values(), text)
        for title, forms in [("", found)] if text.strip() else grouped(found):
            if title:
                self._add_heading(title)
            for form in forms:
                QListWidgetItem(form.service, self).setData(_NAME, form.name)
        rows = [row for row in range(self.count()) if self.item(row).data(_NAME)]
        self.setCurrentRow(next(iter(rows), -1))
        if rows:
            self.scrollToItem(self.item(0))

    def _add_heading(self, title: str) -> None:
        item = QListWidgetItem(title, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(style.heading(self.font(), 1.0))


def _rank(form: Form, words: Sequence[str]) -> int:
    """How strongly all the words lead there: by its name, by what people say, by what it tells, or not at all."""
    named = f"{form.service} {form.title}".casefold()
    called = " ".join((named, *form.words)).casefold()
    told = " ".join((called, *form.about)).casefold()
    texts = enumerate((named, called, told))
    return next((rank for rank, text in texts if all(word in text for word in words)), _NOWHERE)
