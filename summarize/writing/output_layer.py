"""The output layer, for those tokens alone that may be written.

Gemma's has 262,144 rows, most of the work of a step on a processor that reads them all from memory.
Where only some thousand tokens may be written, the others need not be computed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import torch


class _SomeRows(torch.nn.Module):
    """Scores of the chosen tokens, alone or ``whole``: with minus infinity for all others."""

    def __init__(self, layer: torch.nn.Linear, rows: Sequence[int], *, whole: bool) -> None:
        super().__init__()
        self._rows = torch.tensor(rows)
        self._size = layer.out_features if whole else None
        self._weight = layer.weight[self._rows]
        self._bias = None if layer.bias is None else layer.bias[self._rows]

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        some = torch.nn.functional.linear(states, self._weight, self._bias)
        if self._size is None:
            return some
        scores = some.new_full((*some.shape[:-1], self._size), float("-inf"))
        scores[..., self._rows] = some
        return scores


def open_tokens(
    network: Any, allowed: Iterable[frozenset[int]], ends: frozenset[int]
) -> tuple[int, ...]:
    """What some row may write, ascending; a tokenizer can know more tokens than its network."""
    size = network.get_output_embeddings().weight.shape[0]
    return tuple(sorted(token for token in ends.union(*allowed) if token < size))


@contextmanager
def only(network: Any, tokens: Sequence[int], *, whole: bool) -> Iterator[None]:
    """Meanwhile ``network`` scores ``tokens`` alone, where it has a plain output layer.

    Args:
        network: a model.
        tokens: ascending numbers below the size of its vocabulary.
        whole: scores keep their shape, minus infinity elsewhere; otherwise they are of ``tokens``
            alone, in their order.
    """
    layer = getattr(network, "lm_head", None)
    if not isinstance(layer, torch.nn.Linear):
        yield
        return
    with torch.inference_mode():
        network.lm_head = _SomeRows(layer, tokens, whole=whole)
    try:
        yield
    finally:
        network.lm_head = layer
