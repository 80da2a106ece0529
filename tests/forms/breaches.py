"""Reads JSON Schema as far as the forms use it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any


def breaches(schema: dict[str, Any], value: Any, path: Any = "$") -> Iterator[str]:
    """Where a value breaks a schema, for the keywords that our schemas use."""
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool}
    kind = schema.get("type")
    if kind == "integer":
        if type(value) is not int or not schema["minimum"] <= value <= schema["maximum"]:
            yield path
    elif kind and not isinstance(value, kinds[kind]):
        yield path
    elif kind == "object":
        yield from (f"{path}.{name}" for name in schema.get("required", ()) if name not in value)
        for name, inner in value.items():
            if name in schema["properties"]:
                yield from breaches(schema["properties"][name], inner, f"{path}.{name}")
            else:
                yield f"{path}.{name}"
    elif kind == "array":
        if not schema["minItems"] <= len(value) <= schema["maxItems"]:
            yield path
        for index, inner in enumerate(value):
            yield from breaches(schema["items"], inner, f"{path}[{index}]")
    elif kind == "string":
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
            yield path
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield path
        if schema.get("format") == "date" and date.fromisoformat(value).isoformat() != value:
            yield path
    elif kind != "boolean" and value not in schema["enum"]:
        yield path
