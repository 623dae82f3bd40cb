"""Stand-ins for a likeness of sentences."""

from __future__ import annotations

from typing import Any

import numpy as np

from summarize.clustering.graph import STEPS, Likeness
from summarize.ports import Floats


class Given:
    """A likeness that is given as its whole matrix."""

    def __init__(self, matrix: Floats) -> None:
        self.matrix = matrix

    @classmethod
    def without_ties(cls, seed: int, size: int) -> Given:
        """All its values different whole steps, so that no tie is broken by chance."""
        values = np.random.default_rng(seed).choice(STEPS, (size, size), replace=False)
        upper = np.triu(values / STEPS, 1)
        return cls((upper + upper.T + np.eye(size)).astype(np.float32))

    @classmethod
    def with_ties(cls, seed: int, size: int) -> Given:
        """Tenths, so that most values come several times."""
        values = np.random.default_rng(seed).integers(0, 11, (size, size)) / 10
        upper = np.triu(values, 1)
        return cls((upper + upper.T + np.eye(size)).astype(np.float32))

    def __len__(self) -> int:
        return len(self.matrix)

    def between(self, rows: Any, columns: Any) -> Floats:
        chosen: Floats = self.matrix[np.ix_(rows, columns)]
        return chosen

    def pairs(self, left: Any, right: Any) -> Floats:
        chosen: Floats = self.matrix[left, right]
        return chosen


class Counted:
    """A likeness that fails if more than ``most`` sentences are looked at all against all."""

    def __init__(self, likeness: Likeness, most: int) -> None:
        self._likeness = likeness
        self._most = most

    def __len__(self) -> int:
        return len(self._likeness)

    def between(self, rows: Any, columns: Any) -> Floats:
        assert max(len(rows), len(columns)) <= self._most
        return self._likeness.between(rows, columns)

    def pairs(self, left: Any, right: Any) -> Floats:
        return self._likeness.pairs(left, right)
