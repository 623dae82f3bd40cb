"""A "his" that the passages have as "her".

Limits: where the passages speak of a man and of a woman, either pronoun passes.
"""

from __future__ import annotations

from collections.abc import Sequence

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


def _said(text: str) -> tuple[str, ...]:
    return tuple(normalize(word) for word in words(text))
