"""Who published a plain text, and when, as far as the text says so itself.

Deliberately narrow: a wrong outlet would make two independent reports look like one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarize.reading.dates import find_date

_HEAD_LINES = 12
_TAIL_LINES = 4
_MAX_LABEL = 90

_CITY = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’\- ]{2,40}"
_DATELINE = re.compile(
    rf"^\s*(?:{_CITY}(?:[,/]\s*[\w. '’-]{{2,30}}){{0,3}}\s*)?"
    r"\((?P<outlet>[A-Z][\w&.'’ -]{1,30})\)\s*(?:--|[-–—])"
)
_DASH_DATELINE = re.compile(rf"^\s*{_CITY}, (?P<date>[^()–—]{{6,25}}?)\s*(?:--|[–—])")
_SOURCE = re.compile(r"^\s*(?:Source|Quelle|Fuente|Fonte)\s*:\s*(?P<outlet>\S.{1,58}?)\s*$")
_NEWS_NAME = (
    r"(?:The )?[A-Z][\w'’&.-]*(?: [A-Z][\w'’&.-]*){0,3} "
    r"(?:News|Times|Post|Press|Herald|Tribune|Journal|Guardian|Telegraph|Gazette|Chronicle|Mail)"
)
_BYLINE = re.compile(
    rf"^\s*By [A-Z][^,|]{{2,40}}\s*[,|]\s*"
    rf"(?P<outlet>{_NEWS_NAME}|Reuters|AP|AFP|BBC|CNN|NPR|dpa)\s*$"
)
_DATE_LABEL = re.compile(
    r"^\W*(?:(?:first )?published|posted|updated|last updated|date|veröffentlicht|publié|publicado)"
    r"\b(?: on| at| am| le| el)?\s*:?\s*(?P<date>.{6,60})$",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DATE_ALONE = re.compile(
    rf"^\W*{_WEEKDAY}(?P<date>[\w.,]{{1,12}}\s+[\w.,]{{1,12}}\s+\d{{4}}|\d{{4}}-\d\d-\d\d"
    r"|\d{1,2}\.\d{1,2}\.\d{4})(?:[ T,]+\d{1,2}:\d\d.{0,12})?\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """The outlet, or "", and the date as ``YYYY-MM-DD``, or None."""

    source: str
    published: str | None


def find_provenance(text: str) -> Provenance:
    """What the head and the last lines of ``text`` say; datelines count, sentences do not."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    places = lines[:_HEAD_LINES] + lines[max(_HEAD_LINES, len(lines) - _TAIL_LINES) :]
    source = next((name for line in places if (name := _outlet(line))), "")
    published = next((day for line in places if (day := _date(line))), None)
    return Provenance(source, published)


def is_date_line(line: str) -> bool:
    """Whether ``line`` only says when the article appeared ("Published: 12 March 2026")."""
    return not line.endswith(".") and _labelled_date(line) is not None


def _outlet(line: str) -> str:
    for pattern in (_DATELINE, _SOURCE, _BYLINE):
        match = pattern.match(line)
        # "Source: a person close to the talks." is a sentence and names no outlet.
        if match is not None and not match["outlet"].endswith("."):
            return match["outlet"].strip()
    return ""


def _date(line: str) -> str | None:
    dateline = _DASH_DATELINE.match(line)
    if dateline is not None:
        return find_date(dateline["date"])
    return _labelled_date(line)


def _labelled_date(line: str) -> str | None:
    if len(line) > _MAX_LABEL:
        return None
    match = _DATE_LABEL.match(line) or _DATE_ALONE.match(line)
    return find_date(match["date"]) if match is not None else None
