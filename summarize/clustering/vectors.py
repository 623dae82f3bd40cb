"""Vectors kept on disk, by content and model, so that no sentence is encoded twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np

from summarize.ports import Encoder, Floats, Progress, no_progress
from summarize.store import Store

MOST_VECTORS = 500_000
"""About 800 MB of MiniLM vectors."""


class CachedEncoder:
    """An encoder that looks into a store first.

    Args:
        encoder: makes the vectors that are not kept.
        store: where they are kept, each with the seconds that it took.
        saved: told the seconds that the vectors found took when they were made; not those of a
            text that was asked for before, which no program would encode twice.
    """

    def __init__(
        self, encoder: Encoder, store: Store, saved: Callable[[float], None] | None = None
    ) -> None:
        self._encoder = encoder
        self._store = store
        self._saved = saved
        self._met: set[bytes] = set()

    @property
    def name(self) -> str:
        """That of the encoder behind it: the vectors are the same."""
        return self._encoder.name

    def encode(self, texts: Sequence[str], progress: Progress = no_progress) -> Floats:
        """(n, d) float32, as from the encoder itself."""
        keys = [self._store.key(self._encoder.name, text) for text in texts]
        known = {key: _unpacked(value) for key, value in self._store.get(keys).items()}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if len({len(vector) for _, vector in known.values()}) > 1:  # some row is damaged
            return self._encoder.encode(texts, progress)
        if self._saved is not None:
            self._saved(sum(known[key][0] for key in sorted(known.keys() - self._met)))
        self._met.update(keys)
        if missing or not texts:
            start = time.perf_counter()
            fresh = self._encoder.encode(tuple(missing.values()), progress)
            seconds = (time.perf_counter() - start) / max(len(missing), 1)
            new = {key: (seconds, row) for key, row in zip(missing, fresh, strict=True)}
            self._store.put({key: _packed(*value) for key, value in new.items()})
            known.update(new)
            if not texts:
                return fresh
        if len({len(vector) for _, vector in known.values()}) > 1:
            return self._encoder.encode(texts, progress)
        return np.stack([known[key][1] for key in keys])


def _packed(seconds: float, vector: Floats) -> bytes:
    data: bytes = np.concatenate(([seconds], vector)).astype("<f4").tobytes()
    return data


def _unpacked(value: bytes) -> tuple[float, Floats]:
    if len(value) < 4 or len(value) % 4:
        return 0.0, np.zeros(0, dtype=np.float32)
    numbers = np.frombuffer(value, dtype="<f4")
    return float(numbers[0]), numbers[1:]
