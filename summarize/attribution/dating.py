"""Dates that a sentence has left out of what it tells, or put to something else.

"In 2019 Nova paid $1 billion" without its year reads as news, and so does "the gain" of
"December's gain". A weekday is no such loss; nor is a date in an aside that the sentence leaves out
as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from summarize.attribution.alignment import align, tokens
from summarize.text.facts.dates import Date, find_dates, is_in_a_date

_OLD = frozenset(["year", "month", "decade"])
# Not "April's", "May's", "June's": they are people too.
_OWNER = re.compile(
    r"\b(?P<owner>(?:January|February|March|July|August|September|October|November|December"
    r"|(?:last|next|this) (?:week|month|year)|(?:19|20)\d\d)['’]s) (?P<thing>[a-z]+)",
    re.IGNORECASE,
)
_NEAR = 3
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


def dated_otherwise(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Dates of ``sentence`` that its passages have of something else, or in whose place another is.

    "They heard the first case on Tuesday", of "On Monday they heard the first case" and "On Tuesday
    they heard the second"; "found dead on Tuesday", of "police were searching on Tuesday". One of
    the three content words on either side, names aside, must be near the date in a passage.
    """
    return tuple(
        date.text
        for date in find_dates(sentence)
        if _gainsaid(sentence, date, passages) or _uprooted(sentence, date, passages)
    )


def _gainsaid(sentence: str, date: Date, passages: Sequence[str]) -> bool:
    """True if a passage tells all of the sentence with another date, and none with this one."""
    rest = {token.stem for token in tokens(sentence) if not is_in_a_date(token.start, sentence)}
    kinds = {kind for kind, _ in date.parts}
    dates = [other for told in _tellers(rest, passages) for other in find_dates(told)]
    same_kind = [other for other in dates if kinds & {kind for kind, _ in other.parts}]
    return bool(rest and same_kind) and not any(other.parts & date.parts for other in same_kind)


def _uprooted(sentence: str, date: Date, passages: Sequence[str]) -> bool:
    """True if passages have the date, and near it no word that is near it in the sentence.

    Not where a passage with the date tells all of the sentence: there it was moved.
    """
    if _tellers({token.stem for token in tokens(sentence)}, passages):
        return False
    here = _near(sentence, date)
    there = [
        _near(told, other)
        for told in passages
        for other in find_dates(told)
        if other.parts & date.parts
    ]
    return bool(here and there) and not any(here & near for near in there)


def _tellers(stems: Set[str], passages: Sequence[str]) -> list[str]:
    """The passages that have all of ``stems``."""
    return [told for told in passages if stems <= {token.stem for token in tokens(told)}]


def _near(text: str, date: Date) -> set[str]:
    """Three words on either side that are no names, and the very next ones, names or not."""
    others = [token for token in tokens(text) if not is_in_a_date(token.start, text)]
    before = [token for token in others if token.end <= date.start]
    behind = [token for token in others if token.start >= date.end]
    plain = [[token for token in side if not token.named] for side in (before, behind)]
    chosen = (*before[-1:], *behind[:1], *plain[0][-_NEAR:], *plain[1][:_NEAR])
    return {token.stem for token in chosen}


def _owned(sentence: str, passage: str) -> Iterator[str]:
    """Dates whose things are told with "the" in their place."""
    for match in _OWNER.finditer(passage):
        told = re.search(rf"\bthe {match['thing']}\b", sentence, re.IGNORECASE)
        if told is not None and match["owner"].lower() not in sentence.lower():
            yield match["owner"]
