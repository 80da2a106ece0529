"""The template a letter is made from: its files, its name for ever, and how it is filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from jinja2 import ChainableUndefined, DictLoader, StrictUndefined, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from spkt_desktop import dates
from spkt_desktop.errors import LetterFailed
from spkt_desktop.paths import resources
from spkt_desktop.print.fonts import width
from spkt_desktop.records import Template


def builtin(form: str) -> Template:
    """The shipped template of a form with all the files it includes; FileNotFoundError where there is none."""
    folder = resources("templates")
    files: dict[str, str] = {}
    wanted = [f"{form}.html"]
    while wanted:
        name = wanted.pop()
        if name not in files:
            files[name] = (folder / name).read_text(encoding="utf-8")
            wanted += [found for found in meta.find_referenced_templates(_environment(()).parse(files[name])) if found]
    return Template(form, files)


def fill(template: Template, variables: Mapping[str, Any]) -> str:
    """The HTML of a template with these variables; values are escaped, and the template can reach nothing else.

    Raises LetterFailed where the template asks for what it may not have or what is not there.
    """
    try:
        return _environment(tuple(template.files.items())).get_template(f"{template.name}.html").render(variables)
    except (
        Exception
    ) as error:  # a template can fail in any way, and the words of the error may hold the letter's values
        raise LetterFailed(
            f"Templat surat tidak dapat diisi ({type(error).__name__}). Data tetap tersimpan; laporkan kepada admin."
        ) from None


class Filled(dict[str, Any]):
    """Values of a form as a template reads them: what was not filled in is empty, at any depth."""

    def __missing__(self, key: str) -> ChainableUndefined:
        """An empty value for a field that was not filled in."""
        return ChainableUndefined(name=key)


def filled(values: Any) -> Any:
    """Form values with every mapping made a `Filled`; None becomes a field that was not filled in."""
    if isinstance(values, Mapping):
        return Filled({key: filled(value) for key, value in values.items() if value is not None})
    if isinstance(values, (list, tuple)):
        return [filled(value) for value in values]
    return values


@lru_cache(maxsize=4)  # compiling a template takes as long as drawing a third of the letter
def _environment(files: tuple[tuple[str, str], ...]) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=DictLoader(dict(files)), autoescape=True, undefined=StrictUndefined
    )
    environment.filters |= {
        "hari": _of_day(dates.hari),
        "tanggal": _of_day(dates.tanggal),
        "tanggal_pendek": _of_day(dates.tanggal_pendek),
        "hari_tanggal": _of_day(dates.hari_tanggal),
        "pukul": _pukul,
        "waktu": dates.waktu,
        "ucapan": lambda value: dates.ucapan(value) if isinstance(value, int) else str(value),
        "tambah_hari": lambda day, days: day + timedelta(days=days),
        "alinea": _alinea,
        "tanpa": _tanpa,
        "lebar": width,
    }
    return environment


def _of_day(written: Callable[[date], str]) -> Callable[[Any], str]:
    """A filter for a date or an ISO date; a draft may hold half a date, which is shown as it was typed."""

    def apply(value: Any) -> str:
        if isinstance(value, date):
            return written(value)
        try:
            return written(dates.parse(str(value)))
        except ValueError:
            return str(value)

    return apply


def _pukul(value: Any) -> str:
    """`14:30` as `14.30`; what is no hour is shown as it was typed."""
    try:
        return dates.pukul(dates.parse_time(str(value)))
    except ValueError:
        return str(value)


def _tanpa(text: Any, word: str) -> str:
    """The text without this first word, in whatever case it was typed: `POLSEK PUNUNG` without `Polsek`."""
    first, _, rest = str(text).partition(" ")
    return rest if rest and first.casefold() == word.casefold() else str(text)


def _alinea(text: Any) -> list[str]:
    """The paragraphs of a text of several lines."""
    return [line.strip() for line in str(text).splitlines() if line.strip()]
