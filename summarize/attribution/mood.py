"""What may be, will be or is planned, told as what is or was.

A verb's mood is read off the function words before it ("may", "will", "would have") and off the
verb that governs its "to" ("plans to close", "is believed to be"). A word whose place in the
passages has a mood must have one in the sentence; "may" must not become "will".
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.attribution.alignment import Token, align, tokens
from summarize.text.verbs import root

_POSSIBLE = frozenset("may might could perhaps maybe likely probably possibly".split())
_FUTURE = frozenset("will would shall won't wouldn't should must can".split())
_SHORT = ("'ll", "'d")
_UNREAL = frozenset(
    root(word)
    for word in """
        plan hope want expect set schedule try agree threaten seek intend vow order ask attempt
        prepare propose aim believe thought said suspect suppose likely promise pledge need wish
        urge decide refuse fail appear seem allege accuse consider willing ready able
        """.split()
) | {"due", "going"}
_MARKS = frozenset(",;:.—–()")


def unreal_told_as_real(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Stems of ``sentence`` without the mood that their places in ``passages`` have."""
    ours = tokens(sentence)
    found = []
    for index, place in enumerate(align(sentence, passages)):
        if place is None or (ours[index].named and "be" not in ours[index].before):
            continue
        there = mood(tokens(passages[place.passage]), place.at)
        here = max(mood(ours, index), _leaning(ours, index))
        if there > here:
            found.append(ours[index].stem)
    return tuple(found)


def mood(found: Sequence[Token], index: int) -> int:
    """0 for what is or was, 1 for what will be or is planned, 2 for what may be."""
    before = found[index].before
    words = _last_clause(before)
    if _POSSIBLE & set(words):
        return 2
    if _FUTURE & set(words) or any(word.endswith(_SHORT) for word in words):
        return 1
    if "to" in words and {"have", "has", "had"} & set(words):
        return 1
    if "to" in words and (words[-1] == "to" or {"be", "have"} & set(words)):
        governed = (index and found[index - 1].stem in _UNREAL) or _UNREAL & set(words)
        return 1 if governed and not _MARKS & set(before) else 0
    return 0


def _leaning(found: Sequence[Token], index: int) -> int:
    """The mood of the word before, which an adverb may have ("will soon", "may never again")."""
    if not index or _MARKS & set(found[index].before):
        return 0
    if found[index - 1].stem in _UNREAL:
        return 1
    return mood(found, index - 1)


def _last_clause(before: Sequence[str]) -> list[str]:
    marks = [place for place, word in enumerate(before) if word in _MARKS]
    return list(before[marks[-1] + 1 :] if marks else before)
