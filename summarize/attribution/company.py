"""Names that keep other company in a sentence than in its passages.

A small model's gravest fault is a fluent swap: "the CEO of Microsoft" made of "the CEO of OpenAI"
and a partner called Microsoft. Every word of it stands in the source, so the words are no help;
what gives it away is that the word beside the name never stands near that name there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from summarize.text.facts.names import find_names
from summarize.text.words import is_content, stem, word_spans

_NEXT, _NEAR = 1, 2
_APART = re.compile(r"[,;:–—()]|\b(?:and|or|but|which|who|that|while|when|after|as)\b")
_BETWEEN = re.compile(r"^\s+$|^[’']s?\s+$")


def strangers(sentence: str, passages: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Neighbouring stems of ``sentence``, one of them a name's, that keep no such company there.

    Two content words with nothing between ("the OpenAI chief") must be neighbours in a passage, in
    either order, so that a passive may become an active; with function words between ("the chief
    of OpenAI") one other content word may stand between them there. Across a comma or a conjunction
    anything may be joined. A word that no passage has at all is the business of other checks.
    """
    known = {token.stem for passage in passages for token in _content(passage)}
    tokens = _content(sentence)
    return tuple(
        (one.stem, two.stem)
        for one, two in pairwise(tokens)
        if (one.named or two.named)
        and not two.apart
        and one.stem != two.stem
        and {one.stem, two.stem} <= known
        and not _met(one.stem, two.stem, _NEXT if two.adjoining else _NEAR, passages)
    )


def misplaced_articles(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Names that ``sentence`` puts "the" or "a" before and no passage does ("the OpenAI has")."""
    there = {pair for passage in passages for pair in _with_article(passage)}
    return tuple(name for article, name in _with_article(sentence) if (article, name) not in there)


def _with_article(text: str) -> tuple[tuple[str, str], ...]:
    spans = word_spans(text)
    starts = {name.start for name in find_names(text)}
    return tuple(
        (one.lower(), stem(two))
        for (one, _, _), (two, begin, _) in pairwise(spans)
        if one.lower() in ("the", "a", "an") and begin in starts
    )


class _Token(NamedTuple):
    """A content word; ``adjoining`` and ``apart`` say how it stands to the one before."""

    stem: str
    named: bool
    adjoining: bool
    apart: bool


@lru_cache(maxsize=20_000)
def _content(text: str) -> tuple[_Token, ...]:
    spans = [(name.start, name.end) for name in find_names(text)]
    tokens = []
    before = -1
    for word, begin, end in word_spans(text):
        if not is_content(word):
            continue
        named = any(start <= begin < stop for start, stop in spans)
        between = text[before:begin] if before >= 0 else ","
        adjoining = _BETWEEN.match(between) is not None
        tokens.append(_Token(stem(word), named, adjoining, _APART.search(between) is not None))
        before = end
    return tuple(tokens)


def _met(one: str, two: str, reach: int, passages: Sequence[str]) -> bool:
    return any(frozenset((one, two)) in _pairs(passage, reach) for passage in passages)


@lru_cache(maxsize=20_000)
def _pairs(text: str, reach: int) -> frozenset[frozenset[str]]:
    """Stems with fewer than ``reach`` other content words between them."""
    items = [token.stem for token in _content(text)]
    return frozenset(
        frozenset((items[place], other))
        for place in range(len(items))
        for other in items[place + 1 : place + 1 + reach]
    )
