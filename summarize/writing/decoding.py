"""Generating text in batches, within a model's window, repeatably."""

from __future__ import annotations

import inspect
from collections.abc import Sequence

import torch

from summarize.errors import ModelError
from summarize.ports import Progress, no_progress
from summarize.writing import greedy, library
from summarize.writing.generation import Decoding, Generation, Request
from summarize.writing.models import LanguageModel
from summarize.writing.prefill import Prefix, read_prefix


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
        leaving: for each prompt, nats off a token that goes on with a run of the prompt. Only a
            causal model that writes greedily, and only what is allowed, is steered by it.
        progress: called with rows done and in all.

    Raises:
        WindowError: a prompt is too long; nothing is ever cut off.
    """
    requests = [
        Request(
            tokens=tuple(_ids(model, shared_prefix + prompt)),
            limit=new_tokens[place],
            allowed=None if allowed is None else allowed[place],
            leaving=0.0 if leaving is None else leaving[place],
        )
        for place, prompt in enumerate(prompts)
    ]
    _check(model, requests)
    write = (
        greedy.generate_batch if _is_greedy(model, decoding, allowed) else library.generate_batch
    )
    # Equal prompts lie side by side, so that they are read together.
    order = sorted(
        range(len(requests)), key=lambda i: (len(requests[i].tokens), requests[i].tokens, i)
    )
    done: dict[int, Generation] = {}
    with torch.inference_mode():
        prefix = _common_prefix(model, shared_prefix, requests)
        for start in range(0, len(order), decoding.batch_size):
            some = order[start : start + decoding.batch_size]
            written = write(model, [requests[i] for i in some], decoding, prefix)
            done.update(zip(some, written, strict=True))
            progress("writing", len(done), len(requests))
    return tuple(done[i] for i in range(len(requests)))


def _check(model: LanguageModel, requests: Sequence[Request]) -> None:
    for request in requests:
        if len(request.tokens) + _answer_space(model, request.limit) > model.window:
            raise WindowError(
                f"a prompt of {len(request.tokens)} tokens and {request.limit} to write exceed the "
                f"{model.window} of {model.name}",
                hint="set planning.evidence lower, or choose a model with a larger window",
            )


def _is_greedy(
    model: LanguageModel, decoding: Decoding, allowed: Sequence[frozenset[int]] | None
) -> bool:
    """True for what ``greedy`` can do: it must tell the network where each token stands."""
    plain = decoding.beams == 1 and decoding.temperature is None and not decoding.no_repeat
    return (
        plain
        and allowed is not None
        and model.kind == "causal"
        and "position_ids" in inspect.signature(model.network.forward).parameters
    )


def _ids(model: LanguageModel, text: str) -> list[int]:
    ids = model.tokenizer.encode(text)
    opening = model.tokenizer.bos_id
    return ids if opening is None else [opening, *ids]


def _answer_space(model: LanguageModel, new_tokens: int) -> int:
    return new_tokens if model.kind == "causal" else 0


def _common_prefix(model: LanguageModel, shared: str, requests: Sequence[Request]) -> Prefix | None:
    if model.kind != "causal" or not shared:
        return None
    rows = [request.tokens for request in requests]
    return read_prefix(model.network, rows, most=count_tokens(model, shared))
