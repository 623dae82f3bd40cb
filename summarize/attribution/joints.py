"""Clauses joined by another connective than in the passages.

"Because", "after" and "despite" state something themselves: a cause, an order, a contrast. A
sentence may state it only where a passage does, by a word of the same sense, at one of the places
that the sentence joins.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.attribution.alignment import Place, align, tokens

_SENSES = {
    "cause": "because since as due so therefore thus hence given caus reason",
    "result": "so therefore thus hence because",
    "contrast": "despite although though but while however yet still even",
    "after": "after since following when once as upon",
    "before": "before until prior ahead",
}
"""Words by which a passage may state each sense."""
_TELLING = {
    "because": "cause",
    "despite": "contrast",
    "although": "contrast",
    "though": "contrast",
    "so": "result",
    "therefore": "result",
    "after": "after",
    "before": "before",
}
"""Words of a sentence that are looked at, and their senses."""
_NEAR = 3
"""How many content words from the place a passage may have its connective."""


def joined_otherwise(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Connectives of ``sentence`` that no passage has beside the words that they join.

    "Before" in front of a name is a place ("before the Senate"), and "so" in front of a content
    word a degree ("so large").
    """
    ours, places = tokens(sentence), align(sentence, passages)
    found = []
    for index, token in enumerate(ours):
        left, right = places[index - 1] if index else None, places[index]
        for word in token.before:
            sense = _TELLING.get(word)
            degree = word == "so" and token.before[-1] == "so"
            if sense is None or degree or (word == "before" and token.named):
                continue
            if not _stated(sense, left, right, passages):
                found.append(word)
    return tuple(found)


def _stated(sense: str, left: Place | None, right: Place | None, passages: Sequence[str]) -> bool:
    """True if a word of the sense stands behind the left place or before the right one."""
    near: set[str] = set()
    if left is not None:
        near |= _between(passages[left.passage], left.at + 1, left.at + 1 + _NEAR)
    if right is not None:
        near |= _between(passages[right.passage], right.at - _NEAR + 1, right.at + 1)
    unknown = left is None and right is None
    return unknown or not near.isdisjoint(_SENSES[sense].split())


def _between(passage: str, start: int, end: int) -> set[str]:
    """The words before the content words from ``start`` up to ``end``, and their own roots."""
    return {
        word
        for token in tokens(passage)[max(0, start) : end]
        for word in (*token.before, token.stem)
    }
