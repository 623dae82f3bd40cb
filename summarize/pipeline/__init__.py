"""Articles and settings in, a summary out. This folder alone knows every stage."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence

from summarize.pipeline.material import read_material
from summarize.pipeline.summarizer import Summarizer
from summarize.ports import Progress, no_progress
from summarize.reading import read_sources
from summarize.records import Document, Skipped, Summary
from summarize.settings import Settings, load_settings

__all__ = ["Summarizer", "read_material", "summarize", "summarize_documents"]


def summarize(
    sources: Sequence[str | os.PathLike[str]] | str | os.PathLike[str],
    settings: Settings | None = None,
    *,
    progress: Progress = no_progress,
) -> Summary:
    """One summary of the articles in ``sources``, every sentence with the passages it rests on.

    Args:
        sources: folders, files, http(s) pages; one or several.
        settings: what ``load_settings`` gives; the default configuration if None.
        progress: called with (what is going on, steps done, steps in all).

    Raises:
        NoInputError: nothing there can be used.
        ModelError: a model is missing or broken.
        SettingsError: the default configuration cannot be read.
    """
    chosen = load_settings() if settings is None else settings
    listed = [sources] if isinstance(sources, (str, os.PathLike)) else list(sources)
    start = time.perf_counter()
    documents, skipped = read_sources(
        listed, chosen.reading, language=chosen.text.language, progress=progress
    )
    timings = {"reading": round(time.perf_counter() - start, 3)}
    return summarize_documents(
        documents, chosen, skipped=skipped, progress=progress, timings=timings
    )


def summarize_documents(
    documents: Sequence[Document],
    settings: Settings,
    *,
    skipped: Sequence[Skipped] = (),
    progress: Progress = no_progress,
    timings: Mapping[str, float] | None = None,
) -> Summary:
    """One summary of articles that are read already; see ``Summarizer.summarize``."""
    return Summarizer(settings).summarize(
        documents, skipped=skipped, progress=progress, timings=timings
    )
