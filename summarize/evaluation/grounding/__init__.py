"""Grounding: which numbers, dates, names and quotations of a summary its sources have.

A surface check in the manner of the fact checks of summaries by named entities and numbers (Nan et
al., "Entity-level Factual Consistency of Abstractive Text Summarization", EACL 2021, section 3:
the precision of a summary's entities against its source). Departures: numbers are compared by
value and unit, dates by their parts, names with their aliases, quotations word by word; and it is
asked at three levels, each wider than the one before: the passages that a sentence cites, the
articles that it cites, all sources.

It is written apart from ``summarize.text.facts``, by which the writer's drafts are accepted or
refused: what gates must not grade.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from summarize.evaluation.grounding import dates as _dates
from summarize.evaluation.grounding import name_index as _name_index
from summarize.evaluation.grounding import names as _names
from summarize.evaluation.grounding import numbers as _numbers
from summarize.evaluation.grounding import quotations as _quotations

Kind = Literal["numbers", "dates", "names", "quotations"]
Level = Literal["passages", "articles", "sources"]

KINDS: tuple[Kind, ...] = ("numbers", "dates", "names", "quotations")
LEVELS: tuple[Level, ...] = ("passages", "articles", "sources")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundedSentence:
    """A sentence of a summary and what it cites.

    ``passages`` are the texts of the cited passages, ``articles`` indices into the sources. A
    passage counts as part of the cited articles, and these of the sources.
    """

    text: str
    passages: tuple[str, ...] = ()
    articles: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsentFact:
    """A fact that is not found: ``level`` is the widest of ``LEVELS`` at which it is absent.

    "sources": no source has it. "articles": a source has it, but none that the sentence cites.
    "passages": a cited article has it, but not in a cited passage.
    """

    kind: Kind
    sentence: int
    text: str
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class KindGrounding:
    """The facts of one kind: how many are stated, and how many found at each level.

    A wider level never finds fewer.
    """

    stated: int
    in_passages: int
    in_articles: int
    in_sources: int
    absent: tuple[AbsentFact, ...]

    def share(self, level: Level) -> float | None:
        """Found of stated in [0, 1]; None if nothing is stated."""
        found: int = getattr(self, f"in_{level}")
        return found / self.stated if self.stated else None

    def absent_from(self, level: Level) -> tuple[AbsentFact, ...]:
        """The facts whose widest level of absence is ``level``."""
        return tuple(fact for fact in self.absent if fact.level == level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounding:
    """The grounding of a summary, by kind of fact."""

    numbers: KindGrounding
    dates: KindGrounding
    names: KindGrounding
    quotations: KindGrounding

    def of(self, kind: Kind) -> KindGrounding:
        """The facts of ``kind``."""
        grounding: KindGrounding = getattr(self, kind)
        return grounding

    @property
    def absent(self) -> tuple[AbsentFact, ...]:
        """All absent facts, by kind and sentence."""
        return tuple(fact for kind in KINDS for fact in self.of(kind).absent)


Holds = Callable[[str], bool]
"""Whether a text has the fact."""


def ground(sentences: Sequence[GroundedSentence], sources: Sequence[str]) -> Grounding:
    """Looks up every number, date, name and quotation of a summary in its sources.

    Args:
        sentences: the summary, in order.
        sources: the texts of the articles, titles included where they are to count.

    Returns:
        Counts and the absent facts. Numbers in words that are seldom meant as such (a lone "one",
        "first", "second", "half") are not stated; rounded figures are absent (strict); the
        figures of a date are no numbers, and weekdays and months no names.

    Raises:
        IndexError: a sentence cites an article that is not among the sources.
    """
    texts = [sentence.text for sentence in sentences]
    places = [place for sentence in sentences for place in sentence.articles]
    if places and not 0 <= min(places) <= max(places) < len(sources):
        raise IndexError(f"articles {sorted(set(places))} of {len(sources)} sources")
    context = [_name_index.name_index(text) for text in (*sources, "\n".join(texts))]
    facts: dict[Kind, list[tuple[int, str, Holds]]] = {kind: [] for kind in KINDS}
    for number, text in enumerate(texts):
        stated_dates = _dates.stated_dates(text)
        facts["dates"] += [(number, date.text, _in_dates(date)) for date in stated_dates]
        spans = [(date.start, date.end) for date in stated_dates]
        facts["numbers"] += [
            (number, one.text, _in_numbers(one)) for one in _numbers.stated_numbers(text, spans)
        ]
        facts["names"] += [
            (number, name.text, _in_names(name)) for name in _names.stated_names(text, context)
        ]
    facts["quotations"] += [
        (one.sentence, one.text, _in_quotations(one))
        for one in _quotations.stated_quotations(texts)
    ]
    found = {kind: _ground_kind(kind, facts[kind], sentences, sources) for kind in KINDS}
    return Grounding(**found)


def signature() -> str:
    """Names whatever can change the counts."""
    return "grounding|surface|version:2"


def _ground_kind(
    kind: Kind,
    facts: Sequence[tuple[int, str, Holds]],
    sentences: Sequence[GroundedSentence],
    sources: Sequence[str],
) -> KindGrounding:
    counts = dict.fromkeys(LEVELS, 0)
    absent = []
    for number, text, holds in facts:
        cited = sentences[number]
        levels: tuple[Sequence[str], ...] = (
            cited.passages,
            [sources[article] for article in cited.articles],
            sources,
        )
        # A narrower level is part of the wider: what is found in it is found there too.
        narrowest = next(
            (at for at, held in enumerate(levels) if any(map(holds, held))), len(LEVELS)
        )
        for level in LEVELS[narrowest:]:
            counts[level] += 1
        if narrowest:
            level = LEVELS[narrowest - 1]
            absent.append(AbsentFact(kind=kind, sentence=number, text=text, level=level))
    return KindGrounding(
        stated=len(facts),
        in_passages=counts["passages"],
        in_articles=counts["articles"],
        in_sources=counts["sources"],
        absent=tuple(absent),
    )


def _in_dates(date: _dates.Date) -> Holds:
    return lambda text: _dates.holds_date(_dates.date_index(text), date)


def _in_numbers(number: _numbers.Number) -> Holds:
    def holds(text: str) -> bool:
        taken = _dates.date_index(text).spans
        return _numbers.holds_number(_numbers.number_index(text, taken), number)

    return holds


def _in_names(name: _names.Name) -> Holds:
    return lambda text: _names.holds_name(_name_index.name_index(text), name)


def _in_quotations(quotation: _quotations.Quotation) -> Holds:
    return lambda text: _quotations.holds_quotation(_quotations.quotation_index(text), quotation)
