"""Support by a model of natural language inference, where the user has one.

The premise is the passages in their order, the hypothesis the sentence, the value the probability
of entailment. Passages that do not fit the model's window at once make several premises, a passage
longer than the window overlapping parts; the best one counts, and nothing is cut off. Known from
Laban et al., "SummaC: Re-Visiting NLI-based Models for Inconsistency Detection in Summarization",
TACL 2022, whose premises are single sentences; here they are as long as fits, since a sentence may
rest on several passages together. A passage more can lower the value: the model reads it with the
others.

Safetensors only, no pickles, no code from a model's repository.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from inspect import signature
from pathlib import Path
from typing import Any

from summarize.errors import InputError, ModelBrokenError
from summarize.pretrained import fingerprint, loading

THRESHOLD = 0.5
"""Least probability of entailment of a supported sentence."""

_MOST_PLAUSIBLE_WINDOW = 1_000_000
_USUAL_WINDOW = 512
_OTHER = "choose a model for natural language inference, with its labels in id2label"
_OVERLAP = 4  # consecutive parts of a long passage share a quarter of the room


class NliSupport:
    """The model called ``name``: a folder, or a Hugging Face model by its hub name.

    Raises:
        ModelMissingError: it is not on this machine and cannot be fetched.
        ModelBrokenError: its files are damaged or pickles, or it has no entailment label.
    """

    def __init__(self, name: str) -> None:
        hint = f"download {name} on a machine with a network, and give its folder"
        if Path(name).is_dir():
            hint = "the folder must hold config.json, model.safetensors and tokenizer.json"
        self._network, self._tokenizer = _load(name, hint)
        self._label = _entailment(name, self._network.config)
        self._window = _window(self._network.config, self._tokenizer.model_max_length)
        taken = signature(self._network.forward).parameters
        self._inputs = [name for name in self._tokenizer.model_input_names if name in taken]
        self._name = name
        about = json.dumps(self._network.config.to_diff_dict(), default=str, sort_keys=True)
        self._fingerprint = fingerprint(self._network, about.encode())

    @property
    def signature(self) -> str:
        """Names whatever can change a value or a verdict."""
        return f"support|nli:{self._name}|weights:{self._fingerprint}|threshold:{THRESHOLD:g}"

    def support(self, sentence: str, passages: Sequence[str]) -> float:
        """The probability that ``passages`` entail ``sentence``, in [0, 1]; 0 without passages.

        Raises:
            InputError: the sentence alone fills the model's window.
        """
        if not sentence.strip() or not any(passage.strip() for passage in passages):
            return 0.0
        found = (self._entailed(pair) for pair in self._pairs(sentence, passages))
        return round(max(found), 4)

    def supported(self, sentence: str, passages: Sequence[str]) -> bool:
        """True if the support reaches ``THRESHOLD``."""
        return self.support(sentence, passages) >= THRESHOLD

    def _pairs(self, sentence: str, passages: Sequence[str]) -> Iterator[dict[str, list[int]]]:
        """What the model reads: each premise that fits, with the sentence."""
        room = self._room(sentence)
        for premise in self._premises(passages, room):
            read = self._tokenizer(
                premise,
                sentence,
                truncation="only_first",
                max_length=self._window,
                stride=room // _OVERLAP,
                return_overflowing_tokens=True,
            )
            for part in range(len(read["input_ids"])):
                yield {name: read[name][part] for name in self._inputs}

    def _room(self, sentence: str) -> int:
        """Tokens left for a premise."""
        taken = self._count(sentence) + self._tokenizer.num_special_tokens_to_add(pair=True)
        if taken >= self._window:
            raise InputError(
                f"a sentence of {taken} tokens does not fit into {self._window} of {self._name}",
                hint="use a model with a longer window, or the measure without a model",
            )
        return int(self._window - taken)

    def _premises(self, passages: Sequence[str], room: int) -> Iterator[str]:
        """Passages joined in their order, as many as fit; one that does not fit stands alone."""
        joined = ""
        for passage in passages:
            longer = f"{joined} {passage}" if joined else passage
            if joined and self._count(longer) > room:
                yield joined
                longer = passage
            joined = longer
        yield joined

    def _count(self, text: str) -> int:
        return len(self._tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])

    def _entailed(self, pair: dict[str, list[int]]) -> float:
        import torch

        with torch.inference_mode():
            read = {name: torch.tensor([ids]) for name, ids in pair.items()}
            logits = self._network(**read).logits[0].float()
        return float(torch.softmax(logits, dim=-1)[self._label])


def _load(name: str, hint: str) -> tuple[Any, Any]:
    """The network, in evaluation mode, and its tokenizer."""
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    with loading(name, hint):
        tokenizer = AutoTokenizer.from_pretrained(name, trust_remote_code=False)
        network, report = AutoModelForSequenceClassification.from_pretrained(
            name, use_safetensors=True, trust_remote_code=False, output_loading_info=True
        )
    # transformers fills what a file lacks with random numbers.
    if any(key.startswith(("classif", "score")) for key in report["missing_keys"]):
        raise ModelBrokenError(f"{name} has no trained classifier", hint=_OTHER)
    if not tokenizer.is_fast:
        raise ModelBrokenError(f"{name} has no fast tokenizer, for long texts", hint=_OTHER)
    return network.eval(), tokenizer


def _entailment(name: str, config: Any) -> int:
    """The number of the label of entailment; "not_entailment" is none."""
    labels = {int(number): str(label).casefold() for number, label in config.id2label.items()}
    for number, label in sorted(labels.items()):
        if "entail" in label and not label.startswith(("not", "non")):
            return number
    raise ModelBrokenError(
        f"{name} has no label of entailment, but {', '.join(sorted(labels.values()))}",
        hint=_OTHER,
    )


def _window(config: Any, tokenizer_limit: int) -> int:
    """Most tokens of premise and hypothesis together."""
    positions = getattr(config, "max_position_embeddings", None)
    known = [] if tokenizer_limit >= _MOST_PLAUSIBLE_WINDOW else [tokenizer_limit]
    if isinstance(positions, int) and positions > 0:
        # RoBERTa and its kin count positions from after the padding's number.
        offset = config.pad_token_id + 1 if "roberta" in config.model_type else 0
        known.append(positions - offset)
    return min(known, default=_USUAL_WINDOW)
