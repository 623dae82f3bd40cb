"""Clusters by rank: number of origins, then salience.

"Size, then earliest position" was the best ranking of clusters in Ernst et al., "Proposition-Level
Clustering for Multi-Document Summarization", NAACL 2022; size is counted in independent origins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarize.planning.budget import is_plenty
from summarize.planning.redundancy import repeats
from summarize.records import Candidate, Concept, Material
from summarize.settings import PlanningSettings


class RankingSelector:
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
        """``candidates``, best first, without those that repeat a better one.

        It goes on until there is a budget of ``words`` and its reserve.
        """
        del weights
        ranked = sorted(
            range(len(candidates)),
            key=lambda i: (-candidates[i].origins, -candidates[i].salience, i),
        )
        texts = [material.by_key[candidate.evidence[0]].text for candidate in candidates]
        chosen: list[int] = []
        length = 0
        for index in ranked:
            if is_plenty(len(chosen), length, words):
                break
            if not any(repeats(texts[index], texts[other]) for other in chosen):
                chosen.append(index)
                length += candidates[index].words
        return tuple(chosen)
