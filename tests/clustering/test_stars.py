from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from summarize.clustering.graph import whole_graph
from summarize.clustering.stars import stars
from tests.clustering.likenesses import Given


@given(seed=st.integers(0, 10**6), size=st.integers(1, 20), share=st.floats(0, 1))
def test_each_of_the_crowd_has_a_leader_like_it_and_nobody_else_has(
    seed: int, size: int, share: float
) -> None:
    likeness = Given.with_ties(seed, size)
    crowd = np.random.default_rng(seed).random(size) < share
    leader = stars(whole_graph(likeness, 0.5), crowd)
    itself = np.arange(size)
    assert (leader[~crowd] == itself[~crowd]).all()
    assert (leader[leader] == leader).all()
    assert crowd[leader[crowd]].all()
    led = leader != itself
    assert (likeness.pairs(itself[led], leader[led]) >= 0.5).all()


def test_the_most_central_leads() -> None:
    matrix = np.eye(5, dtype=np.float32)
    for one, two in ((0, 1), (1, 2), (1, 3), (3, 4)):
        matrix[one, two] = matrix[two, one] = 0.9
    graph = whole_graph(Given(matrix), 0.5)
    assert stars(graph, np.ones(5, dtype=bool)).tolist() == [1, 1, 1, 1, 4]
    assert stars(graph, np.array([True, False, True, True, True])).tolist() == [0, 1, 2, 3, 3]
