"""Clusters by complete linkage."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.clustering.candidates import reach_of_mix
from summarize.clustering.linkage import agglomerate
from summarize.clustering.similarity import Similarity
from summarize.ports import Floats
from summarize.records import Cluster, Sentence
from summarize.settings import ClusteringSettings


class CompleteLinkage:
    """The port ``Clusterer``.

    The least similar pair of two clusters decides (Sørensen 1948).
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
            "complete",
            vectors=vectors,
            wording=similarity.wording,
            reach=reach_of_mix(threshold, weight),
        )
