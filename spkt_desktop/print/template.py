"""The template a letter is made from: its files, its name for ever, and how it is filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jinja2 import ChainableUndefined

from spkt_desktop.errors import LetterFailed
from spkt_desktop.paths import resources
from spkt_desktop.print.fence import Fence, compiled
from spkt_desktop.print.meter import TooMuch
from spkt_desktop.records import Template

# Parsing a template to find these takes 60 ms, in the window's thread; a name that is put together is not found.
_REFERENCE = re.compile(r'{%-?\s*(?:extends|include|import|from)\s+"([^"]+)"')


def builtin(form: str) -> Template:
    """The shipped template of a form with all the files it includes; FileNotFoundError where there is none."""
    folder = resources("templates")
    files: dict[str, str] = {}
    wanted = [f"{form}.html"]
    while wanted:
        name = wanted.pop()
        if name not in files:
            files[name] = (folder / name).read_text(encoding="utf-8")
            wanted += _REFERENCE.findall(files[name])
    return Template(form, files)


def admit(template: Template) -> None:
    """Raise LetterFailed where any file of a template, reached or not, says what a template may not say."""
    try:
        for name, text in template.files.items():
            compiled(text, name)
    except Exception as error:  # whatever a text that is no template brings about, its words may be anything
        raise _failure(error) from None


def fill(template: Template, variables: Mapping[str, Any]) -> str:
    """The HTML of a template with these variables; values are escaped, and the template can reach nothing else.

    Raises LetterFailed where the template asks for what it may not have or what is not there, or for too much.
    """
    try:
        return Fence(template.files).get_template(f"{template.name}.html").render(variables)
    except (
        Exception
    ) as error:  # a template can fail in any way, and the words of the error may hold the letter's values
        raise _failure(error) from None


def _failure(error: Exception) -> LetterFailed:
    if isinstance(error, TooMuch):
        return LetterFailed(
            "Surat ini terlalu panjang untuk dibuat. Data tetap tersimpan; laporkan kepada admin agar isian atau "
            "templatnya diperiksa."
        )
    return LetterFailed(
        f"Templat surat tidak dapat diisi ({type(error).__name__}). Data tetap tersimpan; laporkan kepada admin."
    )


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
