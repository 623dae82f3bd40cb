"""A sentence against the passages it cites: what of its facts is not there."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.attribution.polarity import turned_over
from summarize.records import Checks
from summarize.text.facts.dates import missing_dates
from summarize.text.facts.names import missing_names
from summarize.text.facts.negation import flipped
from summarize.text.facts.numbers import missing_numbers
from summarize.text.facts.quotes import missing_quotes


def check(sentence: str, passages: Sequence[str]) -> Checks:
    """Each kind of fact: True if all of ``sentence``'s stand in ``passages``."""
    return Checks(
        numbers=not missing_numbers(sentence, passages),
        dates=not missing_dates(sentence, passages),
        names=not missing_names(sentence, passages),
        quotes=not missing_quotes(sentence, passages),
        negation=not (flipped(sentence, passages) or turned_over(sentence, passages)),
    )


def failure(checks: Checks) -> str:
    """The code of the gravest failure, or "" if all passed."""
    codes = (
        ("numbers", "number-not-cited"),
        ("dates", "date-not-cited"),
        ("quotes", "quote-not-cited"),
        ("negation", "negation-differs"),
        ("names", "name-not-cited"),
    )
    return next((code for field, code in codes if not getattr(checks, field)), "")
