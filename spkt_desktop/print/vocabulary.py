"""All that a template can say: statements and expressions, filters, tests, and what may be read of a value.

What stands here once stays: what the Polres has signed prints for ever. For a template nothing else exists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from jinja2 import nodes, pass_environment, pass_eval_context, runtime
from jinja2.filters import FILTERS as DEFAULT_FILTERS
from jinja2.tests import TESTS as DEFAULT_TESTS
from jinja2.utils import Namespace

from spkt_desktop.print import filters
from spkt_desktop.print.meter import TooMuch

NODES: frozenset[type[nodes.Node]] = frozenset({
    nodes.Template, nodes.Extends, nodes.Block, nodes.Include, nodes.Import, nodes.FromImport,
    nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.With,
    nodes.Assign, nodes.AssignBlock, nodes.NSRef,
    nodes.Const, nodes.Name, nodes.Tuple, nodes.List, nodes.Dict, nodes.Pair, nodes.Keyword,
    nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Call, nodes.Filter, nodes.Test,
    nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Neg, nodes.Pos, nodes.Concat,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr,
})  # fmt: skip

GLOBALS: Mapping[str, Any] = {"namespace": Namespace, "dict": dict}

TESTS: Mapping[str, Any] = {
    name: DEFAULT_TESTS[name]
    for name in (
        "defined undefined none string number integer float boolean mapping sequence iterable true false odd even "
        "sameas equalto eq == ne != lt < le <= gt > ge >= in lower upper"
    ).split()
}

_FORMAT = re.compile(r"(?:[^%]|%%|%[-+]?\d{0,2}(?:\.\d)?[dsf])*")
_WIDEST, _FINEST = 1_000, 9
"""Of a row that `batch` fills up, and digits that `round` keeps."""


@pass_eval_context
def _join(context: nodes.EvalContext, value: Any, d: Any = "", attribute: Any = None) -> Any:
    lines = list(value)
    context.environment.meter.pay(len(lines) * len(str(d)))  # type: ignore[attr-defined]
    return _default("join")(context, lines, d, attribute)


@pass_eval_context
def _replace(context: nodes.EvalContext, s: Any, old: Any, new: Any, count: Any = None) -> Any:
    context.environment.meter.pay(str(s).count(str(old)) * len(str(new)))  # type: ignore[attr-defined]
    return _default("replace")(context, s, old, new, count)


@pass_environment
def _sum(environment: Any, iterable: Any, attribute: Any = None, start: Any = 0) -> Any:
    if not isinstance(start, (int, float)):  # lists would be copied over and over
        raise TypeError("not a number")
    return _default("sum")(environment, iterable, attribute, start)


def _batch(value: Any, linecount: int, fill_with: Any = None) -> Any:
    if not 0 < linecount <= _WIDEST:
        raise TooMuch
    return _default("batch")(value, linecount, fill_with)


def _round(value: Any, precision: int = 0, method: str = "common") -> Any:
    if abs(precision) > _FINEST:
        raise TooMuch
    return _default("round")(value, precision, method)


def _format(value: Any, *args: Any, **named: Any) -> Any:
    if not _FORMAT.fullmatch(str(value)):
        raise TooMuch
    return _default("format")(value, *args, **named)


def _default(name: str) -> Callable[..., Any]:
    """The filter of that name as Jinja has it."""
    found: Callable[..., Any] = DEFAULT_FILTERS[name]
    return found


FILTERS: Mapping[str, Callable[..., Any]] = {
    **{
        name: _default(name)
        for name in (
            "abs capitalize count d default e escape first float int last length list lower map max min reject "
            "rejectattr reverse select selectattr sort string title trim unique upper wordcount"
        ).split()
    },
    "join": _join, "replace": _replace, "sum": _sum, "batch": _batch, "round": _round, "format": _format,
    **filters.FILTERS,
}  # fmt: skip

_OPEN: Mapping[type, str] = {
    str: "startswith endswith split splitlines strip lstrip rstrip upper lower title capitalize isdigit",
    Mapping: "items keys values get",
    datetime: "hour minute second date time tzinfo tzname astimezone",
    date: "year month day weekday isoformat",
    time: "hour minute second isoformat",
    timedelta: "days seconds",
    runtime.LoopContext: "index index0 revindex revindex0 first last length previtem nextitem cycle changed",
}
"""By kind of value: the attributes that a template may read."""


def readable(value: Any, name: str) -> bool:
    """Whether a template may read that attribute of a value."""
    if name.startswith("_"):
        return False
    if type(value).__name__ == "TemplateModule":
        return name in vars(value)
    kind: Any = type(value)
    return isinstance(value, (runtime.Undefined, Namespace)) or name in _readable_of(kind)


def callable_here(value: Any) -> bool:
    """Whether a template may call that: a macro, a block, or what `readable` let through."""
    return (
        isinstance(value, (runtime.Macro, runtime.BlockReference))
        or any(value is one for one in GLOBALS.values())
        or readable(getattr(value, "__self__", None), getattr(value, "__name__", "_"))
    )


@cache
def _readable_of(kind: Any) -> frozenset[str]:
    own = {field.name for field in fields(kind)} if is_dataclass(kind) else set()
    return frozenset(own.union(*(names.split() for one, names in _OPEN.items() if issubclass(kind, one))))
