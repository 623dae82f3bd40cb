"""No clustering: every sentence is a cluster of its own."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.ports import Floats
from summarize.records import Cluster, Sentence
from summarize.settings import ClusteringSettings


class Singletons:
    """The port ``Clusterer``."""

    def __init__(self, settings: ClusteringSettings) -> None:
        del settings  # there is nothing to set

    def cluster(self, sentences: Sequence[Sentence], vectors: Floats) -> tuple[Cluster, ...]:
        """One cluster for each sentence."""
        del vectors
        return tuple(
            Cluster(id=number, members=(sentence.key,), medoid=sentence.key)
            for number, sentence in enumerate(sentences)
        )
