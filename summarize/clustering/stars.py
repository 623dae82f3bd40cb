"""Clusters around leaders, for a crowd of which not all pairs are known."""

from __future__ import annotations

from typing import Any

import numpy as np

from summarize.clustering.graph import Graph


def stars(graph: Graph, crowd: Any) -> Any:
    """(n,) int: for each sentence of the crowd its leader, for the others themselves.

    Star clustering (Aslam, Pelekhov and Rus, "The Star Clustering Algorithm for Static and Dynamic
    Information Organization", Journal of Graph Algorithms and Applications 8(1), 2004): who has
    most neighbours leads those of them that are not taken yet. Every member is alike to its
    leader; two members need not be. Ties go to the smaller number.

    Args:
        graph: of n sentences.
        crowd: (n,) bool.
    """
    from scipy.sparse import coo_matrix

    count = len(crowd)
    inside = crowd[graph.left] & crowd[graph.right]
    left, right = graph.left[inside], graph.right[inside]
    both = np.concatenate((left, right)), np.concatenate((right, left))
    near = coo_matrix((np.ones(len(both[0]), dtype=bool), both), shape=(count, count)).tocsr()
    leader = np.arange(count)
    free = crowd.copy()
    degrees = np.diff(near.indptr)
    for row in np.lexsort((leader, -degrees)):
        if free[row]:
            members = near.indices[near.indptr[row] : near.indptr[row + 1]]
            members = members[free[members]]
            leader[members] = row
            leader[row] = row
            free[members] = False
            free[row] = False
    return leader
