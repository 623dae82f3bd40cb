"""Generating with ``transformers``: beams, drawing, encoder-decoder models.

What is here adds what its ``generate`` lacks: stop texts for any tokenizer, and limits and allowed
tokens for each row.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import torch
from transformers import LogitsProcessorList, StoppingCriteriaList

from summarize.writing.generation import Decoding, Generation, Request, told
from summarize.writing.models import LanguageModel
from summarize.writing.output_layer import only, open_tokens
from summarize.writing.prefill import Prefix, filled_up, start_cache
from summarize.writing.steering import OnlyAllowed, RowEnds


def generate_batch(
    model: LanguageModel, requests: Sequence[Request], decoding: Decoding, prefix: Prefix | None
) -> list[Generation]:
    """One generation for each request, in their order; no likelihoods."""
    ids, mask, read = _padded(model, [request.tokens for request in requests], prefix)
    limits = [request.limit for request in requests]
    ends = RowEnds(model.tokenizer, limits, decoding.stop, read)
    options: dict[str, Any] = {
        "attention_mask": mask,
        "max_new_tokens": max(limits),
        "num_beams": decoding.beams,
        "do_sample": decoding.temperature is not None,
        "pad_token_id": model.tokenizer.pad_id,
        "eos_token_id": sorted(model.tokenizer.eos_ids) or None,
        "no_repeat_ngram_size": decoding.no_repeat,
        "logits_processor": LogitsProcessorList(),
        "stopping_criteria": StoppingCriteriaList([ends]),
    }
    allowed = [request.allowed for request in requests if request.allowed is not None]
    if allowed:
        steer = OnlyAllowed(allowed, model.tokenizer.eos_ids, decoding.beams)
        options["logits_processor"].append(steer)
    if decoding.temperature is not None:
        options.update(temperature=decoding.temperature, top_p=0.95, top_k=0)
    if prefix is not None:
        count = len(requests) * decoding.beams
        options["past_key_values"] = start_cache(model.network, prefix, count)
    with torch.random.fork_rng(devices=[]), _output(model, allowed):
        torch.manual_seed(decoding.seed)
        written = model.network.generate(ids, **options)
    return [
        told(model.tokenizer, row[read:].tolist()[: request.limit], decoding.stop)
        for row, request in zip(written, requests, strict=True)
    ]


def _output(
    model: LanguageModel, allowed: Sequence[frozenset[int]]
) -> AbstractContextManager[None]:
    """The output layer computes what some row of the batch may write, or all of it."""
    if not allowed:
        return nullcontext()
    tokens = open_tokens(model.network, allowed, model.tokenizer.eos_ids)
    return only(model.network, tokens, whole=True)


def _padded(
    model: LanguageModel, rows: Sequence[Sequence[int]], prefix: Prefix | None
) -> tuple[torch.Tensor, torch.Tensor, int]:
    """(b, longest) token numbers and mask, and where the output's new tokens begin.

    What an encoder reads is filled up behind it.
    """
    pad = model.tokenizer.pad_id
    if model.kind == "causal":
        ids, mask = filled_up(rows, prefix, pad)
        return ids, mask, ids.shape[1]
    longest = max(map(len, rows))
    ids = torch.tensor([[*row, *[pad] * (longest - len(row))] for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
    return ids, mask, 1
