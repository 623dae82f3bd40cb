"""Words that a sentence says twice and no passage does: joining reports, a writer stammers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from summarize.text.facts.dates import find_dates
from summarize.text.words import bigrams, content_stems, stems

_TOO_NEAR = 5
"""Content words from a word to the same one again: one clause has both."""


def says_twice(text: str, passages: Sequence[str]) -> bool:
    """True if a content word, or two side by side, come more often in it than in any passage.

    Of two reports that say the same a small model makes "see their veterinarian and take them to a
    veterinarian". A word that comes again far from itself is none: two clauses may need it.
    """
    if _echoes(text, passages) or _days_twice(text, passages):
        return True
    ours = content_stems(text)
    theirs = [content_stems(passage) for passage in passages]
    pairs = [Counter(bigrams(passage)) for passage in theirs]
    if any(n > max([1, *(p[pair] for p in pairs)]) for pair, n in Counter(bigrams(ours)).items()):
        return True
    last: dict[str, int] = {}
    for at, word in enumerate(ours):
        near = word in last and at - last[word] <= _TOO_NEAR
        if near and ours.count(word) > max([1, *(passage.count(word) for passage in theirs)]):
            return True
        last[word] = at
    return False


def _echoes(text: str, passages: Sequence[str]) -> bool:
    """True for a word again behind the next, as in no passage: "buying them from them"."""
    there = {three for passage in passages for three in _threes(passage)}
    return any(one == three for one, _, three in _threes(text) - there)


def _days_twice(text: str, passages: Sequence[str]) -> bool:
    """True for "On Monday at 7:44 police came around 7:45 Monday", of two reports of that day."""
    most = [_weekdays(passage) for passage in passages]
    return any(n > max([1, *(days[day] for days in most)]) for day, n in _weekdays(text).items())


def _weekdays(text: str) -> Counter[str]:
    parts = (part for date in find_dates(text) for part in date.parts)
    return Counter(day for kind, day in parts if kind == "weekday")


def _threes(text: str) -> set[tuple[str, str, str]]:
    found = stems(text)
    return set(zip(found, found[1:], found[2:], strict=False))
