"""Today's articles find their stories among those of earlier days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np

from summarize.digest.past import Past
from summarize.digest.records import Placed
from summarize.digest.stories import group
from summarize.digest.story_text import encoded_text, headline_text
from summarize.ports import Encoder, Floats, Progress
from summarize.records import Document
from summarize.settings import Settings


def place(
    documents: Sequence[Document],
    past: Past,
    settings: Settings,
    encoder: Encoder,
    progress: Progress,
) -> tuple[tuple[Placed, ...], Floats]:
    """The story of each of ``documents``; one that an earlier edition had stays where it was.

    Args:
        documents: n of the day.
        past: what was known before it.
        settings: how far back a story can go on.
        encoder: makes the vectors.
        progress: called before, between and after the two steps, encoding and grouping.

    Returns:
        An entry for each document, in their order, and their vectors, (n, d).
    """
    progress("grouping", 0, 2)
    vectors = encoder.encode([headline_text(document) for document in documents])
    progress("grouping", 1, 2)
    since = datetime.fromisoformat(past.day) - timedelta(days=settings.digest.window)
    earlier, kept = past.placed(since.date().isoformat(), encoder.name)
    before = _earlier_vectors(earlier, kept, encoder, vectors.shape[1])
    placed = group(documents, vectors, earlier, before) if documents else ()
    progress("grouping", 2, 2)
    return placed, vectors


def _earlier_vectors(
    earlier: Sequence[Placed], kept: Sequence[Floats | None], encoder: Encoder, width: int
) -> Floats:
    """Those that were kept; what another encoder made is made again, of headline and lead."""
    missing = [i for i, vector in enumerate(kept) if vector is None or len(vector) != width]
    found = np.zeros((len(earlier), width), dtype=np.float32)
    for i, vector in enumerate(kept):
        if vector is not None and len(vector) == width:
            found[i] = vector
    if missing:
        found[missing] = encoder.encode(
            [encoded_text(earlier[i].title, earlier[i].lead) for i in missing]
        )
    return found
