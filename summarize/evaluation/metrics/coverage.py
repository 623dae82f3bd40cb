"""The metric ``coverage``."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any, ClassVar

from datasets import Features, Sequence, Value

from summarize.evaluation.coverage import coverage, signature, spread, worthy_clusters
from summarize.evaluation.metrics.metric import Scores, SummaryMetric
from summarize.reading.copies import find_origins
from summarize.records import Article, Document, Sentence
from summarize.settings import TextSettings
from summarize.text.sentences import PunktSplitter, sentences_of


class Coverage(SummaryMetric):
    """How much of what its articles tell a summary tells, one summary an item.

    Args:
        predictions: for each summary its sentences.
        references: for each summary the texts of its articles, in English. Texts that are copies
            of one another are one origin; outlets and addresses are not known here.
        articles: for each summary and each of its sentences the articles that it cites, numbered
            from 0 as in ``references``.

    Returns:
        ``facts_told`` and ``facts_told_plain`` (None if no two origins tell the same), ``facts``,
        ``articles_covered``, ``articles_covered_n``, ``evenness`` (None with one origin or no
        citation).
    """

    features: ClassVar[Features] = Features(
        {
            "predictions": Sequence(Value("string")),
            "references": Sequence(Value("string")),
            "articles": Sequence(Sequence(Value("int64"))),
        }
    )
    citation: ClassVar[str] = (
        "Nenkova and Passonneau 2004, Evaluating content selection in summarization: the pyramid "
        "method, NAACL; Pielou 1966, The measurement of diversity in different types of biological "
        "collections, Journal of Theoretical Biology 13"
    )

    def score(self, **item: Any) -> Scores:
        """The scores of one summary.

        Raises:
            ValueError: there are not as many lists of articles as sentences, or there is no
                article of such a number.
        """
        sentences, cited = item["predictions"], item["articles"]
        if len(sentences) != len(cited):
            raise ValueError(f"{len(sentences)} sentences, but citations of {len(cited)}")
        clusters, origins = _facts(tuple(item["references"]))
        told = coverage(sentences, clusters, origins)
        width = spread([{str(number) for number in numbers} for numbers in cited], origins)
        return {
            "facts_told": told.told,
            "facts_told_plain": told.told_plain,
            "facts": told.facts,
            "articles_covered": width.articles_used,
            "articles_covered_n": width.articles_used_n,
            "evenness": width.evenness,
        }

    def signature(self) -> str:
        """The measure's version and its bounds."""
        return signature()


@lru_cache(maxsize=256)
def _facts(texts: tuple[str, ...]) -> tuple[tuple[tuple[Sentence, ...], ...], dict[str, int]]:
    """Facts and origins of one topic; several summaries of it share them."""
    documents = [_document(str(number), text) for number, text in enumerate(texts)]
    origins = {
        document.article.id: origin
        for document, origin in zip(documents, find_origins(documents), strict=True)
    }
    settings = TextSettings()
    articles = [sentences_of(document, settings, PunktSplitter) for document in documents]
    return worthy_clusters(articles, origins), origins


def _document(number: str, text: str) -> Document:
    return Document(
        article=Article(
            id=number,
            title="",
            text=text,
            source="",
            published=None,
            path=None,
            url=None,
            language="en",
            sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        )
    )
