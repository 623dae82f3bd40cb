"""Generating text in batches, within a model's window, repeatably.

``transformers`` generates; what is here adds what it lacks: stop strings for any tokenizer, limits
and allowed tokens for each row, and a beginning that all prompts share and that is read only once.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

import torch
from transformers import (
    DynamicCache,
    LogitsProcessor,
    LogitsProcessorList,
    StoppingCriteria,
    StoppingCriteriaList,
)

from summarize.errors import ModelError
from summarize.ports import Progress, no_progress
from summarize.writing.models import LanguageModel
from summarize.writing.output_layer import only


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """What was written: ``finished`` if it ended by itself and not by the limit."""

    text: str
    finished: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """How to generate.

    Attributes:
        beams: of beam search; 1 is greedy.
        temperature: draw instead of taking the likeliest; None: do not draw.
        seed: of drawing.
        stop: texts that end a row; they are not part of it.
        no_repeat: a run of so many tokens is not written twice; 0: it may be.
        batch_size: rows at once.
    """

    beams: int = 1
    temperature: float | None = None
    seed: int = 0
    stop: tuple[str, ...] = ()
    no_repeat: int = 0
    batch_size: int = 16


class WindowError(ModelError):
    """A prompt and its answer do not fit into the model's window; the caller must split it."""


def count_tokens(model: LanguageModel, text: str) -> int:
    """Tokens of ``text`` as input, the opening one included."""
    return len(_ids(model, text))


def fits(model: LanguageModel, prompt: str, new_tokens: int) -> bool:
    """True if ``prompt`` and ``new_tokens`` more fit into the model's window."""
    return count_tokens(model, prompt) + _answer_space(model, new_tokens) <= model.window


def generate(
    model: LanguageModel,
    prompts: Sequence[str],
    new_tokens: Sequence[int],
    decoding: Decoding,
    *,
    shared_prefix: str = "",
    allowed: Sequence[frozenset[int]] | None = None,
    progress: Progress = no_progress,
) -> tuple[Generation, ...]:
    """One generation for each prompt, in their order.

    The same prompt gives the same text in any batch as far as floating-point sums allow: another
    batch shape may round differently.

    Args:
        model: what writes.
        prompts: what each row goes on from (causal) or reads (seq2seq).
        new_tokens: most tokens of each answer.
        decoding: how.
        shared_prefix: stands before every prompt; a causal model reads it once.
        allowed: for each prompt, the tokens that may be written besides those that end a text.
        progress: called with rows done and in all.

    Raises:
        WindowError: a prompt is too long; nothing is ever cut off.
    """
    rows = [_ids(model, shared_prefix + prompt) for prompt in prompts]
    for row, most in zip(rows, new_tokens, strict=True):
        if len(row) + _answer_space(model, most) > model.window:
            raise WindowError(
                f"a prompt of {len(row)} tokens and {most} to write exceed the {model.window} of "
                f"{model.name}",
                hint="set planning.evidence lower, or choose a model with a larger window",
            )
    prefix = _common_prefix(model, shared_prefix, rows)
    order = sorted(range(len(rows)), key=lambda i: (len(rows[i]), i))
    done: dict[int, Generation] = {}
    for start in range(0, len(order), decoding.batch_size):
        some = order[start : start + decoding.batch_size]
        batch = _Batch(
            rows=[rows[i] for i in some],
            limits=[new_tokens[i] for i in some],
            allowed=None if allowed is None else [allowed[i] for i in some],
        )
        done.update(zip(some, _generate_batch(model, batch, decoding, prefix), strict=True))
        progress("writing", len(done), len(rows))
    return tuple(done[i] for i in range(len(rows)))


@dataclass(frozen=True, slots=True)
class _Batch:
    rows: list[list[int]]
    limits: list[int]
    allowed: list[frozenset[int]] | None


@dataclass(frozen=True, slots=True)
class _Prefix:
    """Tokens that begin every row, and what the network made of them."""

    length: int
    cache: DynamicCache


def _ids(model: LanguageModel, text: str) -> list[int]:
    ids = model.tokenizer.encode(text)
    opening = model.tokenizer.bos_id
    return ids if opening is None else [opening, *ids]


def _answer_space(model: LanguageModel, new_tokens: int) -> int:
    return new_tokens if model.kind == "causal" else 0


def _common_prefix(
    model: LanguageModel, shared: str, rows: Sequence[Sequence[int]]
) -> _Prefix | None:
    """Read once what all rows begin with; None where that would not pay or not be exact.

    Behind the prefix shorter rows are filled up. A network that looks back over a sliding window
    counts the filling, so the rows must lie within one window.
    """
    if model.kind != "causal" or not shared or len(rows) < 2:
        return None
    length = min(len(_ids(model, shared)), min(map(len, rows)) - 1)
    while length and any(row[:length] != rows[0][:length] for row in rows):
        length -= 1
    sliding = getattr(model.network.config, "sliding_window", None)
    if length < 8 or (sliding and max(map(len, rows)) + 128 > sliding):
        return None
    cache = DynamicCache(config=model.network.config)
    with torch.inference_mode():
        model.network(torch.tensor([rows[0][:length]]), past_key_values=cache, use_cache=True)
    return _Prefix(length, cache)


def _generate_batch(
    model: LanguageModel, batch: _Batch, decoding: Decoding, prefix: _Prefix | None
) -> list[Generation]:
    ids, mask, read = _padded(model, batch.rows, prefix)
    options: dict[str, Any] = {
        "attention_mask": mask,
        "max_new_tokens": max(batch.limits),
        "num_beams": decoding.beams,
        "do_sample": decoding.temperature is not None,
        "pad_token_id": model.tokenizer.pad_id,
        "eos_token_id": sorted(model.tokenizer.eos_ids) or None,
        "no_repeat_ngram_size": decoding.no_repeat,
        "logits_processor": _processors(model, batch, decoding),
        "stopping_criteria": StoppingCriteriaList([_RowEnds(model, batch.limits, decoding, read)]),
    }
    if decoding.temperature is not None:
        options.update(temperature=decoding.temperature, top_p=0.95, top_k=0)
    if prefix is not None:
        cache = copy.deepcopy(prefix.cache)
        cache.batch_repeat_interleave(len(batch.rows) * decoding.beams)
        options["past_key_values"] = cache
    with torch.inference_mode(), torch.random.fork_rng(devices=[]), _output(model, batch):
        torch.manual_seed(decoding.seed)
        written = model.network.generate(ids, **options)
    return [
        _generation(model, row[read:].tolist(), limit, decoding.stop)
        for row, limit in zip(written, batch.limits, strict=True)
    ]


def _output(model: LanguageModel, batch: _Batch) -> AbstractContextManager[None]:
    """The output layer computes what some row of the batch may write, or all of it."""
    if batch.allowed is None:
        return nullcontext()
    open_to_some = frozenset().union(*batch.allowed, model.tokenizer.eos_ids)
    return only(model.network, sorted(open_to_some))


def _padded(
    model: LanguageModel, rows: Sequence[Sequence[int]], prefix: _Prefix | None
) -> tuple[torch.Tensor, torch.Tensor, int]:
    """(b, length) token numbers and mask, and where the output's new tokens begin."""
    longest = max(map(len, rows))
    ids = torch.full((len(rows), longest), model.tokenizer.pad_id)
    mask = torch.zeros((len(rows), longest), dtype=torch.long)
    fixed = 0 if prefix is None else prefix.length
    for number, row in enumerate(rows):
        head, tail = row[:fixed], row[fixed:]
        if model.kind == "seq2seq":
            head, tail = row, []
        ids[number, : len(head)] = torch.tensor(head, dtype=torch.long)
        mask[number, : len(head)] = 1
        if tail:
            ids[number, -len(tail) :] = torch.tensor(tail)
            mask[number, -len(tail) :] = 1
    return ids, mask, longest if model.kind == "causal" else 1


def _processors(model: LanguageModel, batch: _Batch, decoding: Decoding) -> LogitsProcessorList:
    if batch.allowed is None:
        return LogitsProcessorList()
    return LogitsProcessorList(
        [_OnlyAllowed(batch.allowed, model.tokenizer.eos_ids, decoding.beams)]
    )


class _OnlyAllowed(LogitsProcessor):
    """Tokens outside a row's set cannot be written."""

    def __init__(self, allowed: Sequence[frozenset[int]], ends: frozenset[int], beams: int) -> None:
        self._sets = [sorted(row | ends) for row in allowed for _ in range(beams)]
        self._closed: torch.Tensor | None = None

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        if self._closed is None:
            self._closed = torch.ones(scores.shape, dtype=torch.bool)
            for row, tokens in enumerate(self._sets):
                self._closed[row, [token for token in tokens if token < scores.shape[1]]] = False
        return scores.masked_fill(self._closed, float("-inf"))


class _RowEnds(StoppingCriteria):
    """A row ends at its own limit or at a stop text."""

    def __init__(
        self, model: LanguageModel, limits: Sequence[int], decoding: Decoding, read: int
    ) -> None:
        self._model = model
        self._limits = tuple(limits)
        self._stop = decoding.stop
        self._read = read

    def __call__(self, input_ids: torch.Tensor, scores: Any, **_: Any) -> torch.Tensor:
        new = input_ids[:, self._read :]
        # Beam search asks of several continuations of each row, one row's after another's.
        each = len(new) // len(self._limits)
        ended = [
            len(row) >= self._limits[number // each]
            or (bool(self._stop) and self._stopped(row.tolist()))
            for number, row in enumerate(new)
        ]
        return torch.tensor(ended, dtype=torch.bool)

    def _stopped(self, ids: Sequence[int]) -> bool:
        return _cut(self._model.tokenizer.decode(ids), self._stop) is not None


def _generation(
    model: LanguageModel, ids: list[int], limit: int, stop: Sequence[str]
) -> Generation:
    ends = [place for place, token in enumerate(ids) if token in model.tokenizer.eos_ids]
    kept = ids[: ends[0]] if ends else ids
    text = model.tokenizer.decode(kept[:limit])
    cut = _cut(text, stop)
    return Generation(text=text if cut is None else cut, finished=bool(ends) or cut is not None)


def _cut(text: str, stop: Sequence[str]) -> str | None:
    """``text`` before the first stop text, or None if there is none."""
    places = [text.index(mark) for mark in stop if mark in text]
    return text[: min(places)] if places else None
