"""Names, figures and dates that stand where the passages have another one.

A fact of a sentence is borne by its passages only where it stands there among the same words: "12
people died in Lund and 40 in Ystad" does not bear "40 people died in Lund". Each name, number and
date has a context, the content words nearest to it on either side. In a passage the fact with the
most of this context around it, on the right sides, is the one that belongs there; if that is
another fact of the same kind, and clearly so, the sentence has put one fact in the place of the
other. A fact that is missed in its context, without another in its place, is no error: writers put
names for pronouns.

The idea is that of distributional slots (Harris 1954): what stands in the same context plays the
same part. Limits: a fact taken over from a passage in which its rival is a pronoun is not seen; in
a list ("A, B and C said") all share one context and none is a rival; a word that opens a sentence
is a name only if it is one elsewhere in the passages; a passive made of an active sentence looks
like a swap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from summarize.attribution.alignment import tokens
from summarize.text.facts.dates import Date, find_dates
from summarize.text.facts.names import Name, find_names
from summarize.text.facts.numbers import find_numbers
from summarize.text.verbs import root
from summarize.text.words import stem, word_spans

Kind = Literal["name", "number", "date"]

_REACH, _WINDOW = 4, 20
"""How many words of context count on either side, and how far from the fact they may stand in a
passage: an aside may stand between."""
_CROSSED, _FARTHER = 0.1, 0.02
"""What a word of the context is worth on the wrong side; how much it loses a word of distance."""
_EITHER = frozenset(root(word) for word in "say report tell write add according per".split())
"""Roots that stand on either side of who speaks."""
_LEAD, _LEAST = 0.15, 0.6
"""How much more of the context a rival must have, and how much at least."""
_PLACED = 0.6
"""How much of its own context a fact has that is in its right place."""
_LETTERS = 5
"""Words of names are the same by so many letters: "Bahamas", "Bahamian"."""

_PREPOSITIONS = frozenset("in at from near to of by with for on against over".split())
_BEFORE = re.compile(r"(\w+) (?:the |a |an )?$")
_MARKS = tuple(",.;:)")


class Slot(NamedTuple):
    """A fact in a text.

    Attributes:
        value: what it is; facts that share a part of it are the same.
        words: the roots it is written with.
        frame: the preposition before it; of a number its unit, and whether a mark follows.
        left, right: the roots of the content words around it, nearest first.
    """

    kind: Kind
    text: str
    value: frozenset[object]
    words: frozenset[str]
    frame: tuple[object, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]

    def same(self, other: Slot) -> bool:
        """True if both are one fact."""
        return self.kind == other.kind and bool(self.value & other.value)


def displaced(sentence: str, passages: Sequence[str]) -> tuple[tuple[Kind, str], ...]:
    """Kind and text of each fact of ``sentence`` that stands where ``passages`` have another.

    A rival that ``sentence`` has in its right place as well is none: "Gill, of Oxford, was charged"
    puts Oxford beside Gill, not in his place. Of two that changed places neither is right.
    """
    names = frozenset().union(*(_name_roots(text) for text in (sentence, *passages)))
    there = [slot for passage in passages for slot in slots(passage, names)]
    ours = slots(sentence, names)
    suspects = [slot for slot in ours if _outdone(slot, there)]
    placed = [slot for slot in ours if slot not in suspects and fits(slot, there)[0] >= _PLACED]
    free = [one for one in there if not any(slot.same(one) for slot in placed)]
    return tuple(
        (slot.kind, slot.text)
        for slot in suspects
        if _outdone(slot, [*free, *(one for one in there if slot.same(one))])
    )


def _outdone(slot: Slot, there: Sequence[Slot]) -> bool:
    own, rival = fits(slot, there)
    return rival >= _LEAST and rival - own >= _LEAD


def fits(slot: Slot, there: Sequence[Slot]) -> tuple[float, float]:
    """How well the fact itself fits its context, and the best other fact; both in [0, 1]."""
    own = [_fit(slot, one) for one in there if slot.same(one)]
    others = [
        _fit(slot, one)
        for one in there
        if one.kind == slot.kind and one.frame == slot.frame and not slot.same(one)
    ]
    return max(own, default=0.0), max(others, default=0.0)


def _fit(slot: Slot, other: Slot) -> float:
    """The part of the context of ``slot`` that is around ``other``; near words weigh more.

    A context that the other fact is part of says nothing about it: left out.
    """
    total = gained = 0.0
    sides = ((slot.left, other.left, other.right), (slot.right, other.right, other.left))
    for context, near, far in sides:
        for distance, word in enumerate(context[:_REACH]):
            if word in other.words and not slot.same(other):
                continue
            weight = 1 / (1 + distance)
            total += weight
            if word in near:
                gained += weight / (1 + _FARTHER * abs(distance - near.index(word)))
            elif word in far:
                gained += weight * (1 if word in _EITHER else _CROSSED)
    return round(gained / total, 6) if total else 0.0


@lru_cache(maxsize=8_000)
def slots(text: str, names: frozenset[str] = frozenset()) -> tuple[Slot, ...]:
    """The facts of ``text`` with their contexts; ``names`` are roots known to be names."""
    words = tokens(text)
    return tuple(
        Slot(
            kind=kind,
            text=text[start:end],
            value=value,
            words=frozenset(word.stem for word in words if start <= word.start < end),
            frame=_frame(text, kind, start, end),
            left=tuple(word.stem for word in reversed(words) if word.end <= start)[:_WINDOW],
            right=tuple(word.stem for word in words if word.start >= end)[:_WINDOW],
        )
        for kind, value, start, end in _facts(text, names)
    )


def _frame(text: str, kind: Kind, start: int, end: int) -> tuple[object, ...]:
    if kind == "number":
        units = tuple(sign in text[start:end].lower() for sign in ("$", "%", "percent"))
        return (*units, text[end : end + 1] in _MARKS)
    before = _BEFORE.search(text[:start])
    word = before[1].lower() if before else ""
    return (word,) if word in _PREPOSITIONS else ()


def _facts(text: str, names: frozenset[str]) -> Iterator[tuple[Kind, frozenset[object], int, int]]:
    dates = find_dates(text)
    found = find_names(text)
    for name in found:
        yield "name", _name(name), name.start, name.end
    for word, start, end in word_spans(text)[:1]:
        if word[0].isupper() and _root(word) in names and all(name.start > start for name in found):
            yield "name", frozenset([_root(word)]), start, end
    for number in find_numbers(text):
        if not _inside(number.start, number.end, dates):
            values = frozenset(reading.value for reading in number.readings)
            yield "number", values, number.start, number.end
    for date in dates:
        yield "date", date.parts, date.start, date.end


def _inside(start: int, end: int, dates: Sequence[Date]) -> bool:
    return any(date.start < end and start < date.end for date in dates)


@lru_cache(maxsize=8_000)
def _name_roots(text: str) -> frozenset[str]:
    return frozenset(_root(token) for name in find_names(text) for token in name.tokens)


def _name(name: Name) -> frozenset[object]:
    """Roots of its words, of all of them together ("G-7", "G7"), and its initials."""
    whole = "".join(name.tokens)
    initials = "".join(token[0] for token in name.tokens) if len(name.tokens) > 1 else whole
    return frozenset(_root(word) for word in (*name.tokens, whole, initials))


def _root(word: str) -> str:
    return stem(word.replace(".", ""))[:_LETTERS]
