"""An order that reads as one story: the news first, then what belongs together, as told.

After Bollegala, Okazaki and Ishizuka, "A Bottom-Up Approach to Sentence Ordering for
Multi-Document Summarization", IPM 46(1), 2010: precedence (where the articles tell it), topical
closeness to the sentence before, and succession (one article tells the two in a row).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from summarize.ports import Floats
from summarize.records import Candidate, Material
from summarize.settings import PlanningSettings

_CLOSENESS = 0.6
_SUCCESSION = 0.4
_EARLY = 6


class StoryOrdering:
    """The port ``Ordering``."""

    def __init__(self, settings: PlanningSettings) -> None:
        del settings  # there is nothing to set

    def order(
        self, candidates: Sequence[Candidate], material: Material, alike: Floats
    ) -> tuple[int, ...]:
        """The news, then at each step what costs least: told early, close to the one before."""
        del material
        if not candidates:
            return ()
        told = _precedence(candidates)
        left = set(range(len(candidates)))
        chain = [_news(candidates)]
        left.discard(chain[0])
        while left:
            last = chain[-1]
            nearest = min(left, key=lambda i: (_cost(candidates, told, alike, last, i), i))
            chain.append(nearest)
            left.discard(nearest)
        return tuple(chain)


def _news(candidates: Sequence[Candidate]) -> int:
    """The most salient candidate that some article tells at its very beginning, or of all."""
    opening = [i for i, c in enumerate(candidates) if any(k.place < 2 for k in c.cluster.members)]
    return max(opening or range(len(candidates)), key=lambda i: (candidates[i].salience, -i))


def _precedence(candidates: Sequence[Candidate]) -> list[float]:
    """From 0 (at the beginning) towards 1: the mean place of the members, on a curve.

    Places are not divided by the article's length: the tenth sentence is as far into the story in
    a short article as in a long one.
    """
    return [
        float(np.mean([k.place / (k.place + _EARLY) for k in candidate.cluster.members]))
        for candidate in candidates
    ]


def _cost(
    candidates: Sequence[Candidate], told: list[float], alike: Floats, last: int, following: int
) -> float:
    before, after = candidates[last].evidence[0], candidates[following].evidence[0]
    succeeds = before.article == after.article and 0 < after.place - before.place <= 2
    cost = told[following] - _CLOSENESS * float(alike[last, following]) - _SUCCESSION * succeeds
    return round(cost, 6)
