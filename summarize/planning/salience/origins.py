"""Salience by centrality, place, and how many independent origins tell something alike."""

from __future__ import annotations

from typing import Any

import numpy as np

from summarize.planning.salience.centrality import centrality
from summarize.planning.salience.lead import lead
from summarize.planning.standing import specificity, standing
from summarize.ports import Floats
from summarize.records import Material
from summarize.settings import PlanningSettings

_EDGE = 0.3
_BLOCK = 2048


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
        rank = centrality(links_across_origins(material, vectors))
        places = np.array([lead(s) for s in sentences])
        alone = np.array([standing(s.text) * specificity(s.text) for s in sentences])
        scores: Floats = (np.sqrt(rank / rank.max()) * places * alone).astype(np.float32)
        return scores


def links_across_origins(material: Material, vectors: Floats) -> Any:
    """(n, n) sparse: cosines of at least 0.3 between sentences of different origins, or of one."""
    from scipy.sparse import csr_matrix, vstack

    origin = np.array([material.origins[s.key.article] for s in material.sentences])
    several = len(set(origin.tolist())) > 1
    blocks = []
    for start in range(0, len(vectors), _BLOCK):
        rows = vectors[start : start + _BLOCK] @ vectors.T
        rows[rows < _EDGE] = 0
        if several:
            rows[origin[start : start + _BLOCK, None] == origin[None, :]] = 0
        blocks.append(csr_matrix(rows))
    return vstack(blocks, format="csr")
