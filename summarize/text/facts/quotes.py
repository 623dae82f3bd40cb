"""Quotations: what stands between quotation marks, compared word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarize.text.words import normalize, words

_QUOTE = re.compile(
    r"“(?P<curly>[^“”]+)(?:”|$)"
    r"|(?<![\w])\"(?P<straight>[^\"\n]+)(?:\"|$)"
    r"|«\s?(?P<guillemets>[^«»]+?)\s?(?:»|$)"
    r"|„(?P<low>[^„“”]+)(?:[“”]|$)"
    r"|(?<![\w‘])‘(?P<single>[^‘’]*(?:’\w[^‘’]*)*)’(?!\w)"
)
_LEFT_OUT = re.compile(r"(?<=[\w’'])\s*(?:…|\.\s?\.\s?\.)\s*(?=[\w‘'])")
_GAP = "…"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation; ``text[start:end]`` is what stands between the marks."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=8_000)
def find_quotes(text: str) -> tuple[Quote, ...]:
    """The quotations of ``text``, in order, those that are not closed running to the end."""
    found = []
    for match in _QUOTE.finditer(text):
        kind = str(match.lastgroup)
        if words(match[kind]):
            found.append(Quote(match.start(kind), match.end(kind), match[kind]))
    return tuple(found)


def missing_quotes(text: str, passages: Sequence[str]) -> tuple[Quote, ...]:
    """The quotations of ``text`` whose words do not stand in one passage, in order and unbroken."""
    runs = [f" {' '.join(_plain(passage))} " for passage in passages]
    return tuple(
        quote
        for quote in find_quotes(text)
        if not any(f" {' '.join(_plain(quote.text))} " in run for run in runs)
    )


def _plain(text: str) -> list[str]:
    """Words, and a mark where some were left out: what stands around it is not side by side."""
    parts = [[normalize(word) for word in words(part)] for part in _LEFT_OUT.split(text)]
    return [word for part in parts for word in (_GAP, *part)][1:]
