"""A sentence in another order or voice, as another outlet may tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks.training.syntax.adverbials import moved_back, moved_front
from benchmarks.training.syntax.passives import active
from benchmarks.training.syntax.relatives import reduced
from benchmarks.training.syntax.speakers import told_first, told_last
from benchmarks.training.syntax.titles import owned, titled
from benchmarks.training.syntax.tree import Doc, parse

_MOVES: tuple[Callable[[Doc], Iterator[str]], ...] = (
    titled,
    active,
    told_first,
    told_last,
    moved_back,
    moved_front,
    owned,
    reduced,
)


def told_otherwise(text: str) -> tuple[str, ...]:
    """``text`` with one thing moved, in each way there is."""
    doc = parse(text)
    return tuple(dict.fromkeys(new for move in _MOVES for new in move(doc) if new != text))
