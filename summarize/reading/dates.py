"""Dates as articles write them, brought to ISO 8601. What is ambiguous (3/4/2026) is no date."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio janeiro januari",
            "february feb februar février fevrier febrero febbraio fevereiro februari",
            "march mar märz mars marzo março maart",
            "april apr avril abril aprile",
            "may mai mayo maggio maio mei",
            "june jun juni juin junio giugno junho",
            "july jul juli juillet julio luglio julho",
            "august aug août aout agosto augustus",
            "september sept sep septembre septiembre settembre setembro",
            "october oct oktober okt octobre octubre ottobre outubro",
            "november nov novembre noviembre novembro",
            "december dec dezember dez décembre decembre diciembre dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WRITTEN = (
    re.compile(rf"\b{_DAY}\s+(?:de\s+)?{_MONTH},?\s+(?:de\s+)?{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)\b"),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d\d)[-/.](?P<day>\d\d)\b"),
)
_ISO_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:[.,]\d+)?\s*(Z|UTC|[+-]\d\d:?\d\d)?", re.IGNORECASE
)


def to_iso(text: str) -> str | None:
    """The one date, or date and time, that ``text`` gives, as ISO 8601; None if it gives none.

    A time stays only where the text has a machine's form (ISO 8601, RFC 5322).
    """
    return _moment(text) or _mail_date(text) or find_date(text)


def find_date(text: str) -> str | None:
    """The first full date written out in ``text``, as ``YYYY-MM-DD``."""
    matches = [match for pattern in _WRITTEN if (match := pattern.search(text))]
    for match in sorted(matches, key=lambda match: match.start()):
        month = match["month"].lower()
        number = int(month) if month.isdigit() else _MONTHS[month]
        try:
            return date(int(match["year"]), number, int(match["day"])).isoformat()
        except ValueError:
            continue
    return None


def _moment(text: str) -> str | None:
    match = _ISO_MOMENT.fullmatch(text.strip())
    if match is None:
        return None
    day, minute, second, zone = match.groups()
    zone = {"Z": "+00:00", "UTC": "+00:00"}.get((zone or "").upper(), zone or "")
    if zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    try:
        return datetime.fromisoformat(f"{day}T{minute}{second or ':00'}{zone}").isoformat()
    except ValueError:
        return None


def _mail_date(text: str) -> str | None:
    if not re.search(r"\d\d:\d\d", text):
        return None
    try:
        return parsedate_to_datetime(text.strip()).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
