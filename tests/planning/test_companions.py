from __future__ import annotations

import numpy as np

from summarize.planning.companions import accompanied
from summarize.planning.concepts.pairs import concepts_of
from summarize.records import Candidate, Material, SentenceKey
from tests.builders import cluster, material

FIRE = "A fire destroyed the old market of Harwick on Monday."
COST = "Rebuilding the old market of Harwick will cost $12 million, the mayor said."
POINTS = "It will take years to build the old market of Harwick again."
OTHER = "The river rose by two metres in Lund overnight."


def evidence(found: Material, most: int = 4, alike: float = 0.8) -> list[tuple[SentenceKey, ...]]:
    """Of the first sentence alone, each other one as near to it as ``alike``."""
    count = len(found.sentences)
    vectors = np.zeros((count, 2), dtype=np.float32)
    vectors[:, 0] = alike
    vectors[:, 1] = (1 - alike**2) ** 0.5
    vectors[0] = (1, 0)
    first = found.sentences[0].key
    chosen = Candidate(
        cluster=cluster(0, first), evidence=(first,), origins=1, salience=1.0, words=10
    )
    weights = {pair: 1.0 for one in found.sentences for pair in concepts_of(one.text)}
    return [c.evidence for c in accompanied([chosen], found, vectors, weights, most)]


def test_what_another_outlet_adds_comes_second() -> None:
    found = material([FIRE], [OTHER, COST])
    assert evidence(found) == [(SentenceKey("a1", 0), SentenceKey("a2", 1))]


def test_nothing_goes_with_what_is_far_or_told_by_the_same_outlet_or_points_back() -> None:
    alone = [(SentenceKey("a1", 0),)]
    assert evidence(material([FIRE], [COST]), alike=0.2) == alone
    assert evidence(material([FIRE, COST])) == alone
    assert evidence(material([FIRE], [COST], origins=[1, 1])) == alone
    assert evidence(material([FIRE], [POINTS])) == alone
    assert evidence(material([FIRE], [FIRE])) == alone
    assert evidence(material([FIRE], [COST]), most=1) == alone
