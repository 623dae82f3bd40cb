from __future__ import annotations

from pathlib import Path

import pytest

from summarize.writing import gemma, models
from summarize.writing.models import LanguageModel, load_model
from tests.writing import tiny_models

SEQ2SEQ = ("t5", "pegasus", "bart", "led")


@pytest.fixture(scope="session")
def tiny_gemma_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny Gemma, prepared from a GGUF file by the real code."""
    folder = tmp_path_factory.mktemp("gemma") / "models" / "gemma-3-270m"
    return gemma.prepare(folder, source=tiny_models.gemma_gguf)


@pytest.fixture
def tiny_gemma(tiny_gemma_folder: Path, monkeypatch: pytest.MonkeyPatch) -> LanguageModel:
    """That model under the packaged one's name, in float32."""
    monkeypatch.setattr(models, "prepared_folder", lambda _name: tiny_gemma_folder)
    return load_model("gemma-3-270m", dtype="float32")


@pytest.fixture(scope="session")
def seq2seq_folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {name: tiny_models.seq2seq(name, tmp_path_factory.mktemp(name)) for name in SEQ2SEQ}
