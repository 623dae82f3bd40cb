"""Maximal marginal relevance: what matters, less what is like something said already.

Carbonell and Goldstein, "The Use of MMR, Diversity-Based Reranking for Reordering Documents and
Producing Summaries", SIGIR 1998: lambda times the relevance less (1 - lambda) times the largest
similarity to what was chosen. Departures: there is no query, so salience (the greatest counts as
1) stands in for relevance; similarity is the cosine of TF-IDF over stems and pairs of them, its
document frequencies those of all sentences; near-duplicates of what was chosen are left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from summarize.clustering.similarity import Wording
from summarize.planning.budget import is_plenty
from summarize.planning.redundancy import repeats
from summarize.records import Candidate, Concept, Material
from summarize.settings import PlanningSettings

_LAMBDA = 0.7
_DIGITS = 5


class MmrSelector:
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
        """Candidates in the order of choosing, until they are a budget and its reserve.

        Of equally good ones the first in reading order is taken. The order does not depend on
        ``words``, only its length does.
        """
        del weights
        if not candidates:
            return ()
        texts = [material.by_key[candidate.evidence[0]].text for candidate in candidates]
        relevance = _relevance(candidates)
        # The space is made of every sentence: a candidate's text is one of them.
        wording = Wording([sentence.text for sentence in material.sentences])
        rows = {sentence.key: row for row, sentence in enumerate(material.sentences)}
        matrix = wording.matrix[[rows[candidate.evidence[0]] for candidate in candidates]]
        nearest = np.zeros(len(candidates))
        left = sorted(range(len(candidates)), key=lambda i: candidates[i].evidence[0])
        chosen: list[int] = []
        length = 0
        while left and not is_plenty(len(chosen), length, words):
            gains = np.round(_LAMBDA * relevance - (1 - _LAMBDA) * nearest, _DIGITS)
            best = max(left, key=lambda i: gains[i])
            left.remove(best)
            if any(repeats(texts[best], texts[other]) for other in chosen):
                continue
            chosen.append(best)
            length += candidates[best].words
            alike = (matrix @ matrix[[best]].T).toarray().ravel()
            nearest = np.maximum(nearest, alike)
        return tuple(chosen)


def _relevance(candidates: Sequence[Candidate]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    salience = np.array([candidate.salience for candidate in candidates], dtype=np.float64)
    return salience / (salience.max() or 1.0)
