"""Prompts of a batch read by a network: each different one once, filled up to one length."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from transformers import DynamicCache

_LEAST_SHARED = 8
_ROOM = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefix:
    """Tokens that begin every row, and what the network made of them."""

    length: int
    cache: DynamicCache


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the network made of the prompts.

    Attributes:
        cache: keys and values, (b, …) row i of prompt i.
        mask: (b, columns) 1 where the cache holds a token of the prompt, 0 where it is filled up.
        scores: (b, size) of the first token to come.
    """

    cache: DynamicCache
    mask: torch.Tensor
    scores: torch.Tensor


def read_prefix(network: Any, rows: Sequence[Sequence[int]], most: int) -> Prefix | None:
    """What all rows begin with, read once; None where that would not pay or not be exact.

    Behind the prefix shorter rows are filled up. A network that looks back over a sliding window
    counts the filling, so the rows must lie within one window.

    Args:
        network: a causal model.
        rows: token numbers of each prompt.
        most: tokens that the prefix has at most.
    """
    if len(rows) < 2:
        return None
    length = min(most, min(map(len, rows)) - 1)
    while length and any(row[:length] != rows[0][:length] for row in rows):
        length -= 1
    sliding = getattr(network.config, "sliding_window", None)
    if length < _LEAST_SHARED or (sliding and max(map(len, rows)) + _ROOM > sliding):
        return None
    cache = DynamicCache(config=network.config)
    network(torch.tensor([rows[0][:length]]), past_key_values=cache, use_cache=True)
    return Prefix(length=length, cache=cache)


def read_prompts(
    network: Any, rows: Sequence[Sequence[int]], prefix: Prefix | None, pad: int
) -> Reading:
    """Reads b prompts; those that are equal only once."""
    different = sorted(set(map(tuple, rows)))
    place = {row: number for number, row in enumerate(different)}
    ids, mask = filled_up(different, prefix, pad)
    cache = start_cache(network, prefix, len(different))
    first = 0 if prefix is None else prefix.length
    scores = network(
        ids[:, first:],
        attention_mask=mask,
        position_ids=(mask.cumsum(dim=1) - 1).clamp(min=0)[:, first:],
        past_key_values=cache,
        use_cache=True,
        logits_to_keep=1,
    ).logits[:, -1]
    of = torch.tensor([place[tuple(row)] for row in rows])
    cache.batch_select_indices(of)
    return Reading(cache=cache, mask=mask[of], scores=scores[of])


def start_cache(network: Any, prefix: Prefix | None, count: int) -> DynamicCache:
    """An empty cache, or one that holds the prefix ``count`` times."""
    if prefix is None:
        return DynamicCache(config=network.config)
    cache = copy.deepcopy(prefix.cache)
    cache.batch_repeat_interleave(count)
    return cache


def filled_up(
    rows: Sequence[Sequence[int]], prefix: Prefix | None, pad: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """(b, longest) token numbers and mask of causal prompts, filled up behind the prefix."""
    ids = torch.full((len(rows), max(map(len, rows))), pad)
    mask = torch.zeros_like(ids)
    fixed = 0 if prefix is None else prefix.length
    for number, row in enumerate(rows):
        head, tail = row[:fixed], row[fixed:]
        for tokens, places in ((head, slice(0, fixed)), (tail, slice(-len(tail), None))):
            if tokens:
                ids[number, places] = torch.tensor(tokens)
                mask[number, places] = 1
    return ids, mask
