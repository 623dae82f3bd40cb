"""A low-rank adapter, added to a model's weights when it is loaded.

Hu and others, "LoRA: Low-Rank Adaptation of Large Language Models", ICLR 2022, equation 3: a weight
W becomes W + (alpha / r) B A, so that writing takes no longer than without. The files are those of
``peft``, which can read them too; to add up two matrices no library is
needed. Only the plain form is read: what would change the sum (DoRA, ranks by layer) is refused.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from summarize.errors import ModelBrokenError
from summarize.pretrained import loading

WEIGHTS, CONFIG = "adapter_model.safetensors", "adapter_config.json"
_FOLDER = Path(__file__).parent / "packaged"
_PREFIX = "base_model.model."
_HINT = "give a folder with adapter_config.json and adapter_model.safetensors of plain LoRA"


def packaged_adapter(model: str) -> Path | None:
    """The folder of the adapter that comes with the packaged ``model``, None if none does."""
    folder = _FOLDER / model
    return folder if (folder / WEIGHTS).is_file() else None


def add_adapter(network: Any, folder: Path) -> None:
    """Adds the adapter in ``folder`` to the weights of ``network``, for good.

    Raises:
        ModelMissingError: there is none.
        ModelBrokenError: it is damaged, not of this network, or not plain LoRA.
    """
    import torch
    from safetensors import safe_open

    with loading(str(folder), _HINT):
        scale = _scale(json.loads((folder / CONFIG).read_text("utf-8")), folder)
        layers = dict(network.named_modules())
        with safe_open(folder / WEIGHTS, framework="pt") as file, torch.no_grad():
            names = sorted(file.keys())
            for name in names:
                layer, _, part = name.removeprefix(_PREFIX).rpartition(".lora_")
                if part == "A.weight":
                    down, up = (
                        file.get_tensor(name),
                        file.get_tensor(f"{_PREFIX}{layer}.lora_B.weight"),
                    )
                    weight = layers[layer].weight
                    weight += (scale * (up.float() @ down.float())).to(weight.dtype)
                elif part != "B.weight":
                    raise ModelBrokenError(f"{folder} holds {name}, no plain LoRA", hint=_HINT)


def _scale(config: dict[str, Any], folder: Path) -> float:
    """Alpha over the rank."""
    rank, alpha = config.get("r"), config.get("lora_alpha")
    plain = config.get("peft_type") == "LORA" and not any(
        config.get(key) for key in ("use_dora", "use_rslora", "rank_pattern", "alpha_pattern")
    )
    if not plain or not isinstance(rank, int) or not isinstance(alpha, int | float) or rank < 1:
        raise ModelBrokenError(f"the adapter in {folder} is not plain LoRA", hint=_HINT)
    return alpha / rank
