"""Dates: "Monday", "April 27, 2026", "27 Sept.", "2026-04-27", "2019", "the 1990s", "yesterday".

A date is a set of parts (weekday, month, day, year, word). A text's date stands in the passages if
all its parts do, a month and its day in one and the same date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = """
    january february march april may june july august september october november december
    """.split()
_WEEKDAY = (
    r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun)\.)"
)
_MONTH = (
    r"(?P<month{n}>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?P<day{n}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year{n}>1[5-9]\d\d|20\d\d)"
_DATE = re.compile(
    rf"""
      \b(?P<iso_year>\d{{4}})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)\b
    | \b{_MONTH.format(n=1)}\s{_DAY.format(n=1)}\b(?!,?\d)(?:,?\s{_YEAR.format(n=1)}\b)?
    | \b{_DAY.format(n=2)}\s(?:of\s)?{_MONTH.format(n=2)}(?![a-z])(?:,?\s{_YEAR.format(n=2)}\b)?
    | \b{_MONTH.format(n=3)},?\s{_YEAR.format(n=3)}\b
    | \b{_WEEKDAY}(?![\w])
    | (?<=\b[Ii]n\s){_MONTH.format(n=4)}(?![a-z])
    | (?<=\b(?:of|by)\s){_MONTH.format(n=5)}(?![a-z])
    | (?<=\b(?:since|until|early)\s){_MONTH.format(n=6)}(?![a-z])
    | (?<=\b(?:last|late|next|this|from)\s){_MONTH.format(n=7)}(?![a-z])
    | \b(?P<decade>(?:1[5-9]|20)\d0)s\b
    | (?<![\d.,$€£-]){_YEAR.format(n=4)}\b(?![\d,.]*\d|\s?%|\s(?:percent|people|dollars|euros))
    | \b(?P<word>yesterday|today|tonight|tomorrow)\b
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date at ``text[start:end]``; ``parts`` holds pairs such as ("month", "4")."""

    start: int
    end: int
    text: str
    parts: frozenset[tuple[str, str]]


@lru_cache(maxsize=8_000)
def find_dates(text: str) -> tuple[Date, ...]:
    """The dates of ``text``, in order."""
    return tuple(
        Date(match.start(), match.end(), match.group(), _parts(match))
        for match in _DATE.finditer(text)
    )


def is_in_a_date(place: int, text: str) -> bool:
    """True if the character ``text[place]`` is of a date."""
    return any(date.start <= place < date.end for date in find_dates(text))


def missing_dates(text: str, passages: Sequence[str]) -> tuple[Date, ...]:
    """The dates of ``text`` that the passages lack."""
    there = [date.parts for passage in passages for date in find_dates(passage)]
    every = frozenset().union(*there) if there else frozenset()
    return tuple(date for date in find_dates(text) if not _held(date.parts, there, every))


def _held(
    parts: frozenset[tuple[str, str]],
    there: list[frozenset[tuple[str, str]]],
    every: frozenset[tuple[str, str]],
) -> bool:
    bound = frozenset(part for part in parts if part[0] in ("month", "day"))
    return parts <= every and (not bound or any(bound <= other for other in there))


def _parts(match: re.Match[str]) -> frozenset[tuple[str, str]]:
    groups = match.groupdict()
    parts: set[tuple[str, str]] = set()
    if groups["iso_year"]:
        parts.add(("year", groups["iso_year"]))
        parts.add(("month", str(int(groups["iso_month"]))))
        parts.add(("day", str(int(groups["iso_day"]))))
    for name, value in groups.items():
        if value is None or name.startswith("iso"):
            continue
        kind = name.rstrip("1234567")
        parts.add((kind, _normal(kind, value)))
    return frozenset(parts)


def _normal(kind: str, value: str) -> str:
    lower = value.lower().rstrip(".")
    if kind == "month":
        return str(1 + next(i for i, month in enumerate(_MONTHS) if month.startswith(lower[:3])))
    if kind == "weekday":
        return next(day for day in _WEEKDAYS if day.startswith(lower[:3]))
    return str(int(lower)) if kind == "day" else lower
