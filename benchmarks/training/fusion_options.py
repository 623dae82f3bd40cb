"""How a training run is asked for, how fast it learns at each step, and how it is ended."""

from __future__ import annotations

import math
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_LEAST_RATE = 0.1
"""The rate at the end, as a part of the highest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to train. ``minutes`` lie between checkpoints; ``held_out`` pairs are looked at.

    ``turn`` is explained at ``make_rows``; the held-out loss goes without it.
    """

    steps: int
    batch: int = 8
    rank: int = 16
    rate: float = 3e-4
    warm_up: int = 20
    turn: float = 3.0
    seed: int = 0
    evaluate_every: int = 50
    held_out: int = 64
    samples: int = 4
    minutes: float = 10.0


def rate_at(step: int, options: Options) -> float:
    """The learning rate of a step (from 0): up in a line, then down in half a cosine to a tenth."""
    if step < options.warm_up:
        return options.rate * (step + 1) / options.warm_up
    done = (step - options.warm_up) / max(1, options.steps - options.warm_up)
    part = _LEAST_RATE + (1 - _LEAST_RATE) * (1 + math.cos(math.pi * min(1.0, done))) / 2
    return options.rate * part


@contextmanager
def ending_in_order() -> Iterator[Callable[[], bool]]:
    """Meanwhile a signal to end is only noted; the function given tells whether one came."""
    came: list[int] = []
    kinds = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(kind, lambda number, _frame: came.append(number)) for kind in kinds]
    try:
        yield lambda: bool(came)
    finally:
        for kind, handler in zip(kinds, before, strict=True):
            signal.signal(kind, handler)
