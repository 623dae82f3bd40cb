"""The integer program behind exact coverage, for whoever has items that share concepts.

Gillick and Favre, "A Scalable Global Model for Summarization", ILP for NLP, 2009; with items of
which only one may be taken, as in Berg-Kirkpatrick, Gillick and Klein, "Jointly Learning to Extract
and Compress", ACL 2011. ``exact`` describes what was changed.
"""

from __future__ import annotations

import os
import threading
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from summarize.records import Concept

_NODES = 1000
_STANDARD_OUTPUT = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """Item *i* has ``lengths[i]`` words and tells ``concepts[i]``.

    ``extra[i]`` is what it is worth besides them; () if nothing.
    """

    lengths: Sequence[int]
    concepts: Sequence[Collection[Concept]]
    extra: Sequence[float] = ()


def best_cover(
    items: Items, worth: Mapping[Concept, float], rivals: Sequence[Collection[int]], words: int
) -> list[int]:
    """The best set of at most ``words`` words, by HiGHS, in order of number.

    Concepts with the same holders stand and fall together, so one variable does for them; those of
    one holder are part of its own worth.

    Args:
        items: what there is to choose from.
        worth: of each concept, at least 0; all concepts of the items are in it.
        rivals: sets of items of which at most one is taken.
        words: the budget.

    Returns:
        [] where the search found nothing that keeps the constraints within its nodes.
    """
    every = range(len(items.lengths))
    groups = _groups(items.concepts, worth)
    gains = [groups.pop((item,), 0.0) for item in every]
    gains = [
        gain + extra for gain, extra in zip(gains, items.extra or [0.0] * len(gains), strict=True)
    ]
    rows = [_Row(weights={item: items.lengths[item] for item in every}, most=words)]
    rows += [_Row(weights=dict.fromkeys(some, 1), most=1) for some in rivals]
    for holders, together in groups.items():
        rows.append(_Row(weights={len(gains): 1, **dict.fromkeys(holders, -1)}, most=0))
        gains.append(together)
    solution = _maximize(gains, rows)
    found = [item for item in every if solution[item]]
    # HiGHS has called infeasible points optimal (HiGHS issue 2732, scipy issue 24141).
    fits = sum(items.lengths[item] for item in found) <= words
    return found if fits and all(len(set(some) & set(found)) <= 1 for some in rivals) else []


def _groups(
    concepts: Sequence[Collection[Concept]], worth: Mapping[Concept, float]
) -> dict[tuple[int, ...], float]:
    """What the concepts that the same items hold are worth together, by those items."""
    holders: dict[Concept, list[int]] = defaultdict(list)
    for item, held in enumerate(concepts):
        for concept in held:
            holders[concept].append(item)
    groups: dict[tuple[int, ...], float] = defaultdict(float)
    for concept in sorted(holders):
        groups[tuple(holders[concept])] += worth[concept]
    return groups


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A constraint: the weighted sum of the variables is at most ``most``."""

    weights: dict[int, int]
    most: int


def _maximize(gains: Sequence[float], rows: Sequence[_Row]) -> list[bool]:
    """Which of as many 0-1 variables as ``gains`` are 1 in the best solution; none if unsolved."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import lil_matrix

    if not gains:
        return []
    matrix = lil_matrix((len(rows), len(gains)))
    for place, row in enumerate(rows):
        for column, weight in row.weights.items():
            matrix[place, column] = weight
    with _silent_output():
        solved = milp(
            -np.array(gains),
            integrality=np.ones(len(gains)),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(matrix.tocsr(), ub=[row.most for row in rows]),
            options={"mip_rel_gap": 0.0, "node_limit": _NODES},
        )
    return [False] * len(gains) if solved.x is None else [bool(x > 0.5) for x in solved.x]


@contextmanager
def _silent_output() -> Iterator[None]:
    """Nothing reaches standard output meanwhile, from this thread or another.

    Some versions of HiGHS write a line there whatever they are told (HiGHS.jl issues 312 and 318):
    on 1 of 1,195 topics and budgets with scipy 1.17. It would stand in the midst of a result.
    One at a time: a second thread would take the null device for what is to be put back.
    """
    with _STANDARD_OUTPUT:
        try:
            kept = os.dup(1)
        except OSError:  # standard output is closed
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 1)
            yield
        finally:
            os.dup2(kept, 1)
            os.close(kept)
            os.close(nowhere)
