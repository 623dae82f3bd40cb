"""The metric ``citations``."""

from __future__ import annotations

from typing import Any, ClassVar

from datasets import Features, Sequence, Value

from summarize.evaluation import support
from summarize.evaluation.citations import citations
from summarize.evaluation.metrics.metric import Scores, SummaryMetric


class Citations(SummaryMetric):
    """Whether summaries' citations bear their sentences, one summary an item.

    Args:
        predictions: for each summary its sentences.
        references: for each summary and each of its sentences the passages cited.
        sources: for each summary all sentences of its articles.

    Returns:
        ``citation_recall``, ``citation_precision``, ``misattribution``; None where there is no
        sentence or no citation.
    """

    features: ClassVar[Features] = Features(
        {
            "predictions": Sequence(Value("string")),
            "references": Sequence(Sequence(Value("string"))),
            "sources": Sequence(Value("string")),
        }
    )
    citation: ClassVar[str] = (
        "Gao, Yen, Yu and Chen 2023, Enabling Large Language Models to Generate Text with "
        "Citations, EMNLP"
    )

    def score(self, **item: Any) -> Scores:
        """The scores of one summary.

        Raises:
            ValueError: there are not as many lists of passages as sentences.
        """
        found = citations(
            item["predictions"], item["references"], item["sources"], support.supported
        )
        return {
            "citation_recall": found.recall,
            "citation_precision": found.precision,
            "misattribution": found.misattribution,
        }

    def signature(self) -> str:
        """The measure's version and what "supported" meant."""
        return f"citations|alce|version:1|{support.signature()}"
