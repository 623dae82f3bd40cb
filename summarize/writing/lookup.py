"""Where the words of a row stand in its prompt, and how the prompt goes on from there."""

from __future__ import annotations

from collections.abc import Sequence

_RUN = 4
_LONGEST = 3


class Prompt:
    """The tokens of one prompt, asked about what is written from it.

    Two questions. Going on with a run of the prompt's own words can cost, so that rewording gets
    its chance: a sentence leaves its sources at a few of many places, and at each of them alone
    going on is likelier, so the likeliest sentence is a copy. And what is written is mostly the
    prompt's, so that how the prompt goes on is a good guess at what the model will write.

    Args:
        tokens: of the prompt, in order.
    """

    def __init__(self, tokens: Sequence[int]) -> None:
        self._tokens = tuple(tokens)
        self._following: dict[tuple[int, ...], set[int]] = {}
        self._ends: dict[tuple[int, ...], int] = {}
        for place in range(1, len(self._tokens)):
            if place >= _RUN:
                run = self._tokens[place - _RUN : place]
                self._following.setdefault(run, set()).add(self._tokens[place])
            for length in range(1, min(_LONGEST, place) + 1):
                self._ends[self._tokens[place - length : place]] = place

    def following(self, written: Sequence[int]) -> frozenset[int]:
        """What follows the last four of ``written`` in the prompt; empty if they are no run."""
        return frozenset(self._following.get(tuple(written[-_RUN:]), ()))

    def guess(self, written: Sequence[int], most: int) -> tuple[int, ...]:
        """Up to ``most`` tokens that follow the last few of ``written`` in the prompt.

        The longest run of at most three that the prompt has, at its last place there.
        """
        for length in range(min(_LONGEST, len(written)), 0, -1):
            place = self._ends.get(tuple(written[-length:]))
            if place is not None:
                return self._tokens[place : place + most]
        return ()
