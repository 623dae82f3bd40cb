"""What a parser makes of one input, before it becomes an article."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from summarize.records import Skipped

Kind = Literal["plain", "markdown", "html", "json", "jsonl", "pdf", "mail"]

KIND_OF_ENDING: dict[str, Kind] = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".pdf": "pdf",
    ".eml": "mail",
}
"""The endings that are read inside folders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """One text and what its input says about it.

    Attributes:
        text: as it will stand in ``Article.text``.
        title: the headline, or "".
        source: the outlet, or "".
        published: ISO 8601, or None.
        url: an http(s) address, or None.
        language: ISO 639-1 as the input declares it, or "".
        place: what follows the path of the input where it holds several texts (":3"), or "".
        front_matter: characters at the head of ``text`` that describe it and are no story.
    """

    text: str
    title: str = ""
    source: str = ""
    published: str | None = None
    url: str | None = None
    language: str = ""
    place: str = ""
    front_matter: int = 0

    def with_defaults(self, **values: Any) -> Extract:
        """The same, with ``values`` for those of its fields that are empty."""
        return replace(
            self, **{name: value for name, value in values.items() if not getattr(self, name)}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """The texts of one input, and those parts of it that could not be used."""

    extracts: tuple[Extract, ...]
    skipped: tuple[Skipped, ...] = ()
