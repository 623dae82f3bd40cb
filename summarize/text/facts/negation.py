"""Negation: which words a "not" reaches.

The scope rule is the plain one of sentiment work (Pang, Lee and Vaithyanathan 2002): from the cue
to the next punctuation or clause word, here at most four content words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from summarize.text.words import is_content, normalize, stem

_CUES = frozenset(
    """
        not no never without none nobody nothing neither nor cannot hardly
        """.split()
)
_NEGATIVE_VERBS = frozenset(
    """
        deny denied denies denying refuse refused refuses lack lacks fail failed fails failing
        unable
        """.split()
)
_STOPS = frozenset(
    ["but", "although", "though", "because", "while", "whereas", "which", "who", "and", "or"]
)
_NOT_NEGATING = re.compile(
    r"\bnot (?:only|just|merely|simply|least)\b|\bno (?:doubt|matter|wonder|sooner)\b"
    r"|\bno\. ?\d|\bnot to mention\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]")
_REACH = 4
_HYPHENS = "'’-"


@lru_cache(maxsize=8_000)
def negated_stems(text: str) -> frozenset[str]:
    """Stems of the content words of ``text`` that a negation reaches."""
    return frozenset(stem for stem, negated in _polarities(text) if negated)


@lru_cache(maxsize=8_000)
def affirmed_stems(text: str) -> frozenset[str]:
    """Stems of the content words of ``text`` that no negation reaches."""
    return frozenset(stem for stem, negated in _polarities(text) if not negated)


def flipped(text: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Stems that ``text`` negates and the passages only affirm, or the other way round, sorted."""
    negated = frozenset().union(*(negated_stems(passage) for passage in passages))
    affirmed = frozenset().union(*(affirmed_stems(passage) for passage in passages))
    gained = (negated_stems(text) - negated) & affirmed
    lost = (affirmed_stems(text) - affirmed) & negated
    bare = frozenset() if _has_cue(text) else lost
    return tuple(sorted(gained | bare))


def has_negation(text: str) -> bool:
    """True if ``text`` has a word that negates."""
    return _has_cue(text)


def _has_cue(text: str) -> bool:
    return any(_is_cue(token) for token in _tokens(text))


def _is_cue(token: str) -> bool:
    return token in _CUES or token.endswith("n't")


def _tokens(text: str) -> list[str]:
    plain = _NOT_NEGATING.sub(lambda match: " ".join(["also"] * len(match.group().split())), text)
    return [normalize(token) for token in _TOKEN.findall(plain)]


@lru_cache(maxsize=8_000)
def _polarities(text: str) -> tuple[tuple[str, bool], ...]:
    found: list[tuple[str, bool]] = []
    left = 0
    for token in _tokens(text):
        if _is_cue(token):
            left = _REACH
        elif token in _NEGATIVE_VERBS:
            found.append((stem(token), left > 0))
            left = _REACH
        elif token in _STOPS or not token[:1].isalnum():
            left = left if token in _HYPHENS else 0
        elif is_content(token):
            found.append((stem(token), left > 0))
            left = max(0, left - 1)
    return tuple(found)
