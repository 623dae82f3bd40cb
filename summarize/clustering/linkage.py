"""Agglomerative clustering cut at a similarity, in time nearly linear in the sentences.

Sentences of the same text count as one with their number as its weight; then pairs that are alike
become a graph, of all pairs for few sentences and of candidates for many, and clusters are
joined along its edges. Both ways differ only in which edges the second misses.

If tens of thousands are alike, not all of their pairs can be held. Such a crowd is first gathered
around leaders; then these, with their weights, and all others are clustered.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from summarize.clustering.candidates import WIDE, WORTH_A_WARNING, Reach, candidates
from summarize.clustering.graph import (
    STEPS,
    Graph,
    Likeness,
    candidate_graph,
    in_steps,
    whole_graph,
)
from summarize.clustering.joining import Method, join
from summarize.clustering.similarity import Wording
from summarize.clustering.stars import stars
from summarize.ports import Floats
from summarize.records import Cluster, Sentence

_LOG = logging.getLogger(__name__)

_SHRUNK = 0.9
EXACT_UP_TO = 5000
"""Different texts for which every pair is looked at: a few seconds."""


def agglomerate(
    sentences: Sequence[Sentence],
    likeness: Likeness,
    threshold: float,
    method: Method,
    *,
    vectors: Floats | None = None,
    wording: Any = None,
    reach: Reach = WIDE,
    floor: float | None = None,
    exact_up_to: int | None = None,
) -> tuple[Cluster, ...]:
    """A partition of ``sentences``, ordered by first member.

    Args:
        sentences: n sentences.
        likeness: of the same n, in the same order.
        threshold: in [0, 1]; clusters less similar than this stay apart.
        method: how the similarity of two clusters follows from that of their members.
        vectors: (n, d), row i is of sentences[i]: for finding the candidates among many
            sentences. Without them every pair is looked at, however many there are.
        wording: (n, terms) sparse, rows of length 1, for the same; TF-IDF if None.
        reach: how near candidates have to be, by meaning or by wording, to reach ``floor``.
        floor: pairs below it count as similarity 0; ``threshold`` if None, and never more. It
            makes no difference to complete linkage.
        exact_up_to: different texts up to which every pair is looked at; ``EXACT_UP_TO`` if None.
    """
    if not sentences:
        return ()
    texts = [sentence.text for sentence in sentences]
    copies = _same_text(texts, likeness, threshold)
    firsts, weights = np.unique(copies, return_counts=True)
    if floor is None or method == "complete":
        floor = threshold
    floor = max(min(floor, threshold), 1 / STEPS)  # a similarity of 0 is no edge
    most = EXACT_UP_TO if exact_up_to is None else exact_up_to
    if vectors is None:
        most = len(firsts)
    elif len(firsts) > most and wording is None:
        wording = Wording(texts).matrix

    def graph_of(rows: Any) -> tuple[Graph, Any]:
        """Of some sentences, numbered anew; and of which of them pairs may be missing."""
        some = _Some(likeness, rows)
        if vectors is None or len(rows) <= most:
            return whole_graph(some, floor), np.zeros(len(rows), dtype=bool)
        return candidate_graph(some, candidates(vectors[rows], wording[rows], reach), floor)

    least = max(1, int(in_steps(threshold)))
    labels, medoids = _grouped(firsts, weights, graph_of, least, method)
    return _clusters(sentences, labels[np.searchsorted(firsts, copies)], firsts[medoids])


def _grouped(
    rows: Any,
    weights: Any,
    graph_of: Callable[[Any], tuple[Graph, Any]],
    least: int,
    method: Method,
) -> tuple[Any, Any]:
    """(n,) for each of the rows the first of its cluster; (k,) the medoid of each cluster.

    Both as places in ``rows``, the second in the order of the first.
    """
    graph, cut = graph_of(rows)
    crowded = cut.sum() > WORTH_A_WARNING * len(rows)
    if cut.any():
        _LOG.log(
            logging.WARNING if crowded else logging.INFO,
            "%d of %d sentences have more like them than can be looked at%s",
            cut.sum(),
            len(rows),
            "; they are gathered around the most central of them first" if crowded else "",
        )
    if crowded:
        kept, star = np.unique(stars(graph, cut), return_inverse=True)
        if len(kept) <= _SHRUNK * len(rows):  # or it might come to no end
            sizes = np.bincount(star, weights).astype(np.int64)
            again, middle = _grouped(rows[kept], sizes, graph_of, least, method)
            _, first, cluster = np.unique(again[star], return_index=True, return_inverse=True)
            return first[cluster], kept[middle][np.argsort(first)]
    labels = join(graph, weights, least, method)
    medoids = _medoids(graph, weights, labels)
    _LOG.info("%d texts, %d edges, %d clusters", len(rows), len(graph.left), len(medoids))
    return labels, medoids


class _Some:
    """The likeness of some of the sentences, numbered anew from 0."""

    def __init__(self, likeness: Likeness, chosen: Any) -> None:
        self._likeness = likeness
        self._chosen = chosen

    def __len__(self) -> int:
        return len(self._chosen)

    def between(self, rows: Any, columns: Any) -> Floats:
        return self._likeness.between(self._chosen[rows], self._chosen[columns])

    def pairs(self, left: Any, right: Any) -> Floats:
        return self._likeness.pairs(self._chosen[left], self._chosen[right])


def _same_text(texts: Sequence[str], likeness: Likeness, threshold: float) -> Any:
    """(n,) int: for each sentence the first of the same text, or itself.

    A wire copy in 500 articles would otherwise be 125,000 pairs a sentence. Texts whose likeness
    to themselves is below the threshold (no content word, no vector) stay apart.
    """
    first: dict[str, int] = {}
    copies = np.array([first.setdefault(text, row) for row, text in enumerate(texts)])
    rows = np.flatnonzero(copies != np.arange(len(texts)))
    unlike = rows[in_steps(likeness.pairs(rows, copies[rows])) < in_steps(threshold)]
    copies[unlike] = unlike
    return copies


def _medoids(graph: Graph, weights: Any, labels: Any) -> Any:
    """Of each cluster, in the order of labels: the item most similar to all; the first of several.

    Its own copies count as quite similar.
    """
    inside = labels[graph.left] == labels[graph.right]
    left, right, alike = (column[inside] for column in graph)
    total = (weights - 1) * float(STEPS)
    total += np.bincount(left, alike * weights[right], len(weights))
    total += np.bincount(right, alike * weights[left], len(weights))
    best_first = np.lexsort((np.arange(len(labels)), -total, labels))
    starts = np.flatnonzero(np.diff(labels[best_first], prepend=-1))
    return best_first[starts]


def _clusters(sentences: Sequence[Sentence], labels: Any, medoids: Any) -> tuple[Cluster, ...]:
    """Labels number clusters by first members, so their order is that of the clusters."""
    order = np.argsort(labels, kind="stable")
    starts = np.flatnonzero(np.diff(labels[order], prepend=-1))
    groups = np.split(order, starts[1:])
    return tuple(
        Cluster(
            id=number,
            members=tuple(sentences[int(row)].key for row in group),
            medoid=sentences[int(medoid)].key,
        )
        for number, (group, medoid) in enumerate(zip(groups, medoids, strict=True))
    )
