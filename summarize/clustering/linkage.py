"""Agglomerative clustering cut at a similarity, exact also where the matrix would not fit.

Two clusters are joined only if some pair of sentences across them is at least as similar as the
threshold. So every cluster lies within one connected component of the graph of such pairs, and
clustering each component on its own gives what clustering all at once would: only components need
a full matrix. Similarities are computed a block of rows at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from summarize.clustering.similarity import Similarity
from summarize.ports import Floats
from summarize.records import Cluster, Sentence

Method = Literal["average", "complete"]

_BLOCK = 1024
_LARGEST_COMPONENT = 8000
"""Sentences of one component that are clustered exactly: 8000 take 0.3 GB."""
_STEP = 0.05


def agglomerate(
    sentences: Sequence[Sentence], similarity: Similarity, threshold: float, method: Method
) -> tuple[Cluster, ...]:
    """A partition of ``sentences``, ordered by first member.

    Args:
        sentences: n sentences.
        similarity: of the same n, in the same order.
        threshold: in [0, 1]; clusters less similar than this stay apart.
        method: how the similarity of two clusters follows from that of their members.
    """
    groups = [
        group
        for component in _components(similarity, np.arange(len(sentences)), threshold)
        for group in _cut(similarity, component, threshold, method)
    ]
    groups.sort(key=lambda group: int(group[0]))
    return tuple(
        _cluster(number, group, sentences, similarity) for number, group in enumerate(groups)
    )


def _components(similarity: Similarity, items: Any, threshold: float) -> list[Any]:
    """Groups of sentence numbers that a chain of similar pairs connects, each sorted.

    A component too large for its matrix is taken apart at a higher threshold: the one case in
    which the result is not that of the whole matrix.
    """
    from scipy.sparse.csgraph import connected_components

    if len(items) == 0:
        return []
    _, labels = connected_components(_graph(similarity, items, threshold), directed=False)
    found = []
    for label in range(labels.max() + 1):
        component = items[labels == label]
        if len(component) > _LARGEST_COMPONENT and threshold + _STEP < 1:
            found.extend(_components(similarity, component, threshold + _STEP))
        else:
            found.append(component)
    return found


def _graph(similarity: Similarity, items: Any, threshold: float) -> Any:
    """(n, n) sparse: which pairs reach the threshold."""
    from scipy.sparse import csr_matrix, vstack

    blocks = []
    for start in range(0, len(items), _BLOCK):
        rows = similarity.between(items[start : start + _BLOCK], items)
        blocks.append(csr_matrix(rows >= threshold))
    return vstack(blocks, format="csr")


def _cut(similarity: Similarity, items: Any, threshold: float, method: Method) -> list[Any]:
    if len(items) == 1:
        return [items]
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    alike = similarity.between(items, items).astype(np.float64)
    distances = 1 - (alike + alike.T) / 2
    np.fill_diagonal(distances, 0)
    tree = linkage(squareform(distances, checks=False), method=method)
    labels = fcluster(tree, t=1 - threshold, criterion="distance")
    return [items[labels == label] for label in range(1, labels.max() + 1)]


def _cluster(
    number: int, group: Any, sentences: Sequence[Sentence], similarity: Similarity
) -> Cluster:
    keys = tuple(sentences[int(row)].key for row in group)
    # Most sentences stand alone; asking for their similarity to themselves took half the time.
    medoid = 0 if len(keys) == 1 else _medoid(similarity.between(group, group))
    return Cluster(id=number, members=keys, medoid=keys[medoid])


def _medoid(alike: Floats) -> int:
    """The row most similar to all others; the first of several."""
    return int(np.argmax(np.round(alike.sum(axis=1), 5)))
