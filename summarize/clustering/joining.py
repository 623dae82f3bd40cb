"""Agglomerative clustering on a sparse graph, without a matrix and without a queue.

In each round every cluster looks for its nearest, and all pairs that are each other's nearest are
joined at once. For complete and average linkage this gives what joining one best pair at a time
gives, since joining two clusters brings neither of them nearer to a third (they are *reducible*:
Bruynooghe 1977; Murtagh, "A Survey of Recent Advances in Hierarchical Clustering Algorithms",
The Computer Journal 26(4), 1983). Ties go to the smaller sentence numbers. A round costs as much
as there are edges left, and news needs some tens of rounds; a chain of ever nearer neighbours, as
no text has it, would need as many rounds as it is long.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import numpy as np

from summarize.clustering.graph import Graph

Method = Literal["average", "complete"]


_TOGETHER = 2**16
"""Edges, or those of one component if they are more."""


class _Edges(NamedTuple):
    """Pairs of clusters, ``left[i] < right[i]``; a cluster is named by its smallest member.

    ``weight`` is the weight of the sentence pairs across that are in the graph, ``value`` their
    least similarity (complete linkage) or the weighted sum of similarities (average linkage).
    """

    left: Any
    right: Any
    weight: Any
    value: Any


def join(graph: Graph, weights: Any, least: int, method: Method) -> Any:
    """(n,) int: for each sentence the smallest number of a sentence of its cluster.

    A pair that the graph has not counts as similarity 0. So under complete linkage it forbids the
    two clusters to be joined: exact if the graph has all pairs of at least ``least``.

    Args:
        graph: of n sentences.
        weights: (n,) int, at least 1: how often each sentence counts.
        least: in steps of ``graph``; clusters less similar than this stay apart. At least 1.
        method: how the similarity of two clusters follows from that of their members.
    """
    labels = np.arange(len(weights))
    for part in _parts(graph, len(weights)):
        rows, places = np.unique(np.concatenate((part.left, part.right)), return_inverse=True)
        left, right = np.split(places.astype(np.int32), 2)
        joined = _rounds(Graph(left, right, part.alike), weights[rows], least, method)
        labels[rows] = rows[joined]
    return labels


def _parts(graph: Graph, count: int) -> Iterator[Graph]:
    """The connected components, some together: small enough to stay in a fast memory.

    No cluster lies in two, and 100,000 sentences in one took half of the time for waiting.
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    if not len(graph.left):
        return
    ones = np.ones(len(graph.left), dtype=np.int8)
    adjacency = coo_matrix((ones, (graph.left, graph.right)), shape=(count, count))
    component = connected_components(adjacency, directed=False)[1][graph.left]
    order = np.argsort(component, kind="stable")
    ends = np.cumsum(np.bincount(component))
    part = (ends // _TOGETHER)[component[order]]
    for rows in np.split(order, np.flatnonzero(np.diff(part)) + 1):
        yield Graph(*(column[rows] for column in graph))


def _rounds(graph: Graph, weights: Any, least: int, method: Method) -> Any:
    """Labels as of ``join``, whose arguments these are."""
    labels = np.arange(len(weights), dtype=np.int32)
    sizes = np.asarray(weights, dtype=np.int64).copy()
    edges = _first(graph, sizes, method)
    while True:
        edges, strength = _useful(edges, sizes, least, method)
        if not len(strength):
            return labels
        strong = strength >= least
        left, right = _mutual(edges.left[strong], edges.right[strong], strength[strong], len(sizes))
        into = np.arange(len(sizes), dtype=np.int32)
        into[right] = left
        sizes[left] += sizes[right]
        labels = into[labels]
        edges = _joined(edges, into, left, method)


def _first(graph: Graph, sizes: Any, method: Method) -> _Edges:
    weight = sizes[graph.left] * sizes[graph.right]
    value = graph.alike * (1 if method == "complete" else weight)
    return _Edges(graph.left, graph.right, weight, value)


def _useful(edges: _Edges, sizes: Any, least: int, method: Method) -> tuple[_Edges, Any]:
    """Edges that a later round may need, and the similarity of their clusters."""
    across = sizes[edges.left] * sizes[edges.right]
    if method == "complete":
        kept = (edges.weight == across) & (edges.value >= least)
        edges = _Edges(*(column[kept] for column in edges))
        return edges, edges.value
    strength = edges.value / across
    # A cluster near to none is done: no joining of others brings one of them nearer to it.
    open_ = np.zeros(len(sizes), dtype=bool)
    strong = strength >= least
    open_[edges.left[strong]] = True
    open_[edges.right[strong]] = True
    kept = open_[edges.left] & open_[edges.right]
    return _Edges(*(column[kept] for column in edges)), strength[kept]


def _mutual(left: Any, right: Any, strength: Any, count: int) -> tuple[Any, Any]:
    """Pairs of which each is the other's nearest; among equally near ones the smallest number."""
    top = np.zeros(count, dtype=strength.dtype)
    np.maximum.at(top, left, strength)
    np.maximum.at(top, right, strength)
    nearest = np.full(count, count, dtype=np.int32)
    for here, there in ((left, right), (right, left)):
        best = strength == top[here]
        np.minimum.at(nearest, here[best], there[best])
    chosen = (nearest[left] == right) & (nearest[right] == left)
    return left[chosen], right[chosen]


def _joined(edges: _Edges, into: Any, grown: Any, method: Method) -> _Edges:
    """The edges after each cluster has become part of ``into``; only those of ``grown`` change."""
    one, two = into[edges.left], into[edges.right]
    apart = one != two
    one, two = one[apart], two[apart]
    left, right = np.minimum(one, two), np.maximum(one, two)
    weight, value = edges.weight[apart], edges.value[apart]
    has_grown = np.zeros(len(into), dtype=bool)
    has_grown[grown] = True
    changed = has_grown[left] | has_grown[right]
    key = left[changed].astype(np.int64) * len(into) + right[changed]
    order = np.argsort(key, kind="stable")
    key = key[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    gather = np.minimum if method == "complete" else np.add
    merged = _Edges(
        left[changed][order][starts],
        right[changed][order][starts],
        _gathered(np.add, weight[changed][order], starts),
        _gathered(gather, value[changed][order], starts),
    )
    rest = _Edges(left[~changed], right[~changed], weight[~changed], value[~changed])
    return _Edges(*(np.concatenate(both) for both in zip(rest, merged, strict=True)))


def _gathered(how: Any, values: Any, starts: Any) -> Any:
    """``values`` from each start to the next as one; ``reduceat`` does not take none."""
    return how.reduceat(values, starts) if len(starts) else values
