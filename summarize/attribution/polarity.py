"""Negations that a sentence has lost or gained on the way from its passages.

``text.facts.negation`` asks whether a word is negated anywhere in the passages. Here a word is
compared with its own place there (``alignment``), so that "could land" is found out although
another passage says that a plane did land, and although the sentence negates something else.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.attribution.alignment import Token, align, tokens
from summarize.text.verbs import root

_CUES = frozenset("not never no without none nobody nothing neither nor cannot hardly".split())
_NEGATIVE = frozenset(
    root(word)
    for word in """
        deny denied refuse refused lack fail failed unable avoid prevent decline declined reject
        rejected stop stopped unlikely few little rare rarely absence false impossible doubt
        """.split()
)
_MARKS = frozenset(",;:.—–()")
_STOPS = frozenset("but although though because while whereas which who and or that if".split())
_HARMLESS = frozenset("only just merely simply least".split())
_REACH = 3


def turned_over(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Stems of ``sentence`` that it negates and their places do not, or the other way round."""
    ours = tokens(sentence)
    places = align(sentence, passages)
    found = []
    for index, (token, place) in enumerate(zip(ours, places, strict=True)):
        if place is None:
            continue
        theirs = tokens(passages[place.passage])
        here, there = negated(ours, index), negated(theirs, place.at)
        gained = _direct(token) and not there and not _anywhere(token.stem, passages)
        if gained or (_direct(theirs[place.at]) and not here):
            found.append(token.stem)
    return tuple(found)


def negated(found: Sequence[Token], index: int) -> bool:
    """True if a negation, or a word of negative meaning, may reach the word at ``index``."""
    for step in range(_REACH):
        at = index - step
        if at < 0:
            return False
        if _cue(found[at]) or (step and found[at].stem in _NEGATIVE):
            return True
        if step < _REACH - 1 and _MARKS.union(_STOPS) & set(found[at].before):
            return False
    return False


def _anywhere(wanted: str, passages: Sequence[str]) -> bool:
    return any(
        token.stem == wanted and negated(tokens(passage), index)
        for passage in passages
        for index, token in enumerate(tokens(passage))
    )


def _direct(token: Token) -> bool:
    """True if a cue stands right before the word, with no clause between."""
    words = list(token.before)
    for place in range(len(words) - 1, -1, -1):
        if words[place] in _STOPS or words[place] in _MARKS:
            return False
        if _is_cue(words, place):
            return True
    return False


def _cue(token: Token) -> bool:
    words = token.before
    return any(_is_cue(words, place) for place in range(len(words)))


def _is_cue(words: Sequence[str], place: int) -> bool:
    following = words[place + 1] if place + 1 < len(words) else ""
    if words[place] in ("not", "no") and following in _HARMLESS:
        return False
    return words[place] in _CUES or words[place].endswith("n't")
