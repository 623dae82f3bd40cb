from __future__ import annotations

import pytest
import torch

from summarize.writing.decoding import Decoding, generate
from summarize.writing.models import LanguageModel
from summarize.writing.steering import LeavesReports

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


def test_going_on_with_a_run_of_the_report_costs() -> None:
    report = [9, 1, 2, 3, 4, 5, 1, 2, 3, 4, 6]
    steer = LeavesReports([report, report, report], [0.0, 2.0, 2.0], read=1)
    written = torch.tensor([[0, 1, 2, 3, 4], [0, 1, 2, 3, 4], [0, 7, 2, 3, 4]])
    scores = steer(written, torch.zeros(3, 10))
    assert scores[0].tolist() == [0.0] * 10
    assert scores[1, [5, 6]].tolist() == [-2.0, -2.0]
    assert float(scores[1].sum()) == -4.0
    assert scores[2].tolist() == [0.0] * 10  # no run of four is the report's
    early = steer(written[:, :4], torch.zeros(3, 10))
    assert float(early.sum()) == 0.0
