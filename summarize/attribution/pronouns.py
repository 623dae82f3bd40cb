"""A "his" that the passages have as "her".

Limits: where the passages speak of a man and of a woman, either pronoun passes, but for "his" or
"her" before a word that the passages have with the other alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from summarize.text.words import normalize, words

_MALE = frozenset("he him his himself he's he'd he'll".split())
_FEMALE = frozenset("she her hers herself she's she'd she'll".split())


def other_gender(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Pronouns of ``sentence`` of a gender that no passage has, while one has the other."""
    ours = _said(sentence)
    there = {word for passage in passages for word in _said(passage)}
    return tuple(
        word
        for own, other in ((_MALE, _FEMALE), (_FEMALE, _MALE))
        for word in ours
        if word in own and not own & there and other & there
    )


def other_owner(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Words of ``sentence`` with "her" before them that the passages have with "his" alone."""
    there = {pair for passage in passages for pair in _owned(passage)}
    return tuple(
        thing
        for whose, thing in _owned(sentence)
        if (whose, thing) not in there and any(other == thing for _, other in there)
    )


def given_a_gender(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """A "he" or "she" that no passage has, of passages in which somebody says "I"."""
    there = {word for passage in passages for word in _said(passage)}
    spoken = there & {"i", "i'd", "i'm", "i've", "i'll"}
    return tuple(
        word for word in _said(sentence) if spoken and word in ("he", "she") and word not in there
    )


def _owned(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((one, two) for one, two in pairwise(_said(text)) if one in ("his", "her"))


def _said(text: str) -> tuple[str, ...]:
    return tuple(normalize(word) for word in words(text))
