"""What is written down of an article when its story is found, and which text it copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

import numpy as np

from summarize.digest.copies import copies_lead, find_copies
from summarize.digest.kinship import Told
from summarize.digest.records import Placed
from summarize.digest.story_links import Links
from summarize.digest.story_text import LEAD_WORDS, TOLD_WORDS, lead_text
from summarize.records import Document

ID_DIGITS = 12
"""Of the sha256 of a story's first article, which are its id."""
_SAME_WORDING = 0.6
"""Cosine: articles of different days are compared as copies from here on."""


def tell(document: Document) -> Told:
    """What the grouping looks at."""
    article = document.article
    return Told(article.title, lead_text(document, TOLD_WORDS), article.published)


def unplaced(document: Document, told: Told) -> Placed:
    """The entry of an article, still without a story."""
    article = document.article
    return Placed(
        sha256=article.sha256,
        story="",
        title=article.title,
        lead=" ".join(told.lead.split()[:LEAD_WORDS]),
        published=article.published,
        source=article.source,
    )


def placed_again(
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


def place_blanks(
    articles: Sequence[Document], told: Sequence[Told], order: Sequence[int]
) -> dict[int, Placed]:
    """Articles with neither title nor lead, each a story of its own, those of one text too.

    The same notice of an archive stands in place of the most different articles.
    """
    found: dict[int, Placed] = {}
    met: Counter[str] = Counter()
    for row in order:
        one = unplaced(articles[row], told[row])
        if not one.title and not one.lead:
            name = "\n".join((one.sha256, one.published or "", one.source))
            met[name] += 1
            digest = sha256(f"{name}\n{met[name]}".encode()).hexdigest()
            found[row] = replace(one, story=digest[:ID_DIGITS])
    return found


def first_of_each_text(articles: Sequence[Document], order: Sequence[int]) -> list[int]:
    """Of each text one article, the first in ``order``."""
    first: dict[str, int] = {}
    for row in order:
        first.setdefault(articles[row].article.sha256, row)
    return list(first.values())


def copies_of_the_day(documents: Sequence[Document], told: Sequence[Told]) -> list[int]:
    """As ``find_copies``; articles without a lead have no text that could be another's."""
    rows = [row for row, one in enumerate(told) if one.lead]
    copies = list(range(len(documents)))
    for row, root in zip(rows, find_copies([documents[row] for row in rows]), strict=True):
        copies[row] = rows[root]
    return copies


def find_originals(
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


def by_time(document: Document) -> tuple[bool, str, str, str, str]:
    """Today's articles in the order of time, the undated last."""
    one = document.article
    return (one.published is None, one.published or "", one.sha256, one.source, one.title)


def by_placing(one: Placed) -> tuple[bool, bool, str, str, str]:
    """Entries, originals first."""
    dated = one.published is None
    return (one.copy_of is not None, dated, one.published or "", one.source, one.story)
