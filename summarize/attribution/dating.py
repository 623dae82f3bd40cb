"""Dates that a sentence has left out of what it tells, or put to something else.

"In 2019 Nova paid $1 billion" without its year reads as news, and so does "the gain" of
"December's gain". A weekday is no such loss; nor is a date in an aside that the sentence leaves out
as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarize.attribution.alignment import align, tokens
from summarize.text.facts.dates import find_dates

_OLD = frozenset(["year", "month", "decade"])
# Not "April's", "May's", "June's": they are people too.
_OWNER = re.compile(
    r"\b(?P<owner>(?:January|February|March|July|August|September|October|November|December"
    r"|(?:last|next|this) (?:week|month|year)|(?:19|20)\d\d)['’]s) (?P<thing>[a-z]+)",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(r"\b[Ii]n ((?:19|20)\d\d)\b")


def undated(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Dates of the first passage, by month or year, whose neighbours ``sentence`` tells undated."""
    if not passages:
        return ()
    owned = tuple(_owned(sentence, passages[0]))
    if owned or find_dates(sentence):
        return owned
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


def dated_anew(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Years in which ``sentence`` has something happen, of passages with "1997's film" alone."""
    return tuple(
        year
        for year in _IN_YEAR.findall(sentence)
        if not any(re.search(rf"\b{year}\b(?!['’]s)", passage) for passage in passages)
    )


def _owned(sentence: str, passage: str) -> Iterator[str]:
    """Dates whose things are told with "the" in their place."""
    for match in _OWNER.finditer(passage):
        told = re.search(rf"\bthe {match['thing']}\b", sentence, re.IGNORECASE)
        if told is not None and match["owner"].lower() not in sentence.lower():
            yield match["owner"]
