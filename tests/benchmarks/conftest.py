from __future__ import annotations

from tests.writing.conftest import tiny_gemma, tiny_gemma_folder

__all__ = ["tiny_gemma", "tiny_gemma_folder"]
