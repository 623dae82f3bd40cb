"""The passages of the articles that a page marks: each with the sentences that rest on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarize.records import Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of an article that the summary cites, or that a disagreement shows.

    Attributes:
        id: unique on the page.
        article: the article's id.
        start: of the stretch in the article's text.
        end: of the stretch.
        sentences: numbers (from 1) of the sentences that rest on it; () for one that only a
            disagreement shows.
    """

    id: str
    article: str
    start: int
    end: int
    sentences: tuple[int, ...]


class Passages:
    """All of a summary, by article and start; what overlaps is one passage.

    Args:
        summary: whose citations and claims they are.
        prefix: begins every id, so that several summaries can stand on one page.
    """

    def __init__(self, summary: Summary, prefix: str = "") -> None:
        by_article: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for cited, start, end, sentence in _spans(summary):
            by_article[cited].append((start, end, sentence))
        found: list[Passage] = []
        for article in summary.articles:
            for start, end, sentences in _merged(by_article[article.id]):
                found.append(
                    Passage(
                        id=f"{prefix}p{len(found) + 1}",
                        article=article.id,
                        start=start,
                        end=end,
                        sentences=sentences,
                    )
                )
        self._of: dict[str, list[Passage]] = defaultdict(list)
        for passage in found:
            self._of[passage.article].append(passage)

    def of(self, article: str) -> tuple[Passage, ...]:
        """Those of one article, in order; they do not overlap."""
        return tuple(self._of.get(article, ()))

    def at(self, article: str, start: int) -> Passage:
        """The one that holds the character ``start`` of an article.

        Raises:
            KeyError: there is none.
        """
        for passage in self._of.get(article, ()):
            if passage.start <= start < max(passage.end, passage.start + 1):
                return passage
        raise KeyError((article, start))


def _spans(summary: Summary) -> Iterator[tuple[str, int, int, int]]:
    """(article, start, end, number of the sentence or 0 for a claim)."""
    for number, sentence in enumerate(summary.sentences, start=1):
        for citation in sentence.citations:
            yield citation.key.article, citation.start, citation.end, number
    for disagreement in summary.disagreements:
        for claim in disagreement.claims:
            yield claim.article, claim.start, claim.end, 0


def _merged(
    spans: Sequence[tuple[int, int, int]],
) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Unions of overlapping spans, with the sentences of all of them."""
    start = end = -1
    sentences: set[int] = set()
    for begin, stop, sentence in sorted(spans):
        if begin >= end:
            if end >= 0:
                yield start, end, tuple(sorted(sentences))
            start, end, sentences = begin, stop, set()
        end = max(end, stop)
        sentences |= {sentence} if sentence else set()
    if end >= 0:
        yield start, end, tuple(sorted(sentences))
