"""Greedy coverage of concepts under a word budget.

Gillick and Favre, "A Scalable Global Model for Summarization", 2009: a summary is worth the sum of
the weights of the concepts in it, each counted once. Departures: the greedy rule (gain for each
word, words to the power 0.8; Lin and Bilmes 2010, section 4) stands in for the integer programme,
and the gain is multiplied by the square root of the candidate's salience.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum

from summarize.planning.budget import is_plenty
from summarize.planning.concepts.pairs import concepts_of
from summarize.planning.redundancy import repeats
from summarize.records import Candidate, Concept, Material
from summarize.settings import PlanningSettings

_COST = 0.8
_SALIENCE_POWER = 0.5
_DIGITS = 9


class CoverageSelector:
    """The port ``Selector``."""

    def __init__(self, settings: PlanningSettings) -> None:
        del settings  # there is nothing to set

    def select(
        self,
        candidates: Sequence[Candidate],
        material: Material,
        weights: Mapping[Concept, float],
        words: int,
    ) -> tuple[int, ...]:
        """Candidates that add something, best first; those that repeat a chosen one are left out.

        It goes on until there is a budget of ``words`` and its reserve.
        """
        texts = [material.by_key[candidate.evidence[0]].text for candidate in candidates]
        new = [{c: weights[c] for c in concepts_of(text) if c in weights} for text in texts]
        rates = [
            candidate.salience**_SALIENCE_POWER / max(candidate.words, 1) ** _COST
            for candidate in candidates
        ]
        holders: dict[Concept, list[int]] = {}
        for index, concepts in enumerate(new):
            for concept in concepts:
                holders.setdefault(concept, []).append(index)
        gains = [_gain(concepts, rate) for concepts, rate in zip(new, rates, strict=True)]
        chosen: list[int] = []
        left = set(range(len(candidates)))
        length = 0
        while left and not is_plenty(len(chosen), length, words):
            best = max(left, key=lambda i: (gains[i], -i))
            left.discard(best)
            if any(repeats(texts[best], texts[other]) for other in chosen):
                continue
            chosen.append(best)
            length += candidates[best].words
            touched = set()
            for concept in tuple(new[best]):
                for other in holders[concept]:
                    if new[other].pop(concept, None) is not None:
                        touched.add(other)
            for other in touched:
                gains[other] = _gain(new[other], rates[other])
        return tuple(chosen)


def _gain(concepts: Mapping[Concept, float], rate: float) -> float:
    return round(fsum(concepts.values()) * rate, _DIGITS)
