"""RSS and Atom feeds, by feedparser, from bytes that are at hand: it fetches nothing here."""

from __future__ import annotations

import calendar
import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from io import BytesIO
from typing import Any, Literal
from xml.parsers import expat

from summarize.errors import InputError
from summarize.reading.dates import to_iso
from summarize.reading.decoding import decode, valid_unicode
from summarize.reading.languages import language_code

MAX_ENTRIES = 500
"""Of a feed; those after it are not read. The newest come first in nearly every feed."""

MAX_BYTES = 10_000_000
"""A larger feed is not read; large ones have some 100 kB."""

_MAX_BROKEN = 500_000
"""For what is not well-formed, feedparser takes time with nearly the square of its size."""
_SNIFFED = 65_536
# What may stand before the first element: declarations, comments, a document type.
_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.S | re.I)
_ROOT = re.compile(r"<(?:[\w.-]+:)?(?P<name>rss|feed|rdf|opml)(?=[\s/>])", re.I)
_ATOM = re.compile(r"""xmlns(?::\w+)?\s*=\s*["'][^"']*(?:atom|echo)""", re.IGNORECASE)
_RSS_1 = re.compile(r"purl\.org/rss/1|channel/0\.9|netscape\.com/rdf", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{2,40})["']""", re.I)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BLOCKS = frozenset("p div br li ul ol h1 h2 h3 h4 h5 h6 tr blockquote section article".split())
_SILENT = frozenset({"script", "style", "noscript", "iframe", "object", "template"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed.

    Attributes:
        title: plain text, or "".
        link: the address as the feed gives it (anything at all), or "".
        published: ISO 8601 in UTC, or None.
        text: its full content, or else its summary, as plain text; or "".
        source: the outlet that the entry itself names (feeds of feeds), or "".
    """

    title: str
    link: str
    published: str | None
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as read.

    Attributes:
        title: plain text, or "".
        site: the address of its site as the feed gives it, or "".
        language: ISO 639-1, or "".
        entries: in the order of the feed, ``MAX_ENTRIES`` at most.
        left_out: entries beyond these.
    """

    title: str
    site: str
    language: str
    entries: tuple[Entry, ...]
    left_out: int = 0


def sniff(data: bytes) -> Literal["feed", "opml", ""]:
    """Whether ``data`` is a feed or a list of feeds, by its first element; "" if neither."""
    wide = data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    # Not decode(): it would guess for long where a character is cut in two.
    text = data[:_SNIFFED].decode("utf-16" if wide else "utf-8", errors="replace")
    text = text.lstrip("\ufeff")
    root = _ROOT.match(text, _root_at(text))
    if root is None:
        return ""
    name, rest = root["name"].lower(), text[root.start() : root.start() + 2_000]
    if name == "opml":
        return "opml"
    known = name == "rss" or (_ATOM if name == "feed" else _RSS_1).search(rest) is not None
    return "feed" if known else ""


def parse_feed(data: bytes, declared: str = "", url: str = "") -> Feed:
    """A feed's entries; broken XML is read as far as it goes.

    Args:
        data: the feed.
        declared: the encoding that its server names, or "".
        url: where it came from, for relative links, or "".

    Raises:
        InputError: it is empty, too large, no text, declares entities, or no feed.
    """
    import feedparser

    if len(data) > MAX_BYTES:
        raise InputError(f"is a feed of more than {MAX_BYTES:,} bytes")

    inside = _XML_ENCODING.search(data[:1_000])
    text = decode(data, inside[1].decode("ascii") if inside is not None else declared)
    if re.search(r"<!ENTITY", text, re.IGNORECASE):
        raise InputError("declares entities, which a feed has no need of")
    text = text[_root_at(text) :]  # feedparser takes long to look through a long prolog
    if len(text) > _MAX_BROKEN and not _is_well_formed(text):
        raise InputError("is broken XML, and too large to be read all the same")
    try:
        found = feedparser.parse(
            BytesIO(text.encode("utf-8")),
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": url,
            },
            resolve_relative_uris=False,  # links are resolved all the same
            sanitize_html=False,  # plain_text leaves no markup at all
        )
    # Feeds are written by anybody, and the parser raises whatever its depths raise.
    except Exception as error:
        raise InputError(f"cannot be read as a feed ({type(error).__name__}: {error})") from error
    entries, about = found.entries, found.feed
    if not entries and (found.get("bozo") or not (about.get("title") or found.get("version"))):
        raise InputError(f"is no feed that can be read ({_fault(found)})")
    return Feed(
        title=_line(about.get("title")),
        site=_line(about.get("link")),
        language=language_code(_line(about.get("language"))),
        entries=tuple(_entry(entry, url) for entry in entries[:MAX_ENTRIES]),
        left_out=max(0, len(entries) - MAX_ENTRIES),
    )


def _root_at(text: str) -> int:
    position = 0
    while (match := _PROLOG.match(text, position)) is not None:
        position = match.end()
    return position


def _is_well_formed(text: str) -> bool:
    try:
        expat.ParserCreate("utf-8").Parse(text, True)
    except expat.ExpatError:
        return False
    return True


def plain_text(markup: str) -> str:
    """The text of a piece of HTML, blocks on lines of their own, scripts and the like left out."""
    from lxml import etree

    # Not html.parser: on unclosed tags it takes time with the square of their number.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    page = etree.fromstring(b"<body>" + valid_unicode(markup).encode("utf-8"), parser)
    pieces: list[str] = []
    walk = etree.iterwalk(page, events=("start", "end"))
    for event, element in walk:
        if element.tag in _BLOCKS:
            pieces.append("\n")
        if event == "end":
            pieces.append(_single_line(element.tail))
        elif element.tag in _SILENT:
            walk.skip_subtree()
        else:
            pieces.append(_single_line(element.text))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _single_line(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")


def _entry(entry: dict[str, Any], url: str) -> Entry:
    link = " ".join(str(entry.get("link") or "").split())
    contents = [_body(one) for one in entry.get("content", ())]
    summary = _body(entry.get("summary_detail") or {"value": entry.get("summary", "")})
    source = entry.get("source")
    return Entry(
        title=_line(entry.get("title")),
        link="" if link == url else link,  # an empty link is resolved to the feed itself
        published=_published(entry),
        text=max([*contents, summary], key=lambda text: len(text.split())),
        source=_line(source.get("title")) if isinstance(source, Mapping) else "",
    )


def _body(detail: Mapping[str, Any]) -> str:
    value = str(detail.get("value") or "")
    if detail.get("type") == "text/plain" and "<" not in value:
        return valid_unicode(value.strip())
    return plain_text(value)


def _line(value: object) -> str:
    return " ".join(plain_text(str(value or "")).split())


def _published(entry: dict[str, Any]) -> str | None:
    for name in ("published", "updated", "created"):
        # Past feedparser's own get, which gives "published" where "updated" was asked for.
        written = str(dict.get(entry, name) or "").strip()
        moment = dict.get(entry, f"{name}_parsed")
        if moment is not None and _DAY.fullmatch(written) is None:
            try:
                return datetime.fromtimestamp(calendar.timegm(moment), timezone.utc).isoformat()
            except (ValueError, OverflowError, OSError):
                continue
        date = to_iso(written)  # as no machine writes it: "24. November 2026"
        if date is not None:
            return date
    return None


def _fault(found: Mapping[str, Any]) -> str:
    fault = found.get("bozo_exception")
    return " ".join(str(fault).split())[:200] if fault else "it has neither title nor entries"
