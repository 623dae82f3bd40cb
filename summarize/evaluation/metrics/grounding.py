"""The metric ``grounding``."""

from __future__ import annotations

from typing import Any, ClassVar

from datasets import Features, Sequence, Value

from summarize.evaluation.grounding import KINDS, LEVELS, GroundedSentence, ground, signature
from summarize.evaluation.metrics.metric import Scores, SummaryMetric


class Grounding(SummaryMetric):
    """Which numbers, dates, names and quotations of summaries are in their sources.

    Args:
        predictions: for each summary its sentences.
        references: for each summary and each of its sentences the passages cited.
        articles: for each summary and each of its sentences the articles cited, numbered from 0
            as in ``sources``.
        sources: for each summary the texts of its articles.

    Returns:
        For each of ``numbers``, ``dates``, ``names`` and ``quotations``: shares ``…_in_passages``,
        ``…_in_articles``, ``…_in_sources`` (None if none is stated), and the counts ``…_stated``
        and ``absent_…`` (in no source).
    """

    features: ClassVar[Features] = Features(
        {
            "predictions": Sequence(Value("string")),
            "references": Sequence(Sequence(Value("string"))),
            "articles": Sequence(Sequence(Value("int32"))),
            "sources": Sequence(Value("string")),
        }
    )
    citation: ClassVar[str] = (
        "After Nan et al. 2021, Entity-level Factual Consistency of Abstractive Text "
        "Summarization, EACL"
    )

    def score(self, **item: Any) -> Scores:
        """The scores of one summary.

        Raises:
            ValueError: there are not as many lists of passages, or of articles, as sentences.
            IndexError: an article is cited that is not among the sources.
        """
        sentences = [
            GroundedSentence(text=text, passages=tuple(passages), articles=tuple(articles))
            for text, passages, articles in zip(
                item["predictions"], item["references"], item["articles"], strict=True
            )
        ]
        found = ground(sentences, item["sources"])
        scores: dict[str, float | None] = {}
        for kind in KINDS:
            facts = found.of(kind)
            scores |= {f"{kind}_in_{level}": facts.share(level) for level in LEVELS}
            scores[f"{kind}_stated"] = facts.stated
            scores[f"absent_{kind}"] = len(facts.absent_from("sources"))
        return scores

    def signature(self) -> str:
        """The measure's version."""
        return signature()
