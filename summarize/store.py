"""Values kept on disk by key, so that nothing is computed twice: vectors, drafts, outcomes.

One SQLite file a purpose. A file that cannot be read or written is no reason to fail: what is not
found is computed, and what cannot be kept is computed again the next time.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path

_ASK_AT_ONCE = 500
_PACKAGE = Path(__file__).resolve().parent


class Store:
    """Bytes by key in a SQLite file.

    Args:
        path: the file; it and its folder are made with the first question.
        most: rows that are kept; the oldest go first.
        scope: part of every key. What one scope keeps, another does not see.
    """

    def __init__(self, path: Path, *, most: int, scope: str = "") -> None:
        self._path = path
        self._most = most
        self._scope = scope

    def scoped(self, scope: str) -> Store:
        """The same file for another scope."""
        return Store(self._path, most=self._most, scope=scope)

    def key(self, *parts: str) -> bytes:
        """The key of what ``parts`` (any texts) name together."""
        digest = hashlib.sha256()
        for part in (self._scope, *parts):
            data = part.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "big") + data)
        return digest.digest()

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """What is kept of ``keys``."""
        found: dict[bytes, bytes] = {}
        with self._open() as connection:
            if connection is None:
                return found
            for start in range(0, len(keys), _ASK_AT_ONCE):
                some = keys[start : start + _ASK_AT_ONCE]
                marks = ",".join("?" * len(some))
                # Only question marks are put in; the keys are bound.
                query = f"SELECT key, value FROM kept WHERE key IN ({marks})"  # noqa: S608
                with suppress(sqlite3.Error, TypeError):  # a damaged page or row
                    found.update((bytes(k), bytes(v)) for k, v in connection.execute(query, some))
        return found

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keeps ``values``; a key that is there already is written anew."""
        with self._open() as connection:
            if connection is None or not values:
                return
            with suppress(sqlite3.Error):  # read-only, locked, damaged, or the disk is full
                connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", values.items())
                connection.execute(
                    "DELETE FROM kept WHERE rowid <= (SELECT max(rowid) FROM kept) - ?",
                    (self._most,),
                )
                connection.commit()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection | None]:
        """A connection, or None where the file cannot be used."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=30)
        except (OSError, sqlite3.Error):
            yield None
            return
        with closing(connection):
            try:
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB)"
                )
            except sqlite3.Error:
                yield None
                return
            yield connection


@lru_cache(maxsize=32)
def code_digest(*parts: str) -> str:
    """12 hex digits that change with the program text of ``parts``: modules or folders here.

    What is kept by a digest of its program is never served to a later, different program.
    """
    digest = hashlib.sha256()
    for part in parts:
        place = _PACKAGE / part
        files = sorted(place.rglob("*")) if place.is_dir() else [place.with_suffix(".py")]
        for file in files:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0")
                digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
