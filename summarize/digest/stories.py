"""Which articles are one story, day by day.

Average linkage on log odds (``kinship``) puts a day's articles together; what remains alone is
put with another that remains alone if each is the nearest of the other. Then each group follows
the earlier story to whose nearest articles it is likest, so that a story that changes from week to
week keeps its id; an earlier story takes articles and never joins another. This is the clustering
in one pass of topic detection and tracking (Allan, Papka and Lavrenko, "On-line New Event
Detection and Tracking", SIGIR 1998), a day at a time. Departures: groups, not articles, are
compared with earlier stories, and with their nearest articles in place of a centroid, which a long
story outgrows.

Two stories told as one mislead; one told as two is a nuisance. So thresholds are higher than
chance would have them. Nothing depends on the order in which articles or earlier ones are given.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

import numpy as np

from summarize.clustering.graph import Graph, in_steps
from summarize.clustering.joining import join
from summarize.digest.copies import copies_lead, find_copies
from summarize.digest.kinship import CERTAIN, STRANGERS, Kinship, Told, Weights
from summarize.digest.records import Placed
from summarize.digest.story_links import (
    Links,
    come_into_question,
    find_links,
    nearest_articles,
    nearest_stories,
    remembered,
    with_copies,
)
from summarize.digest.story_text import LEAD_WORDS, TOLD_WORDS, lead_text
from summarize.ports import Floats
from summarize.records import Document

_ID_DIGITS = 12
_SAME_WORDING = 0.6
"""Cosine: articles of different days are compared as copies from here on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """When articles go together; odds are logarithms, as of ``kinship``.

    Attributes:
        together: the mean between two groups of one day.
        pair: of two articles that remain alone, each the nearest of the other.
        follow: the mean from a group to the articles of an earlier story of a few articles.
        go_on: the mean from a group to the nearest articles of an earlier story of more.
        nearest: how many articles these are.
        days: a story of which nothing was heard for longer is over.
        remembered: articles of an earlier story that are looked at, the latest.
    """

    together: float = 1.0
    pair: float = -3.0
    follow: float = 0.5
    go_on: float = -1.0
    nearest: int = 3
    days: int = 30
    remembered: int = 12


def group(
    articles: Sequence[Document],
    vectors: Floats,
    earlier: Sequence[Placed] = (),
    earlier_vectors: Floats | None = None,
    *,
    rules: Rules | None = None,
    weights: Weights | None = None,
) -> tuple[Placed, ...]:
    """The story of each of today's articles, in their order.

    An article whose text was placed before stays where it was. A story's id is the beginning of
    the sha256 of its first article.

    Args:
        articles: n of today.
        vectors: (n, d) unit rows of ``headline_text``, row i is of articles[i].
        earlier: m articles of the days before, or of today; copies and old ones may be among them.
        earlier_vectors: (m, d), row i is of earlier[i]; needed if there are any.
        rules: the fitted ones if None.
        weights: of ``kinship``, for measuring; the packaged ones if None.
    """
    rules = Rules() if rules is None else rules
    known = {one.sha256: one for one in sorted(earlier, key=_placing, reverse=True)}
    told = [_told(document) for document in articles]
    order = sorted(range(len(articles)), key=lambda row: _sorting(articles[row]))
    blanks = _blanks(articles, told, order)
    telling = _firsts(articles, [row for row in order if row not in blanks])
    rows = [row for row in telling if articles[row].article.sha256 not in known]
    past = remembered(earlier, rules.remembered)
    before = vectors[:0] if earlier_vectors is None else earlier_vectors
    past = come_into_question(past, before, vectors[rows])
    old = [earlier[row] for row in past]
    kinship = Kinship(
        [*(Told(one.title, one.lead, one.published) for one in old), *(told[row] for row in rows)],
        np.concatenate((before[past], vectors[rows])) if len(old) else vectors[rows],
        weights,
    )
    fresh = [articles[row] for row in rows]
    links = find_links(kinship, old, rules.days)
    placed = {one.sha256: one for one in _place(fresh, [told[r] for r in rows], links, old, rules)}
    return tuple(
        blanks[row] if row in blanks else _placed(document, known, placed)
        for row, document in enumerate(articles)
    )


def _place(
    fresh: Sequence[Document],
    told: Sequence[Told],
    links: Links,
    old: Sequence[Placed],
    rules: Rules,
) -> list[Placed]:
    """Of today's articles, in the order of time, those that were not placed before."""
    copies = _copies(fresh, [bool(one.lead) for one in told])
    links = with_copies(links, copies, len(old))
    labels = _of_the_day(links, len(old), len(fresh), rules)
    stories = _followed(links, labels, old, rules)
    unplaced = [_unplaced(*one) for one in zip(fresh, told, strict=True)]
    names = _named(labels, stories, unplaced)
    originals = _originals(copies, links, old, unplaced)
    return [
        replace(one, story=story, copy_of=copy)
        for one, story, copy in zip(unplaced, names, originals, strict=True)
    ]


def _copies(documents: Sequence[Document], tell: Sequence[bool]) -> list[int]:
    """As ``find_copies``; articles without a lead have no text that could be another's."""
    rows = [row for row, has in enumerate(tell) if has]
    copies = list(range(len(documents)))
    for row, root in zip(rows, find_copies([documents[row] for row in rows]), strict=True):
        copies[row] = rows[root]
    return copies


def _firsts(articles: Sequence[Document], order: Sequence[int]) -> list[int]:
    """Of each text one article, the first in ``order``."""
    first: dict[str, int] = {}
    for row in order:
        first.setdefault(articles[row].article.sha256, row)
    return list(first.values())


def _blanks(
    articles: Sequence[Document], told: Sequence[Told], order: Sequence[int]
) -> dict[int, Placed]:
    """Articles with neither title nor lead, each a story of its own, those of one text too.

    The same notice of an archive stands in place of the most different articles.
    """
    found: dict[int, Placed] = {}
    met: Counter[str] = Counter()
    for row in order:
        one = _unplaced(articles[row], told[row])
        if not one.title and not one.lead:
            name = "\n".join((one.sha256, one.published or "", one.source))
            met[name] += 1
            digest = sha256(f"{name}\n{met[name]}".encode()).hexdigest()
            found[row] = replace(one, story=digest[:_ID_DIGITS])
    return found


def _sorting(document: Document) -> tuple[bool, str, str, str, str]:
    one = document.article
    return (one.published is None, one.published or "", one.sha256, one.source, one.title)


def _placing(one: Placed) -> tuple[bool, bool, str, str, str]:
    dated = one.published is None
    return (one.copy_of is not None, dated, one.published or "", one.source, one.story)


def _unplaced(document: Document, told: Told) -> Placed:
    article = document.article
    return Placed(
        sha256=article.sha256,
        story="",
        title=article.title,
        lead=" ".join(told.lead.split()[:LEAD_WORDS]),
        published=article.published,
        source=article.source,
    )


def _told(document: Document) -> Told:
    article = document.article
    return Told(article.title, lead_text(document, TOLD_WORDS), article.published)


def _of_the_day(links: Links, first: int, count: int, rules: Rules) -> Any:
    """(count,) int: of each of today's articles the first of its group."""
    today = links.other >= first
    graph = Graph(
        (links.other[today] - first).astype(np.int32),
        links.new[today].astype(np.int32),
        _steps(links.odds[today]),
    )
    order = np.lexsort((graph.right, graph.left))
    graph = Graph(*(column[order] for column in graph))
    ones = np.ones(count, dtype=np.int64)
    return join(graph, ones, int(_steps(np.array([rules.together]))[0]), "average")


def _steps(odds: Any) -> Any:
    """Log odds as whole steps, as ``clustering.graph`` has them: strangers 0, certain 1."""
    return in_steps((odds - STRANGERS) / (CERTAIN - STRANGERS))


def _followed(links: Links, labels: Any, old: Sequence[Placed], rules: Rules) -> dict[int, str]:
    """The earlier story of each group of the day that has one; groups of one may join as well.

    Changes ``labels`` where two articles that remain alone become a pair.
    """
    stories = nearest_stories(links, labels, old, rules.nearest, (rules.follow, rules.go_on))
    sizes = np.bincount(labels, minlength=len(labels))
    lone = {int(row) for row in np.flatnonzero(sizes[labels] == 1)} - stories.keys()
    best, nearest = nearest_articles(links, len(old), len(labels))
    told: dict[str, int] = defaultdict(int)
    for one in old:
        told[one.story] += 1
    for row in sorted(lone):
        other = nearest[len(old) + row]
        mutual = other >= 0 and nearest[other] == len(old) + row
        if not mutual or best[len(old) + row] < rules.pair:
            continue
        if other < len(old) and told[old[other].story] == 1:
            stories[row] = old[other].story
        elif other - len(old) in lone and other - len(old) < row:
            labels[row] = other - len(old)
    return stories


def _named(labels: Any, stories: Mapping[int, str], fresh: Sequence[Placed]) -> list[str]:
    """The story's id of each; ``fresh`` is in the order of time, and labels are first members."""
    return [
        stories.get(int(label), fresh[int(label)].sha256[:_ID_DIGITS]) for label in labels.tolist()
    ]


def _originals(
    copies: Sequence[int], links: Links, old: Sequence[Placed], fresh: Sequence[Placed]
) -> list[str | None]:
    """The text that each copies: one of an earlier day, or the first of today."""
    found: list[str | None] = [None] * len(fresh)
    close = np.flatnonzero((links.other < len(old)) & (links.wording >= _SAME_WORDING))
    for link in close[np.lexsort((links.other[close], -links.wording[close]))].tolist():
        row, other = int(links.new[link]), old[int(links.other[link])]
        if found[row] is None and copies_lead(fresh[row].lead, other.lead):
            found[row] = other.copy_of or other.sha256
    return [
        found[row] or found[root] or (fresh[root].sha256 if root != row else None)
        for row, root in enumerate(copies)
    ]


def _placed(
    document: Document, known: Mapping[str, Placed], placed: Mapping[str, Placed]
) -> Placed:
    """Of this article; another outlet that has the very text of another copies it."""
    article = document.article
    one = known.get(article.sha256) or placed[article.sha256]
    if article.source == one.source:
        return one
    return replace(
        one,
        title=article.title,
        source=article.source,
        published=article.published,
        copy_of=one.copy_of or one.sha256,
    )
