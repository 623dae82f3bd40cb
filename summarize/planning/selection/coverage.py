"""Greedy coverage of concepts under a word budget.

Gillick and Favre, "A Scalable Global Model for Summarization", 2009: a summary is worth the sum of
the weights of the concepts in it, each counted once; concepts are pairs of neighbouring stems,
weighted by how many documents hold them. Departures: independent origins are counted in place of
documents, a pair held by one origin has a small weight in place of none, the gain is multiplied by
the candidate's salience, and doubled if an origin not heard yet would have its first word; and the
greedy rule (gain for each word, words to the power 0.8; Lin and
Bilmes 2010, section 4) stands in for the integer programme.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from summarize.planning.redundancy import repeats
from summarize.records import Candidate, Material
from summarize.settings import PlanningSettings
from summarize.text.words import bigrams, content_stems, stems

_SINGLE = 0.25
_COST = 0.8
_NEW_VOICE = 2.0

Concept = tuple[str, str]


class CoverageSelector:
    """The port ``Selector``."""

    def __init__(self, settings: PlanningSettings) -> None:
        del settings  # there is nothing to set

    def select(
        self,
        candidates: Sequence[Candidate],
        material: Material,
        words: int,
    ) -> tuple[int, ...]:
        """Candidates that add something, best first; those that repeat a chosen one are left out.

        It goes on for three times ``words``.
        """
        weights = concept_weights(material)
        texts = [material.by_key[candidate.evidence[0]].text for candidate in candidates]
        concepts = [frozenset(_concepts(text)) for text in texts]
        tellers = [{material.origins[c.evidence[0].article]} for c in candidates]
        chosen: list[int] = []
        heard: set[int] = set()
        covered: set[Concept] = set()
        left = set(range(len(candidates)))
        length = 0
        while left and length < 3 * words:
            gains = {
                i: _gain(candidates[i], concepts[i] - covered, weights)
                * (1.0 if tellers[i] <= heard else _NEW_VOICE)
                for i in left
            }
            best = max(left, key=lambda i: (gains[i], -i))
            left.discard(best)
            if any(repeats(texts[best], texts[other]) for other in chosen):
                continue
            chosen.append(best)
            covered |= concepts[best]
            heard |= tellers[best]
            length += candidates[best].words
        return tuple(chosen)


def concept_weights(material: Material) -> dict[Concept, float]:
    """How many origins hold each concept; a concept of a single one weighs little."""
    holders: dict[Concept, set[int]] = defaultdict(set)
    for sentence in material.sentences:
        for concept in _concepts(sentence.text):
            holders[concept].add(material.origins[sentence.key.article])
    several = len(set(material.origins.values())) > 1
    return {
        concept: float(len(held)) if len(held) > 1 or not several else _SINGLE
        for concept, held in holders.items()
    }


def _concepts(text: str) -> tuple[Concept, ...]:
    """Pairs of neighbouring stems of which one at least is a content word."""
    content = set(content_stems(text))
    return tuple(pair for pair in bigrams(stems(text)) if pair[0] in content or pair[1] in content)


def _gain(
    candidate: Candidate, new: frozenset[Concept] | set[Concept], weights: dict[Concept, float]
) -> float:
    # Sorted: a sum of floats depends on its order, and a set's order on the process.
    worth = sum(weights[concept] for concept in sorted(new))
    return float(worth * candidate.salience / max(candidate.words, 1) ** _COST)
