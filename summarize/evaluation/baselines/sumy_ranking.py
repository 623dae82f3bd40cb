"""Our sentences as a document of sumy, and its ratings as an order.

sumy knows a sentence by its text, and gives the best ones back in the order of the document. Here a
sentence is equal to itself alone, is known by its place, and the order is that of the ratings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence

from summarize.records import Sentence
from summarize.text.words import FUNCTION_WORDS, normalize, stem, words

_DIGITS = 9


class _Tokenizer:
    """What sumy asks of a tokenizer here."""

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(normalize(word) for word in words(text))


class _Placed(SumySentence):  # type: ignore[misc]  # sumy has no types
    """A sentence that is equal to itself alone, also if another has the same text."""

    __slots__ = ()
    __eq__ = object.__eq__
    __ne__ = object.__ne__
    __hash__ = object.__hash__


class AllRanked:
    """Mixed into a summarizer of sumy: instead of its best sentences it gives the places of all."""

    @staticmethod
    def _get_best_sentences(
        sentences: Sequence[Any], count: object, rating: Mapping[Any, float]
    ) -> tuple[int, ...]:
        del count
        # Ratings come from sums whose last digits depend on the processor: those are no preference.
        return tuple(
            sorted(
                range(len(sentences)),
                key=lambda place: (-round(float(rating[sentences[place]]), _DIGITS), place),
            )
        )


def sumy_document(articles: Sequence[Sequence[Sentence]]) -> Any:
    """The sentences as sumy's document model, a paragraph for each article."""
    tokenizer = _Tokenizer()
    return ObjectDocumentModel(
        Paragraph([_Placed(sentence.text, tokenizer) for sentence in article])
        for article in articles
    )


def rank_by(summarizer: Any, articles: Sequence[Sequence[Sentence]]) -> tuple[int, ...]:
    """Places of all sentences, best first, as ``summarizer`` (a class ``AllRanked``) rates them.

    Words are ours, stemmed, without function words.
    """
    ready = summarizer(stem)
    ready.stop_words = FUNCTION_WORDS
    ranked: tuple[int, ...] = ready(sumy_document(articles), None)
    return ranked
