"""What is new in a story since it was told last.

A sentence of today is known if an earlier one says the same: one that was told, or one of an
earlier day's articles. What was in yesterday's articles and was left out then is background today
and no news. Alike is measured as in ``planning/redundancy``, by shared content stems (but of
today's sentence, for an earlier one may be the poorer), or by the vectors. A sentence that is alike
and has a figure, a date or a polarity that no earlier one has is new: that is how a death toll
rises.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from summarize import registry
from summarize.digest.records import Status
from summarize.planning.clauses import without_dateline
from summarize.ports import Encoder
from summarize.records import Article, Clutter, Document, Sentence
from summarize.settings import TextSettings
from summarize.text.facts.dates import find_dates, missing_dates
from summarize.text.facts.names import missing_names
from summarize.text.facts.negation import flipped
from summarize.text.facts.numbers import missing_numbers
from summarize.text.sentences import sentences_of
from summarize.text.words import content_stems, count_words, one_line

_SAME = 0.85
"""The share of a sentence's content stems in one known sentence from which it says the same."""
_COSINE = 0.8
"""The cosine from which two sentences say the same in other words."""
_UNKNOWN = 0.15
"""The share of its content stems in no known sentence from which another one tells something."""
_MOST_KNOWN = 600
_LEAST_WORDS = 6
TOLD_BEFORE = "told-before"
"""Why a sentence is left out of an update: the reason of its clutter span."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What today's articles of one story add.

    Attributes:
        status: new if the story was never told.
        documents: what there is to tell: of an update, known sentences are marked as clutter, and
            articles in which nothing is new are left out; of a repeat, none.
        new: the number of new sentences; of a new story, 0.
        share: of the sentences of today's articles, those that are new, in [0, 1].
    """

    status: Status
    documents: tuple[Document, ...]
    new: int = 0
    share: float = 1.0


def find_news(
    documents: Sequence[Document],
    *,
    told: Sequence[str],
    earlier: Sequence[str],
    seen: Iterable[str],
    settings: TextSettings,
    encoder: Encoder,
) -> News:
    """What ``documents``, today's articles of one story, tell that was not known.

    Args:
        documents: in their order.
        told: sentences told of the story on earlier days; none if it was never told.
        earlier: texts of its articles of earlier days, without page clutter, oldest first.
        seen: sha256 of today's articles that an earlier edition had.
        settings: how sentences are found.
        encoder: for sentences that are alike in other words.
    """
    if not told:
        return News(status="new", documents=tuple(documents))
    sentences_known = _known_sentences(told, earlier, documents[0].article, settings)
    known = _Known(sentences_known, _today(documents), encoder)
    before = frozenset(seen)
    updated: list[Document] = []
    total = new = 0
    for document in documents:
        if document.article.sha256 in before:
            continue
        sentences = _sentences(document, settings)
        fresh = known.lacks([sentence.text for sentence in sentences])
        total += len(sentences)
        if any(fresh):
            old = [s for s, is_new in zip(sentences, fresh, strict=True) if not is_new]
            spans = (Clutter(start=s.start, end=s.end, reason=TOLD_BEFORE) for s in old)
            clutter = sorted((*document.clutter, *spans), key=lambda span: (span.start, span.end))
            updated.append(replace(document, clutter=tuple(clutter)))
            new += sum(fresh)
    if not new:
        return News(status="repeat", documents=(), share=0.0)
    share = round(new / total, 4)
    return News(status="update", documents=tuple(updated), new=new, share=share)


class _Known:
    """The sentences that were told or could be read before."""

    def __init__(
        self, sentences: Sequence[str], today: frozenset[tuple[str, str]], encoder: Encoder
    ) -> None:
        self._sentences = sentences
        self._today = today
        self._stems = [frozenset(content_stems(sentence)) for sentence in sentences]
        self._vocabulary = frozenset().union(*self._stems)
        self._encoder = encoder
        self._vectors = encoder.encode(list(sentences))

    def lacks(self, texts: Sequence[str]) -> list[bool]:
        """Which of ``texts`` say something that no known sentence says."""
        if not texts:
            return []
        cosines = self._encoder.encode(list(texts)) @ self._vectors.T
        cosines = np.round(cosines, 4)  # the last bits of a product must not decide
        return [
            self._lacks(without_dateline(text), float(row.max()), int(row.argmax()))
            for text, row in zip(texts, cosines, strict=True)
        ]

    def _lacks(self, text: str, cosine: float, nearest: int) -> bool:
        stems = frozenset(content_stems(text))
        if count_words(text) < _LEAST_WORDS or not stems:
            return False
        if self._new_numbers(text) or self._new_dates(text):
            return True
        held = [round(len(stems & other) / len(stems), 4) for other in self._stems]
        most = max(held)
        if most < _SAME and missing_names(text, self._sentences):
            return True
        if most < _SAME and cosine < _COSINE:
            return len(stems - self._vocabulary) >= _UNKNOWN * len(stems)
        return bool(
            flipped(text, [self._sentences[held.index(most) if most >= _SAME else nearest]])
        )

    def _new_numbers(self, text: str) -> bool:
        """Not those of a date: whether it is new is asked apart."""
        dates = find_dates(text)
        return any(
            not any(date.start < number.end and number.start < date.end for date in dates)
            for number in missing_numbers(text, self._sentences)
        )

    def _new_dates(self, text: str) -> bool:
        """A weekday alone is none, nor is the day of writing: each morning has its own."""
        missing = missing_dates(text, self._sentences)
        return any(_bound(date.parts) - self._today for date in missing)


def _bound(parts: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    return frozenset(part for part in parts if part[0] in ("year", "month", "day"))


def _today(documents: Sequence[Document]) -> frozenset[tuple[str, str]]:
    """The parts of the dates on which ``documents`` appeared."""
    found: set[tuple[str, str]] = set()
    for document in documents:
        year, _, rest = (document.article.published or "")[:10].partition("-")
        if rest:
            month, _, day = rest.partition("-")
            found |= {("year", year), ("month", str(int(month))), ("day", str(int(day)))}
    return frozenset(found)


def _known_sentences(
    told: Sequence[str], earlier: Sequence[str], like: Article, settings: TextSettings
) -> tuple[str, ...]:
    """What was told, and the newest of what could be read, each once."""
    found = dict.fromkeys(one_line(text) for text in told)
    for text in reversed(earlier):
        article = replace(like, text=text, title="")
        for sentence in _sentences(Document(article=article), settings):
            if len(found) >= _MOST_KNOWN:
                return tuple(found)
            found.setdefault(one_line(sentence.text))
    return tuple(found)


def _sentences(document: Document, settings: TextSettings) -> tuple[Sentence, ...]:
    return sentences_of(document, settings, registry.resolve("splitter", settings.splitter))
