"""Dates that a sentence has left out of what it tells.

"In 2019 Nova paid $1 billion" without its year reads as news. A weekday is no such loss; nor is a
date in an aside that the sentence leaves out as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.attribution.alignment import align, tokens
from summarize.text.facts.dates import find_dates

_OLD = frozenset(["year", "month", "decade"])


def undated(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Dates of the first passage, by month or year, whose neighbours ``sentence`` tells undated."""
    if not passages or find_dates(sentence):
        return ()
    theirs = tokens(passages[0])
    kept = {place.at for place in align(sentence, passages[:1]) if place is not None}
    found = []
    for date in find_dates(passages[0]):
        if not _OLD & {kind for kind, _ in date.parts}:
            continue
        before = [at for at, token in enumerate(theirs) if token.end <= date.start]
        behind = [at for at, token in enumerate(theirs) if token.start >= date.end]
        near = [*before[-2:], *behind[:2]]
        if near and sum(at in kept for at in near) > len(near) / 2:
            found.append(date.text)
    return tuple(found)
