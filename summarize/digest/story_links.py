"""Which articles are near enough to be of one story: today's, and those of the days before.

Every article of today is compared with all others of today, a block at a time, and with those of
earlier days that come into question: the latest of each story that is not over, if they are near
by their vectors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from summarize.digest.kinship import CERTAIN, STRANGERS, Kinship
from summarize.digest.records import Placed
from summarize.ports import Floats

_BLOCK = 256
_NEAREST = 20
_LEAST_COSINE = 0.3
"""Earlier articles that are looked at for each of today's, if they are so near by meaning."""


class Links(NamedTuple):
    """Pairs that are no strangers: ``new[i]`` counts today's articles, ``other[i]`` all.

    Earlier articles come first in ``other``. Each pair of today's is there once.
    """

    new: Any
    other: Any
    odds: Any
    wording: Any


def remembered(earlier: Sequence[Placed], most: int) -> list[int]:
    """The latest of each story, copies left out, in an order of their own."""
    stories: dict[str, list[int]] = defaultdict(list)
    for row, one in enumerate(earlier):
        stories[one.story].append(row)
    kept: list[int] = []
    for rows in stories.values():
        latest = sorted(rows, key=lambda row: (earlier[row].published or "", earlier[row].sha256))
        originals = [row for row in latest if earlier[row].copy_of is None]
        kept.extend((originals or latest)[-most:])
    return sorted(kept, key=lambda row: (earlier[row].sha256, earlier[row].source))


def come_into_question(past: list[int], earlier: Floats, today: Floats) -> list[int]:
    """Those of ``past`` that may be of a story of today, by their vectors alone.

    Reading the words of all of a month would take longer than all else.
    """
    most = min(_NEAREST, len(past))
    if not most:
        return []
    near = np.zeros(len(past), dtype=bool)
    for start in range(0, len(today), _BLOCK):
        cosines = np.round(today[start : start + _BLOCK] @ earlier[past].T, 4)
        least = np.partition(cosines, -most, axis=1)[:, -most]
        near |= (cosines >= np.maximum(least, _LEAST_COSINE)[:, None]).any(axis=0)
    return [row for row, kept in zip(past, near.tolist(), strict=True) if kept]


def find_links(kinship: Kinship, old: Sequence[Placed], days: int) -> Links:
    """Links from each of today's articles to those before it in ``kinship``.

    Args:
        kinship: of earlier articles and then today's.
        old: the earlier articles.
        days: an earlier story of which nothing was heard for longer is linked to nothing.
    """
    first = len(old)
    over = _last_days(old, kinship.days[:first]) + days
    parts: list[tuple[Any, ...]] = []
    for start in range(first, len(kinship), _BLOCK):
        end = min(start + _BLOCK, len(kinship))
        odds, wording = kinship.odds(start, end)
        odds[:, :first][kinship.days[start:end, None] > over[None, :]] = STRANGERS
        odds[np.arange(len(kinship))[None, :] >= np.arange(start, end)[:, None]] = STRANGERS
        row, column = np.nonzero(odds > STRANGERS)
        parts.append((row + start - first, column, odds[row, column], wording[row, column]))
    if not parts:
        parts.append(tuple(np.zeros(0, dtype=kind) for kind in (int, int, float, float)))
    return Links(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _last_days(old: Sequence[Placed], days: Any) -> Any:
    """(m,) of each earlier article: the day on which its story was last heard of; NaN if unknown.

    A comparison with NaN is false, so that what is undated is never too old.
    """
    last: dict[str, float] = {}
    for one, day in zip(old, days.tolist(), strict=True):
        last[one.story] = max(last.get(one.story, day), day) if day == day else day
    return np.array([last[one.story] for one in old], dtype=np.float64)


def with_copies(links: Links, copies: Sequence[int], first: int) -> Links:
    """The same, copies of one text as sure as can be."""
    pairs = [(row, root) for row, root in enumerate(copies) if row != root]
    if not pairs:
        return links
    new, other = np.array(pairs).T
    width = first + len(copies)
    kept = ~np.isin(links.new * width + links.other, new * width + other + first)
    sure = np.full(len(pairs), CERTAIN), np.ones(len(pairs))
    added = (new, other + first, *sure)
    return Links(*(np.concatenate((a[kept], b)) for a, b in zip(links, added, strict=True)))


def nearest_articles(links: Links, first: int, count: int) -> tuple[Any, Any]:
    """(first + count,) each: of every article the best odds of a link, and to which; else -1."""
    best = np.full(first + count, STRANGERS)
    nearest = np.full(first + count, -1)
    ends = (links.new + first, links.other)
    order = np.lexsort((links.other, links.new, -links.odds))
    for here, there in (ends, ends[::-1]):
        for row, other, odds in zip(
            here[order].tolist(), there[order].tolist(), links.odds[order].tolist(), strict=True
        ):
            if odds > best[row]:
                best[row], nearest[row] = odds, other
    return best, nearest


def nearest_stories(
    links: Links, labels: Any, old: Sequence[Placed], nearest: int, least: tuple[float, float]
) -> dict[int, str]:
    """Of each group the earlier story whose nearest articles are likest to all its articles.

    Args:
        links: of today's articles.
        labels: (n,) the group of each of them.
        old: the earlier articles.
        nearest: how many articles of a story count, for each of the group.
        least: mean odds that are needed: of a story with fewer articles, and of one with as many.
    """
    names = sorted({one.story for one in old})
    number = {name: place for place, name in enumerate(names)}
    story = np.array([number[one.story] for one in old], dtype=np.int64)
    most = np.minimum(np.bincount(story, minlength=len(names)), nearest)
    past = links.other < len(old)
    new, of, odds = links.new[past], story[links.other[past]], links.odds[past] - STRANGERS
    order = np.lexsort((-odds, of, new))
    key = (new * max(len(names), 1) + of)[order]
    place = np.arange(len(key)) - np.searchsorted(key, key)
    kept = order[place < nearest]
    total: dict[tuple[int, int], float] = defaultdict(float)
    for row, at, value in zip(
        new[kept].tolist(), of[kept].tolist(), odds[kept].tolist(), strict=True
    ):
        total[int(labels[row]), at] += value / int(most[at])
    sizes = np.bincount(labels, minlength=len(labels))
    found: dict[int, tuple[float, str]] = {}
    for (label, at), value in sorted(total.items()):
        mean = value / int(sizes[label]) + STRANGERS
        beyond = round(mean - least[int(most[at]) == nearest], 3)
        if beyond >= 0 and (label not in found or beyond > found[label][0]):
            found[label] = (beyond, names[at])
    return {label: name for label, (_, name) in found.items()}
