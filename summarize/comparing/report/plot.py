"""Quality against time as an SVG drawing: points with error bars, no script and no font fetched."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from summarize.comparing.runs import Study
from summarize.comparing.table import Table, Value
from summarize.evaluation.measures import BY_NAME, Measure

WIDTH, HEIGHT = 760, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 190, 20, 50
_QUALITY = ("rouge1", "citation_recall", "facts_told")
"""The first of these that there is goes upwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A row in the drawing, in its pixels; a row without a time is a line across."""

    name: str
    kind: str
    x: float | None
    left: float | None
    right: float | None
    y: float
    top: float
    bottom: float
    label_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A number on an axis, and where in pixels it stands."""

    place: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """All that the template draws."""

    measure: Measure
    marks: tuple[Mark, ...]
    across: tuple[Tick, ...]
    upwards: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    bottom: int = HEIGHT - _BOTTOM
    top: int = _TOP


def plot(study: Study, table: Table) -> Plot | None:
    """The drawing, or None where no row has both a time and a quality."""
    measure = next((BY_NAME[n] for n in _QUALITY if BY_NAME[n] in table.measures), None)
    if measure is None:
        return None
    found = [
        (row, table.values.get((row.name, "seconds")), table.values.get((row.name, measure.name)))
        for row in study.rows
    ]
    shown = [(row, time, quality) for row, time, quality in found if quality is not None]
    times = [end for _, time, _ in shown if time is not None for end in _ends(time) if end > 0]
    if not times:
        return None
    qualities = [end for _, _, quality in shown for end in _ends(quality)]
    x = _Scale.over(times, _LEFT, WIDTH - _RIGHT, logarithmic=True)
    y = _Scale.over(qualities, HEIGHT - _BOTTOM, _TOP, logarithmic=False)
    marks = [_mark(row.name, row.kind, x, y, time, quality) for row, time, quality in shown]
    return Plot(
        measure=measure,
        marks=_spread(marks),
        across=x.ticks(lambda value: f"{value:g}"),
        upwards=y.ticks(measure.show),
    )


def _mark(name: str, kind: str, x: _Scale, y: _Scale, time: Value | None, quality: Value) -> Mark:
    low, high = _ends(quality)
    across: tuple[float | None, float | None, float | None] = (None, None, None)
    if time is not None and min(_ends(time)) > 0:
        begin, end = _ends(time)
        across = (x.at(begin), x.at(time.value), x.at(end))
    return Mark(
        name=name,
        kind=kind,
        left=across[0],
        x=across[1],
        right=across[2],
        y=y.at(quality.value),
        top=y.at(high),
        bottom=y.at(low),
        label_y=y.at(quality.value),
    )


def _ends(value: Value) -> tuple[float, float]:
    if value.low is None or value.high is None:
        return value.value, value.value
    return value.low, value.high


def _spread(marks: Sequence[Mark], apart: float = 14.0) -> tuple[Mark, ...]:
    """Labels stand in one column; each a line below the one before where they would overlap."""
    placed: list[Mark] = []
    lowest = -math.inf
    for mark in sorted(marks, key=lambda mark: (mark.y, mark.name)):
        lowest = max(mark.y, lowest + apart)
        placed.append(replace(mark, label_y=round(lowest, 1)))
    return tuple(placed)


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float
    start: float
    end: float
    logarithmic: bool

    @staticmethod
    def over(values: Sequence[float], start: float, end: float, *, logarithmic: bool) -> _Scale:
        """A scale that holds all values with a little room on both sides."""
        low, high = min(values), max(values)
        if logarithmic:
            return _Scale(low / 1.5, high * 1.5, start, end, True)
        room = (high - low) * 0.1 or abs(high) * 0.1 or 0.1
        return _Scale(low - room, high + room, start, end, False)

    def at(self, value: float) -> float:
        """The pixel of a value."""
        low, high, at = self.low, self.high, value
        if self.logarithmic:
            low, high, at = math.log(low), math.log(high), math.log(value)
        return round(self.start + (at - low) / (high - low) * (self.end - self.start), 1)

    def ticks(self, show: Callable[[float], str]) -> tuple[Tick, ...]:
        """About five round values."""
        return tuple(Tick(place=self.at(v), label=show(v)) for v in self._round_values())

    def _round_values(self) -> list[float]:
        if self.logarithmic:
            powers = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
            every = [digit * 10.0**power for power in powers for digit in (1, 2, 5)]
            return [value for value in every if self.low <= value <= self.high]
        rough = (self.high - self.low) / 5
        unit = 10.0 ** math.floor(math.log10(rough))
        step = next(unit * digit for digit in (1, 2, 5, 10) if unit * digit >= rough)
        first = math.ceil(self.low / step)
        last = math.floor(self.high / step)
        return [number * step for number in range(first, last + 1)]
