from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import torch

from summarize.writing import greedy, library
from summarize.writing.decoding import generate
from summarize.writing.generation import Decoding, Request
from summarize.writing.models import LanguageModel

PROMPTS = ("The council approved", "A fire destroyed a warehouse near the old market")


def allowed(model: LanguageModel) -> list[frozenset[int]]:
    tokens = frozenset(model.tokenizer.encode(" ".join(PROMPTS) + " the bridge on Tuesday."))
    return [tokens] * len(PROMPTS)


def test_likelihoods_are_those_of_the_tokens_written(tiny_gemma: LanguageModel) -> None:
    """They were taken one step late once, and a plain copy seemed unlikely."""
    model, open_to = tiny_gemma, allowed(tiny_gemma)
    written = generate(model, PROMPTS, [6, 4], Decoding(), allowed=open_to)
    for prompt, one, limit in zip(PROMPTS, written, (6, 4), strict=True):
        assert 0 < len(one.likelihoods) <= limit
        start = [model.tokenizer.bos_id, *model.tokenizer.encode(prompt)]
        tokens = sorted(open_to[0] | model.tokenizer.eos_ids)
        for likely in one.likelihoods:
            with torch.inference_mode():
                scores = model.network(torch.tensor([start])).logits[0, -1, tokens]
            best = int(scores.argmax())
            assert likely == pytest.approx(float(scores.log_softmax(-1)[best]), abs=1e-3)
            start.append(tokens[best])


def test_nothing_is_known_with_beams_or_without_limits(tiny_gemma: LanguageModel) -> None:
    free = generate(tiny_gemma, PROMPTS, [4, 4], Decoding())
    beams = generate(tiny_gemma, PROMPTS, [4, 4], Decoding(beams=2), allowed=allowed(tiny_gemma))
    assert all(one.likelihoods == () for one in (*free, *beams))


def test_what_is_written_is_what_transformers_writes(tiny_gemma: LanguageModel) -> None:
    """In any batch: with equal prompts, rows that end at different times, guesses right and wrong."""
    model = tiny_gemma
    words = "The council approved the bridge on Tuesday and the fire destroyed a warehouse".split()
    prompts = [" ".join(words[i : i + n]) for i in range(6) for n in (1, 3, 7)] * 2
    open_to = frozenset(model.tokenizer.encode(" ".join(words) + " ."))
    requests = [
        Request(
            tokens=(model.tokenizer.bos_id or 0, *model.tokenizer.encode(prompt)),
            limit=3 + place % 20,
            allowed=open_to,
        )
        for place, prompt in enumerate(prompts)
    ]
    decoding = Decoding(stop=(" the",))
    with torch.inference_mode():
        ours = greedy.generate_batch(model, requests, decoding, None)
        theirs = library.generate_batch(model, requests, decoding, None)
    assert [one.text for one in ours] == [one.text for one in theirs]
    assert [one.finished for one in ours] == [one.finished for one in theirs]
    assert len({one.text for one in ours}) > 3


def test_a_copy_takes_few_steps(tiny_gemma: LanguageModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the model goes on with its prompt, several tokens are written at once, and no more."""
    model = tiny_gemma
    report = once_each(
        model, "The council approved the bridge on Tuesday and a fire in a warehouse"
    )
    network = CopyingNetwork(model.network, report)
    monkeypatch.setattr(model.network, "forward", network.forward)
    prompt = (*report, report[0])
    request = Request(tokens=prompt, limit=len(report) - 1, allowed=frozenset(report))
    with torch.inference_mode():
        (written,) = greedy.generate_batch(model, [request], Decoding(), None)
    assert written.text == model.tokenizer.decode(report[1:])
    assert network.passes < len(report) / 2


def test_going_on_with_the_prompt_costs(
    tiny_gemma: LanguageModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fifth token of a run of the prompt is charged, so that the next best is written."""
    model = tiny_gemma
    report = once_each(
        model, "The council approved the bridge on Tuesday and a fire in a warehouse"
    )
    network = CopyingNetwork(model.network, report)
    monkeypatch.setattr(model.network, "forward", network.forward)
    rows = [
        Request(tokens=(*report, report[0]), limit=6, allowed=frozenset(report), leaving=leaving)
        for leaving in (0.0, network.margin - 0.5, network.margin + 0.5)
    ]
    with torch.inference_mode():
        free, less, more = greedy.generate_batch(model, rows, Decoding(), None)
    assert free.text == less.text == model.tokenizer.decode(report[1:7])
    assert more.text.startswith(model.tokenizer.decode(report[1:5]))
    assert more.text != free.text


def once_each(model: LanguageModel, text: str) -> list[int]:
    """Tokens of which each has one successor."""
    return list(dict.fromkeys(model.tokenizer.encode(text)))


class CopyingNetwork:
    """In place of a network's forward pass: what follows a token in the report is likeliest."""

    margin = 3.0

    def __init__(self, network: Any, report: Sequence[int]) -> None:
        self._forward = network.forward
        self._size = network.config.vocab_size
        self._next = dict(pairwise(report))
        self.passes = 0

    def forward(self, ids: torch.Tensor, **options: Any) -> Any:
        self.passes += 1
        output = self._forward(ids, **options)
        scores = torch.zeros((*ids.shape, self._size))
        for row, column in np.ndindex(*ids.shape):
            following = self._next.get(int(ids[row, column]), 0)
            scores[row, column, following] = self.margin
        kept = options.get("logits_to_keep", 0)
        output.logits = scores[:, -kept:] if kept else scores
        return output
