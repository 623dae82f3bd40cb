"""Clusters by average linkage."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.clustering.candidates import reach_of_mix
from summarize.clustering.linkage import agglomerate
from summarize.clustering.similarity import Similarity
from summarize.ports import Floats
from summarize.records import Cluster, Sentence
from summarize.settings import ClusteringSettings


class AverageLinkage:
    """The port ``Clusterer``.

    The mean of all pairs across two clusters decides (Sokal and Michener 1958), where a pair below
    the threshold counts as 0: on annotated clusters that is no worse than its own similarity
    (``benchmarks.clustering``), and a large topic needs no more than its graph of similar pairs.
    """

    def __init__(self, settings: ClusteringSettings) -> None:
        self._settings = settings

    def cluster(self, sentences: Sequence[Sentence], vectors: Floats) -> tuple[Cluster, ...]:
        """A partition of ``sentences``; ``vectors`` is (n, d), row i belongs to sentences[i]."""
        texts = [sentence.text for sentence in sentences]
        threshold, weight = self._settings.threshold, self._settings.lexical_weight
        similarity = Similarity(texts, vectors, weight)
        return agglomerate(
            sentences,
            similarity,
            threshold,
            "average",
            vectors=vectors,
            wording=similarity.wording,
            reach=reach_of_mix(threshold, weight),
        )
