"""How far a clustering agrees with a gold clustering of the same items.

Items are given as two label sequences of one length: item i is in the predicted cluster
``predicted[i]`` and in the gold cluster ``gold[i]``. Labels are names only; any hashable will do.

- Adjusted Rand index: Hubert and Arabie, "Comparing partitions", Journal of Classification 2,
  1985, from the numbers of pairs. It equals scikit-learn's ``adjusted_rand_score``.
- Pairs: precision, recall and F1 of "these two belong together"; if wished, only of pairs from
  different groups (articles), which is what fusing needs.
- B-cubed: Bagga and Baldwin, "Entity-based cross-document coreferencing using the vector space
  model", COLING-ACL 1998, every item weighing the same; F1 is that of the means.

Where an item is in several gold clusters, only the pairs are defined (``overlapping_pairs``: two
items belong together if they share a cluster). Extended B-cubed (Amigó and others 2009) is not
here; give ``agreement`` one cluster an item.

The rows that a clustering has to beat are ``singletons``, ``one_cluster`` and ``shuffled``. Without
them B-cubed misleads: singletons alone have a precision of 1 and, where clusters are small, a high
recall.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from statistics import fmean

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Numbers of pairs of items. They add up, so pairs of many topics can be pooled.

    Attributes:
        shared: pairs that are together in both.
        predicted: pairs that are together in the prediction.
        gold: pairs that are together in the gold clustering.
    """

    shared: int
    predicted: int
    gold: int

    def __add__(self, other: Pairs) -> Pairs:
        return Pairs(
            shared=self.shared + other.shared,
            predicted=self.predicted + other.predicted,
            gold=self.gold + other.gold,
        )

    @property
    def precision(self) -> float | None:
        """In [0, 1]; None if no pair is predicted."""
        return self.shared / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """In [0, 1]; None if there is no gold pair."""
        return self.shared / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """In [0, 1]; 0 if only one side has pairs, None if neither has."""
        both = self.predicted + self.gold
        return 2 * self.shared / both if both else None


@dataclass(frozen=True, slots=True, kw_only=True)
class BCubed:
    """Means over items, each in (0, 1]: an item always agrees with itself."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two means."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One clustering against gold.

    Attributes:
        adjusted_rand: at most 1; 0 is chance. None with fewer than two items.
        pairs: of all items, or of those from different groups.
        b_cubed: None without items.
    """

    adjusted_rand: float | None
    pairs: Pairs
    b_cubed: BCubed | None


def agreement(
    predicted: Sequence[Hashable],
    gold: Sequence[Hashable],
    groups: Sequence[Hashable] | None = None,
) -> Agreement:
    """All measures of one clustering; ``groups`` restricts the pairs and nothing else.

    Raises:
        ValueError: the sequences differ in length.
    """
    return Agreement(
        adjusted_rand=adjusted_rand(predicted, gold),
        pairs=pairs(predicted, gold, groups),
        b_cubed=b_cubed(predicted, gold),
    )


def adjusted_rand(predicted: Sequence[Hashable], gold: Sequence[Hashable]) -> float | None:
    """(pairs shared - expected) / (the most there could be - expected), at most 1.

    Expected is the mean over all ways to deal the items into clusters of these sizes. Two
    clusterings that both join all or both join nothing are equal: 1. None with fewer than two
    items.

    Raises:
        ValueError: the sequences differ in length.
    """
    found, possible = pairs(predicted, gold), comb(len(gold), 2)
    if not possible:
        return None
    expected = found.predicted * found.gold / possible
    most = (found.predicted + found.gold) / 2
    return (found.shared - expected) / (most - expected) if most != expected else 1.0


def pairs(
    predicted: Sequence[Hashable],
    gold: Sequence[Hashable],
    groups: Sequence[Hashable] | None = None,
) -> Pairs:
    """Numbers of pairs, counted from the sizes of clusters and of their intersections.

    ``groups`` is as long as the others; with it, two items of one group are no pair.

    Raises:
        ValueError: the sequences differ in length.
    """
    cells = tuple(zip(predicted, gold, strict=True))
    if groups is None:
        return Pairs(shared=_joined(cells), predicted=_joined(predicted), gold=_joined(gold))
    return Pairs(
        shared=_joined(cells) - _joined(zip(cells, groups, strict=True)),
        predicted=_joined(predicted) - _joined(zip(predicted, groups, strict=True)),
        gold=_joined(gold) - _joined(zip(gold, groups, strict=True)),
    )


def overlapping_pairs(
    predicted: Sequence[Hashable],
    gold: Sequence[Collection[Hashable]],
    groups: Sequence[Hashable] | None = None,
) -> Pairs:
    """The same where an item may be in several gold clusters, or in none; n² steps.

    Raises:
        ValueError: the sequences differ in length.
    """
    kinds: Sequence[Hashable] = range(len(predicted)) if groups is None else groups
    items = [
        (label, frozenset(labels), kind)
        for label, labels, kind in zip(predicted, gold, kinds, strict=True)
    ]
    together = [
        (one[0] == two[0], bool(one[1] & two[1]))
        for one, two in combinations(items, 2)
        if one[2] != two[2]
    ]
    return Pairs(
        shared=sum(left and right for left, right in together),
        predicted=sum(left for left, _ in together),
        gold=sum(right for _, right in together),
    )


def b_cubed(predicted: Sequence[Hashable], gold: Sequence[Hashable]) -> BCubed | None:
    """B-cubed precision and recall; None without items.

    The precision of an item is the part of its predicted cluster that is in its gold cluster, its
    recall the part of its gold cluster that is in its predicted cluster, itself counted in both.

    Raises:
        ValueError: the sequences differ in length.
    """
    cells = tuple(zip(predicted, gold, strict=True))
    if not cells:
        return None
    shared, left, right = Counter(cells), Counter(predicted), Counter(gold)
    return BCubed(
        precision=fmean(shared[cell] / left[cell[0]] for cell in cells),
        recall=fmean(shared[cell] / right[cell[1]] for cell in cells),
    )


def singletons(count: int) -> tuple[int, ...]:
    """Labels of ``count`` items of which no two are together."""
    return tuple(range(count))


def one_cluster(count: int) -> tuple[int, ...]:
    """Labels of ``count`` items that are all together."""
    return (0,) * count


def shuffled(predicted: Sequence[Hashable], generator: np.random.Generator) -> tuple[Hashable, ...]:
    """Chance: as many clusters, of the same sizes, but the items dealt out anew."""
    return tuple(predicted[int(place)] for place in generator.permutation(len(predicted)))


def signature() -> str:
    """Names the measures; nothing else can change the numbers."""
    return "clustering|adjusted-rand:hubert-arabie|b-cubed:bagga-baldwin|version:1"


def _joined(labels: Iterable[Hashable]) -> int:
    """How many pairs carry one label."""
    return sum(comb(size, 2) for size in Counter(labels).values())
