"""The statistics of a comparison: means with intervals, paired tests, what is really best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from summarize.comparing.kept import Scores
from summarize.comparing.runs import Cell, Run, Study
from summarize.evaluation.measures import BY_NAME, COSTS, MEASURES, Measure
from summarize.evaluation.significance import PairedTest, adjust, interval, paired_test

Doubles = NDArray[np.float64]

REAL = 0.05
"""A difference is called real below this corrected p."""
_FAMILIES = ("main", "other", "cost")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One measure of one row over the topics that have it.

    Attributes:
        value: the plain mean.
        low: lower end of the 95% interval; None for fewer than five topics.
        high: its upper end.
        topics: how many topics have it.
        test: against the first configuration over the topics that both have, its wins and losses
            those of the better; None for the first itself, and where there is nothing to compare.
        p: of ``test``, corrected for all tests in the same table; None without one.
    """

    value: float
    low: float | None
    high: float | None
    topics: int
    test: PairedTest | None = None
    p: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """All values of a comparison.

    Attributes:
        values: by row and measure; without an entry where no topic has the measure.
        best: by measure the row that is really best: ahead of every other with a corrected p below
            ``REAL``, among the rows that have it on more than half of the topics. Without an entry
            where none is.
        failed: by row the topics that it failed on.
        scored: by row how many topics it was scored on.
        measures: those that some row has, in the order of ``MEASURES``.
    """

    values: Mapping[tuple[str, str], Value]
    best: Mapping[str, str]
    failed: Mapping[str, tuple[str, ...]]
    scored: Mapping[str, int]
    measures: tuple[Measure, ...]


def scores_of(run: Run, cell: Cell) -> Scores:
    """The scores of a summary, its costs among them; {} where it failed."""
    scores = run.scores.get(cell)
    if scores is None:
        return {}
    outcome = run.outcomes[cell]
    return {**scores, "seconds": outcome.seconds, "megabytes": outcome.megabytes}


def tabulate(study: Study, run: Run) -> Table:
    """Means, intervals and tests of every row and measure."""
    rows = [row.name for row in study.rows]
    columns = {
        (row, measure.name): _column(study, run, row, measure.name)
        for row in rows
        for measure in MEASURES
    }
    values = {
        key: _value(column, None if key[0] == rows[0] else columns[rows[0], key[1]], key[1], study)
        for key, column in columns.items()
        if np.isfinite(column).any()
    }
    present = {name for _, name in values}
    return Table(
        values=_corrected(values),
        best=_really_best(rows, columns, values, study.seed),
        failed={
            row: tuple(
                topic.id
                for topic in study.topics
                if (cell := (row, topic.id)) in run.outcomes and run.outcomes[cell].error
            )
            for row in rows
        },
        scored={row: sum((row, topic.id) in run.scores for topic in study.topics) for row in rows},
        measures=tuple(measure for measure in MEASURES if measure.name in present),
    )


def _column(study: Study, run: Run, row: str, measure: str) -> Doubles:
    """(topics,) float64: the measure of each topic, NaN where there is none."""
    found = [scores_of(run, (row, topic.id)).get(measure) for topic in study.topics]
    return np.array([np.nan if value is None else value for value in found], dtype=np.float64)


def _value(column: Doubles, first: Doubles | None, measure: str, study: Study) -> Value:
    own = column[np.isfinite(column)]
    spread = interval(own, seed=study.seed)
    test = None if first is None else _test(first, column, study.seed)
    if test is not None and BY_NAME[measure].better == "lower":
        test = replace(test, wins=test.losses, losses=test.wins)
    return Value(value=spread.value, low=spread.low, high=spread.high, topics=len(own), test=test)


def _test(first: Doubles, second: Doubles, seed: int) -> PairedTest | None:
    """The second against the first, over the topics that have both."""
    both = np.isfinite(first) & np.isfinite(second)
    return paired_test(second[both], first[both], seed=seed) if both.any() else None


def _corrected(values: Mapping[tuple[str, str], Value]) -> dict[tuple[str, str], Value]:
    """Benjamini and Hochberg's correction, over all tests that one table shows.

    The main measures are one family, for what nobody asked for first must not hide what was asked
    for; the others are one; and time and memory are one, so that no other p changes from run to
    run.
    """
    found: dict[tuple[str, str], Value] = {}
    for family in _FAMILIES:
        keys = [key for key in values if _family(BY_NAME[key[1]]) == family]
        ps = adjust([None if (test := values[key].test) is None else test.p for key in keys])
        found |= {key: replace(values[key], p=p) for key, p in zip(keys, ps, strict=True)}
    return found


def _ahead(leader: Doubles, other: Doubles, sign: int, seed: int) -> float:
    """The p of the leader's lead on the topics that both have; 1 where it is behind there."""
    test = _test(other, leader, seed)
    return test.p if test is not None and sign * test.difference > 0 else 1.0


def _family(measure: Measure) -> str:
    if measure.name in COSTS:
        return "cost"
    return "main" if measure.main else "other"


def _really_best(
    rows: Sequence[str],
    columns: Mapping[tuple[str, str], Doubles],
    values: Mapping[tuple[str, str], Value],
    seed: int,
) -> dict[str, str]:
    """The first of each measure, where its lead over every other row is real.

    All leads of a measure must be real at once, so the largest p counts (an intersection-union
    test, Berger 1982); these are corrected over the measures of a family.
    """
    leaders: list[tuple[Measure, str]] = []
    ps: list[float | None] = []
    for measure in MEASURES:
        counts = {row: v.topics for row in rows if (v := values.get((row, measure.name)))}
        # A row of a few topics would win or lose by which topics these are.
        eligible = [row for row, topics in counts.items() if 2 * topics > max(counts.values())]
        if measure.better == "neither" or len(eligible) < 2:
            continue
        sign = 1 if measure.better == "higher" else -1
        leader = max(eligible, key=lambda row: sign * values[row, measure.name].value)
        leaders.append((measure, leader))
        ps.append(
            max(
                _ahead(columns[leader, measure.name], columns[row, measure.name], sign, seed)
                for row in eligible
                if row != leader
            )
        )
    best: dict[str, str] = {}
    for family in _FAMILIES:
        some = [(one, p) for one, p in zip(leaders, ps, strict=True) if _family(one[0]) == family]
        corrected = adjust([p for _, p in some])
        for ((measure, row), _), p in zip(some, corrected, strict=True):
            if p is not None and p < REAL:
                best[measure.name] = row
    return best


def parting(study: Study, run: Run) -> tuple[str, ...]:
    """Ids of the topics where two configurations tell different texts."""
    configs = [row.name for row in study.rows if row.kind == "config"]
    return tuple(
        topic.id
        for topic in study.topics
        if len({run.outcomes[name, topic.id].text for name in configs}) > 1
    )
