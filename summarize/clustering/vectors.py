"""Vectors kept on disk, by content and model, so that no sentence is encoded twice."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import numpy as np

from summarize.ports import Encoder, Floats, Progress, no_progress

_MOST_ROWS = 500_000
"""About 800 MB of MiniLM vectors; the oldest go first."""
_ASK_AT_ONCE = 500


class CachedEncoder:
    """An encoder that looks into a SQLite file first.

    A file that cannot be read or written is no reason to fail: the vectors are computed then.
    """

    def __init__(self, encoder: Encoder, path: Path) -> None:
        self._encoder = encoder
        self._path = path

    @property
    def name(self) -> str:
        """That of the encoder behind it: the vectors are the same."""
        return self._encoder.name

    def encode(self, texts: Sequence[str], progress: Progress = no_progress) -> Floats:
        """(n, d) float32, as from the encoder itself."""
        keys = [self._key(text) for text in texts]
        known = self._load(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing or not texts:
            fresh = self._encoder.encode(tuple(missing.values()), progress)
            new = dict(zip(missing, fresh, strict=True))
            self._store(new)
            known.update(new)
            if not texts:
                return fresh
        if len({len(vector) for vector in known.values()}) > 1:  # some row of the file is damaged
            return self._encoder.encode(texts, progress)
        return np.stack([known[key] for key in keys])

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self._encoder.name}\0{text}".encode()).digest()

    def _load(self, keys: Sequence[bytes]) -> dict[bytes, Floats]:
        found: dict[bytes, Floats] = {}
        with self._open() as connection:
            if connection is None:
                return found
            for start in range(0, len(keys), _ASK_AT_ONCE):
                some = keys[start : start + _ASK_AT_ONCE]
                marks = ",".join("?" * len(some))
                # Only question marks are put in; the keys are bound.
                query = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608
                with suppress(sqlite3.Error, ValueError, TypeError):  # a damaged page or row
                    for key, vector in connection.execute(query, some):
                        found[key] = np.frombuffer(vector, dtype="<f4")
        return found

    def _store(self, vectors: dict[bytes, Floats]) -> None:
        with self._open() as connection:
            if connection is None:
                return
            rows = [(key, vector.astype("<f4").tobytes()) for key, vector in vectors.items()]
            with suppress(sqlite3.Error):  # read-only, locked, damaged, or the disk is full
                connection.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
                connection.execute(
                    "DELETE FROM vectors WHERE rowid <= (SELECT max(rowid) FROM vectors) - ?",
                    (_MOST_ROWS,),
                )
                connection.commit()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection | None]:
        """A connection, or None where the file cannot be used."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=10)
        except (OSError, sqlite3.Error):
            yield None
            return
        with closing(connection):
            try:
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB)"
                )
            except sqlite3.Error:
                yield None
                return
            yield connection
