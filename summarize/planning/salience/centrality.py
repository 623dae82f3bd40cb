"""How central each item of a graph is: the stationary weight of a random walk on its links."""

from __future__ import annotations

from typing import Any

import numpy as np

_DAMPING = 0.85
_ROUNDS = 50
_SETTLED = 1e-9


def centrality(links: Any) -> Any:
    """(n,) float64 summing to 1: how much of its time the walk spends at each item.

    Erkan and Radev, "LexRank", JAIR 22, 2004, sections 3.2 and 3.3 (weighted links): the walk
    follows a link in proportion to its weight, and with a chance of 0.15 (or from an item without
    links) goes to any item.

    Args:
        links: (n, n), n at least 1, weights at least 0: whatever multiplies vectors from the left
            and has a transpose, as an array, a sparse matrix or a ``LinearOperator``.
    """
    count = links.shape[0]
    sums = np.asarray(links @ np.ones(count), dtype=np.float64).ravel()
    share = np.divide(1.0, sums, out=np.zeros_like(sums), where=sums > 0)
    rank = np.full(count, 1 / count)
    for _ in range(_ROUNDS):
        flow = links.T @ (rank * share) + (rank * (sums == 0)).sum() / count
        updated = (1 - _DAMPING) / count + _DAMPING * flow
        if np.abs(updated - rank).sum() < _SETTLED:
            return updated
        rank = updated
    return rank
