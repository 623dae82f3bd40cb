"""Times and lengths of time as they are written on the command line."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from summarize.errors import SettingsError

_LENGTH = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[smhdw])", re.IGNORECASE)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_LONGEST = timedelta(days=36_500)


def length(text: str, option: str) -> timedelta:
    """A length of time, as "8m", "24h", "30d" or "2w".

    Raises:
        SettingsError: it is none, or is not positive.
    """
    match = _LENGTH.fullmatch(text.strip())
    if match is not None:
        seconds = float(match["number"]) * _SECONDS[match["unit"].lower()]
        if 0 < seconds <= _LONGEST.total_seconds():
            return timedelta(seconds=seconds)
    raise SettingsError(
        f"{option}: {text!r} is no length of time", hint="write 90s, 8m, 24h, 30d or 2w"
    )


def since(text: str | None) -> datetime | timedelta | None:
    """A length of time, a day (its beginning, local time) or a date and time.

    Raises:
        SettingsError: it is none of them.
    """
    if text is None:
        return None
    if _LENGTH.fullmatch(text.strip()):
        return length(text, "--since")
    day, moment = _moment(text, "--since")
    return moment if day is None else _midnight(day)


def until(text: str | None) -> tuple[datetime | None, str | None]:
    """The end of an edition, and its day: "2026-11-23" ends with that day (local time).

    Raises:
        SettingsError: it is neither a day nor a date and time.
    """
    if text is None:
        return None, None
    day, moment = _moment(text, "--until")
    if day is not None:
        return _midnight(day + timedelta(days=1)), day.isoformat()
    return moment, moment.astimezone().date().isoformat()


def _moment(text: str, option: str) -> tuple[date | None, datetime]:
    """A day and its beginning, or None and a moment; without a zone it is local time."""
    plain = text.strip()
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", plain):
            day = date.fromisoformat(plain)
            return day, _midnight(day)
        moment = datetime.fromisoformat(re.sub(r"Z$", "+00:00", plain))
        if not 1900 <= moment.year < 9999:
            raise ValueError(moment)
        return None, moment.astimezone()
    except (ValueError, OverflowError) as error:
        hint = "write 2026-11-23 or 2026-11-23T07:00"
        hint = f"{hint}, or a length such as 24h" if option == "--since" else hint
        raise SettingsError(f"{option}: {text!r} is no date", hint=hint) from error


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()
