"""Sentence vectors without a model: hashed counts of stems.

For machines without the packaged model, and for tests that are to be fast: what the vectors know
is which words two sentences share (Weinberger et al., "Feature Hashing for Large Scale Multitask
Learning", ICML 2009).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from summarize.ports import Floats, Progress, no_progress
from summarize.settings import EncodingSettings
from summarize.text.words import content_stems

_SIZE = 512


class HashingEncoder:
    """The port ``Encoder``."""

    name = f"hashed-stems/{_SIZE}"

    def __init__(self, settings: EncodingSettings) -> None:
        del settings  # there is nothing to set

    def encode(self, texts: Sequence[str], progress: Progress = no_progress) -> Floats:
        """(n, 512) float32 unit rows."""
        from sklearn.feature_extraction.text import HashingVectorizer

        del progress  # done at once
        if not texts:
            return np.zeros((0, _SIZE), dtype=np.float32)
        hashing = HashingVectorizer(n_features=_SIZE, analyzer=content_stems, dtype=np.float32)
        vectors: Floats = hashing.transform(texts).toarray()
        return vectors
