"""Reading: files, folders and pages become documents, their page furniture marked."""

from __future__ import annotations

from summarize.reading.documents import read_sources, read_texts

__all__ = ["read_sources", "read_texts"]
