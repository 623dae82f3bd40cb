"""A story that went on for days is told day by day; one of a few days as ``story`` tells it.

Majority and chronological ordering were compared by Barzilay, Elhadad and McKeown, "Inferring
Strategies for Sentence Ordering in Multidocument News Summarization", JAIR 17, 2002: articles that
report one moment are badly served by time, articles that follow a story are told well by it. Here
what decides is how far apart the articles were published, and the time of a sentence is that of its
article (section 4.2 there). Reports of one article stay together, in its own order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from summarize.planning.ordering.opening import opens_well
from summarize.planning.ordering.story import StoryOrdering
from summarize.ports import Floats
from summarize.records import Article, Candidate, Material
from summarize.settings import PlanningSettings

_LEAST_DATED = 0.75
_LEAST_DAYS = 7
_DIGITS = 6


class TimelineOrdering:
    """The port ``Ordering``."""

    def __init__(self, settings: PlanningSettings) -> None:
        self._story = StoryOrdering(settings)

    def order(
        self, candidates: Sequence[Candidate], material: Material, alike: Floats
    ) -> tuple[int, ...]:
        """By day where the articles' dates tell of a longer time, else the story's order.

        The first in time that can open a story comes first. A candidate of an undated article has
        the date of the dated candidate that it resembles most.
        """
        published = _dates(material.articles)
        dated = [i for i, one in enumerate(candidates) if one.evidence[0].article in published]
        if not dated or not _goes_on(published, len(material.articles)):
            return self._story.order(candidates, material, alike)

        def day(index: int) -> date:
            nearest = max(
                dated, key=lambda other: (round(float(alike[index, other]), _DIGITS), -other)
            )
            own = published.get(candidates[index].evidence[0].article)
            return own or published[candidates[nearest].evidence[0].article]

        order = sorted(range(len(candidates)), key=lambda i: (day(i), candidates[i].evidence[0]))
        first = next((i for i in order if _opens(candidates[i], material)), order[0])
        return (first, *(index for index in order if index != first))


def _goes_on(published: Mapping[str, date], articles: int) -> bool:
    """True if most of the articles are dated, and a week at least lies between first and last."""
    apart = max(published.values()) - min(published.values())
    return len(published) >= _LEAST_DATED * articles and apart.days >= _LEAST_DAYS


def _dates(articles: Mapping[str, Article]) -> dict[str, date]:
    found: dict[str, date] = {}
    for name, article in articles.items():
        try:
            found[name] = date.fromisoformat((article.published or "")[:10])
        except ValueError:
            continue
    return found


def _opens(candidate: Candidate, material: Material) -> bool:
    key = candidate.evidence[0]
    return opens_well(material.by_key[key].text, first=key.place == 0)
