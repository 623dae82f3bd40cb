"""Plain text and Markdown: the text stays as it is, the rest is read from it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from summarize.reading.dates import to_iso
from summarize.reading.decoding import decode
from summarize.reading.extract import Extract
from summarize.reading.headlines import find_headline
from summarize.reading.provenance import find_provenance

_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M
)
_HEADING = re.compile(r"^ {0,3}#[ \t]+(?P<title>.+?)[ \t]*#*[ \t]*\r?$", re.M)


def parse_plain(data: bytes, declared: str = "") -> Extract:
    """A plain-text article: ``text`` is the decoded file, unchanged.

    Raises:
        InputError: it is empty or no text.
    """
    return describe(decode(data, declared))


def parse_markdown(data: bytes, declared: str = "") -> Extract:
    """A Markdown article: ``text`` is the decoded file, front matter and all.

    Raises:
        InputError: it is empty or no text.
    """
    text = decode(data, declared)
    match = _FRONT_MATTER.match(text)
    length = match.end() if match is not None else 0
    fields = _front_matter(match["yaml"]) if match is not None else {}
    heading = _HEADING.search(text, length)
    found = describe(text[length:])
    return Extract(
        text=text,
        title=fields.get("title") or (heading["title"] if heading is not None else found.title),
        source=fields.get("source") or fields.get("publisher") or found.source,
        published=to_iso(fields.get("date") or fields.get("published") or "") or found.published,
        url=http_address(fields.get("url")),
        language=fields.get("lang") or fields.get("language") or "",
        front_matter=length,
    )


def describe(text: str) -> Extract:
    """``text`` with the headline, outlet and date that it gives itself."""
    provenance = find_provenance(text)
    return Extract(
        text=text,
        title=find_headline(text),
        source=provenance.source,
        published=provenance.published,
    )


def http_address(value: object) -> str | None:
    """``value`` if it is an http(s) address."""
    is_one = isinstance(value, str) and re.match(r"https?://[^\s/]", value.strip(), re.IGNORECASE)
    return value.strip() if is_one and isinstance(value, str) else None


def _front_matter(source: str) -> Mapping[str, str]:
    """Its plain values as text, keys in lower case; nothing if it is not a YAML mapping."""
    import yaml

    try:
        values = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    if not isinstance(values, dict):
        return {}
    return {
        str(key).lower(): str(value).strip()
        for key, value in values.items()
        if value is not None and not isinstance(value, (dict, list))
    }
