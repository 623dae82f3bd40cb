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
from transformers import DynamicCache, LogitsProcessorList, StoppingCriteriaList

from summarize.errors import ModelError
from summarize.ports import Progress, no_progress
from summarize.writing.models import LanguageModel
from summarize.writing.output_layer import only
from summarize.writing.steering import LeavesReports, Likelihoods, OnlyAllowed, RowEnds, cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """What was written.

    Attributes:
        text: without what ended it.
        finished: it ended by itself and not by the limit.
        likelihoods: natural logarithms, one for each token, at most 0: how likely the model found
            it, whatever steered it. () with beams, and where nothing says what may be written.
    """

    text: str
    finished: bool
    likelihoods: tuple[float, ...] = ()


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
    leaving: Sequence[float] | None = None,
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
        leaving: for each prompt, nats off a token that goes on with a run of the prompt (causal).
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
            leaving=None if leaving is None else [leaving[i] for i in some],
        )
        done.update(zip(some, _generate_batch(model, batch, decoding, prefix), strict=True))
        progress("writing", len(done), len(rows))
    return tuple(done[i] for i in range(len(rows)))


@dataclass(frozen=True, slots=True)
class _Batch:
    rows: list[list[int]]
    limits: list[int]
    allowed: list[frozenset[int]] | None
    leaving: list[float] | None


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
    watching = _watching(model, batch, decoding, read)
    ends = RowEnds(model.tokenizer, batch.limits, decoding.stop, read)
    options: dict[str, Any] = {
        "attention_mask": mask,
        "max_new_tokens": max(batch.limits),
        "num_beams": decoding.beams,
        "do_sample": decoding.temperature is not None,
        "pad_token_id": model.tokenizer.pad_id,
        "eos_token_id": sorted(model.tokenizer.eos_ids) or None,
        "no_repeat_ngram_size": decoding.no_repeat,
        "logits_processor": _processors(model, batch, decoding, read, watching),
        "stopping_criteria": StoppingCriteriaList([ends]),
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
    found = []
    for number, (row, limit) in enumerate(zip(written, batch.limits, strict=True)):
        tokens = row[read:].tolist()[:limit]
        sure = () if watching is None else watching.of(number, tokens[: ends.lengths.get(number)])
        found.append(_generation(model, tokens, decoding.stop, sure))
    return found


def _output(model: LanguageModel, batch: _Batch) -> AbstractContextManager[None]:
    """The output layer computes what some row of the batch may write, or all of it."""
    if batch.allowed is None:
        return nullcontext()
    return only(model.network, _open_to_some(model, batch.allowed))


def _open_to_some(model: LanguageModel, allowed: Sequence[frozenset[int]]) -> list[int]:
    return sorted(frozenset().union(*allowed, model.tokenizer.eos_ids))


def _watching(
    model: LanguageModel, batch: _Batch, decoding: Decoding, read: int
) -> Likelihoods | None:
    if batch.allowed is None or decoding.beams > 1:
        return None
    size = model.network.get_output_embeddings().weight.shape[0]
    return Likelihoods(_open_to_some(model, batch.allowed), size, read)


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


def _processors(
    model: LanguageModel, batch: _Batch, decoding: Decoding, read: int, first: Likelihoods | None
) -> LogitsProcessorList:
    processors = LogitsProcessorList([] if first is None else [first])
    if batch.allowed is not None:
        processors.append(OnlyAllowed(batch.allowed, model.tokenizer.eos_ids, decoding.beams))
    if batch.leaving is not None and model.kind == "causal" and decoding.beams == 1:
        processors.append(LeavesReports(batch.rows, batch.leaving, read))
    return processors


def _generation(
    model: LanguageModel, ids: list[int], stop: Sequence[str], likelihoods: tuple[float, ...]
) -> Generation:
    ends = [place for place, token in enumerate(ids) if token in model.tokenizer.eos_ids]
    kept = ids[: ends[0]] if ends else ids
    text = model.tokenizer.decode(kept)
    before = cut(text, stop)
    return Generation(
        text=text if before is None else before,
        finished=bool(ends) or before is not None,
        likelihoods=likelihoods[: len(kept)],
    )
