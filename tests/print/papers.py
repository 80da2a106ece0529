"""Every paper of the counter with short, ordinary and extreme content.

Run as a program with names of papers it draws them (`--pictures FOLDER`), or writes their golden texts and pictures
anew (`--renew`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from spkt_desktop.dates import zone
from spkt_desktop.forms import FORMS, check, complete, sample
from spkt_desktop.forms.form import Form, Known, Paper
from spkt_desktop.forms.sample import with_officer
from spkt_desktop.forms.schema import Field, Kind, Section
from spkt_desktop.print.letter import render
from spkt_desktop.print.template import builtin
from spkt_desktop.records import LetterPlan, Officer, Reference, Values
from tests.print.pictures import drawn
from tests.print.plans import GOLDEN, KAPOLSEK, MOMENT, OFFICER, pypdf_text, unit
from tests.waiting import LONGEST

TODAY = date(2026, 2, 16)
INVESTIGATOR = Officer("85040561", "Dwi Hartono", "Aipda", "Kanit Reskrim", "petugas")
STAFF = {officer.nrp: officer for officer in (OFFICER, KAPOLSEK, INVESTIGATOR)}
KNOWN = Known(MOMENT.astimezone(zone("WIB")), officers=STAFF, unit=unit().values)
_WORD = "Sesungguhnya pelapor menerangkan bahwa peristiwa itu terjadi di hadapan beberapa orang saksi. "
_ROWS = 12
_REPAIRS = {"tanggal_lahir": "1980-05-17"}


def short(form: Form) -> Values:
    """Nothing but what is required."""
    return complete(form, {section.name: _rows(section, section.fewest, required_only) for section in form.sections})


def ordinary(form: Form) -> Values:
    """The form's own sample, with an officer of this unit wherever it names one."""
    return with_officer(form, sample(form, today=TODAY), INVESTIGATOR.nrp, OFFICER.nrp)


def extreme(form: Form) -> Values:
    """Every field as long as it may be, and a dozen rows where rows repeat."""
    line = count(1)
    longest = partial(everything, line=line)
    return complete(form, {s.name: _rows(s, min(s.most, _ROWS), longest) for s in form.sections})


def required_only(field: Field) -> Any:
    """A value for what must be there, None for the rest."""
    return (_least(field) if field.default is None else field.default) if field.required else None


def everything(field: Field, line: Iterator[int]) -> Any:
    """The longest value of a field; each line of it begins with a number of its own, so none can stand for another."""
    match field.kind:
        case Kind.TEXT | Kind.SUGGEST | Kind.ARTICLE:
            return f"{next(line):04} {_WORD * 20}"[: field.longest].strip()
        case Kind.NOTE:
            lines = "\n".join(f"{next(line):04} {_WORD * 3}" for _ in range(-(-field.longest // (3 * len(_WORD)))))
            return "\n".join(line.strip() for line in lines[: field.longest].splitlines())
        case Kind.INTEGER | Kind.MONEY:
            return field.most
    return _least(field)


def _least(field: Field) -> Any:
    match field.kind:
        case Kind.INTEGER | Kind.MONEY:
            return field.least
        case Kind.DATE:
            return _REPAIRS.get(field.name, "2026-02-14")
        case Kind.TIME:
            return "07:05"
        case Kind.CHOICE:
            return field.choices[-1].value
        case Kind.FLAG:
            return True
        case Kind.NIK:
            return "3501051705800003"
        case Kind.PHONE:
            return "081234567890"
        case Kind.OFFICER:
            return INVESTIGATOR.nrp
        case Kind.IMAGE:
            return None
    return field.label[: field.longest]


def _rows(section: Section, number: int, value: Any) -> Any:
    rows = [
        {field.name: made for field in section.fields if (made := value(field)) is not None}
        for _ in range(number if section.repeats else 1)
    ]
    return rows if section.repeats else rows[0]


def plan(form: Form, paper: Paper, values: Values, **changes: Any) -> LetterPlan:
    """The plan of a paper of a form; other members of the plan may be changed by name."""
    parent = next(iter(form.follows), "")
    number = "LP/B/7/II/2026/SPKT/POLSEK PUNUNG"
    about = Reference(parent, FORMS[parent].title, number, MOMENT) if parent in FORMS else None
    if form.settle:
        values = form.settle(values, KNOWN)
    members = {
        "form": form.name, "template": builtin(paper.name), "values": values, "unit": unit(), "officer": OFFICER,
        "signer": KAPOLSEK, "number": f"{paper.name.upper()}/12/II/2026/SPKT/POLSEK PUNUNG", "registered_at": MOMENT,
        "record_number": f"{form.name.upper()}/12/II/2026/SPKT/POLSEK PUNUNG",
        "staff": STAFF, "about": None if form.alone else about,
    }  # fmt: skip
    return LetterPlan(**{**members, **changes})


def plans() -> Iterator[tuple[str, LetterPlan]]:
    """(name, plan) of every paper in its three sizes."""
    for form in FORMS.values():
        for size, make in SIZES.items():
            values = make(form)
            for paper in form.papers:
                yield f"{paper.name}-{size}", plan(form, paper, values)


SIZES = {"short": short, "ordinary": ordinary, "extreme": extreme}


def _main(arguments: list[str]) -> None:
    renew = "--renew" in arguments
    pictures = Path(arguments[arguments.index("--pictures") + 1]) if "--pictures" in arguments else None
    names = [one for one in arguments if not one.startswith("--") and one != str(pictures)]
    for name, letter in plans():
        if names and name.rpartition("-")[0] not in names:
            continue
        pdf = render(letter).pdf
        if renew:
            (GOLDEN / f"{name}.txt").write_text(pypdf_text(pdf) + "\n", encoding="utf-8", newline="\n")
            if name.endswith("-ordinary"):
                drawn(pdf).save(GOLDEN / f"{name.removesuffix('-ordinary')}.png", optimize=True)
        if pictures:
            import subprocess

            pictures.mkdir(parents=True, exist_ok=True)
            (pictures / f"{name}.pdf").write_bytes(pdf)
            target = pictures / name
            subprocess.run(["pdftoppm", "-r", "70", "-png", f"{target}.pdf", target], check=True, timeout=LONGEST)
        print(name, len(check(FORMS[letter.form], letter.values, KNOWN).problems), "problems")


if __name__ == "__main__":
    _main(sys.argv[1:])
