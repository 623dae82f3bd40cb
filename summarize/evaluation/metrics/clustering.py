"""The metric ``clustering``."""

from __future__ import annotations

from typing import Any, ClassVar

from datasets import Features, Sequence, Value

from summarize.evaluation.clustering import agreement, signature
from summarize.evaluation.metrics.metric import Scores, SummaryMetric


class Clustering(SummaryMetric):
    """How far clusterings agree with gold clusterings, one topic an item.

    Args:
        predictions: for each topic the cluster numbers of its items.
        references: for each topic their gold cluster numbers, in the same order.

    Returns:
        ``adjusted_rand``, ``pair_precision``, ``pair_recall``, ``pair_f1``, ``b_cubed_precision``,
        ``b_cubed_recall``, ``b_cubed_f1``.
    """

    features: ClassVar[Features] = Features(
        {"predictions": Sequence(Value("int64")), "references": Sequence(Value("int64"))}
    )
    citation: ClassVar[str] = (
        "Hubert and Arabie 1985, Comparing partitions, Journal of Classification 2; Bagga and "
        "Baldwin 1998, Entity-based cross-document coreferencing using the vector space model, "
        "COLING-ACL"
    )

    def score(self, **item: Any) -> Scores:
        """The scores of one topic.

        Raises:
            ValueError: prediction and reference differ in length.
        """
        found = agreement(item["predictions"], item["references"])
        return {
            "adjusted_rand": found.adjusted_rand,
            "pair_precision": found.pairs.precision,
            "pair_recall": found.pairs.recall,
            "pair_f1": found.pairs.f1,
            "b_cubed_precision": found.b_cubed.precision if found.b_cubed else None,
            "b_cubed_recall": found.b_cubed.recall if found.b_cubed else None,
            "b_cubed_f1": found.b_cubed.f1 if found.b_cubed else None,
        }

    def signature(self) -> str:
        """Names the measures; nothing else can change the scores."""
        return signature()
