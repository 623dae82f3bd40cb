"""How many neighbours a sentence may keep, so that all together stay within what there is."""

from __future__ import annotations

AT_LEAST = 64
"""Neighbours that a sentence keeps in any case, if it has so many."""
_AHEAD = 8
"""Times its fair share that a sentence may take of what others may not need."""


class Budget:
    """Pairs to be shared out among rows that come one after the other."""

    def __init__(self, pairs: int, rows: int) -> None:
        self._pairs = pairs
        self._rows = rows

    def most(self, rows: int) -> int:
        """How many each of the next so many rows may keep."""
        ahead = _AHEAD * self._pairs // max(self._rows, 1)
        return max(AT_LEAST, min(ahead, self._pairs // max(rows, 1)))

    def spend(self, rows: int, pairs: int) -> None:
        """So many rows have kept so many pairs together."""
        self._rows -= rows
        self._pairs = max(0, self._pairs - pairs)
