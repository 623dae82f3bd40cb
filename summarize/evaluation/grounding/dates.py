"""Dates that a text states: weekdays, days of a month, months, years and decades.

Dates are compared part by part: "April 27" is found where a date of the fourth month and 27th day
stands, whatever its year; "April 27, 2013" where that day stands with this year, or without a year
in a text that has the year elsewhere. Nothing is worked out from the calendar ("yesterday", the
weekday of a date).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_MONTHS = ("jan feb mar apr may jun jul aug sep oct nov dec").split()
_WEEKDAYS = "mon tue wed thu fri sat sun".split()
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()

_LONG_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_MONTH = rf"(?:{_LONG_MONTH}|{_LONG_MONTH.upper()}|{_SHORT_MONTH})"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_TH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_MONTH_DAY = re.compile(
    rf"\b({_MONTH})\s+({_DAY}){_TH}(?!\d|:\d|%|,\d|\.\d)"
    rf"(?:\s?(?:[-–]|and|to|or|&)\s?({_DAY}){_TH}(?!\d|:\d|%|,\d|\.\d|\s+(?:percent|people)))?"
    rf"(?:,?\s+({_YEAR})\b(?!,\d))?"
)
_DAY_MONTH = re.compile(rf"\b({_DAY}){_TH}(?:\s+of)?[\s-]({_MONTH})(?!\w)(?:,?[\s-]({_YEAR})\b)?")
_MONTH_YEAR = re.compile(rf"\b({_MONTH}),?\s+(?:of\s+)?({_YEAR})\b")
_ISO = re.compile(rf"(?<!\d)({_YEAR})([-/.])(0?[1-9]|1[0-2])\2({_DAY})(?!\d)")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)?\d\d)(?![\d/])|\b(9)/(11)\b")
_ALONE = re.compile(rf"\b(?:{_LONG_MONTH}|{_LONG_MONTH.upper()}|Sept\.?)(?!\w)")
# These are names and plain words too, and need a word before them that a month has.
_TWO_FACED = {"april", "may", "march", "june", "august"}
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|until|till|by|of|from|through|during|last|this|next|early|late|mid|before|after"
    r"|between|and|to|every|each|for)[\s-]+$",
    re.I,
)
_WEEKDAY = re.compile(
    r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b"
    r"|\b(MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAYS?\b"
)
_SHORT_WEEKDAY = re.compile(r"\b(Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun)\b(?=[.,])")
_DECADE = re.compile(
    r"(?<![\w$€£])(?P<c>1[5-9]|20)?['’]?(?P<d>\d)0['’]?s\b|\b(?P<w>" + "|".join(_DECADES) + r")\b",
    re.I,
)
_NOT_A_YEAR = (
    r"(?![\w%/]|[,.:]\d|-(?:foot|mile|meter|metre|acre|square|pound|seat|page|word|strong|plus)"
    r"|\s*(?:percent|per cent|million|billion|dollars|euros|pounds|people|miles|meters|metres"
    r"|feet|square|acres|years|hours|jobs|troops|soldiers|tons)\b)"
)
_LONE_YEAR = re.compile(rf"(?<![\w$€£.,/#])({_YEAR}){_NOT_A_YEAR}(?:[-–](\d\d)(?!\d))?")
_SHORT_YEAR = re.compile(r"(?<!\w)['’](\d\d)(?![\w'’])")
_ANY_YEAR = re.compile(r"(?<!\d)(1[5-9]|20),?\s?(\d\d)(?!\d)|(?<!\d)(1|2),\s?(\d{3})(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date in a text; the parts that it does not give are None.

    ``month`` 1 to 12, ``weekday`` 0 (Monday) to 6, ``decade`` the last two digits (90) and
    ``century`` the two before (19); ``year`` below 100 is a short one ("'08").
    """

    start: int
    end: int
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    century: int | None = None
    decade: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateIndex:
    """The date parts that stand in a text, for looking up."""

    days: frozenset[tuple[int, int, int | None]]
    """(month, day, year)."""
    months: frozenset[tuple[int, int | None]]
    """(month, year)."""
    years: frozenset[int]
    weekdays: frozenset[int]
    decades: frozenset[tuple[int | None, int]]
    """(century, decade)."""
    spans: tuple[tuple[int, int], ...]
    """Where days of a month stand: their figures count nothing."""


@lru_cache(maxsize=2048)
def stated_dates(text: str) -> tuple[Date, ...]:
    """The dates that ``text`` states, in order; a stretch of the text belongs to one date."""
    taken: list[tuple[int, int]] = []
    dates: list[Date] = []
    for date in _all_dates(text):
        if (date.start, date.end) in taken or not any(
            date.start < end and start < date.end for start, end in taken
        ):
            taken.append((date.start, date.end))
            dates.append(date)
    return tuple(sorted(_one_reading(dates), key=lambda date: date.start))


def _one_reading(dates: list[Date]) -> Iterator[Date]:
    """A slashed date is stated once, though it can be read in two ways."""
    seen = set()
    for date in dates:
        key = (date.start, date.end, "/" in date.text)
        if key not in seen or not key[2]:
            yield date
        seen.add(key)


@lru_cache(maxsize=2048)
def date_index(text: str) -> DateIndex:
    """The index of ``text``; it reads more into it than ``stated_dates`` does ("Mon.")."""
    dates = [*_all_dates(text)]
    named = _ALONE.finditer(text)
    short = _SHORT_WEEKDAY.finditer(text)
    years = {
        int("".join(part for part in match.groups() if part)) for match in _ANY_YEAR.finditer(text)
    }
    return DateIndex(
        days=frozenset((d.month, d.day, d.year) for d in dates if d.month and d.day),
        months=frozenset(
            [(d.month, d.year) for d in dates if d.month]
            + [(_month(match.group()), None) for match in named]
        ),
        years=frozenset(years | {d.year for d in dates if d.year is not None}),
        weekdays=frozenset(
            [d.weekday for d in dates if d.weekday is not None]
            + [_WEEKDAYS.index(match[1][:3].lower()) for match in short]
        ),
        decades=frozenset((d.century, d.decade) for d in dates if d.decade is not None),
        spans=tuple(sorted({(d.start, d.end) for d in dates if d.day})),
    )


def holds_date(index: DateIndex, date: Date) -> bool:
    """True if the parts of ``date`` stand together in the indexed text."""
    if date.weekday is not None:
        return date.weekday in index.weekdays
    if date.decade is not None:
        return any(
            date.decade == decade and (date.century or century) == (century or date.century)
            for century, decade in index.decades
        )
    if date.day is not None:
        both = {(date.month, date.day)}
        if "/" in date.text and date.month is not None and date.day <= 12:
            both.add((date.day, date.month))
        years = {year for month, day, year in index.days if (month, day) in both}
        return bool(years) and _year_fits(index, date.year, years)
    if date.month is not None:
        years = {year for month, year in index.months if month == date.month}
        return bool(years) and _year_fits(index, date.year, years)
    return _has_year(index, date.year)


def _year_fits(index: DateIndex, year: int | None, years: set[int | None]) -> bool:
    return year is None or year in years or (None in years and _has_year(index, year))


def _has_year(index: DateIndex, year: int | None) -> bool:
    if year is not None and year < 100:
        return any(other % 100 == year for other in index.years)
    return year in index.years or (year is not None and year % 100 in index.years)


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1


def _date(match: re.Match[str], **parts: int | None) -> Date:
    return Date(start=match.start(), end=match.end(), text=match.group(), **parts)


def _all_dates(text: str) -> Iterator[Date]:
    """Every reading of every date, the longer patterns first."""
    for match in _ISO.finditer(text):
        yield _date(match, year=int(match[1]), month=int(match[3]), day=int(match[4]))
    yield from _slashed(text)
    for match in _DAY_MONTH.finditer(text):
        year = int(match[3]) if match[3] else None
        yield _date(match, day=int(match[1]), month=_month(match[2]), year=year)
    for match in _MONTH_DAY.finditer(text):
        year = int(match[4]) if match[4] else None
        for day in filter(None, (match[2], match[3])):
            yield _date(match, month=_month(match[1]), day=int(day), year=year)
    for match in _MONTH_YEAR.finditer(text):
        yield _date(match, month=_month(match[1]), year=int(match[2]))
    for match in _WEEKDAY.finditer(text):
        yield _date(match, weekday=_WEEKDAYS.index((match[1] or match[2])[:3].lower()))
    yield from _decades_and_years(text)
    for match in _ALONE.finditer(text):
        plain = match.group().lower() not in _TWO_FACED
        if plain or _BEFORE_MONTH.search(text, max(0, match.start() - 12), match.start()):
            yield _date(match, month=_month(match.group()))


def _slashed(text: str) -> Iterator[Date]:
    for match in _SLASHED.finditer(text):
        first, second = int(match[1] or match[4]), int(match[2] or match[5])
        year = int(match[3]) if match[3] else None
        if year is not None and year < 100:
            year += 1900 if year > 50 else 2000
        for month, day in ((first, second), (second, first)):
            if 1 <= month <= 12 and 1 <= day <= 31:
                yield _date(match, month=month, day=day, year=year)


def _decades_and_years(text: str) -> Iterator[Date]:
    for match in _DECADE.finditer(text):
        if word := match["w"]:
            yield _date(match, decade=10 * (2 + _DECADES.index(word.lower())))
        else:
            century = int(match["c"]) if match["c"] else None
            yield _date(match, century=century, decade=10 * int(match["d"]))
    for match in _LONE_YEAR.finditer(text):
        yield _date(match, year=int(match[1]))
        if match[2] and int(match[2]) == (int(match[1]) + 1) % 100:
            yield _date(match, year=int(match[1]) + 1)
    for match in _SHORT_YEAR.finditer(text):
        yield _date(match, year=int(match[1]))
