"""Quality against time as an SVG drawing: points with error bars, no script and no font fetched."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from summarize.comparing.runs import Study
from summarize.comparing.table import Table, Value
from summarize.evaluation.measures import BY_NAME, Measure
from summarize.rendering.references import passage

WIDTH, HEIGHT = 860, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 270, 20, 50
_LINE, _LONGEST = 14.0, 22
"""Pixels of a line of labels, and characters of one."""
_QUALITY = ("rouge1", "citation_recall", "facts_told")
"""The first of these that there is goes upwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A row in the drawing, in its pixels; a row without a time is a line across."""

    name: str
    label: str
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
    height: int
    bottom: int
    width: int = WIDTH
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
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
    height = max(HEIGHT, int(_LINE * len(shown)) + _TOP + _BOTTOM)
    y = _Scale.over(qualities, height - _BOTTOM, _TOP, logarithmic=False)
    marks = [
        _mark(row.name, _label(row.name, study, table), row.kind, x, y, time, quality)
        for row, time, quality in shown
    ]
    return Plot(
        measure=measure,
        marks=_spread(marks, height - _BOTTOM),
        height=height,
        bottom=height - _BOTTOM,
        across=x.ticks(lambda value: f"{value:g}"),
        upwards=y.ticks(measure.show),
    )


def _mark(
    name: str, label: str, kind: str, x: _Scale, y: _Scale, time: Value | None, quality: Value
) -> Mark:
    low, high = _ends(quality)
    across: tuple[float | None, float | None, float | None] = (None, None, None)
    if time is not None and min(_ends(time)) > 0:
        begin, end = _ends(time)
        across = (x.at(begin), x.at(time.value), x.at(end))
    return Mark(
        name=name,
        label=label,
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


def _label(name: str, study: Study, table: Table) -> str:
    """The name, shortened to the room there is; a row of few topics says so."""
    shown = passage(name)
    if len(shown) > _LONGEST:
        shown = shown[: _LONGEST - 1] + "…"
    few = 2 * table.scored[name] <= len(study.topics)
    return f"{shown} ({table.scored[name]} of {len(study.topics)})" if few else shown


def _spread(marks: Sequence[Mark], bottom: float) -> tuple[Mark, ...]:
    """Labels stand in one column: each a line below the one before, and none below ``bottom``."""
    ordered = sorted(marks, key=lambda mark: (mark.y, mark.name))
    places: list[float] = []
    for mark in ordered:
        places.append(max(mark.y, places[-1] + _LINE) if places else mark.y)
    for number, place in enumerate(reversed(places)):
        places[-1 - number] = min(place, bottom - number * _LINE)
    return tuple(
        replace(mark, label_y=round(place, 1)) for mark, place in zip(ordered, places, strict=True)
    )


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
