"""A concept is worth the number of independent origins that hold it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from summarize.planning.concepts.pairs import contentful
from summarize.ports import Floats
from summarize.records import Concept, Material
from summarize.settings import PlanningSettings

_SINGLE = 0.25


class OriginConcepts:
    """The port ``ConceptWeights``.

    Gillick and Favre 2009 weigh a bigram by the number of documents that hold it. Departures:
    independent origins are counted in place of documents, a concept of a single one weighs a
    quarter in place of nothing, and pairs of function words weigh nothing.
    """

    def __init__(self, settings: PlanningSettings) -> None:
        del settings  # there is nothing to set

    def weigh(self, material: Material, vectors: Floats) -> Mapping[Concept, float]:
        """Each concept's number of origins, or 0.25; with one origin in all, 1 for each."""
        del vectors
        holders: dict[Concept, set[int]] = defaultdict(set)
        for sentence in material.sentences:
            for concept in contentful(sentence.text):
                holders[concept].add(material.origins[sentence.key.article])
        several = len(set(material.origins.values())) > 1
        return {
            concept: float(len(held)) if len(held) > 1 or not several else _SINGLE
            for concept, held in sorted(holders.items())
        }
