"""What a row may write, where it ends, and how sure the model was: processors for ``generate``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from transformers import LogitsProcessor, StoppingCriteria

from summarize.writing.tokenizers import Tokenizer

_RUN = 4


class OnlyAllowed(LogitsProcessor):
    """Tokens outside a row's set cannot be written."""

    def __init__(self, allowed: Sequence[frozenset[int]], ends: frozenset[int], beams: int) -> None:
        self._sets = [sorted(row | ends) for row in allowed for _ in range(beams)]
        self._closed: torch.Tensor | None = None

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """As ``LogitsProcessor``: (rows, tokens) so far and (rows, size) scores of what comes."""
        if self._closed is None:
            self._closed = torch.ones(scores.shape, dtype=torch.bool)
            for row, tokens in enumerate(self._sets):
                self._closed[row, [token for token in tokens if token < scores.shape[1]]] = False
        return scores.masked_fill(self._closed, float("-inf"))


class LeavesReports(LogitsProcessor):
    """Going on with a run of a report's own words costs, so that rewording gets its chance.

    A sentence leaves its sources at a few of many places; at each of them alone going on is
    likelier, so the likeliest sentence is a copy. Where the last four tokens stand in a report,
    what follows them there loses ``costs`` of the row, in nats.
    """

    def __init__(self, reports: Sequence[Sequence[int]], costs: Sequence[float], read: int) -> None:
        self._costs = tuple(costs)
        self._read = read
        self._following = [_following(row) for row in reports]

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """As ``LogitsProcessor``: (rows, tokens) so far and (rows, size) scores of what comes."""
        written = input_ids[:, self._read :]
        if written.shape[1] < _RUN:
            return scores
        for row, last in enumerate(written[:, -_RUN:].tolist()):
            for token in self._following[row].get(tuple(last), ()):
                scores[row, token] -= self._costs[row]
        return scores


def _following(tokens: Sequence[int]) -> dict[tuple[int, ...], set[int]]:
    """What follows each run of four tokens."""
    found: dict[tuple[int, ...], set[int]] = {}
    for place in range(len(tokens) - _RUN):
        found.setdefault(tuple(tokens[place : place + _RUN]), set()).add(tokens[place + _RUN])
    return found


class Likelihoods(LogitsProcessor):
    """Changes nothing; remembers how likely each token was among those that are open to some row.

    It must come before the processors that change scores. Not for beams, which trade places.
    """

    def __init__(self, tokens: Sequence[int], size: int, read: int) -> None:
        self._columns = torch.tensor([token for token in tokens if token < size])
        self._place = torch.zeros(size, dtype=torch.long)
        self._place[self._columns] = torch.arange(len(self._columns))
        self._read = read
        self._steps: list[torch.Tensor] = []

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """As ``LogitsProcessor``: (rows, tokens) so far and (rows, size) scores of what comes."""
        self._steps.append(torch.log_softmax(scores[:, self._columns].float(), dim=-1))
        return scores

    def of(self, row: int, tokens: Sequence[int]) -> tuple[float, ...]:
        """Natural logarithms for the row's first tokens, at most 0."""
        return tuple(
            float(step[row, self._place[token]])
            for step, token in zip(self._steps, tokens, strict=False)
        )


class RowEnds(StoppingCriteria):
    """A row ends at its own limit or at a stop text; ``lengths`` are the tokens of ended rows."""

    def __init__(
        self, tokenizer: Tokenizer, limits: Sequence[int], stop: Sequence[str], read: int
    ) -> None:
        self._tokenizer = tokenizer
        self._limits = tuple(limits)
        self._stop = tuple(stop)
        self._read = read
        self.lengths: dict[int, int] = {}

    def __call__(self, input_ids: torch.Tensor, scores: Any, **_: Any) -> torch.Tensor:
        """As ``StoppingCriteria``: (rows,) true where a row has ended."""
        new = input_ids[:, self._read :]
        # Beam search asks of several continuations of each row, one row's after another's.
        each = len(new) // len(self._limits)
        ended = [
            len(row) >= self._limits[number // each]
            or (bool(self._stop) and self._stopped(row.tolist()))
            for number, row in enumerate(new)
        ]
        for row in (number for number, done in enumerate(ended) if done):
            self.lengths.setdefault(row, new.shape[1])
        return torch.tensor(ended, dtype=torch.bool)

    def _stopped(self, ids: Sequence[int]) -> bool:
        return cut(self._tokenizer.decode(ids), self._stop) is not None


def cut(text: str, stop: Sequence[str]) -> str | None:
    """``text`` before the first stop text, or None if there is none."""
    places = [text.index(mark) for mark in stop if mark in text]
    return text[: min(places)] if places else None
