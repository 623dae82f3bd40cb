"""What a row may write, and where it ends, for ``generate`` of ``transformers``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from transformers import LogitsProcessor, StoppingCriteria

from summarize.writing.generation import cut
from summarize.writing.tokenizers import Tokenizer


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
