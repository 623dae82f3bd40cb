"""The output layer, for those tokens alone that may be written.

Gemma's has 262,144 rows, most of the work of a step on a processor that reads them all from memory.
Where only some thousand tokens may be written, the others need not be computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import torch


class _SomeRows(torch.nn.Module):
    """Scores of the chosen tokens; minus infinity for all others, so that the shape stays."""

    def __init__(self, layer: torch.nn.Linear, rows: Sequence[int]) -> None:
        super().__init__()
        self._rows = torch.tensor(sorted(rows))
        self._size = layer.out_features
        self._weight = layer.weight[self._rows]
        self._bias = None if layer.bias is None else layer.bias[self._rows]

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        some = torch.nn.functional.linear(states, self._weight, self._bias)
        scores = some.new_full((*some.shape[:-1], self._size), float("-inf"))
        scores[..., self._rows] = some
        return scores


@contextmanager
def only(network: Any, tokens: Sequence[int]) -> Iterator[None]:
    """Meanwhile ``network`` scores ``tokens`` alone, where it has a plain output layer."""
    layer = getattr(network, "lm_head", None)
    if not isinstance(layer, torch.nn.Linear):
        yield
        return
    with torch.inference_mode():
        network.lm_head = _SomeRows(layer, [t for t in tokens if t < layer.out_features])
    try:
        yield
    finally:
        network.lm_head = layer
