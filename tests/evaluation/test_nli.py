from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
import transformers

from summarize.errors import InputError, ModelBrokenError, ModelMissingError
from summarize.evaluation.nli import THRESHOLD, NliSupport

SENTENCES = (
    "The council approved the bridge.",
    "Nobody was hurt in the fire.",
    "The market is near the river.",
)
WORDS = sorted({word for text in SENTENCES for word in text.lower().rstrip(".").split()})
WINDOW = 24
NLI_LABELS = ("contradiction", "Entailment", "neutral")

Build = Callable[..., Path]


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Makes a folder with a tiny BERT that classifies pairs, at random."""

    def make(*labels: str) -> Path:
        folder = tmp_path_factory.mktemp("nli")
        tokenizer = _tokenizer()
        config = transformers.BertConfig(
            vocab_size=len(tokenizer),
            hidden_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=32,
            max_position_embeddings=WINDOW,
            id2label=dict(enumerate(labels)),
            label2id={label: number for number, label in enumerate(labels)},
            initializer_range=1.0,
        )
        torch.manual_seed(5)
        transformers.BertForSequenceClassification(config).save_pretrained(folder)
        tokenizer.save_pretrained(folder)
        return folder

    return make


def _tokenizer() -> Any:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    numbers = {word: number for number, word in enumerate([*special, ".", *WORDS])}
    tokenizer = Tokenizer(models.WordLevel(numbers, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_input_names=["input_ids", "token_type_ids", "attention_mask"],
    )


@pytest.fixture(scope="session")
def folder(build: Build) -> Path:
    return build(*NLI_LABELS)


@pytest.fixture(scope="session")
def judge(folder: Path) -> NliSupport:
    return NliSupport(str(folder))


def entailed(folder: Path, premise: str, hypothesis: str) -> float:
    """What the model says of one pair, without the code under test."""
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    network = transformers.AutoModelForSequenceClassification.from_pretrained(folder).eval()
    with torch.inference_mode():
        logits = network(**tokenizer(premise, hypothesis, return_tensors="pt")).logits[0]
    return round(float(logits.softmax(-1)[NLI_LABELS.index("Entailment")]), 4)


def test_the_value_is_the_probability_of_entailment(judge: NliSupport, folder: Path) -> None:
    bridge, fire, _ = SENTENCES
    value = judge.support(fire, [bridge])
    assert value == pytest.approx(entailed(folder, bridge, fire), abs=1e-4)
    assert judge.supported(fire, [bridge]) == (value >= THRESHOLD)


def test_passages_are_read_together_in_their_order(judge: NliSupport, folder: Path) -> None:
    bridge, fire, market = SENTENCES
    joined = judge.support(market, [bridge, fire])
    assert joined == pytest.approx(entailed(folder, f"{bridge} {fire}", market), abs=1e-4)


def test_of_several_windows_the_best_counts(judge: NliSupport, folder: Path) -> None:
    bridge, fire, market = SENTENCES
    # 24 tokens less 3 marks less 7 of the sentence leave 14: two passages of 6 and 7, not three.
    passages = [bridge, fire, market, bridge]
    expected = max(
        entailed(folder, f"{bridge} {fire}", market), entailed(folder, f"{market} {bridge}", market)
    )
    assert judge.support(market, passages) == pytest.approx(expected, abs=1e-4)


def test_every_token_of_a_long_passage_is_read(judge: NliSupport) -> None:
    """Truncation that says nothing would score a summary of the first screenful only."""
    long = " ".join(text.rstrip(".") for text in SENTENCES * 4)
    pairs = list(judge._pairs(SENTENCES[0], [long]))
    numbers = judge._tokenizer(long, add_special_tokens=False)["input_ids"]
    assert len(pairs) > 1
    assert all(len(pair["input_ids"]) <= WINDOW for pair in pairs)
    parts = [
        [n for n, kind in zip(pair["input_ids"], pair["token_type_ids"], strict=True) if kind == 0]
        for pair in pairs
    ]
    read: list[int] = []
    for part in (part[1:-1] for part in parts):
        shared = next(
            size for size in range(len(part), -1, -1) if not size or read[-size:] == part[:size]
        )
        read += part[shared:]
    assert read == numbers


def test_nothing_to_read_supports_nothing(judge: NliSupport) -> None:
    assert judge.support(SENTENCES[0], []) == judge.support(SENTENCES[0], [" "]) == 0.0
    assert judge.support("", SENTENCES) == 0.0


def test_a_sentence_that_fills_the_window_is_refused(judge: NliSupport) -> None:
    with pytest.raises(InputError, match="does not fit") as caught:
        judge.support(" ".join(SENTENCES * 2), [SENTENCES[0]])
    assert caught.value.hint


def test_the_signature_names_model_weights_and_threshold(judge: NliSupport, folder: Path) -> None:
    assert judge.signature.startswith(f"support|nli:{folder}|weights:")
    assert judge.signature.endswith("|threshold:0.5")
    assert judge.signature == NliSupport(str(folder)).signature


@pytest.mark.parametrize("labels", [("negative", "positive"), ("not_entailment", "other")])
def test_a_model_without_the_label_is_refused(build: Build, labels: tuple[str, ...]) -> None:
    with pytest.raises(ModelBrokenError, match="no label of entailment") as caught:
        NliSupport(str(build(*labels)))
    assert "inference" in caught.value.hint


def test_not_entailment_is_another_label(build: Build) -> None:
    """In two-way models the wrong label comes first in some, and holds the word too."""
    judge = NliSupport(str(build("not_entailment", "entailment")))
    assert judge._label == 1


def test_a_model_that_is_not_here(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError) as caught:
        NliSupport(str(tmp_path / "nowhere"))
    assert "nowhere" in caught.value.message
    assert caught.value.hint


def test_damaged_weights(folder: Path, tmp_path: Path) -> None:
    damaged = shutil.copytree(folder, tmp_path / "damaged")
    weights = damaged / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(ModelBrokenError, match="cannot be loaded"):
        NliSupport(str(damaged))


def test_pickled_weights_are_not_read(folder: Path, tmp_path: Path) -> None:
    pickled = shutil.copytree(folder, tmp_path / "pickled")
    (pickled / "model.safetensors").unlink()
    torch.save({}, pickled / "pytorch_model.bin")
    with pytest.raises(ModelBrokenError, match="cannot be loaded"):
        NliSupport(str(pickled))


def test_a_model_without_its_classifier_is_refused(folder: Path, tmp_path: Path) -> None:
    """transformers fills the missing layer with random numbers and only warns."""
    bare = shutil.copytree(folder, tmp_path / "bare")
    transformers.BertModel.from_pretrained(folder).save_pretrained(bare)
    config = json.loads((folder / "config.json").read_text("utf-8"))
    (bare / "config.json").write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(ModelBrokenError, match="no trained classifier"):
        NliSupport(str(bare))


def test_the_metric_judges_with_the_model_that_it_is_given(judge: NliSupport, folder: Path) -> None:
    from summarize.evaluation import metrics

    bridge, fire, market = SENTENCES
    found = metrics.load("support").compute(
        predictions=[fire, market], references=[[bridge], [bridge, fire]], model=str(folder)
    )
    expected = [judge.support(fire, [bridge]), judge.support(market, [bridge, fire])]
    assert [item["support"] for item in found["per_item"]] == expected
    assert [item["supported"] for item in found["per_item"]] == [v >= 0.5 for v in expected]
    assert found["signature"] == judge.signature
