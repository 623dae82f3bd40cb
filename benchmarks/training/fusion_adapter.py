"""A low-rank adapter on the writing model, its loss, and the files that it is kept in.

Hu and others, "LoRA: Low-Rank Adaptation of Large Language Models", ICLR 2022, on all projections
(as Dettmers and others, QLoRA, NeurIPS 2023, found best), by the library ``peft``. Departures are
for a slow processor: the network's hidden states are scored at the places of the target alone, and
for the tokens that can occur alone, which leaves some thousand of 262,144 rows of the output layer.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, get_peft_model
from peft.utils import get_peft_model_state_dict, set_peft_model_state_dict
from safetensors import safe_open
from safetensors.torch import save_file
from torch.nn import functional

from benchmarks.training.fusion_batches import Batch

WEIGHTS, CONFIG, CHECKPOINT = "adapter_model.safetensors", "adapter_config.json", "run.safetensors"
_PROJECTIONS = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Adapted:
    """A network with its adapter and the rows of its output layer that are scored."""

    name: str
    peft: Any
    output: torch.Tensor

    @property
    def weights(self) -> dict[str, torch.Tensor]:
        """The adapter's weights by their names in ``peft``; they are what is trained."""
        return {
            name: weight
            for name, weight in sorted(self.peft.named_parameters())
            if weight.requires_grad
        }

    def loss(self, batch: Batch) -> torch.Tensor:
        """Mean negative log likelihood, in nats a token, by the tokens' weights."""
        decoder = self.peft.base_model.model.model
        # Filling stands on the right, where no token looks: causal attention needs no mask.
        states = decoder(input_ids=batch.ids, use_cache=False).last_hidden_state
        at_places = states.reshape(-1, states.shape[-1])[batch.places]
        scores = functional.linear(at_places, self.output)
        each = functional.cross_entropy(scores, batch.labels, reduction="none")
        loss: torch.Tensor = (each * batch.weights).sum() / batch.weights.sum()
        return loss


def adapt(network: Any, scored: Sequence[int], *, rank: int, name: str, seed: int) -> Adapted:
    """Gives ``network`` a fresh adapter, which at first changes nothing; its own weights rest.

    Args:
        network: a causal model of ``transformers``, in float32.
        scored: the tokens that can occur.
        rank: of the adapter's matrices; their product counts twice (alpha is twice the rank).
        name: the model's name, for the adapter's configuration.
        seed: of the adapter's first weights.
    """
    config = LoraConfig(
        r=rank,
        lora_alpha=2 * rank,
        lora_dropout=0.0,
        target_modules=list(_PROJECTIONS),
        bias="none",
        task_type="CAUSAL_LM",
        base_model_name_or_path=name,
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        adapted = get_peft_model(network, config)
    output = network.lm_head.weight.detach()[torch.tensor(scored)].clone()
    return Adapted(name=name, peft=adapted, output=output)


def save_adapter(adapted: Adapted, folder: Path) -> None:
    """The adapter in the files of ``peft``, its weights as float16."""
    folder.mkdir(parents=True, exist_ok=True)
    config = adapted.peft.peft_config["default"].to_dict()
    plain = {
        key: sorted(value) if isinstance(value, set) else value for key, value in config.items()
    }
    # ``peft`` puts the path of this machine in.
    plain |= {"inference_mode": True, "base_model_name_or_path": adapted.name}
    text = json.dumps(plain, indent=2, sort_keys=True, default=str)
    (folder / CONFIG).write_text(text + "\n", encoding="utf-8")
    weights = {
        name: weight.detach().to(torch.float16).contiguous()
        for name, weight in sorted(get_peft_model_state_dict(adapted.peft).items())
    }
    _replace(folder / WEIGHTS, weights, {"format": "pt"})


def save_checkpoint(
    adapted: Adapted, optimizer: torch.optim.Optimizer, record: Mapping[str, Any], path: Path
) -> None:
    """Weights, the optimizer's moments and ``record`` (JSON), all in one file or not at all."""
    tensors = {}
    for name, weight in adapted.weights.items():
        tensors[f"weight.{name}"] = weight.detach().contiguous()
        for key, value in optimizer.state[weight].items():
            tensors[f"{key}.{name}"] = value.detach().contiguous()
    _replace(path, tensors, {"record": json.dumps(record)})


def load_checkpoint(adapted: Adapted, optimizer: torch.optim.Optimizer, path: Path) -> Any:
    """Puts a checkpoint back, and returns its record.

    Raises:
        RuntimeError, SafetensorError: it is of another network or rank.
    """
    with safe_open(path, framework="pt") as file:
        record = json.loads(file.metadata()["record"])
        moments = sorted({key.partition(".")[0] for key in _names(file)} - {"weight"})
        with torch.no_grad():
            for name, weight in adapted.weights.items():
                weight.copy_(file.get_tensor(f"weight.{name}"))
                optimizer.state[weight] = {
                    key: file.get_tensor(f"{key}.{name}").clone() for key in moments
                }
    return record


def load_adapter(adapted: Adapted, folder: Path) -> None:
    """Puts the weights that ``save_adapter`` wrote into an adapter of the same form."""
    with safe_open(folder / WEIGHTS, framework="pt") as file:
        weights = {name: file.get_tensor(name).float() for name in _names(file)}
    set_peft_model_state_dict(adapted.peft, weights)


def _names(file: Any) -> list[str]:
    return sorted(file.keys())


def _replace(path: Path, tensors: dict[str, torch.Tensor], metadata: dict[str, str]) -> None:
    partial = path.with_name(f".{path.name}.partial")
    save_file(tensors, partial, metadata=metadata)
    os.replace(partial, path)
