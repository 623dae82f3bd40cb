"""ROUGE as a metric of the ``evaluate`` library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from datasets import Features, Value
from datasets import Sequence as ListOf

from summarize.evaluation import rouge as measure
from summarize.evaluation.metrics.metric import Scores, SummaryMetric
from summarize.evaluation.sentences import sentences_of_text


class Rouge(SummaryMetric):
    """ROUGE-1, ROUGE-2, ROUGE-L and ROUGE-Lsum (F1, stemmed) of summaries against references.

    Args:
        predictions: the summaries, each a string.
        references: for each a reference, or a list of references.
        language: code of the language whose rules split the texts into sentences ("en").

    Returns:
        ``rouge1``, ``rouge2``, ``rougeL`` and ``rougeLsum``, each the best over a summary's
        references. Where these are lists also ``rouge1_mean`` and so on, the mean over them. None
        where a summary has no reference.
    """

    features: ClassVar[list[Features]] = [
        Features({"predictions": Value("string"), "references": ListOf(Value("string"))}),
        Features({"predictions": Value("string"), "references": Value("string")}),
    ]
    citation = (
        "Chin-Yew Lin. ROUGE: A Package for Automatic Evaluation of Summaries. "
        "Text Summarization Branches Out, 2004. https://aclanthology.org/W04-1013/"
    )

    def score(  # type: ignore[override]  # names its features
        self,
        *,
        predictions: str,
        references: str | Sequence[str],
        language: str = "en",
    ) -> Scores:
        """The scores of one summary."""
        listed = not isinstance(references, str)
        texts = references if listed else (references,)
        split = [sentences_of_text(text, language) for text in texts]
        found = measure.rouge(sentences_of_text(predictions, language), split)
        best = measure.best(found).f1() if found else dict.fromkeys(measure.NAMES)
        if not listed:
            return best
        mean = measure.mean(found).f1() if found else dict.fromkeys(measure.NAMES)
        return {**best, **{f"{name}_mean": value for name, value in mean.items()}}

    def signature(self) -> str:
        """Names whatever can change the scores."""
        return f"{measure.signature('best,mean')}|split:punkt"
