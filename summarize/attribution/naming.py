"""Common words made into names: "Foreign Minister Moss", of "foreign minister Moss".

What a reader takes for a name or an office must be written as one in a passage.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.text.words import word_spans

_OPENS = "\"“‘'(«:.!?—–-"
"""Marks behind which any word may have a capital."""


def named_anew(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Words of ``sentence`` with a capital that the passages have in small letters alone."""
    there = {word for passage in passages for word, _, _ in word_spans(passage)}
    folded = {word.casefold() for word in there if word[:1].isupper()}
    return tuple(
        word
        for word, start, _ in word_spans(sentence)
        if word[:1].isupper()
        and word.casefold() in there
        and word.casefold() not in folded
        and sentence[:start].rstrip()[-1:] not in ("", *_OPENS)
    )
