from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarize.clustering.graph import Block, Graph, candidate_graph, in_steps, whole_graph
from summarize.clustering.joining import Method, join
from tests.clustering.likenesses import Given


def one_at_a_time(likeness: Given, weights: list[int], threshold: float, method: Method) -> set:
    """What ``join`` should give, by its definition: the best pair of clusters, again and again."""
    steps = in_steps(likeness.matrix).astype(object)  # whole numbers of Python: no rounding
    steps[steps < in_steps(threshold)] = 0
    clusters = [frozenset([row]) for row in range(len(likeness))]

    def alike(one: frozenset[int], two: frozenset[int]) -> float:
        across = [(steps[i, j], weights[i] * weights[j]) for i in one for j in two]
        if method == "complete":
            return min(value for value, _ in across)
        return sum(v * weight for v, weight in across) / sum(weight for _, weight in across)

    while len(clusters) > 1:
        ranked = [
            (-alike(one, two), *sorted((min(one), min(two))), one, two)
            for one, two in combinations(clusters, 2)
        ]
        best = min(ranked, key=lambda entry: entry[:3])
        if -best[0] < max(1, in_steps(threshold)):
            break
        one, two = best[3:]
        clusters = [c for c in clusters if c not in (one, two)] + [one | two]
    return set(clusters)


def groups(labels: np.ndarray) -> set[frozenset[int]]:
    return {frozenset(np.flatnonzero(labels == label).tolist()) for label in set(labels.tolist())}


@pytest.mark.parametrize("method", ["average", "complete"])
@given(
    seed=st.integers(0, 10**6),
    weights=st.lists(st.integers(1, 4), min_size=2, max_size=12),
    threshold=st.sampled_from([0.2, 0.35, 0.5, 0.7]),
)
@example(seed=0, weights=[1] * 12, threshold=0.2)
@settings(max_examples=80, deadline=None)
def test_rounds_give_what_one_pair_at_a_time_gives_ties_included(
    method: Method, seed: int, weights: list[int], threshold: float
) -> None:
    likeness = Given.with_ties(seed, len(weights))
    graph = whole_graph(likeness, threshold)
    labels = join(graph, np.array(weights), int(in_steps(threshold)), method)
    assert groups(labels) == one_at_a_time(likeness, weights, threshold, method)
    assert all(label == min(np.flatnonzero(labels == label)) for label in labels)


@given(seed=st.integers(0, 10**6), size=st.integers(2, 12))
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_edges_decides_nothing(seed: int, size: int) -> None:
    graph = whole_graph(Given.with_ties(seed, size), 0.3)
    order = np.random.default_rng(seed).permutation(len(graph.left))
    mixed = Graph(*(column[order] for column in graph))
    weights = np.ones(size, dtype=int)
    for method in ("average", "complete"):
        assert (join(graph, weights, 30_000, method) == join(mixed, weights, 30_000, method)).all()


def test_noise_below_a_step_decides_nothing() -> None:
    """Block products differ in their last bits by the size of the block; clusters did too."""
    exact = np.array([[1, 0.5, 0.5], [0.5, 1, 0.3], [0.5, 0.3, 1]], dtype=np.float32)
    for noise in (1e-7, -1e-7):
        matrix = exact.copy()
        matrix[0, 2] = matrix[2, 0] = 0.5 + noise
        labels = join(whole_graph(Given(matrix), 0.5), np.ones(3, dtype=int), 50_000, "complete")
        assert labels.tolist() == [0, 0, 2]


def test_an_absent_pair_forbids_complete_linkage_and_lowers_the_average() -> None:
    graph = Graph(np.array([0, 1]), np.array([1, 2]), np.array([90_000, 80_000]))
    weights = np.ones(3, dtype=int)
    assert join(graph, weights, 40_000, "complete").tolist() == [0, 0, 2]
    assert join(graph, weights, 40_000, "average").tolist() == [0, 0, 0]  # (0.8 + 0) / 2
    assert join(graph, weights, 40_001, "average").tolist() == [0, 0, 2]


def test_a_graph_without_edges_joins_nothing() -> None:
    none = Graph(*(np.zeros(0, dtype=np.int32) for _ in range(3)))
    assert join(none, np.ones(4, dtype=int), 1, "average").tolist() == [0, 1, 2, 3]


def test_both_graphs_have_the_same_edges() -> None:
    likeness = Given.with_ties(3, 30)
    left, right = np.triu_indices(30, 1)
    whole = whole_graph(likeness, 0.4)
    blocks = [Block(right[::2], left[::2], left[:0]), Block(left[1::2], right[1::2], left[:2])]
    chosen, cut = candidate_graph(likeness, blocks, 0.4)
    assert np.flatnonzero(cut).tolist() == [0]
    assert all((one == two).all() for one, two in zip(whole, chosen, strict=True))
    assert whole.alike.min() == 40_000
