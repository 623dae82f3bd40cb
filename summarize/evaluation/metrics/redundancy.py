"""Redundancy as a metric of the ``evaluate`` library."""

from __future__ import annotations

from dataclasses import asdict

from datasets import Features, Value

from summarize.evaluation import redundancy as measure
from summarize.evaluation.metrics.metric import Scores, SummaryMetric
from summarize.evaluation.sentences import sentences_of_text


class Redundancy(SummaryMetric):
    """How often summaries repeat themselves; no references are needed.

    Args:
        predictions: the summaries, each a string.
        language: code of the language whose rules split the texts into sentences ("en").

    Returns:
        The fields of ``summarize.evaluation.redundancy.Redundancy``.
    """

    features = Features({"predictions": Value("string")})
    citation = (
        "Rishi Bommasani and Claire Cardie. Intrinsic Evaluation of Summarization Datasets. EMNLP "
        "2020. Wen Xiao and Giuseppe Carenini. Systematically Exploring Redundancy Reduction in "
        "Summarizing Long Documents. AACL 2020."
    )

    def score(  # type: ignore[override]  # names its features
        self, *, predictions: str, language: str = "en"
    ) -> Scores:
        """The scores of one summary."""
        return asdict(measure.redundancy(sentences_of_text(predictions, language)))

    def signature(self) -> str:
        """Names whatever can change the scores."""
        return f"{measure.signature()}|split:punkt"
