"""What concepts are worth to a summary: their weight, and who tells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from summarize.records import Candidate, Concept

_SALIENCE_POWER = 0.35


def salient_worth(
    candidates: Sequence[Candidate],
    concepts: Sequence[Collection[Concept]],
    weights: Mapping[Concept, float],
) -> dict[Concept, float]:
    """Each concept's weight times the greatest salience of who holds it to the power 0.35.

    Salience is in parts of the greatest of all candidates, so the factor is at most 1.

    Args:
        candidates: as the selector gets them.
        concepts: of each candidate's sentence.
        weights: of each of those concepts.
    """
    top = max((candidate.salience for candidate in candidates), default=0.0) or 1.0
    greatest: dict[Concept, float] = defaultdict(float)
    for candidate, held in zip(candidates, concepts, strict=True):
        share = (candidate.salience / top) ** _SALIENCE_POWER
        for concept in held:
            greatest[concept] = max(greatest[concept], share)
    return {concept: weights[concept] * share for concept, share in greatest.items()}
