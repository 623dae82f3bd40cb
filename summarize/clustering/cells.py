"""Near vectors without looking at every pair: each is compared with the vectors of near cells.

The vectors are divided into cells around centres, some tens in each; every vector meets those whose
own cell is among the ``_NEAR`` nearest to it (the inverted file of Sivic and Zisserman, "Video
Google", ICCV 2003, with several cells probed: Jégou, Douze and Schmid, "Product Quantization for
Nearest Neighbor Search", IEEE TPAMI 33(1), 2011). Within cells all cosines are computed, so a
fact told a thousand times has all its pairs, and what is missed are pairs near the limit that lie
in different parts. A small world graph of the vectors (USearch) took ten times as long for
100,000 sentences, most of it waiting for memory, and found the nearest 48 of each only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from summarize.clustering.graph import Block
from summarize.clustering.shares import Budget
from summarize.ports import Floats

_IN_A_CELL = 64
"""Vectors, on average."""
_NEAR = 20
"""Cells that a vector is compared with."""
_ROUNDS = 2
"""Of moving the centres: the pairs found near the limit rise from 98.3 to 99.8%."""
_SAMPLE = 8
"""One vector in so many moves the centres."""
_MOST_MET = 32768
"""Vectors that one is compared with: only where thousands are nearly the same are there more."""
_ROWS = 512
_SCORED = 4096


class Cells(NamedTuple):
    """n vectors in k cells, renumbered so that those of a cell follow one another.

    Near vectors are so near in memory, without which 100,000 take far more than ten times the time
    of 10,000.
    """

    order: Any
    """(n,) int: the vectors' own numbers."""
    own: Any
    """(n,) int, ascending: the cell of vector order[i]."""
    near: Any
    """(n, m) int: the nearest cells of vector order[i], its own among them."""


def cells_of(vectors: Floats) -> Cells:
    """Divides (n, d) unit rows, n at least 1; rows of zeros are in some cell."""
    count = max(1, len(vectors) // _IN_A_CELL)
    # Neighbours in the text are of one article: evenly taken, all parts are there.
    centres = vectors[np.linspace(0, len(vectors) - 1, count).astype(np.int64)]
    for round_ in range(_ROUNDS if count > 1 else 0):
        centres = _moved(centres, vectors[round_::_SAMPLE])
    near = np.empty((len(vectors), min(_NEAR, count)), dtype=np.int32)
    own = np.empty(len(vectors), dtype=np.int32)
    for start in range(0, len(vectors), _SCORED):
        here = slice(start, start + _SCORED)
        alike = vectors[here] @ centres.T
        own[here] = alike.argmax(axis=1)
        near[here] = np.argpartition(alike, -near.shape[1], axis=1)[:, -near.shape[1] :]
    # The last place may be a tie with the own cell, which has to be among them.
    missing = np.flatnonzero((near != own[:, None]).all(axis=1))
    near[missing, 0] = own[missing]
    order = np.argsort(own, kind="stable")
    return Cells(order, own[order], near[order])


def near_pairs(vectors: Floats, cells: Cells, least: float, budget: Budget) -> Iterator[Block]:
    """Pairs of vectors with a cosine of at least ``least``, each pair once."""
    arranged = vectors[cells.order]
    visitors = np.argsort(cells.near.ravel(), kind="stable")
    visited = cells.near.ravel()[visitors]
    visitors //= cells.near.shape[1]
    for cell in np.unique(cells.own):
        here = slice(*np.searchsorted(cells.own, (cell, cell + 1)))
        met = visitors[slice(*np.searchsorted(visited, (cell, cell + 1)))]
        for start in range(here.start, here.stop, _ROWS):
            rows = np.arange(start, min(start + _ROWS, here.stop))
            some = _some(met, rows)
            alike = arranged[rows[0] : rows[-1] + 1] @ arranged[some].T
            place, column, full = _nearest(alike, least, budget.most(len(rows)))
            budget.spend(len(rows), len(place))
            if len(some) < len(met):
                full = np.arange(len(rows))
            left, right = rows[place], some[column]
            once = _here_first(left, right, cells)
            yield Block(cells.order[left[once]], cells.order[right[once]], cells.order[rows[full]])


def have_met(left: Any, right: Any, cells: Cells) -> Any:
    """(k,) bool: whether ``near_pairs`` compares left[i] and right[i], places in cells.order."""
    met = (cells.near[left] == cells.own[right, None]).any(axis=1)
    other = np.flatnonzero(~met)
    met[other] = (cells.near[right[other]] == cells.own[left[other], None]).any(axis=1)
    return met


def _moved(centres: Floats, vectors: Floats) -> Floats:
    """Each centre at the mean of the vectors nearest to it; where there are none, it stays."""
    from scipy.sparse import csr_matrix

    slices = range(0, len(vectors), _SCORED)
    nearest = np.concatenate(
        [(vectors[start : start + _SCORED] @ centres.T).argmax(axis=1) for start in slices]
    )
    one = np.ones(len(vectors), dtype=np.float32)
    shape = (len(centres), len(vectors))
    sums = csr_matrix((one, (nearest, np.arange(len(vectors)))), shape=shape) @ vectors
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    moved: Floats = np.where(lengths > 0, sums / np.maximum(lengths, 1e-9), centres)
    return moved


def _some(met: Any, rows: Any) -> Any:
    """At most ``_MOST_MET``, a stretch of them about the middle of ``rows``."""
    if len(met) <= _MOST_MET:
        return met
    middle = int(np.searchsorted(met, rows[len(rows) // 2]))
    start = min(max(0, middle - _MOST_MET // 2), len(met) - _MOST_MET)
    return met[start : start + _MOST_MET]


def _nearest(alike: Any, least: float, most: int) -> tuple[Any, Any, Any]:
    """Row and column of what is ``least`` or more, at most so many a row; rows that had more."""
    width = alike.shape[1]
    found = np.flatnonzero(alike.ravel() >= least)
    place = found // width
    full = np.flatnonzero(np.bincount(place) > most)
    if len(full):
        kept = np.argpartition(-alike[full], most - 1, axis=1)[:, :most]
        others = found[~np.isin(place, full)]
        found = np.sort(np.concatenate((others, (full[:, None] * width + kept).ravel())))
        place = found // width
    return place, found - place * width, full


def _here_first(left: Any, right: Any, cells: Cells) -> Any:
    """(k,) bool: not a pair that is found from its other sentence too, and that comes first.

    A pair that only this side kept, since the other had too many, may go with it.
    """
    first = left < right
    other = np.flatnonzero(left > right)
    first[other] = (cells.near[left[other]] != cells.own[right[other], None]).all(axis=1)
    return first
