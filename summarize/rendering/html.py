"""A plain, correct HTML page; everything that comes from an article is escaped by Jinja2."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from summarize.records import Summary
from summarize.rendering.references import (
    cited,
    counts_line,
    numbers,
    passage,
    printable,
    source_line,
    unused,
)

if TYPE_CHECKING:
    from jinja2 import Template


def render(summary: Summary) -> str:
    """One self-contained page: no script, no address that is fetched."""
    numbered = numbers(summary)
    texts = {article.id: article.text for article in summary.articles}
    page = page_template("summarize.rendering", "summary.html").render(
        summary=summary,
        numbered=numbered,
        cited=cited(summary),
        unused=unused(summary),
        counts=counts_line(summary),
        passage=passage,
        source_line=source_line,
        cited_text=lambda citation: passage(
            texts[citation.key.article][citation.start : citation.end]
        ),
        link=link,
    )
    return printable(page) + "\n"


def link(url: str | None) -> str:
    """``url`` if it is an http(s) address, else "": a "javascript:" link must not be offered."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


@lru_cache(maxsize=8)
def page_template(package: str, name: str) -> Template:
    """The template ``name`` in ``package``'s folder ``templates``; what it shows is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)
