"""A small budget: only what it can hold is chosen from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarize.planning.budget import TOLERANCE
from summarize.planning.redundancy import repeats
from summarize.planning.standing import standing
from summarize.ports import Selector
from summarize.records import Candidate, Concept, Material

_USEFUL = 0.7
"""Least standing of a sentence that can be a summary by itself: a statement of eight words or more
that does not point back, ask, advise or comment at length."""
_SHORTEST = 10


class WithinReach:
    """The port ``Selector``: another selector, shown only candidates that the budget can hold.

    A selector weighs a sentence's worth against its length, but one longer than the whole budget
    can never be told, whatever it is worth, and a large budget has none of these.
    """

    def __init__(self, selector: Selector) -> None:
        self._selector = selector

    def select(
        self,
        candidates: Sequence[Candidate],
        material: Material,
        weights: Mapping[Concept, float],
        words: int,
    ) -> tuple[int, ...]:
        """What the selector chooses among candidates of at most a tenth more than ``words``.

        If none of these can be a summary by itself, it is the ten shortest of those that can,
        shortest first and of equals the most salient first; if none can at all, the ten shortest.
        """
        texts = [material.by_key[candidate.evidence[0]].text for candidate in candidates]
        useful = [index for index, text in enumerate(texts) if standing(text) >= _USEFUL]
        most = (1 + TOLERANCE) * words
        if any(candidates[index].words <= most for index in useful):
            within = [i for i, candidate in enumerate(candidates) if candidate.words <= most]
            some = [candidates[index] for index in within]
            chosen = self._selector.select(some, material, weights, words)
            return tuple(within[index] for index in chosen)
        return _shortest(candidates, texts, useful or range(len(candidates)))


def _shortest(
    candidates: Sequence[Candidate], texts: Sequence[str], among: Sequence[int]
) -> tuple[int, ...]:
    """Ten of them, or as many as there are that do not repeat a shorter one."""
    ranked = sorted(
        among,
        key=lambda i: (candidates[i].words, -candidates[i].salience, candidates[i].evidence[0]),
    )
    chosen: list[int] = []
    for index in ranked:
        if len(chosen) < _SHORTEST and not any(repeats(texts[index], texts[i]) for i in chosen):
            chosen.append(index)
    return tuple(chosen)
