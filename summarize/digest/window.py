"""The time that an edition covers, and which articles fall into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Literal

Place = Literal["inside", "older", "newer", "undated"]

_TOLERANCE = timedelta(days=1)
_DAY_ALONE = len("2026-11-23")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From ``since`` up to but not including ``until``; times without a zone are UTC.

    Attributes:
        since: its beginning, or None: whatever is older is inside, too.
        until: its end.
        now: what the clock says; what claims to be from later than a day after both is not
            believed.
    """

    since: datetime | None
    until: datetime
    now: datetime

    def believed(self, published: str | None) -> str | None:
        """``published``, or None if it is no date or lies in the future."""
        span = _span(published)
        latest = max(in_utc(self.now), in_utc(self.until)) + _TOLERANCE
        return published if span is not None and span[0] <= latest else None

    def place(self, published: str | None) -> Place:
        """Where an article of that date belongs.

        A date without a time is the whole day: it is inside if any part of the day is.
        """
        span = _span(self.believed(published))
        if span is None:
            return "undated"
        first, last = span
        if first >= in_utc(self.until):
            return "newer"
        if self.since is not None and last < in_utc(self.since):
            return "older"
        return "inside"


def in_utc(moment: datetime) -> datetime:
    """``moment`` in UTC; one without a zone is taken to be that already."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=timezone.utc)
    return moment.astimezone(timezone.utc)


def moment_of(published: str | None) -> datetime | None:
    """When that was, in UTC: the beginning of the day where there is no time."""
    span = _span(published)
    return span[0] if span is not None else None


def _span(published: str | None) -> tuple[datetime, datetime] | None:
    """The first and the last moment that ``published`` can mean."""
    if published is None:
        return None
    try:
        first = in_utc(datetime.fromisoformat(published.replace("Z", "+00:00")))
        whole_day = len(published) <= _DAY_ALONE
        return first, first + timedelta(days=1, microseconds=-1) if whole_day else first
    except (ValueError, OverflowError):
        return None
