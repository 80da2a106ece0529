"""The one question at the end of a service: how was it? The answer is kept apart from whoever gave it."""

from __future__ import annotations

from spkt_desktop.app.duty import Duty
from spkt_desktop.app.rights import Right
from spkt_desktop.books import SCORES
from spkt_desktop.errors import Refused


class Feedback:
    """Answers name the kind of service, never the record: whoever reads the register cannot tell who was displeased."""

    def __init__(self, duty: Duty) -> None:
        self._duty = duty

    @property
    def asked(self) -> bool:
        """Whether this unit asks its visitors."""
        return (self._duty.unit.values.get("pelayanan") or {}).get("tanya_kepuasan") is not False

    def rate(self, form: str, score: int) -> None:
        """Keep an answer, a key of SCORES, about a service of that form."""
        self._duty.allow(Right.SERVE)
        if score not in SCORES:
            raise Refused("Jawaban kepuasan hanya 1 sampai 4. Tidak ada yang disimpan.")
        duty, asked = self._duty, self._duty.form(form)
        if not self.asked or not asked.service:
            raise Refused("Kepuasan tidak ditanyakan untuk pelayanan itu. Tidak ada yang disimpan.")
        with duty.store.db.write():
            duty.clock.refuse_doubted()  # before it is counted what today has
            today = duty.now().date().isoformat()
            if duty.store.counts.answers(form, today) >= duty.store.lists.count((form,), today, today):
                raise Refused("Jawaban hari ini sudah sebanyak pelayanannya. Tidak ada yang disimpan.")
            duty.act("rated", None, {"form": asked.name, "score": score})
