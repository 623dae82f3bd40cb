"""Pairs of sentences that may be alike, found without looking at every pair.

Two indexes, since what one misses the other finds: neighbours by meaning, from cells of near
vectors (``cells``), and neighbours by wording, from an inverted index of the terms that not too
many sentences have.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from summarize.clustering.cells import Cells, cells_of, have_met, near_pairs
from summarize.clustering.graph import Block
from summarize.clustering.shares import Budget
from summarize.clustering.similarity import cosines
from summarize.ports import Floats

_LOG = logging.getLogger(__name__)

_MOST_PAIRS = 10_000_000
"""Neighbours kept in all, of each kind, the 64 that a sentence has in any case not counted."""
_MOST_FREQUENT = 500
"""A term that more sentences have finds none: it would cost the square of their number."""
WORTH_A_WARNING = 0.01
"""Of the sentences: from there on they may make a difference to a summary."""
_STRIPE = 8192
_MULTIPLIED = 512


class Reach(NamedTuple):
    """How near by meaning, or by wording, a candidate has to be: cosines; above 1 is never."""

    meaning: float
    wording: float


WIDE = Reach(meaning=0.45, wording=0.15)
"""For a likeness of which no bound is known."""


def reach_of_mix(least: float, lexical_weight: float) -> Reach:
    """What finds all pairs whose mean of both cosines, weighted, is at least ``least``.

    If the wording is less near than 0.25, the meaning must make up for it; what is nearer is found
    by wording, where 0.15 leaves room for the frequent terms that the index leaves out.
    """
    if lexical_weight >= 1:
        return Reach(meaning=2.0, wording=min(0.15, least))
    meaning = (least - 0.25 * lexical_weight) / (1 - lexical_weight)
    return Reach(meaning=max(0.05, meaning), wording=0.15 if lexical_weight else 2.0)


def candidates(vectors: Floats, wording: Any, reach: Reach) -> Iterator[Block]:
    """Pairs of sentence numbers, each once.

    Where there would be more than ``_MOST_PAIRS`` of a kind, the sentences with most neighbours
    keep their nearest only (ever at least 64), and the blocks say which these are.

    Args:
        vectors: (n, d), unit rows, or zeros, which are near to none.
        wording: (n, terms) sparse, unit rows.
        reach: how near they have to be.
    """
    if not len(vectors):
        return
    cells = cells_of(vectors)
    if reach.meaning <= 1:
        yield from near_pairs(vectors, cells, reach.meaning, Budget(_MOST_PAIRS, len(vectors)))
    if reach.wording <= 1:
        for left, right, cut in _by_wording(wording, cells.order, reach.wording):
            new = ~_found(vectors, cells, left, right, reach.meaning)
            yield Block(*(cells.order[places] for places in (left[new], right[new], cut)))


def _found(vectors: Floats, cells: Cells, left: Any, right: Any, least: float) -> Any:
    """(k,) bool: whether the pairs, places in cells.order, have been found by meaning."""
    found = have_met(left, right, cells)
    met = np.flatnonzero(found)
    one, two = cells.order[left[met]], cells.order[right[met]]
    found[met] = cosines(vectors, one, two) >= least
    return found


def _by_wording(wording: Any, order: Any, least: float) -> Iterator[Block]:
    """Pairs of places in ``order`` that share rarer terms, left[i] < right[i].

    The order keeps like sentences together, in memory too.
    """
    terms, blind = _without_frequent(wording)
    _tell(len(blind), len(order))
    terms = terms[order]
    budget = Budget(_MOST_PAIRS, len(order))
    for stripe in range(0, len(order), _STRIPE):
        later = terms[stripe:].T.tocsr()
        for start in range(stripe, min(stripe + _STRIPE, len(order)), _MULTIPLIED):
            rows = terms[start : start + _MULTIPLIED]
            product = (rows @ later).tocoo()
            near = product.data >= least
            left, right = product.row[near] + start, product.col[near] + stripe
            other = left < right
            left, right, alike = left[other], right[other], product.data[near][other]
            kept, full = _nearest(left, right, alike, budget.most(rows.shape[0]))
            budget.spend(rows.shape[0], len(kept))
            yield Block(left[kept], right[kept], full)


def _nearest(left: Any, right: Any, alike: Any, most: int) -> tuple[Any, Any]:
    """Which pairs to keep that each ``left`` has its ``most`` nearest; and those that had more."""
    first = left.min(initial=0)
    if np.bincount(left - first).max(initial=0) <= most:
        return np.arange(len(left)), left[:0]
    best = np.lexsort((right, -alike, left))
    ordered = left[best]
    kept = np.arange(len(best)) - np.searchsorted(ordered, ordered) < most
    return best[kept], np.unique(ordered[~kept])


def _without_frequent(terms: Any) -> tuple[Any, Any]:
    """(n, terms) sparse, less the columns that more than ``_MOST_FREQUENT`` rows have.

    And the rows that thereby lost more than half of their squared length.
    """
    frequency = np.bincount(terms.indices, minlength=terms.shape[1])
    kept = terms.tocsc()[:, frequency <= _MOST_FREQUENT].tocsr()
    lost = terms.multiply(terms).sum(axis=1) - kept.multiply(kept).sum(axis=1)
    return kept, np.flatnonzero(np.asarray(lost).ravel() > 0.5)


def _tell(blind: int, count: int) -> None:
    if blind:
        _LOG.log(
            logging.WARNING if blind > WORTH_A_WARNING * count else logging.INFO,
            "%d of %d sentences are mostly of words that too many have to find their like by; "
            "those near to them by meaning are found all the same",
            blind,
            count,
        )
