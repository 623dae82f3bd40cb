"""Salience by centrality, place, and how many independent origins tell something alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from summarize.planning.salience.lead import lead
from summarize.planning.standing import specificity, standing
from summarize.ports import Floats
from summarize.records import Material, Sentence
from summarize.settings import PlanningSettings

_DAMPING = 0.85
_EDGE = 0.3
_BLOCK = 2048
_ROUNDS = 50


class OriginSalience:
    """The port ``Salience``: LexRank across origins, times the lead, times standing alone.

    Erkan and Radev, "LexRank", JAIR 22, 2004, continuous version: weighted links above a
    threshold, damping 0.85. Departures: cosines of sentence vectors in place of TF-IDF, and only
    links between different origins, so that a text does not vote for itself nor a wire copy for
    its source; with one origin all links count.
    """

    def __init__(self, settings: PlanningSettings) -> None:
        del settings  # there is nothing to set

    def score(self, material: Material, vectors: Floats) -> Floats:
        """(n,) float32, the most central sentence about 1 times its lead and standing."""
        sentences = material.sentences
        if not sentences:
            return np.zeros(0, dtype=np.float32)
        rank = _lexrank(_links(sentences, vectors, material.origins))
        places = np.array([lead(s) for s in sentences])
        alone = np.array([standing(s.text) * specificity(s.text) for s in sentences])
        scores: Floats = (np.sqrt(rank / rank.max()) * places * alone).astype(np.float32)
        return scores


def _links(sentences: Sequence[Sentence], vectors: Floats, origins: Mapping[str, int]) -> Any:
    """(n, n) sparse: cosines of at least ``_EDGE`` between sentences of different origins."""
    from scipy.sparse import csr_matrix, vstack

    origin = np.array([origins[s.key.article] for s in sentences])
    several = len(set(origin.tolist())) > 1
    blocks = []
    for start in range(0, len(sentences), _BLOCK):
        rows = vectors[start : start + _BLOCK] @ vectors.T
        rows[rows < _EDGE] = 0
        if several:
            rows[origin[start : start + _BLOCK, None] == origin[None, :]] = 0
        blocks.append(csr_matrix(rows))
    return vstack(blocks, format="csr")


def _lexrank(links: Any) -> Any:
    """(n,) float64 summing to 1: the stationary weight of each sentence."""
    count = links.shape[0]
    sums = np.asarray(links.sum(axis=1)).ravel().astype(np.float64)
    share = np.divide(1.0, sums, out=np.zeros_like(sums), where=sums > 0)
    rank = np.full(count, 1 / count)
    for _ in range(_ROUNDS):
        flow = links.T @ (rank * share) + (rank * (sums == 0)).sum() / count
        updated = (1 - _DAMPING) / count + _DAMPING * flow
        if np.abs(updated - rank).sum() < 1e-9:
            return updated
        rank = updated
    return rank
