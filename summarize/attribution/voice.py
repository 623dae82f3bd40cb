"""A speaker's "we" told as the summary's own."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.text.facts.quotes import find_quotes
from summarize.text.words import normalize, stems, words

_FIRST_PERSON = frozenset(
    "i we me us my our mine ours myself ourselves i'm i've i'd i'll we're we've we'd we'll".split()
)


def speaks_itself(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """First-person words outside quotation marks that no passage has outside them.

    "She said we're not celebrating", of "“We're not celebrating,” she said". Nor does it do that
    another passage has such a word, where one has it in a quotation and none tells it all.
    """
    ours = set(stems(sentence))
    tellers = [passage for passage in passages if ours <= set(stems(passage))]
    there = {word for passage in passages for word in _own(passage)}
    quoted = {word for passage in passages for word in _all(passage) if word not in _own(passage)}
    whole = {word for passage in tellers for word in _own(passage)}
    return tuple(word for word in _own(sentence) if word not in (there - quoted) | whole)


def _own(text: str) -> tuple[str, ...]:
    for quote in reversed(find_quotes(text)):
        text = text[: quote.start] + text[quote.end :]
    return _all(text)


def _all(text: str) -> tuple[str, ...]:
    # "US" is a country.
    found = [normalize(word) for word in words(text) if not (word.isupper() and len(word) > 1)]
    return tuple(word for word in found if word in _FIRST_PERSON)
