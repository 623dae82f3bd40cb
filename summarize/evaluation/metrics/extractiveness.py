"""Extractiveness as a metric of the ``evaluate`` library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from datasets import Features, Value
from datasets import Sequence as ListOf

from summarize.evaluation import extractiveness as measure
from summarize.evaluation.metrics.metric import Scores, SummaryMetric
from summarize.evaluation.sentences import sentences_of_text


class Extractiveness(SummaryMetric):
    """How much of summaries is copied from their sources, word for word.

    Args:
        predictions: the summaries, each a string.
        references: for each the list of its sources' texts.
        language: code of the language whose rules split the texts into sentences ("en").

    Returns:
        The fields of ``summarize.evaluation.extractiveness.Extractiveness``.
    """

    features = Features({"predictions": Value("string"), "references": ListOf(Value("string"))})
    citation = (
        "Max Grusky, Mor Naaman and Yoav Artzi. Newsroom: A Dataset of 1.3 Million Summaries with "
        "Diverse Extractive Strategies. NAACL 2018. https://aclanthology.org/N18-1065/"
    )

    def score(  # type: ignore[override]  # names its features
        self, *, predictions: str, references: Sequence[str], language: str = "en"
    ) -> Scores:
        """The scores of one summary."""
        return asdict(measure.extractiveness(sentences_of_text(predictions, language), references))

    def signature(self) -> str:
        """Names whatever can change the scores."""
        return f"{measure.signature()}|split:punkt"
