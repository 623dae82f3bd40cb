"""In which order an edition tells its stories, and why.

The score is coverage x recency x novelty:

- coverage is log2(1 + n) for n independent outlets: copies of one text count once, and so does an
  outlet, however much it writes;
- recency halves with every ``half_life`` hours between the newest article and the end of the
  edition;
- novelty is 1 for a new story, 0.3 to 0.9 for an update by the share of new sentences, and 0.1 for
  a repeat.

An outlet that alone tells many stories would fill the page: after ``outlet_cap`` of them, the score
of each further one is halved.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

from summarize.digest.novelty import News
from summarize.digest.records import Placed
from summarize.digest.window import moment_of
from summarize.records import Document
from summarize.settings import DigestSettings
from summarize.text.words import one_line

_UPDATE_FROM, _UPDATE_BY, _REPEAT = 0.3, 0.6, 0.1
_UNDATED = 24.0
"""Hours that an undated article counts as old."""
_SET_BACK = 0.5
_UNKNOWN = "\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One story of today before it is written.

    Attributes:
        id: the story's.
        documents: all its articles of the edition.
        placed: row i belongs to documents[i].
        news: what of it is new.
        told: ISO 8601 date on which it was told last, or None.
    """

    id: str
    documents: tuple[Document, ...]
    placed: tuple[Placed, ...]
    news: News
    told: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A story in its place; ``why`` names each factor for the reader."""

    telling: Telling
    score: float
    independent: int
    why: str


def rank(
    tellings: Sequence[Telling], until: datetime, settings: DigestSettings
) -> tuple[Ranked, ...]:
    """All of ``tellings``, best first; ties go to the wider told, then by id.

    Args:
        tellings: the stories of the edition.
        until: its end, with a time zone.
        settings: half-life and cap.
    """
    scored = sorted((_score(one, until, settings) for one in tellings), key=_order)
    return tuple(sorted(_with_cap(scored, settings.outlet_cap), key=_order))


def independent_outlets(telling: Telling) -> tuple[str, ...]:
    """The outlets that tell a story of their own, sorted; copies of one text have one between them.

    Of an original that is not in the edition, the first copy stands for it. An article whose outlet
    is not known is one of its own (its sha256 after a null).
    """
    by_sha = {one.article.sha256: one for one in reversed(telling.documents)}
    roots: dict[str, str] = {}
    for document, placed in zip(telling.documents, telling.placed, strict=True):
        root = placed.copy_of or placed.sha256
        roots.setdefault(root, outlet(by_sha.get(root, document)))
    return tuple(sorted({name or f"{_UNKNOWN}{sha}" for sha, name in roots.items()}))


def outlet(document: Document) -> str:
    """The outlet as the article names it, else the host of its page, else ""."""
    article = document.article
    host = urlsplit(article.url).hostname if article.url else None
    return one_line(article.source) or (host or "").removeprefix("www.")


def newest(documents: Sequence[Document]) -> str | None:
    """The latest date or date and time at which one of ``documents`` appeared, as it is written."""
    dated = [one.article.published for one in documents if one.article.published]
    return max(dated, key=lambda text: (_moment(text), text), default=None)


def _score(telling: Telling, until: datetime, settings: DigestSettings) -> Ranked:
    outlets = independent_outlets(telling)
    latest = newest(telling.documents)
    hours = _UNDATED if latest is None else _hours(latest, until)
    novelty = {
        "new": 1.0,
        "update": _UPDATE_FROM + _UPDATE_BY * telling.news.share,
        "repeat": _REPEAT,
    }[telling.news.status]
    score = math.log2(1 + len(outlets)) * 0.5 ** (hours / settings.half_life) * novelty
    why = ", ".join((_told_by(outlets), _age(latest, until), _novelty(telling)))
    return Ranked(telling=telling, score=round(score, 6), independent=len(outlets), why=why)


def _order(ranked: Ranked) -> tuple[float, int, str]:
    return -ranked.score, -ranked.independent, ranked.telling.id


def _with_cap(scored: Sequence[Ranked], cap: int) -> list[Ranked]:
    alone: Counter[str] = Counter()
    found = []
    for one in scored:
        outlets = independent_outlets(one.telling)
        name = outlets[0] if len(outlets) == 1 else ""
        if name and not name.startswith(_UNKNOWN):
            alone[name] += 1
            above = alone[name] - 1
            if above >= cap:
                score = round(one.score * _SET_BACK ** (above - cap + 1), 6)
                why = f"{one.why}; set back, for {name} alone tells {above} before it"
                found.append(replace(one, score=score, why=why))
                continue
        found.append(one)
    return found


def _told_by(outlets: Sequence[str]) -> str:
    if len(outlets) > 1:
        return f"told by {len(outlets)} independent outlets"
    name = outlets[0]
    return "told by one outlet" if name.startswith(_UNKNOWN) else f"told by {name} alone"


def _age(latest: str | None, until: datetime) -> str:
    if latest is None:
        return "not dated"
    if len(latest) == len("2026-11-23"):
        return f"newest of {latest}"
    minutes = max(0, round(_hours(latest, until) * 60))
    if minutes < 60:
        return f"newest {_count(minutes, 'minute')} ago"
    hours = round(minutes / 60)
    age = _count(hours, "hour") if hours < 48 else _count(hours // 24, "day")
    return f"newest {age} ago"


def _novelty(telling: Telling) -> str:
    news = telling.news
    if news.status == "new":
        return "not told before"
    if news.status == "repeat":
        return f"no news since {telling.told}"
    return f"{_count(news.new, 'new sentence')} since {telling.told}"


def _hours(published: str, until: datetime) -> float:
    return max(0.0, (until - _moment(published)).total_seconds() / 3600)


def _moment(published: str) -> datetime:
    """A day without a time counts as its noon; a time without a zone as UTC."""
    moment = moment_of(published)
    if moment is None:
        return datetime(1970, 1, 1, tzinfo=timezone.utc)
    return moment + timedelta(hours=12) if len(published) == len("2026-11-23") else moment


def _count(number: int, one: str) -> str:
    return f"{number} {one if number == 1 else one + 's'}"
