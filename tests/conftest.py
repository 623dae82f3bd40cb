from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

# Read when evaluate is first imported: its copies of metric files go to no user's cache.
os.environ["HF_HOME"] = tempfile.mkdtemp(prefix="summarize-tests-hf-")


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the user's cache."""
    folder = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setenv("SUMMARIZE_CACHE", str(folder))
    return folder
