"""Passages that look as if they bore a sentence and say something else.

Such a passage is the worst citation there is: a reader who looks it up finds the sentence denied.
The tests are cautious on purpose; what they leave out costs a citation, not a sentence.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from summarize.attribution.bearing import clauses
from summarize.text.facts.dates import find_dates
from summarize.text.facts.names import find_names
from summarize.text.facts.negation import flipped, has_negation
from summarize.text.facts.numbers import Number, find_numbers, missing_numbers
from summarize.text.words import content_stems, is_content, stem, word_spans

_SAME = 0.5
"""The part of a negated clause that makes it one about the same thing."""


def gainsays(text: str, passage: str) -> bool:
    """True if ``passage`` gives another figure for the same thing, another date, or the opposite.

    A figure of ``text`` that the passage lacks is another one if the passage has a figure that
    ``text`` lacks, in the same unit and before or behind the same word ("12 people", "15 people").
    A date is another one if both have a date of one kind (weekday, year ...) and share none.
    The opposite is of a word that is no name: "cannot stay in Lund" does not deny "went to Lund".
    """
    return (
        _other_figure(text, passage)
        or _other_date(text, passage)
        or not (named(text) | named(passage)).issuperset(flipped(text, [passage]))
    )


def turned(text: str, passage: str) -> bool:
    """True if one negates something, the other nothing, and the thing may be in both.

    It may be if the other tells half of the content of a clause that negates.
    """
    if has_negation(text) == has_negation(passage):
        return False
    one, other = (text, passage) if has_negation(text) else (passage, text)
    told = set(content_stems(other))
    negated = [set(content_stems(clause)) for clause in clauses(one) if has_negation(clause)]
    return any(len(said & told) >= max(1.0, _SAME * len(said)) for said in negated)


@lru_cache(maxsize=8_000)
def named(text: str) -> frozenset[str]:
    """Stems of the names of ``text``."""
    return frozenset(stem for name in find_names(text) for stem in content_stems(name.text))


class _Figure(NamedTuple):
    """A number between the stems of the content words nearest to it, or None at an end."""

    number: Number
    before: str | None
    behind: str | None


def _other_figure(text: str, passage: str) -> bool:
    lost, gained = missing_numbers(text, [passage]), missing_numbers(passage, [text])
    if not lost or not gained:
        return False
    ours = [figure for figure in _figures(text) if figure.number in lost]
    theirs = [figure for figure in _figures(passage) if figure.number in gained]
    return any(_same_thing(one, two) for one in ours for two in theirs)


def _same_thing(one: _Figure, two: _Figure) -> bool:
    units = {reading.unit for reading in one.number.readings}
    if units.isdisjoint(reading.unit for reading in two.number.readings):
        return False
    behind = one.behind is not None and one.behind == two.behind
    return behind or (one.before is not None and one.before == two.before)


@lru_cache(maxsize=8_000)
def _figures(text: str) -> tuple[_Figure, ...]:
    words = [(stem(word), start, end) for word, start, end in word_spans(text) if is_content(word)]
    return tuple(
        _Figure(
            number=number,
            before=next((word for word, _, end in reversed(words) if end <= number.start), None),
            behind=next((word for word, start, _ in words if start >= number.end), None),
        )
        for number in find_numbers(text)
    )


def _other_date(text: str, passage: str) -> bool:
    ours, theirs = _dates(text), _dates(passage)
    return any(kind in theirs and ours[kind].isdisjoint(theirs[kind]) for kind in ours)


@lru_cache(maxsize=8_000)
def _dates(text: str) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for date in find_dates(text):
        for kind, value in date.parts:
            found[kind].add(value)
    return {kind: frozenset(values) for kind, values in sorted(found.items())}
