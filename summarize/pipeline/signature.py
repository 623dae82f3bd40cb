"""What a result depends on, in words: program, settings, models and libraries."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from summarize.settings import Settings
from summarize.store import code_digest

_LIBRARIES = ("nltk", "scikit-learn", "torch", "transformers")
_ENCODING = ("clustering/minilm", "clustering/hashing", "clustering/vectors", "text")


def signature(settings: Settings, encoder: str, writer: str) -> str:
    """Names whatever can change a summary; the digest of the settings leaves out their name.

    Args:
        settings: of the summary.
        encoder: the encoder's name.
        writer: the writer's signature.
    """
    values = json.dumps(settings.model_dump(exclude={"name"}), sort_keys=True)
    digest = hashlib.sha256(values.encode()).hexdigest()[:12]
    return (
        f"{installed('summarize')}|config:{settings.name}#{digest}|seed:{settings.seed}"
        f"|encoder:{encoder}|writer:{writer}|{libraries()}"
    )


def encoding_program() -> str:
    """Names the program text and the libraries behind a vector."""
    return f"{code_digest(*_ENCODING)}|{libraries()}"


def libraries() -> str:
    """Names the libraries behind a summary."""
    return installed(*_LIBRARIES)


@lru_cache(maxsize=8)
def installed(*distributions: str) -> str:
    """Each as "name:version", joined by bars; "unknown" for one that is not installed."""
    return "|".join(f"{name}:{_version(name)}" for name in distributions)


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "unknown"
