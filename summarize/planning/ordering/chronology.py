"""The order of the story, with what is dated told in the order of time.

Chronological ordering as in Barzilay, Elhadad and McKeown, "Inferring Strategies for Sentence
Ordering in Multidocument News Summarization", JAIR 17, 2002, section 4.2, where it alone reads
badly: background of earlier years pushes the news away. So the news stays first, what has no date
stays where the story has it, and the dated sentences share their own places out among themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from summarize.planning.ordering.story import StoryOrdering
from summarize.ports import Floats
from summarize.records import Candidate, Material
from summarize.settings import PlanningSettings
from summarize.text.facts.dates import find_dates

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TO_COME = re.compile(r"\b(?:will|next|until|by|due|scheduled|expected|plans?)\b", re.IGNORECASE)

When = tuple[int, int, int]
"""Year, month, day; a day that is not given is 0."""


class ChronologyOrdering:
    """The port ``Ordering``."""

    def __init__(self, settings: PlanningSettings) -> None:
        self._story = StoryOrdering(settings)

    def order(
        self, candidates: Sequence[Candidate], material: Material, alike: Floats
    ) -> tuple[int, ...]:
        """The story's order, its dated sentences (but for the first) sorted by date."""
        order = list(self._story.order(candidates, material, alike))
        told = {index: _told(candidates[index], material) for index in order[1:]}
        places = [place for place, index in enumerate(order) if told.get(index) is not None]
        dated = sorted((order[place] for place in places), key=lambda index: told[index] or ())
        for place, index in zip(places, dated, strict=True):
            order[place] = index
        return tuple(order)


def _told(candidate: Candidate, material: Material) -> When | None:
    key = candidate.evidence[0]
    return when(material.by_key[key].text, material.articles[key.article].published)


def when(text: str, published: str | None) -> When | None:
    """The latest date in ``text`` of which month and year are known, or None.

    Args:
        text: a sentence.
        published: ISO 8601 date of its article, or None. With it a month and day without a year,
            and a weekday, are the last ones before it, unless the sentence looks ahead.
    """
    anchor = _anchor(published)
    found = [_resolved(dict(one.parts), anchor, text) for one in find_dates(text)]
    return max((told for told in found if told is not None), default=None)


def _anchor(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _resolved(parts: dict[str, str], anchor: date | None, text: str) -> When | None:
    month, day = int(parts.get("month", 0)), int(parts.get("day", 0))
    if "year" in parts:
        return (int(parts["year"]), month, day) if month else None
    if anchor is None or _TO_COME.search(text):
        return None
    if month and day:
        later = (month, day) > (anchor.month, anchor.day)
        return (anchor.year - later, month, day)
    if "weekday" in parts:
        back = (anchor.weekday() - _WEEKDAYS.index(parts["weekday"])) % 7
        told = anchor - timedelta(days=back)
        return (told.year, told.month, told.day)
    return None
