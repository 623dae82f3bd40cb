"""The metric ``support``."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, ClassVar

from datasets import Features, Sequence, Value

from summarize.evaluation import support
from summarize.evaluation.metrics.metric import Scores, SummaryMetric
from summarize.evaluation.nli import THRESHOLD, NliSupport


class Support(SummaryMetric):
    """Whether sentences are borne by the passages that they are said to rest on.

    Args:
        predictions: sentences.
        references: for each its passages; it may have none.
        model: option of ``compute``: folder or hub name of an NLI model to judge with, in place of
            the words shared.

    Returns:
        ``support`` in [0, 1], and ``supported``: 1.0 where it reaches the threshold that the
        signature names, else 0.0.
    """

    features: ClassVar[Features] = Features(
        {"predictions": Value("string"), "references": Sequence(Value("string"))}
    )
    citation: ClassVar[str] = (
        "Features: Lin 2004, ROUGE: A Package for Automatic Evaluation of Summaries. Judgements: "
        "Wang et al. 2020, Asking and Answering Questions to Evaluate the Factual Consistency of "
        "Summaries; Laban et al. 2023, SummEdits (LLMs as Factual Reasoners)"
    )

    def score(self, **item: Any) -> Scores:
        """The scores of one sentence.

        Raises:
            ModelError: ``model`` cannot be loaded.
            InputError: the sentence does not fit the model's window.
        """
        sentence, passages = item["predictions"], item["references"]
        if name := item.get("model"):
            value, least = _model(name).support(sentence, passages), THRESHOLD
        else:
            value, least = support.support(sentence, passages), support.threshold()
        return {"support": value, "supported": float(value >= least)}

    def signature(self) -> str:
        """Weights and threshold, of the words shared."""
        return support.signature()

    def _compute(self, **values: Any) -> dict[str, Any]:
        found = super()._compute(**values)
        if name := values.get("model"):
            found["signature"] = _model(name).signature
        return found


@lru_cache(maxsize=1)
def _model(name: str) -> NliSupport:
    return NliSupport(name)
