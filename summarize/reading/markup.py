"""HTML pages: the main text and what the page says about itself, by trafilatura.

No one mode of trafilatura is best everywhere: the strict one now and then loses the whole
article, the fallbacks now and then take in the neighbours. So the modes are tried from strict to
generous, and the first that holds most of the page's main run of paragraphs is taken. If none
does, the page's own ``articleBody`` (JSON-LD, schema.org) or that run itself is.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any
from urllib.parse import urlsplit

from summarize.errors import InputError
from summarize.reading.dates import to_iso
from summarize.reading.decoding import decode, valid_unicode
from summarize.reading.extract import Extract
from summarize.reading.languages import language_code
from summarize.reading.paragraphs import coverage, main_paragraphs
from summarize.reading.plain import http_address

_MODES: tuple[Mapping[str, bool], ...] = (
    {"favor_precision": True, "fast": True},
    {"favor_precision": True},
    {"fast": True},
    {},
)
_ENOUGH_WORDS = 40
_ENOUGH_COVERAGE = 0.6
# Hidden by style, and boxes that show when the pointer is over a name.
_HIDDEN = (
    '//body//*[contains(translate(@style, " ", ""), "display:none")'
    ' or contains(@class, "rollover-block") or contains(@class, "tooltip-content")'
    ' or contains(@class, "popover-content")]'
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,30})""", re.IGNORECASE)
_TAG = re.compile(r"<[^>]{1,500}>")
_BLOCK_END = re.compile(r"</(?:p|div|li|h\d)>|<br\s*/?>", re.IGNORECASE)


def parse_html(data: bytes, declared: str = "", url: str | None = None) -> Extract:
    """The article of a page.

    Args:
        data: the page.
        declared: the encoding that its server names, or "".
        url: where it came from, or None.

    Raises:
        InputError: it is empty, no text, or no HTML that can be read.
    """
    meta = _CHARSET.search(data[:4096])
    declared = declared or (meta[1].decode("ascii") if meta is not None else "")
    return parse_markup(decode(data, declared), url)


def parse_markup(page: str, url: str | None = None) -> Extract:
    """The article of a page that is decoded already; see ``parse_html``."""
    try:
        return _extract(page, url)
    except InputError:
        raise
    # Pages are written by anybody, and the parsers below raise whatever their depths raise.
    except Exception as error:
        raise InputError(f"cannot be read as HTML ({type(error).__name__}: {error})") from error


def _extract(page: str, url: str | None) -> Extract:
    from trafilatura import extract_metadata, load_html

    tree = load_html(page)
    if tree is None:
        raise InputError("cannot be read as HTML")
    language = tree.get("lang") or ""
    about = extract_metadata(load_html(page), default_url=url)
    address = http_address(about.url) or url
    text = _main_text(tree, url)
    if not text.strip():
        raise InputError("no article was found in the page")
    return Extract(
        text=valid_unicode(text),
        title=about.title or "",
        source=about.sitename or urlsplit(address or "").hostname or about.hostname or "",
        published=to_iso(about.date or ""),
        url=address,
        language=language_code(language or about.language or ""),
    )


def _main_text(tree: Any, url: str | None) -> str:
    for element in tree.xpath(_HIDDEN):
        element.drop_tree()
    paragraphs = main_paragraphs(tree)
    best, best_coverage = "", -1.0
    for mode in _MODES:
        text = _trafilatura(tree, url, mode)
        share = coverage(text, paragraphs)
        if len(text.split()) >= _ENOUGH_WORDS and share >= _ENOUGH_COVERAGE:
            return text
        if text and share > best_coverage:
            best, best_coverage = text, share
    run = "\n".join(paragraphs)
    for other in (article_body(tree), run):
        if len(other.split()) > 1.2 * len(best.split()) and coverage(other, paragraphs) > 0.9:
            return other
    return best


def _trafilatura(tree: Any, url: str | None, mode: Mapping[str, bool]) -> str:
    from trafilatura import bare_extraction

    options: dict[str, Any] = {"include_comments": False, **mode}
    found: Any = bare_extraction(deepcopy(tree), url=url, **options)  # it changes what it reads
    return (found.text or "") if found is not None else ""


def article_body(tree: Any) -> str:
    """The longest ``articleBody`` of the page's JSON-LD as plain text, or "".

    Args:
        tree: an lxml element, the page.
    """
    bodies = [
        body
        for script in tree.iter("script")
        if "ld+json" in (script.get("type") or "").lower()
        for body in _bodies(script.text or "")
    ]
    return max(bodies, key=len, default="")


def _bodies(source: str) -> Iterator[str]:
    try:
        values = [json.loads(source, strict=False)]
    except (ValueError, RecursionError):
        return
    while values:
        value = values.pop()
        if isinstance(value, list):
            values.extend(value)
        elif isinstance(value, dict):
            values.extend(value.values())
            if isinstance(value.get("articleBody"), str):
                yield _without_tags(value["articleBody"])


def _without_tags(body: str) -> str:
    body = html.unescape(body)
    return html.unescape(_TAG.sub(" ", _BLOCK_END.sub("\n", body))).strip()
