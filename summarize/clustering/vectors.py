"""Vectors kept on disk, by content and model, so that no sentence is encoded twice."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from summarize.ports import Encoder, Floats, Progress, no_progress
from summarize.resources import Cost, peak_megabytes
from summarize.store import Store

MOST_VECTORS = 500_000
"""About 800 MB of MiniLM vectors."""
_FORM = "cost+vector"
"""Part of every key: rows of another form are never read as if they were of this one."""


class CachedEncoder:
    """An encoder that looks into a store first.

    Args:
        encoder: makes the vectors that are not kept.
        store: where they are kept, each with what it cost.
        spared: told what the vectors found cost when they were made; not those of a text that was
            asked for before, which no program would encode twice.
    """

    def __init__(
        self, encoder: Encoder, store: Store, spared: Callable[[Cost], None] | None = None
    ) -> None:
        self._encoder = encoder
        self._store = store
        self._spared = spared
        self._met: set[bytes] = set()

    @property
    def name(self) -> str:
        """That of the encoder behind it: the vectors are the same."""
        return self._encoder.name

    def encode(self, texts: Sequence[str], progress: Progress = no_progress) -> Floats:
        """(n, d) float32, as from the encoder itself."""
        start = time.perf_counter()
        keys = [self._store.key(_FORM, self._encoder.name, text) for text in texts]
        known = _whole({key: _unpacked(value) for key, value in self._store.get(keys).items()})
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        looked_up = time.perf_counter() - start
        first_met = sorted(known.keys() - self._met)
        self._met.update(keys)
        if missing or not texts:
            start = time.perf_counter()
            fresh = self._encoder.encode(tuple(missing.values()), progress)
            encoded = time.perf_counter()
            cost = Cost((encoded - start) / max(len(missing), 1), peak_megabytes())
            known.update((key, (cost, row)) for key, row in zip(missing, fresh, strict=True))
            self._store.put({key: _packed(*known[key]) for key in missing})
            looked_up += time.perf_counter() - encoded
            if not texts:
                return fresh
        if len({len(vector) for _, vector in known.values()}) > 1:
            return self._encoder.encode(texts, progress)  # those kept are of another kind
        self._tell([known[key][0] for key in first_met], looked_up)
        return np.stack([known[key][1] for key in keys])

    def _tell(self, costs: Sequence[Cost], looked_up: float) -> None:
        if self._spared is not None:
            seconds = sum(cost.seconds for cost in costs) - looked_up
            self._spared(Cost(seconds, max((cost.megabytes for cost in costs), default=0.0)))


def _packed(cost: Cost, vector: Floats) -> bytes:
    data: bytes = np.concatenate((cost, vector)).astype("<f4").tobytes()
    return data


def _unpacked(value: bytes) -> tuple[Cost, Floats]:
    numbers = np.frombuffer(value[: len(value) // 4 * 4], dtype="<f4")
    return Cost(*(float(n) for n in numbers[:2])) if len(numbers) > 2 else _NONE, numbers[2:]


_NONE = Cost(0.0, 0.0)


def _whole(known: dict[bytes, tuple[Cost, Floats]]) -> dict[bytes, tuple[Cost, Floats]]:
    """Those of the usual length: a damaged row is made again."""
    lengths = Counter(len(vector) for _, vector in known.values() if len(vector))
    usual = lengths.most_common(1)[0][0] if lengths else 0
    return {key: value for key, value in known.items() if 0 < len(value[1]) == usual}
