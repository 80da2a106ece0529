"""A form as JSON Schema (draft 2020-12), for whoever fills it in without the screen."""

from __future__ import annotations

from typing import Any

from spkt_desktop.forms import images
from spkt_desktop.forms.form import Form
from spkt_desktop.forms.schema import Field, Kind, Section

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TIME = "^([01][0-9]|2[0-3]):[0-5][0-9]$"
_NRP = "^([0-9]{8}|[0-9]{18})$"


def json_schema(form: Form) -> dict[str, Any]:
    """The schema of clean values; the checks over several fields and the calendar are not in it."""
    properties = {section.name: _section(section) for section in form.sections}
    required = [name for name, part in properties.items() if part.get("required") or part.get("minItems")]
    return {
        "$schema": _DIALECT,
        "title": form.title,
        "description": f"Formulir {form.name} versi {form.version}",
        **_object(properties, required),
    }


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    shape = {"type": "object", "properties": properties, "additionalProperties": False}
    return shape | ({"required": required} if required else {})


def _section(section: Section) -> dict[str, Any]:
    row = _object({f.name: _field(f) for f in section.fields}, [f.name for f in section.fields if f.required])
    if not section.repeats:
        return {"title": section.title, **row}
    return {"title": section.title, "type": "array", "minItems": section.fewest, "maxItems": section.most, "items": row}


def _field(field: Field) -> dict[str, Any]:
    shape: dict[str, Any] = {"title": field.label, **_kind(field)}
    if field.help:
        shape["description"] = field.help
    if field.default is not None:
        shape["default"] = field.default
    return shape


def _kind(field: Field) -> dict[str, Any]:
    text = {"type": "string", "minLength": 1, "maxLength": field.longest}
    offered = [choice.value for choice in field.choices]
    match field.kind:
        case Kind.INTEGER | Kind.MONEY:
            return {"type": "integer", "minimum": field.least, "maximum": field.most}
        case Kind.FLAG:
            return {"type": "boolean"}
        case Kind.CHOICE:
            return {"enum": offered}
        case Kind.SUGGEST:
            return text | {"examples": offered}
        case Kind.DATE:
            return {"type": "string", "format": "date"}
        case Kind.TIME:
            return {"type": "string", "pattern": _TIME}
        case Kind.OFFICER:
            return {"type": "string", "pattern": _NRP}
        case Kind.IMAGE:
            return {"type": "string", "contentEncoding": "base64", "maxLength": (images.LARGEST_BYTES + 2) // 3 * 4}
        case Kind.TEXT | Kind.NOTE | Kind.NIK | Kind.PHONE | Kind.ARTICLE:
            return text
