"""Filling a word budget."""

from __future__ import annotations

from collections.abc import Sequence

TOLERANCE = 0.1
"""The part of the budget by which a summary may miss it."""

_RESERVE, _FEWEST = 3, 10


def fill(lengths: Sequence[int], words: int) -> tuple[int, ...]:
    """Indices of items, best first as they come, that together have about ``words`` words.

    Items are taken in order as long as they fit. If that leaves more than a tenth of the budget
    open, the set is sought that keeps the budget (at most ``words`` if there is one, else at most
    a tenth more) and gives up least of what comes first; if none does, the one nearest to it.

    Args:
        lengths: words of each item, positive.
        words: the budget.
    """
    taken, total = [], 0
    for index, length in enumerate(lengths):
        if total + length <= words:
            taken.append(index)
            total += length
    if total >= (1 - TOLERANCE) * words:
        return tuple(taken)
    return _best_set(lengths, words)


def _best_set(lengths: Sequence[int], words: int) -> tuple[int, ...]:
    """By dynamic programming over the total: for each total the set with the greatest worth."""
    most = max(int((1 + TOLERANCE) * words), min(lengths, default=0))
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for index, length in enumerate(lengths):
        worth = 1 / (1 + index)
        for total, (value, items) in sorted(best.items(), reverse=True):
            larger = total + length
            if larger <= most and value + worth > best.get(larger, (-1.0, ()))[0]:
                best[larger] = (value + worth, (*items, index))
    least = (1 - TOLERANCE) * words
    within = [total for total in best if least <= total <= words]
    over = [total for total in best if words < total <= (1 + TOLERANCE) * words]
    for totals in (within, over):
        if totals:
            return max(best[total] for total in totals)[1]
    filled = [total for total in best if total > 0] or [0]
    return best[min(filled, key=lambda total: (abs(total - words), total))][1]


def is_plenty(count: int, length: int, words: int) -> bool:
    """True once ``count`` items of ``length`` words in all are a whole budget and its reserve.

    That is three times ``words``, in ten items at least: of a small budget three times are two
    sentences, and of two neither may fit.
    """
    return count >= _FEWEST and length >= _RESERVE * words
