"""What a run of the command line keeps in memory, and how often it looks for garbage."""

from __future__ import annotations

import gc
import os

_COLLECT = (100_000, 20, 20)
"""Libraries and articles make a million objects that stay. Python's own thresholds (700, 10, 10)
look through them again and again: a fifth of a short run."""
_KEPT = {"ONEDNN_PRIMITIVE_CACHE_CAPACITY": "64", "LRU_CACHE_CAPACITY": "64"}
"""torch keeps the last 1,024 of the programs that multiply matrices of one shape. Sentences have
ever new shapes, so that it finds few of them again: 43 stories of a digest took 1.65 GB, with 64
kept 1.27; a run of one summary takes about 0.4 s more."""


def lessen() -> None:
    """Sets both for this process and those that it starts; what the user has set stays.

    To be called before torch is imported, which reads them once.
    """
    gc.set_threshold(*_COLLECT)
    for name, value in _KEPT.items():
        os.environ.setdefault(name, value)


def leave() -> None:
    """The process ends: nothing is gained by looking through what is left."""
    gc.freeze()
