"""Pairs made of one source sentence: a part of it is told by a sentence of another article instead.

From "Moss, who led the bank, has left" and another article's "Moss led the bank for years" come the
reports "Moss has left" and that sentence, and the first as their target: what a second article adds
is put where it belongs. What one article alone tells is left out of the target, if no fact hangs on
it. Targets are what journalists wrote, and nothing stands in them that the reports do not tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from benchmarks.training.fusion_constituents import fact_hangs_on, removable, without
from benchmarks.training.fusion_evidence import Report, Reports, report, tells
from benchmarks.training.fusion_targets import target_of
from summarize.text.facts.dates import find_dates
from summarize.text.facts.names import find_names
from summarize.text.facts.numbers import find_numbers
from summarize.text.words import content_stems, count_words

Spans = list[tuple[int, int]]
_SHORTER = 0.8
_MOST = {"inserted": 3, "dated": 1, "compressed": 1}
_LEAST_CONTENT = 2
_ALL_BUT_ONE_IN_FIVE = 0.8
_SAME_EVENT, _SAME_THING = 0.15, 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Reports that are needed, best first, and what is made of them."""

    reports: tuple[Report, ...]
    target: str
    kind: Literal["inserted", "dated", "compressed"]


def made_of_parts(reports: Reports, wanted: frozenset[str]) -> Iterator[Made]:
    """A few of each kind, from the sentences that tell most of the ``wanted`` stems."""
    sentences = [one for one in reports.reports if target_of(one.text) == one.text]
    sentences.sort(
        key=lambda one: (-round(len(one.content & wanted) / len(one.content), 6), one.text)
    )
    made = [one for sentence in sentences if (one := _made(sentence, reports)) is not None]
    for kind, most in _MOST.items():
        yield from islice((one for one in made if one.kind == kind), most)


def _made(sentence: Report, reports: Reports) -> Made | None:
    spans = removable(sentence.text)
    told = {span: _teller(sentence, span, reports) for span in spans}
    alone = [span for span in spans if _may_go(sentence, span, reports)]
    borne = [(span, one) for span, one in told.items() if one is not None]
    # A date alone is the least that a second article can add.
    borne.sort(key=lambda item: not _tells_more(sentence, item[0]))
    inserted = next(iter(borne), None)
    if inserted is not None:
        span, teller = inserted
        base = report(sentence.article, without(sentence.text, span))
        apart = [other for other in alone if other[1] <= span[0] or other[0] >= span[1]]
        target = without(sentence.text, apart[-1]) if apart else sentence.text
        if target_of(target) != target or base.text == target:
            return None
        kind: Literal["inserted", "dated"] = "inserted" if _tells_more(sentence, span) else "dated"
        return Made(reports=(base, teller), target=target, kind=kind)
    shorter = [without(sentence.text, span) for span in alone]
    fitting = [
        text
        for text in shorter
        if target_of(text) == text and count_words(text) <= _SHORTER * count_words(sentence.text)
    ]
    if not fitting:
        return None
    return Made(reports=(sentence,), target=min(fitting, key=len), kind="compressed")


def _teller(sentence: Report, span: tuple[int, int], reports: Reports) -> Report | None:
    """The sentence of another article that tells the part of ``sentence``, and not all of it."""
    part = _part(sentence, span)
    content = frozenset(content_stems(part))
    rest = sentence.content - content
    dated = bool(find_dates(part))
    if not dated and (len(content) < _LEAST_CONTENT or len(part.split()) < 3):
        return None
    least = _SAME_THING if dated and len(content) < 3 else _SAME_EVENT
    found = [
        (reports.alike(one, sentence), -number)
        for number, one in enumerate(reports.reports)
        if one.article != sentence.article
        and tells(one, content) >= _ALL_BUT_ONE_IN_FIVE * len(content)
        and len(rest & one.content) < 0.7 * len(rest)
    ]
    best = max(found, default=(0.0, 0))
    return reports.reports[-best[1]] if best[0] >= least else None


def _tells_more(sentence: Report, span: tuple[int, int]) -> bool:
    """True if the part is more than a date."""
    part = _part(sentence, span)
    return len(frozenset(content_stems(part))) >= _LEAST_CONTENT + 2 * bool(find_dates(part))


def _part(sentence: Report, span: tuple[int, int]) -> str:
    return sentence.text[span[0] : span[1]]


def _may_go(sentence: Report, span: tuple[int, int], reports: Reports) -> bool:
    """True if no fact hangs on the part, it dates nothing, and no other article tells it."""
    part = _part(sentence, span)
    content = frozenset(content_stems(part))
    if span[0] == 0 and find_names(f"the {part}"):  # "the reports" that follow may be its own
        return False
    if fact_hangs_on(part) or find_dates(part) or len(find_numbers(part)) > 1 or not content:
        return False
    return not any(
        one.article != sentence.article
        and 2 * len(content & one.content) >= len(content)
        and reports.alike(one, sentence) >= _SAME_EVENT
        for one in reports.reports
    )
