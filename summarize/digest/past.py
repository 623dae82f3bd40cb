"""What was known before a day: read from the memory, never written."""

from __future__ import annotations

import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from summarize.digest.database import told_plainly
from summarize.digest.records import FeedState, Placed
from summarize.ports import Floats

_ASK_AT_ONCE = 500
_MOST_TEXTS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What an edition was made of: articles of [since, until), and a digest of the sources."""

    day: str
    since: str
    until: str
    sources: str

    @classmethod
    def of(cls, row: Sequence[object]) -> Issued:
        """From a row of the table of editions."""
        day, since, until, sources = (str(value) for value in row)
        return cls(day=day, since=since, until=until, sources=sources)


class Past:
    """What was known before a day. Made by ``Memory.before``."""

    def __init__(self, connection: sqlite3.Connection, path: Path, day: str) -> None:
        self._connection = connection
        self._path = path
        self.day = day

    def last_edition(self) -> Issued | None:
        """The window of the newest edition before this day."""
        query = "SELECT * FROM editions WHERE day < ? ORDER BY day DESC LIMIT 1"
        rows = self._rows(query, [self.day])
        return Issued.of(rows[0]) if rows else None

    def placed(self, since: str, encoder: str) -> tuple[tuple[Placed, ...], list[Floats | None]]:
        """Articles of the days from ``since`` on, and their vectors if ``encoder`` made them.

        A vector is (d,) float32 of about length 1 (they are kept as float16), or None.
        """
        rows = self._rows(
            "SELECT sha256, story, title, lead, published, source, copy_of, encoder, vector"
            " FROM articles WHERE day >= ? AND day < ? ORDER BY day, sha256",
            [since, self.day],
        )
        names = ("sha256", "story", "title", "lead", "published", "source", "copy_of")
        placed = tuple(Placed(**dict(zip(names, row[:7], strict=True))) for row in rows)
        return placed, [
            np.frombuffer(row[8], dtype="<f2").astype(np.float32) if row[7] == encoder else None
            for row in rows
        ]

    def seen(self, shas: Iterable[str]) -> frozenset[str]:
        """Those of ``shas`` that an earlier edition had."""
        query = "SELECT sha256 FROM articles WHERE day < ? AND sha256 IN ({})"
        return frozenset(row[0] for row in self._ask(query, sorted(set(shas))))

    def texts(self, stories: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The texts, without page clutter, of the newest articles of each of ``stories``.

        Oldest first; of a story that went on for long, the last forty.
        """
        found: dict[str, list[str]] = defaultdict(list)
        query = (
            "SELECT story, text FROM articles JOIN texts ON article = id"
            " WHERE day < ? AND story IN ({}) ORDER BY day DESC, sha256 DESC"
        )
        for story, text in self._ask(query, sorted(set(stories))):
            if len(found[story]) < _MOST_TEXTS:
                found[story].append(zlib.decompress(text).decode("utf-8"))
        return {story: tuple(reversed(texts)) for story, texts in found.items()}

    def told(self, stories: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The sentences told of each of ``stories``, oldest first."""
        found: dict[str, list[str]] = defaultdict(list)
        query = "SELECT story, text FROM told WHERE day < ? AND story IN ({}) ORDER BY day, place"
        for story, text in self._ask(query, sorted(set(stories))):
            found[story].append(text)
        return {story: tuple(texts) for story, texts in found.items()}

    def last_told(self, stories: Iterable[str]) -> dict[str, str]:
        """The day on which each of ``stories`` was told last; not those that never were."""
        query = "SELECT story, max(day) FROM told WHERE day < ? AND story IN ({}) GROUP BY story"
        return dict(self._ask(query, sorted(set(stories))))

    def states(self) -> dict[str, FeedState]:
        """What is known of each feed, by its address."""
        names = ("url", "etag", "modified", "checked", "newest", "failures")
        # SQLite takes the bare columns from the row that has the maximum.
        query = f"SELECT {', '.join(names)}, max(day) FROM feeds WHERE day < ? GROUP BY url"  # noqa: S608
        rows = self._rows(query, [self.day])
        return {row[0]: FeedState(**dict(zip(names, row[:6], strict=True))) for row in rows}

    def _ask(self, query: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
        found = []
        for start in range(0, len(values), _ASK_AT_ONCE):
            some = values[start : start + _ASK_AT_ONCE]
            marks = ",".join("?" * len(some))
            found.extend(self._rows(query.format(marks), [self.day, *some]))
        return found

    def _rows(self, query: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
        with told_plainly(self._path):
            return self._connection.execute(query, values).fetchall()
