"""Which sentences are alike enough to matter: a sparse graph in place of the whole matrix.

Similarities are whole numbers here, of steps of 0.00001: sums of them are exact in whatever order
they are taken, and what is less than a step is noise that must decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, Protocol

import numpy as np

from summarize.ports import Floats

STEPS = 100_000
"""A similarity of 1."""

_BLOCK = 1024
_TOGETHER = 2**16


class Likeness(Protocol):
    """How alike n sentences are, two at a time; symmetric."""

    def __len__(self) -> int:
        """How many sentences there are."""
        ...

    def between(self, rows: Any, columns: Any) -> Floats:
        """(len(rows), len(columns)) float32 in [0, 1]; both are arrays of sentence numbers."""
        ...

    def pairs(self, left: Any, right: Any) -> Floats:
        """(k,) float32 in [0, 1]: of left[i] and right[i]; as ``between`` gives it, to a step."""
        ...


class Graph(NamedTuple):
    """Pairs of sentence numbers, each once, left[i] < right[i], and their similarity in steps."""

    left: Any
    right: Any
    alike: Any


class Block(NamedTuple):
    """Some pairs to look at: left[i] != right[i], in either order; of all blocks, each once."""

    left: Any
    right: Any
    cut: Any
    """Sentences that have more neighbours than are kept; of them pairs may be missing."""


def whole_graph(likeness: Likeness, floor: float) -> Graph:
    """All pairs of at least ``floor``, found by looking at every pair, a block at a time."""
    found = [_edges(likeness, left, right, floor) for left, right in _close(likeness, floor)]
    return _joined(found)


def candidate_graph(likeness: Likeness, blocks: Iterable[Block], floor: float) -> tuple[Graph, Any]:
    """Those of the pairs that reach ``floor``; (n,) bool: of which sentences pairs may be missing.

    Blocks are looked at as they come: what is together in them is together in memory.
    """
    cut = np.zeros(len(likeness), dtype=bool)
    found = []
    for block in _gathered(blocks):
        cut[block.cut] = True
        left, right = np.minimum(block.left, block.right), np.maximum(block.left, block.right)
        found.append(_edges(likeness, left, right, floor))
    graph = _joined(found)
    order = np.argsort(graph.left.astype(np.int64) * len(cut) + graph.right)
    return Graph(*(column[order] for column in graph)), cut


def in_steps(similarity: Any) -> Any:
    """Similarities in [0, 1], one or an array, as whole numbers of steps."""
    return np.rint(np.asarray(similarity, dtype=np.float64) * STEPS).astype(np.int32)


def _close(likeness: Likeness, floor: float) -> Iterator[tuple[Any, Any]]:
    """Pairs that may reach ``floor``, a step or two below it included."""
    count = len(likeness)
    for start in range(0, count, _BLOCK):
        rows = np.arange(start, min(start + _BLOCK, count))
        alike = likeness.between(rows, np.arange(start, count))
        left, right = np.nonzero(alike >= floor - 2 / STEPS)
        later = left < right
        yield left[later] + start, right[later] + start


def _gathered(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same pairs in fewer blocks: each costs a call or two."""
    waiting: list[Block] = []
    pairs = 0
    for block in blocks:
        waiting.append(block)
        pairs += len(block.left)
        if pairs >= _TOGETHER:
            yield Block(*(np.concatenate(column) for column in zip(*waiting, strict=True)))
            waiting, pairs = [], 0
    if waiting:
        yield Block(*(np.concatenate(column) for column in zip(*waiting, strict=True)))


def _edges(likeness: Likeness, left: Any, right: Any, floor: float) -> Graph:
    """The values come from ``pairs`` in either way, so that the two ways see the same ones."""
    alike = in_steps(likeness.pairs(left, right))
    kept = alike >= in_steps(floor)
    return Graph(left[kept].astype(np.int32), right[kept].astype(np.int32), alike[kept])


def _joined(parts: list[Graph]) -> Graph:
    if not parts:
        return Graph(*(np.zeros(0, dtype=np.int32) for _ in range(3)))
    return Graph(*(np.concatenate(column) for column in zip(*parts, strict=True)))
