"""Clusters by average linkage on the learned likeness, scraps with the sentences they touch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from summarize.clustering.likeness import Likeness, Weights, packaged
from summarize.clustering.linkage import agglomerate
from summarize.clustering.scraps import hosts
from summarize.errors import SettingsError
from summarize.ports import Floats
from summarize.records import Cluster, Sentence, SentenceKey
from summarize.settings import ClusteringSettings

FLOOR = 0.05
"""A lower likeness counts as none. With 0.3 the F1 of pairs is 0.005 lower."""
MOST = 5000
"""Sentences that it takes. Its average needs the pairs that are little alike too, which no index
finds: with candidates alone, sentences would have other company."""


class LearnedLinkage:
    """The port ``Clusterer``."""

    def __init__(self, settings: ClusteringSettings, weights: Weights | None = None) -> None:
        """``weights`` other than the packaged ones are for measuring."""
        self._threshold = settings.threshold
        self._weights = packaged() if weights is None else weights

    def cluster(self, sentences: Sequence[Sentence], vectors: Floats) -> tuple[Cluster, ...]:
        """A partition of ``sentences``; ``vectors`` is (n, d), row i belongs to sentences[i].

        Raises:
            SettingsError: there are more than 5,000 sentences.
        """
        if not sentences:
            return ()
        if len(sentences) > MOST:
            raise SettingsError(
                f"the clusterer 'learned' takes up to {MOST:,} sentences, not {len(sentences):,}",
                hint="set clustering.clusterer to complete or average",
            )
        host = hosts(sentences)
        rows = np.unique(host)
        full = [sentences[row] for row in rows]
        found = agglomerate(
            full,
            Likeness(full, vectors[rows], self._weights),
            self._threshold,
            "average",
            floor=FLOOR,
        )
        return _with_scraps(found, sentences, host)


def _with_scraps(
    found: Sequence[Cluster], sentences: Sequence[Sentence], host: Any
) -> tuple[Cluster, ...]:
    """The same clusters, each scrap in that of its host, ordered anew by first member."""
    place = {key: number for number, cluster in enumerate(found) for key in cluster.members}
    members: dict[int, list[SentenceKey]] = {}
    for sentence, row in zip(sentences, host, strict=True):
        members.setdefault(place[sentences[row].key], []).append(sentence.key)
    return tuple(
        Cluster(id=number, members=tuple(keys), medoid=found[old].medoid)
        for number, (old, keys) in enumerate(members.items())
    )
