"""Which word of the passages each word of a sentence was taken from.

A written sentence is made of its evidence, so that nearly every content word of it stands there,
often more than once. The most likely way through these places is the one with the fewest and the
shortest jumps: a path of least cost (Viterbi 1967), as in monotone word alignment (Vogel, Ney and
Tillmann 1996), but with a price for jumps back and between passages instead of a ban. What the
checks then compare is a word in the sentence with *its* place in a passage: what stands before it
there and here ("may", "not", "plans to", "a").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from summarize.text.facts.names import find_names
from summarize.text.verbs import root
from summarize.text.words import is_content, normalize

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]")
_SKIP, _STEP, _FAR = 0.5, 0.1, 10
_BACK, _OTHER = 2.0, 2.5
"""Prices: of leaving out words and of each of them, of a jump back, of one to another passage."""


class Token(NamedTuple):
    """A content word of a text, ``text[start:end]``.

    ``stem`` is the word's ``root``; ``before`` is what stands between the content word before it
    and it: function words, in lower case, and marks.
    """

    stem: str
    start: int
    end: int
    before: tuple[str, ...]
    named: bool


class Place(NamedTuple):
    """The content word number ``at`` of passage number ``passage``."""

    passage: int
    at: int


@lru_cache(maxsize=8_000)
def tokens(text: str) -> tuple[Token, ...]:
    """The content words of ``text``, in order."""
    names = [(name.start, name.end) for name in find_names(text)]
    found: list[Token] = []
    before: list[str] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word[0].isalnum() and is_content(word):
            named = any(start <= match.start() < end for start, end in names)
            found.append(Token(root(word), match.start(), match.end(), tuple(before), named))
            before = []
        else:
            before.append(normalize(word))
    return tuple(found)


def align(sentence: str, passages: Sequence[str]) -> tuple[Place | None, ...]:
    """For each content word of ``sentence`` its place in ``passages``, or None for a new word."""
    return _align(sentence, tuple(passages))


@lru_cache(maxsize=2_000)
def _align(sentence: str, passages: tuple[str, ...]) -> tuple[Place | None, ...]:
    where: dict[str, list[Place]] = {}
    for number, passage in enumerate(passages):
        for index, token in enumerate(tokens(passage)):
            where.setdefault(token.stem, []).append(Place(number, index))
    chain = [token.stem for token in tokens(sentence) if token.stem in where]
    path = iter(_cheapest([where[item] for item in chain]))
    return tuple(next(path) if token.stem in where else None for token in tokens(sentence))


def _cheapest(options: Sequence[Sequence[Place]]) -> list[Place]:
    if not options:
        return []
    costs = [0.0] * len(options[0])
    back: list[list[int]] = []
    for here, now in pairwise(options):
        step = [min((costs[k] + _price(one, two), k) for k, one in enumerate(here)) for two in now]
        costs = [round(cost, 6) for cost, _ in step]
        back.append([k for _, k in step])
    last = min(range(len(costs)), key=lambda k: (costs[k], k))
    path = [last]
    for pointers in reversed(back):
        path.append(pointers[path[-1]])
    return [places[k] for places, k in zip(options, reversed(path), strict=True)]


def _price(one: Place, two: Place) -> float:
    if one.passage != two.passage:
        return _OTHER
    skipped = two.at - one.at - 1
    if skipped < 0:
        return _BACK + _STEP * min(_FAR, -skipped)
    return _SKIP + _STEP * min(_FAR, skipped) if skipped else 0.0
