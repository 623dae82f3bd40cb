from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load_file

from summarize.errors import ModelBrokenError, ModelError, ModelMissingError
from summarize.writing import gemma, models
from summarize.writing.models import LanguageModel, load_model
from summarize.writing.tokenizers import SentencePieceTokenizer
from tests.writing import tiny_models


def prepared(tmp_path: Path) -> Path:
    return gemma.prepare(tmp_path / "models" / "tiny", source=tiny_models.gemma_gguf)


def test_the_prepared_model_is_the_one_of_the_file(tiny_gemma_folder: Path, tmp_path: Path) -> None:
    from gguf import GGUFReader

    weights = load_file(tiny_gemma_folder / gemma.WEIGHTS)
    tensors = {t.name: t.data for t in GGUFReader(tiny_models.gemma_gguf(tmp_path)).tensors}
    norm = torch.from_numpy(tensors["blk.1.attn_norm.weight"].copy())
    stored = weights["model.layers.1.input_layernorm.weight"].float()
    assert torch.allclose(stored, norm - 1, atol=0.02), "llama.cpp's 1 + weight is taken apart"
    query = torch.from_numpy(tensors["blk.0.attn_q.weight"].copy())
    assert torch.allclose(
        weights["model.layers.0.self_attn.q_proj.weight"].float(), query, atol=0.02
    )


def test_the_window_and_the_kind_come_from_the_file(tiny_gemma: LanguageModel) -> None:
    assert (tiny_gemma.kind, tiny_gemma.window) == ("causal", 2048)
    assert tiny_gemma.tokenizer.bos_id == 2
    assert tiny_gemma.tokenizer.eos_ids == {1}


@given(
    st.text(
        alphabet=st.characters(exclude_characters="▁\0", exclude_categories=["Cs"]), max_size=60
    )
)
def test_the_tokenizer_gives_back_any_text(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    global _TOKENIZER
    if _TOKENIZER is None:
        _TOKENIZER = SentencePieceTokenizer(
            prepared(tmp_path_factory.mktemp("tokenizer")) / gemma.TOKENIZER, ""
        )
    assert _TOKENIZER.decode(_TOKENIZER.encode(text)) == text


_TOKENIZER: SentencePieceTokenizer | None = None


def test_what_is_whole_is_not_prepared_again(tmp_path: Path) -> None:
    folder = prepared(tmp_path)

    def never(_folder: Path) -> Path:
        raise AssertionError("the file was asked for again")

    assert gemma.prepare(folder, source=never) == folder
    gemma.verify(folder)


def test_force_prepares_again(tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    (folder / "left over").touch()
    gemma.prepare(folder, force=True, source=tiny_models.gemma_gguf)
    assert not (folder / "left over").exists()
    assert gemma.is_whole(folder)


def test_a_failure_midway_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(gemma, "_write_weights", full)
    with pytest.raises(OSError, match="No space"):
        prepared(tmp_path)
    assert list((tmp_path / "models").iterdir()) == []


@pytest.mark.parametrize("name", ["config.json", gemma.TOKENIZER, gemma.WEIGHTS, gemma.MANIFEST])
def test_a_missing_or_cut_file_is_noticed_and_mended(tmp_path: Path, name: str) -> None:
    folder = prepared(tmp_path)
    path = folder / name
    path.write_bytes(path.read_bytes()[:-20])
    assert not gemma.is_whole(folder)
    path.unlink()
    assert not gemma.is_whole(folder)
    gemma.prepare(folder, source=tiny_models.gemma_gguf)
    gemma.verify(folder)


def test_damage_that_keeps_the_size_says_how_to_prepare_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = prepared(tmp_path)
    path = folder / gemma.WEIGHTS
    data = bytearray(path.read_bytes())
    data[:64] = bytes(64)
    path.write_bytes(bytes(data))
    monkeypatch.setattr(models, "prepared_folder", lambda _name: folder)
    with pytest.raises(ModelBrokenError) as caught:
        load_model("gemma-3-270m")
    assert "summarize models prepare gemma-3-270m --force" in caught.value.hint
    with pytest.raises(ModelBrokenError, match=gemma.WEIGHTS):
        gemma.verify(folder)


def test_a_damaged_tokenizer_is_an_error_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = prepared(tmp_path)
    path = folder / gemma.TOKENIZER
    path.write_bytes(b"\xff" * path.stat().st_size)
    monkeypatch.setattr(models, "prepared_folder", lambda _name: folder)
    with pytest.raises(ModelBrokenError):
        load_model("gemma-3-270m")


def test_no_gguf_file_is_an_error_of_ours(tmp_path: Path) -> None:
    def nonsense(folder: Path) -> Path:
        path = folder / "bad.gguf"
        path.write_bytes(b"not a model" * 100)
        return path

    with pytest.raises(ModelBrokenError):
        gemma.prepare(tmp_path / "models" / "bad", source=nonsense)


def test_pickled_weights_are_refused(seq2seq_folders: dict[str, Path], tmp_path: Path) -> None:
    source = seq2seq_folders["t5"]
    for path in source.iterdir():
        if path.suffix == ".json":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    torch.save(load_file(source / "model.safetensors"), tmp_path / "pytorch_model.bin")
    with pytest.raises(ModelError) as caught:
        load_model(str(tmp_path))
    assert caught.value.hint


def test_a_model_that_is_not_here_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelMissingError) as caught:
        load_model("nobody/no-such-model")
    assert "folder" in caught.value.hint


def test_the_manifest_names_the_source(tiny_gemma_folder: Path) -> None:
    manifest = json.loads((tiny_gemma_folder / gemma.MANIFEST).read_text("utf-8"))
    assert manifest["source"]["name"] == "tiny.gguf"
    assert len(manifest["source"]["sha256"]) == 64
