"""Pairs as tokens: rows, batches of like length, and the rows of the output layer needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from benchmarks.training.fusion_pairs import Pair, fusion_target
from summarize.writing.constraints import SourceConstraint
from summarize.writing.prompts import adapted_prompt
from summarize.writing.tokenizers import Tokenizer

_SORTED_TOGETHER = 16
"""So many batches are sorted by length together: shuffled enough, and hardly any filling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A pair in tokens: ``ids`` of prompt and target, which begins at ``start``.

    Token ``start + i`` counts ``weights[i]`` times: not at all if a writer may not write it, as no
    report has it; more than once where the target turns away from what the reports say next.
    """

    ids: tuple[int, ...]
    start: int
    weights: tuple[float, ...]


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Batch:
    """Rows filled up to one length, on the right.

    Attributes:
        ids: (rows, length) of int64.
        places: (k,) int64 into the flattened ``ids``: where a token that counts is foretold.
        labels: (k,) int64: which of the scored tokens comes next there.
        weights: (k,) float32: how often it counts.
    """

    ids: Any
    places: Any
    labels: Any
    weights: Any


def make_rows(pairs: Sequence[Pair], tokenizer: Tokenizer, turn: float = 1.0) -> tuple[Row, ...]:
    """One for each pair, in order. Prompt and target are encoded apart, as at writing time.

    Args:
        pairs: what to learn.
        tokenizer: of the model.
        turn: what a token weighs that does not follow the one before it in any report. A target
            leaves its reports at a few of many places, so that at each place going on with the
            report is likelier, and greedy decoding copies; a weight of 3 makes the odds of turning
            3 times as high.
    """
    constraint = SourceConstraint(tokenizer)
    opening = [] if tokenizer.bos_id is None else [tokenizer.bos_id]
    rows = []
    for pair in pairs:
        prompt = opening + tokenizer.encode(adapted_prompt(pair.reports))
        target = tokenizer.encode(fusion_target(pair.target))
        allowed = constraint.allowed(pair.reports, "\n")
        told = set(pairwise(prompt))
        # A report opens behind its dash.
        before = [prompt[len(opening)], *target]
        weights = [
            (1.0 if step in told else turn) if step[1] in allowed else 0.0
            for step in zip(before, target, strict=False)
        ]
        rows.append(Row(ids=(*prompt, *target), start=len(prompt), weights=tuple(weights)))
    return tuple(rows)


def scored_tokens(pairs: Sequence[Pair], tokenizer: Tokenizer) -> tuple[int, ...]:
    """The tokens that can occur, sorted: of targets, of reports, of the closed list."""
    constraint = SourceConstraint(tokenizer)
    found = set(constraint.allowed((), "\n"))
    for pair in pairs:
        found |= constraint.allowed(pair.reports)
        found.update(tokenizer.encode(fusion_target(pair.target)))
    return tuple(sorted(found))


def batch_of(rows: Sequence[Row], scored: Sequence[int], pad: int) -> Batch:
    """Several rows together; each of them has one token or more that counts."""
    import torch

    length = max(len(row.ids) for row in rows)
    number = {token: place for place, token in enumerate(scored)}
    ids = [[*row.ids, *[pad] * (length - len(row.ids))] for row in rows]
    places, labels, weights = [], [], []
    for at, row in enumerate(rows):
        for offset, weight in enumerate(row.weights):
            if weight:
                weights.append(weight)
                places.append(at * length + row.start + offset - 1)
                labels.append(number[row.ids[row.start + offset]])
    return Batch(
        ids=torch.tensor(ids),
        places=torch.tensor(places),
        labels=torch.tensor(labels),
        weights=torch.tensor(weights),
    )


def schedule(rows: Sequence[Row], size: int, seed: int) -> Iterator[tuple[int, ...]]:
    """Without end the row numbers of batch after batch, every row once an epoch.

    The order of an epoch hangs on ``seed`` and its number alone, so whoever goes on at some batch
    gets what an undisturbed run would have got. A last batch that is not full is left out.
    """
    if size > len(rows):
        raise ValueError(f"batches of {size} from {len(rows)} rows")
    epoch = 0
    while True:
        draw = np.random.default_rng((seed, epoch))
        order = draw.permutation(len(rows)).tolist()
        batches: list[tuple[int, ...]] = []
        for start in range(0, len(order), size * _SORTED_TOGETHER):
            some = order[start : start + size * _SORTED_TOGETHER]
            some.sort(key=lambda at: (len(rows[at].ids), at))
            batches += [tuple(some[i : i + size]) for i in range(0, len(some), size)]
        full = [batch for batch in batches if len(batch) == size]
        for place in draw.permutation(len(full)).tolist():
            yield full[place]
        epoch += 1
