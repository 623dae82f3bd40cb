from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from summarize.errors import SettingsError, UnknownNameError
from summarize.writing.catalogue import GEMMA, KNOWN, find, prepared_folder, status
from summarize.writing.models import prepare_model


def test_near_names_are_offered() -> None:
    with pytest.raises(UnknownNameError) as caught:
        find("gemma-3-270")
    assert GEMMA in caught.value.hint


def test_status_follows_what_is_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path))
    assert status(GEMMA) == "needs preparing"
    prepared_folder(GEMMA).mkdir(parents=True)
    (prepared_folder(GEMMA) / "manifest.json").touch()
    assert status(GEMMA) == "ready"
    assert status("all-MiniLM-L6-v2") == "ready"
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    assert status("google/flan-t5-base") == "not here"


def test_every_model_says_its_licence_and_source() -> None:
    assert all(model.licence and model.source and model.parameters for model in KNOWN)


def test_only_the_packaged_writer_is_prepared() -> None:
    with pytest.raises(SettingsError):
        prepare_model("facebook/bart-large-cnn")


def test_the_list_loads_no_model_library() -> None:
    code = "import summarize.writing.catalogue, sys; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
