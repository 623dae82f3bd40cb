"""The picture of the redundancy: for each fact of the summary, the articles that tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten

from summarize.records import CitedSentence, Summary
from summarize.rendering.references import passage

WIDTH = 340
_LEFT, _RIGHT, _TOP = 10, 62, 26
_ROW = 38
_CHARACTER = 5.5
"""Pixels that a character of an article's number takes."""
_WIDEST_DOT, _NARROWEST_DOT = 5.5, 1.2
_LONGEST = 56


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """An article that tells a fact; ``cited`` if the summary cites it for that."""

    x: float
    article: int
    cited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A fact: the sentence of the summary that tells it, and who else does."""

    y: float
    sentence: int
    label: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """An article whose number has room above the picture."""

    x: float
    article: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All that the template draws, in its own units."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    articles: int
    radius: float
    height: int
    width: int = WIDTH
    left: int = _LEFT
    right: int = WIDTH - _RIGHT


def picture(summary: Summary) -> Picture | None:
    """A row for each sentence, a place for each article.

    None for a single article, and where nothing was clustered.

    An article tells a sentence's fact if it has a sentence in the cluster of one that is cited.
    """
    clusters = _articles_of_clusters(summary)
    if not clusters or len(summary.articles) < 2:
        return None
    numbered = {article.id: place for place, article in enumerate(summary.articles, start=1)}
    step = (WIDTH - _LEFT - _RIGHT) / len(numbered)
    rows = []
    for number, sentence in enumerate(summary.sentences, start=1):
        cited = set(sentence.articles)
        telling = cited | _tellers(sentence, summary, clusters)
        rows.append(
            Row(
                y=_TOP + (number - 1) * _ROW,
                sentence=number,
                label=shorten(passage(sentence.draft.text), _LONGEST, placeholder=" …"),
                dots=tuple(
                    Dot(
                        x=_place(numbered[article], step),
                        article=numbered[article],
                        cited=article in cited,
                    )
                    for article in sorted(telling, key=lambda one: numbered[one])
                ),
            )
        )
    return Picture(
        rows=tuple(rows),
        columns=tuple(_columns(len(numbered), step)),
        articles=len(numbered),
        radius=round(min(max(step * 0.42, _NARROWEST_DOT), _WIDEST_DOT), 2),
        height=_TOP + _ROW * len(rows) + 4,
    )


def _place(number: int, step: float) -> float:
    return round(_LEFT + (number - 0.5) * step, 1)


def _columns(count: int, step: float) -> Sequence[Column]:
    """Every article's number, or every fifth, tenth, … as far as there is room."""
    room = _CHARACTER * len(f"[{count}]")
    every = next(n for n in (1, 2, 5, 10, 20, 50, 100, 10**9) if n * step >= room)
    numbers = [n for n in range(1, count + 1) if n % every == 0 or every == 1 or n == 1]
    if every > 1 and len(numbers) > 1 and (numbers[1] - numbers[0]) * step < room:
        del numbers[1]
    return [Column(x=_place(number, step), article=number) for number in numbers]


def _articles_of_clusters(summary: Summary) -> Mapping[int, frozenset[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for part in summary.parts:
        if part.cluster is not None:
            found[part.cluster].add(part.article)
    return {cluster: frozenset(articles) for cluster, articles in found.items()}


def _tellers(
    sentence: CitedSentence, summary: Summary, clusters: Mapping[int, frozenset[str]]
) -> set[str]:
    """Articles with a sentence in the cluster of one that ``sentence`` cites."""
    cited = {(c.key.article, c.start) for c in sentence.citations}
    return {
        article
        for part in summary.parts
        if part.cluster is not None and (part.article, part.start) in cited
        for article in clusters[part.cluster]
    }
