"""Which of several sentences for one section is offered first.

Reranking of what a model wrote, by what it covers, what it took from whom, and how sure the model
was. A sentence of which the model was unsure in a place is not offered at all: there a small model
breaks off a phrase or puts one thing in another's place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from summarize.text.words import bigrams, content_stems, count_words, stems
from summarize.writing.agreement import agrees
from summarize.writing.completeness import is_whole

_LEAST_MEAN, _LEAST_TOKEN = -0.35, -2.6
_LEAST_KEPT = 0.35
_NEW_BIGRAMS = 0.2
_OWN_STEMS = 2
_LENGTH_POWER = 0.8
_REWORDED, _SURE = 0.2, 0.2
_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A sentence, the reports that it was written from, best first, and how likely its tokens were.

    ``likelihoods`` are natural logarithms, () where they are not known.
    """

    text: str
    reports: tuple[str, ...]
    likelihoods: tuple[float, ...] = ()


def preferred(written: Sequence[Written]) -> tuple[Written, ...]:
    """Those worth offering, best first, no text twice."""
    different = {one.text: one for one in reversed(written)}
    worth = [
        one
        for one in different.values()
        if _is_sure(one) and _keeps(one) >= _LEAST_KEPT and _is_well_formed(one)
    ]
    return tuple(sorted(worth, key=lambda one: (-_worth(one), one.text)))


def is_reworded(text: str, reports: Sequence[str]) -> bool:
    """True if a fifth of its word bigrams stand in no single report, or it merges two reports.

    It merges two if each bears two content words of it that the other lacks.
    """
    pairs = set(bigrams(stems(text)))
    held = max((len(pairs & set(bigrams(stems(report)))) for report in reports), default=0)
    if pairs and len(pairs) - held >= _NEW_BIGRAMS * len(pairs):
        return True
    told = set(content_stems(text))
    shares = [told & set(content_stems(report)) for report in reports]
    return any(
        len(one - two) >= _OWN_STEMS and len(two - one) >= _OWN_STEMS
        for place, one in enumerate(shares)
        for two in shares[place + 1 :]
    )


def _is_sure(one: Written) -> bool:
    if not one.likelihoods:
        return True
    return fmean(one.likelihoods) >= _LEAST_MEAN and min(one.likelihoods) >= _LEAST_TOKEN


def _is_well_formed(one: Written) -> bool:
    return is_whole(one.text, one.reports) and agrees(one.text, one.reports)


def _keeps(one: Written) -> float:
    """The part of the first report's content words that it tells."""
    wanted = set(content_stems(one.reports[0]))
    return len(wanted & set(content_stems(one.text))) / max(len(wanted), 1)


def _worth(one: Written) -> float:
    """Content for its length, by that of the first report; better if reworded and if sure."""
    sure = fmean(one.likelihoods) if one.likelihoods else 0.0
    reworded = _REWORDED * is_reworded(one.text, one.reports)
    dense = _density(one.text, one.reports) / max(_density(one.reports[0], one.reports), 1e-9)
    return round(dense + reworded + _SURE * sure, _DIGITS)


def _density(text: str, reports: Sequence[str]) -> float:
    there = {stem for report in reports for stem in content_stems(report)}
    return float(len(there & set(content_stems(text))) / max(count_words(text), 1) ** _LENGTH_POWER)
