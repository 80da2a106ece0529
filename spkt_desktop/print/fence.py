"""What a template can do: read the values of its letter and write text, within an allowance; nothing else.

A template may come from outside, so it is data: before it runs, all that is not in the vocabulary is refused, and
whatever could grow is made to pay first. Time and memory are bounded by that, not by a clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, wraps
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, Template, TemplateNotFound, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from spkt_desktop.print import vocabulary
from spkt_desktop.print.meter import MOST, Meter

LARGEST_FILE = 100_000
"""Characters of one file of a template; the largest of ours has 8000."""

_STEP, _ACT = 3, 50
"""Units of one part of an expression, and of a filter, a test or a call."""
_PAY, _EACH, _READ = "bayar", "tiap", "baca"
"""Filters that only this module writes into a template; one that names them gets no more than a smaller allowance."""


class Fence(ImmutableSandboxedEnvironment):
    """Where one letter is filled in: its files, and what is left of its allowance."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

    def __init__(self, files: Mapping[str, str], allowance: int = MOST) -> None:
        self.meter = Meter(allowance)
        super().__init__(
            loader=_Files(files), autoescape=True, undefined=StrictUndefined, finalize=self._written, optimized=False
        )
        self.globals = dict(vocabulary.GLOBALS)
        self.filters = {name: self._paid(one) for name, one in vocabulary.FILTERS.items()}
        self.filters |= {_PAY: self._pay, _EACH: self._each, _READ: self._written}
        self.tests = {name: self._paid(one) for name, one in vocabulary.TESTS.items()}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`: an entry, or an attribute that the vocabulary has; SecurityError for any other."""
        if vocabulary.readable(obj, attribute):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, (Mapping, TemplateReference)):
            return self.getitem(obj, attribute)
        raise SecurityError("not to be read")

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]`: an entry, a place in a row, or what `getattr` reads."""
        rows = isinstance(obj, (str, list, tuple)) and not isinstance(argument, str)
        if rows or isinstance(obj, (Mapping, Undefined, TemplateReference)):
            try:
                return obj[argument]
            except (TypeError, LookupError):
                return self.undefined(obj=obj, name=argument)
        return self.getattr(obj, str(argument))

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 (as Jinja has it)
        """`obj(...)`; SecurityError for what a template may not call."""
        if not vocabulary.callable_here(__obj):
            raise SecurityError("not to be called")
        __self.meter.pay(_ACT)
        given = __context.call(__obj, *args, **kwargs)
        written = isinstance(__obj, (Macro, BlockReference))  # and paid for while it was
        return given if written else __self._written(given)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """An operator between two values: numbers and days by any, texts and lists joined by `+` only."""
        joins = [one for one in (left, right) if isinstance(one, (str, list, tuple))]
        if operator == "**" or (joins and operator != "+"):
            raise SecurityError("not to be computed")
        self.meter.pay(1 + sum(map(len, joins)))  # rows are joined as they are, not read
        given = super().call_binop(context, operator, left, right)
        return given if joins else self._written(given)

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        """The code of a template, judged and with everything that pays put in; SecurityError where it may not be."""
        _judge(source)
        return super()._generate(_Payments().visit(source), *args, **kwargs)

    def _written(self, value: Any) -> Any:
        """The value, paid for."""
        self.meter.read(value)
        return value

    def _pay(self, value: Any, units: int) -> Any:
        self.meter.pay(units)
        return value

    def _each(self, values: Any, units: int) -> Any:
        """What a loop goes through, with all of its steps paid for."""
        steps = values if hasattr(values, "__len__") else list(values)
        self.meter.pay((len(steps) + 1) * units)
        return steps

    def _paid(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A filter or test that pays for what it reads before it does, and for what it gives."""

        ours = int(hasattr(function, "jinja_pass_arg"))  # Jinja gives such a one its own things first

        @wraps(function)
        def paid(*args: Any, **named: Any) -> Any:
            self.meter.pay(_ACT)
            self.meter.read_all((*args[ours:], *named.values()))
            given = function(*args, **named)
            return self._written(list(given) if isinstance(given, Iterator) else given)

        return paid


class _Files(BaseLoader):
    """The files of one template, and no other."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files

    def load(self, environment: Any, name: str, globals: Any = None) -> Template:  # noqa: A002 (as Jinja has it)
        """One of the files; TemplateNotFound for any other."""
        if name not in self._files:
            raise TemplateNotFound(name)
        return Template.from_code(environment, compiled(self._files[name], name), globals)


@lru_cache(maxsize=64)  # compiling a template takes as long as drawing a third of the letter
def compiled(source: str, name: str) -> Any:
    """The code of one file of a template; SecurityError or TemplateSyntaxError where it is not to be used."""
    if len(source) > LARGEST_FILE:
        raise SecurityError("too long")
    return Fence({}).compile(source, name)


def _judge(source: nodes.Template) -> None:
    """Raise SecurityError for anything that the vocabulary does not have."""
    for node in _walk(source):
        match node:
            case _ if type(node) not in vocabulary.NODES:
                allowed = False
            case nodes.Filter():
                allowed = node.name in vocabulary.FILTERS
            case nodes.Test():
                allowed = node.name in vocabulary.TESTS
            case nodes.Getattr():
                allowed = not node.attr.startswith("_")
            case nodes.For():
                allowed = not node.recursive
            case nodes.Extends() | nodes.Include() | nodes.Import() | nodes.FromImport():
                allowed = isinstance(node.template, nodes.Const) and isinstance(node.template.value, str)
            case _:
                allowed = True
        if not allowed:
            raise SecurityError("not in the vocabulary")


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _weight(node: nodes.Node) -> int:
    """What one pass through a node costs, loops and calls aside: its parts and the text that it writes as it stands."""
    own = len(node.data) if isinstance(node, nodes.TemplateData) else _STEP
    return own + sum(_weight(child) for child in node.iter_child_nodes())


class _Payments(NodeTransformer):
    """Puts into a judged template what pays: for each pass through a body, and for whatever an operator reads."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 (as Jinja has it)
        weight = _weight(node)
        self.generic_visit(node)
        node.iter = _filter(node.iter, _EACH, weight)
        return node

    def visit_Template(self, node: Any) -> nodes.Node:  # noqa: N802
        weight = _weight(node)
        self.generic_visit(node)
        line = node.lineno or 1
        node.body.insert(0, nodes.ExprStmt(_filter(nodes.Const(None, lineno=line), _PAY, weight), lineno=line))
        return node  # type: ignore[no-any-return]

    visit_Block = visit_Macro = visit_CallBlock = visit_FilterBlock = visit_Template  # noqa: N815

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.nodes = [_filter(one, _READ) for one in node.nodes]
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.expr = _filter(node.expr, _READ)
        for operand in node.ops:
            operand.expr = _filter(operand.expr, _READ)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filter(node, _READ) if isinstance(node.arg, nodes.Slice) else node


def _filter(value: Any, name: str, *units: int) -> nodes.Filter:
    """A value as it comes out of one of our own filters."""
    given = [nodes.Const(one, lineno=value.lineno) for one in units]
    return nodes.Filter(value, name, given, [], None, None, lineno=value.lineno)
