"""Everything that one person came for, as one view: by NIK, and others who may be the same as a suggestion only."""

from __future__ import annotations

from dataclasses import dataclass

from spkt_desktop.app.duty import Duty, covered
from spkt_desktop.app.rights import Right
from spkt_desktop.records import Person, Record


@dataclass(frozen=True, slots=True)
class Someone:
    """A person as the register knows them."""

    name: str
    nik: str
    born: str
    """ISO date; empty where it is not known."""
    count: int
    """In how many records."""


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person's visits."""

    someone: Someone
    records: tuple[Record, ...]
    """Newest first; protected ones are covered, and only there for whoever may open all of them."""
    names: tuple[str, ...]
    """Every spelling of the name."""
    alike: tuple[Someone, ...]
    """Who has the same name and birth date under another NIK or none: perhaps the same, never taken for granted."""


class People:
    """Nobody is ever merged: a NIK may be wrong on the card, and two people may share name and birthday."""

    def __init__(self, duty: Duty) -> None:
        self._duty = duty

    def named(self, record: Record) -> list[Person]:
        """Who is named in a record that may be opened: each once, with NIK and birth date as written there.

        Whoever has neither is left out: a name alone is nobody in particular.
        """
        whole = self._duty.whole(record.id)
        found: dict[tuple[str, str], Person] = {}
        for one in self._duty.store.people.named_in(whole.id):
            if one.nik or one.born:
                found.setdefault((one.nik, "") if one.nik else (one.name.casefold(), one.born), one)
        return list(found.values())

    def view(self, *, nik: str = "", name: str = "", born: str = "") -> PersonView:
        """All that is known under a NIK, or under a name and birth date where there is none.

        What an officer may not see is not there at all; a name without a birth date has no visits.
        """
        duty, nik, name, born = self._duty, nik.strip(), " ".join(name.split()), born.strip()
        duty.allow(Right.READ)
        if not nik and not (name and born):
            return PersonView(Someone(name, nik, born, 0), (), (), ())
        people, secrets = duty.store.people, duty.sees_all()
        found = people.visits_of(nik=nik, name=name, born=born, secrets=secrets)
        names = tuple(dict.fromkeys(one.name for _, one in found))
        days = [one.born for _, one in found if one.born]
        shown, birth = (names[0] if names else name), (days[0] if days else born)
        records = {record.id: covered(record) for record, _ in found}
        count = people.count_of(nik=nik, name=name, born=born, secrets=secrets)
        alike = [Someone(other, other_nik, birth, visits)
                 for other, other_nik, visits in people.alike(shown, birth, nik, secrets=secrets)]  # fmt: skip
        return PersonView(Someone(shown, nik, birth, count), tuple(records.values()), names, tuple(alike))
