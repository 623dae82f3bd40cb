"""The training of the fusion adapter, on a tiny Gemma with random weights."""

from __future__ import annotations

import json
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from benchmarks.training.fusion import Training
from benchmarks.training.fusion_adapter import CHECKPOINT, CONFIG, WEIGHTS
from benchmarks.training.fusion_batches import batch_of, make_rows, schedule, scored_tokens
from benchmarks.training.fusion_options import Options, ending_in_order, rate_at
from benchmarks.training.fusion_pairs import Pair
from summarize.writing.models import LanguageModel, load_model
from tests.writing import tiny_models


def pair(number: int, split: str = "train") -> Pair:
    texts = tiny_models.TEXT
    one, two = texts[number % 4], texts[(number + 1) % 4]
    return Pair(
        data="made",
        topic=number,
        split=split,  # type: ignore[arg-type]
        origin="reference",
        kind="merged",
        reports=(one, two)[: 1 + number % 2],
        target=one,
        needed=1,
        articles=1,
        foreign=0,
    )


PAIRS = (*(pair(i) for i in range(7)), pair(2, "dev"))
OPTIONS = Options(steps=12, batch=3, rank=4, rate=2e-2, warm_up=2, evaluate_every=100, samples=1)


def quiet(_line: str) -> None:
    pass


def fresh() -> LanguageModel:
    """Loaded anew: an adapter changes the network that it is put on."""
    return load_model("gemma-3-270m", dtype="float32")


@pytest.mark.usefixtures("tiny_gemma")
def test_the_loss_goes_down_on_seen_and_held_out_pairs(tmp_path: Path) -> None:
    training = Training(fresh(), PAIRS, OPTIONS)
    training.run(tmp_path, quiet)
    losses = [loss for _, loss in training.losses]
    assert sum(losses[-3:]) < 0.8 * sum(losses[:3])
    assert training.dev_losses[-1][1] < training.dev_losses[0][1]
    told = json.loads((tmp_path / "training.json").read_text("utf-8"))
    assert (told["steps"], told["pairs"], told["held_out"]) == (12, 7, 1)


@pytest.mark.usefixtures("tiny_gemma")
def test_going_on_gives_what_an_undisturbed_run_gives(tmp_path: Path) -> None:
    whole = Training(fresh(), PAIRS, OPTIONS)
    whole.run(tmp_path / "whole", quiet)
    Training(fresh(), PAIRS, OPTIONS).run(
        tmp_path / "halves", quiet, stopped=iter([False] * 4 + [True]).__next__
    )
    second = Training(fresh(), PAIRS, OPTIONS)
    second.resume(tmp_path / "halves")
    assert second.step == 5
    second.run(tmp_path / "halves", quiet)
    assert second.losses == whole.losses
    for name, weight in whole.adapted.weights.items():
        assert torch.equal(weight, second.adapted.weights[name])


@pytest.mark.usefixtures("tiny_gemma")
def test_the_adapter_read_and_merged_by_peft_is_the_trained_model(tmp_path: Path) -> None:
    from peft import PeftModel

    training = Training(fresh(), PAIRS, OPTIONS)
    training.run(tmp_path, quiet)
    assert json.loads((tmp_path / CONFIG).read_text("utf-8"))["base_model_name_or_path"] == (
        "gemma-3-270m"
    )
    read = PeftModel.from_pretrained(fresh().network, str(tmp_path)).merge_and_unload()
    ids = torch.tensor([make_rows(PAIRS, fresh().tokenizer)[0].ids])
    with torch.inference_mode():
        trained = training.adapted.peft.eval()(input_ids=ids).logits
        merged = read.eval()(input_ids=ids).logits
        plain = fresh().network(input_ids=ids).logits
    # Half precision of the file is what may differ.
    assert torch.allclose(trained, merged, atol=2e-2 * float(trained.abs().max()))
    assert not torch.allclose(trained, plain, atol=0.1)
    assert {CHECKPOINT, CONFIG, WEIGHTS, "training.json"} == {p.name for p in tmp_path.iterdir()}


def test_the_short_output_layer_scores_as_the_whole_one_among_its_tokens(
    tiny_gemma: LanguageModel,
) -> None:
    training = Training(tiny_gemma, PAIRS, OPTIONS)
    scored = scored_tokens(PAIRS, tiny_gemma.tokenizer)
    rows = make_rows(PAIRS[:2], tiny_gemma.tokenizer)
    loss = training.adapted.loss(batch_of(rows, scored, tiny_gemma.tokenizer.pad_id))
    likelihoods = []
    for row in rows:
        with torch.inference_mode():
            logits = training.adapted.peft(input_ids=torch.tensor([row.ids])).logits[0]
        among = logits[:, list(scored)].log_softmax(-1)
        for offset, counts in enumerate(row.weights):
            if counts:
                at = row.start + offset
                likelihoods.append(float(among[at - 1, scored.index(row.ids[at])]))
    assert float(loss.detach()) == pytest.approx(-sum(likelihoods) / len(likelihoods), rel=1e-4)


def test_every_row_comes_once_an_epoch_and_the_order_hangs_on_the_seed(
    tiny_gemma: LanguageModel,
) -> None:
    rows = make_rows(PAIRS[:6], tiny_gemma.tokenizer)
    orders = []
    for seed in (1, 1, 2):
        batches = schedule(rows, 2, seed)
        orders.append([next(batches) for _ in range(6)])
    assert orders[0] == orders[1] != orders[2]
    for epoch in (orders[0][:3], orders[0][3:]):
        assert sorted(number for batch in epoch for number in batch) == [0, 1, 2, 3, 4, 5]
    with pytest.raises(ValueError, match="batches of 7"):
        next(schedule(rows, 7, 0))


def test_tokens_that_no_report_has_teach_nothing(tiny_gemma: LanguageModel) -> None:
    """A writer may not write them; learning them would only make it want to."""
    known = pair(0)
    foreign = replace(known, target=known.target.replace("bridge", "ζ"))
    row, other = make_rows([known, foreign], tiny_gemma.tokenizer)
    assert all(row.weights)
    unlearned = [
        token
        for token, counts in zip(other.ids[other.start :], other.weights, strict=True)
        if not counts
    ]
    assert tiny_gemma.tokenizer.decode(unlearned).strip() == "ζ"
    batch = batch_of([other], scored_tokens([foreign], tiny_gemma.tokenizer), 0)
    assert (
        len(batch.labels)
        == len([w for w in other.weights if w])
        == len(other.weights) - len(unlearned)
    )


def test_where_the_target_leaves_its_reports_counts_more(tiny_gemma: LanguageModel) -> None:
    copied = pair(0)
    turned = replace(
        copied, reports=(copied.target, "The storm."), target=copied.target[:-1] + " the storm."
    )
    one, two = make_rows([copied, turned], tiny_gemma.tokenizer, turn=5.0)
    assert set(one.weights) == {1.0}
    assert set(two.weights) == {1.0, 5.0}
    assert two.weights[0] == 1.0


def test_a_signal_to_end_is_noted_and_does_not_interrupt() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with ending_in_order() as stopped:
        assert not stopped()
        os.kill(os.getpid(), signal.SIGTERM)
        assert stopped()
    assert signal.getsignal(signal.SIGTERM) == before


def test_the_rate_rises_in_a_line_and_falls_to_a_tenth() -> None:
    rates = [rate_at(step, OPTIONS) for step in range(OPTIONS.steps + 1)]
    assert rates[:2] == [1e-2, 2e-2]
    assert rates[2:] == sorted(rates[2:], reverse=True)
    assert rates[-1] == pytest.approx(2e-3)
