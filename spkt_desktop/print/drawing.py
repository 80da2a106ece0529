"""A judged document drawn by xhtml2pdf: only its story and its pages, and no more pages than a letter may have.

Importing this module imports xhtml2pdf (0.4 s).
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from reportlab import rl_config
from xhtml2pdf.config.resources import ResourceAccessPolicy, render_budget, use_policy
from xhtml2pdf.context import pisaContext
from xhtml2pdf.default import DEFAULT_PAGE_NAME
from xhtml2pdf.document import _RENDER_LOCK, pisaStory, start_on_leading_template
from xhtml2pdf.files import cleanFiles
from xhtml2pdf.util import reset_caches
from xhtml2pdf.xhtml2pdf_reportlab import PmlBaseDoc

from spkt_desktop.paths import resources
from spkt_desktop.print.markup import DEEPEST
from spkt_desktop.print.refusal import TooLong

MOST_PAGES = 500
"""Of one letter; the longest that the forms accept has 222."""
LONGEST = 600
"""Seconds: far beyond what the bounds above allow, on whatever PC."""


def draw(document: bytes, resolve: Callable[[str, object], None]) -> bytes:
    """The PDF of a document; `resolve` raises for a source that it may not have. TooLong where it has too many pages.

    What the library can do beside drawing (other PDFs, watermarks, signatures) is not called at all.
    """
    rl_config.invariant = 1  # no clock and no random name in any PDF of this process
    folder = resources("fonts")
    policy = ResourceAccessPolicy.server(folder, allow_remote=False, max_depth=2 * DEEPEST, max_render_seconds=LONGEST)
    # Never to a temporary file, to which a long text would be moved with any capacity but -1.
    context = pisaContext(str(folder / "letter.html"), capacity=-1)
    context.pathCallback = resolve
    context.resource_policy = policy
    with _RENDER_LOCK, use_policy(policy), render_budget(policy):
        try:
            pisaStory(BytesIO(document), context=context, encoding="utf-8")
            return _paged(context)
        finally:
            cleanFiles()
            reset_caches()


def _paged(context: Any) -> bytes:
    """The story laid out on the pages that its stylesheet declares."""
    target = BytesIO()
    named = dict(context.templateList)
    first = [named.pop(DEFAULT_PAGE_NAME)] if DEFAULT_PAGE_NAME in named else []
    drawn = _Bounded(target, pagesize=context.pageSize, title=context.meta["title"].strip(), allowSplitting=1,
                     author=context.meta["author"].strip(), subject=context.meta["subject"].strip(),
                     keywords=[word.strip() for word in context.meta["keywords"].strip().split(",") if word],
                     lang=context.lang_tag or None)  # fmt: skip
    drawn.addPageTemplates([*first, *named.values()])
    drawn.pisaPositioned = context.positioned
    start_on_leading_template(drawn, drawn.pageTemplates, context.story, declared_body=bool(first))
    build = drawn.multiBuild if context.multiBuild else drawn.build
    build(context.story)
    return target.getvalue()


class _Bounded(PmlBaseDoc):  # type: ignore[misc]
    """A document that ends with its last allowed page."""

    def beforePage(self) -> None:  # noqa: N802 (ReportLab's name)
        """Called before each page is begun."""
        if self.page > MOST_PAGES:
            raise TooLong
        super().beforePage()
