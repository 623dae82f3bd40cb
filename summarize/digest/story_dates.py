"""On which days a story turned: the dates that its articles tell of.

A day matters if many articles tell of it, above all articles written later: who looks back names
the days that counted. Each sentence that names a day, or none and so tells of the day on which it
was written, is a mention of that day (Tran, Alrifai and Nguyen, "Leveraging learning to rank in an
optimization framework for timeline summarization", TAIA 2013, and Ghalandari and Ifrim, "Examining
the State-of-the-Art in News Timeline Summarization", ACL 2020, section 4.1, rank dates by such
counts). Departures: nothing is learned; a mention weighs by how early in its article it stands; one
article counts each day once for what it says of it; weekdays are resolved by the day on which the
article was published, to the last such day.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from summarize.text.facts.dates import Date, find_dates

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_NEXT = re.compile(r"\b(?:next|coming|will|until|by|this coming)\s+(?:on\s+)?$", re.IGNORECASE)
_LEAST_WORDS = 5
_PUBLISHED = 1.0
"""What being written on a day weighs, beside one mention by name in another article."""
_LATER = 2.0
"""What a mention on a later day weighs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written on a day: ``day`` is an ISO 8601 date, or date and time."""

    day: str
    text: str


def key_dates(articles: Sequence[Written], count: int) -> tuple[str, ...]:
    """The ``count`` days that matter most, in the order of time, as ISO 8601 dates.

    Only days from the first article to the last are among them. Articles without a valid day are
    passed over.
    """
    scores = date_scores(articles)
    best = sorted(scores, key=lambda day: (-scores[day], day))[: max(count, 0)]
    return tuple(sorted(best))


def date_scores(articles: Sequence[Written]) -> Mapping[str, float]:
    """How much each day matters, above 0."""
    written = [(day, one.text) for one in articles if (day := _day(one.day)) is not None]
    if not written:
        return {}
    first, last = min(day for day, _ in written), max(day for day, _ in written)
    scores: defaultdict[date, float] = defaultdict(float)
    for day, text in written:
        scores[day] += _PUBLISHED
        for told, weight in _mentions(day, text).items():
            if first <= told <= last:
                scores[told] += weight * (_LATER if told < day else 1.0)
    return {day.isoformat(): round(score, 6) for day, score in sorted(scores.items())}


def resolve(found: Date, written: date, text: str = "") -> date | None:
    """The day that is meant in an article of ``written``; None if it is no single day.

    A weekday is the last of its name, ``written`` itself included, unless what stands before it in
    ``text`` says that it is to come. A month and its day without a year is the nearest to
    ``written``.
    """
    parts = dict(found.parts)
    if "word" in parts:
        steps = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
        return written + timedelta(days=steps[parts["word"]])
    if "weekday" in parts and "day" not in parts:
        back = (written.weekday() - _WEEK.index(parts["weekday"])) % 7
        if _NEXT.search(text[: found.start]):
            back -= 7
        return written - timedelta(days=back)
    if "day" not in parts or "month" not in parts:
        return None
    years = [int(parts["year"])] if "year" in parts else [written.year + n for n in (-1, 0, 1)]
    days = [day for year in years if (day := _date(year, parts)) is not None]
    return min(days, key=lambda day: (abs((day - written).days), day), default=None)


def _mentions(written: date, text: str) -> dict[date, float]:
    """Each day that an article tells of, by how much it says of it and how early, in (0, …)."""
    count: Counter[date] = Counter()
    early: dict[date, float] = {}
    sentences = [
        m.group() for m in _SENTENCE.finditer(text) if len(m.group().split()) >= _LEAST_WORDS
    ]
    for place, sentence in enumerate(sentences):
        for found in find_dates(sentence):
            day = resolve(found, written, sentence)
            if day is not None:
                count[day] += 1
                early.setdefault(day, 1 / (1 + math.log1p(place)))
    return {day: (0.5 + early[day]) * math.sqrt(n) for day, n in count.items()}


def _date(year: int, parts: Mapping[str, str]) -> date | None:
    try:
        return date(year, int(parts["month"]), int(parts["day"]))
    except ValueError:
        return None


@lru_cache(maxsize=10_000)
def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
