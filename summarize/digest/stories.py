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

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from summarize.clustering.graph import Graph, in_steps
from summarize.clustering.joining import join
from summarize.digest.kinship import CERTAIN, STRANGERS, Kinship, Told, Weights
from summarize.digest.records import Placed
from summarize.digest.story_entries import (
    ID_DIGITS,
    by_placing,
    by_time,
    copies_of_the_day,
    find_originals,
    first_of_each_text,
    place_blanks,
    placed_again,
    tell,
    unplaced,
)
from summarize.digest.story_links import (
    Links,
    come_into_question,
    find_links,
    nearest_articles,
    nearest_stories,
    remembered,
    with_copies,
)
from summarize.ports import Floats
from summarize.records import Document


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

    together: float = 0.5
    pair: float = -2.5
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
    known = {one.sha256: one for one in sorted(earlier, key=by_placing, reverse=True)}
    told = [tell(document) for document in articles]
    order = sorted(range(len(articles)), key=lambda row: by_time(articles[row]))
    blanks = place_blanks(articles, told, order)
    telling = first_of_each_text(articles, [row for row in order if row not in blanks])
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
        blanks[row] if row in blanks else placed_again(document, known, placed)
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
    copies = copies_of_the_day(fresh, told)
    links = with_copies(links, copies, len(old))
    labels = _of_the_day(links, len(old), len(fresh), rules)
    stories = _followed(links, labels, old, rules)
    entries = [unplaced(*one) for one in zip(fresh, told, strict=True)]
    names = _named(labels, stories, entries)
    originals = find_originals(copies, links, old, entries)
    return [
        replace(one, story=story, copy_of=copy)
        for one, story, copy in zip(entries, names, originals, strict=True)
    ]


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
        stories.get(int(label), fresh[int(label)].sha256[:ID_DIGITS]) for label in labels.tolist()
    ]
