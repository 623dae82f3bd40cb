"""What the digest remembers from day to day.

Every row has the day of the edition that brought it, and an edition is made from what was known
before its day. So a day's edition that is made twice is the same, and a day can be made again
later. What one edition adds is written in one transaction, and its files with it: only then are
they put into their folder. A run that is killed before has done nothing; one that is killed after
is finished by the next (``pending``).
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from summarize.digest.database import open_database, told_plainly, transaction
from summarize.digest.past import Issued, Past
from summarize.digest.records import FeedState, Placed
from summarize.ports import Floats
from summarize.records import Article, Clutter, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What one edition adds.

    ``placed``, ``texts`` and the rows of the vectors, which are handed over beside it, belong
    together; ``told`` has the sentences told of each story, ``fetched`` the articles that came
    over the network and may be gone tomorrow.
    """

    window: Issued
    placed: tuple[Placed, ...]
    texts: tuple[str, ...]
    told: Mapping[str, tuple[str, ...]]
    states: tuple[FeedState, ...]
    fetched: tuple[Document, ...]
    encoder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """Files of an edition that are decided on and not yet in their folder."""

    folder: Path
    files: Mapping[str, bytes]


class Memory:
    """The memory in the file ``path``, held by this process until ``close``.

    Args:
        path: the SQLite file, made if it is not there.
        wait: seconds to wait for another run to end.
        waiting: called once if there is one.

    Raises:
        DigestMemoryError: the file cannot be used; any method may raise it too.
    """

    def __init__(
        self, path: Path, *, wait: float = 30.0, waiting: Callable[[], None] = lambda: None
    ) -> None:
        self.path = path
        self._connection = open_database(path, wait=wait, waiting=waiting)

    def close(self) -> None:
        """Lets the next run in."""
        self._connection.close()

    def __enter__(self) -> Memory:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def before(self, day: str) -> Past:
        """What was known before ``day`` (ISO 8601)."""
        return Past(self._connection, self.path, day)

    def edition(self, day: str) -> Issued | None:
        """The window of the edition of ``day``, if one was made."""
        rows = self._rows("SELECT * FROM editions WHERE day = ?", day)
        return Issued.of(rows[0]) if rows else None

    def fetched(self, day: str) -> tuple[Document, ...]:
        """What the edition of ``day`` fetched, if it is the one made last."""
        rows = self._rows("SELECT documents FROM fetched WHERE day = ?", day)
        return _unpacked(rows[0][0]) if rows else ()

    def commit(
        self, added: Remembered, vectors: Floats, folder: Path, files: Mapping[str, bytes]
    ) -> None:
        """Remembers one edition in place of an earlier one of its day, and that ``files`` are due.

        Args:
            added: what is remembered.
            vectors: (n, d), row i belongs to ``added.placed[i]``; kept as float16.
            folder: where the files are to be.
            files: by name.
        """
        day = added.window.day
        with told_plainly(self.path), transaction(self._connection):
            self._drop("day = ?", day)
            self._connection.execute(
                "INSERT INTO editions VALUES (:day, :since, :until, :sources)",
                asdict(added.window),
            )
            self._add_articles(added, vectors)
            self._connection.executemany(
                "INSERT INTO told VALUES (?, ?, ?, ?)",
                (
                    (story, day, place, text)
                    for story, texts in sorted(added.told.items())
                    for place, text in enumerate(texts)
                ),
            )
            self._add_states(added)
            self._connection.execute("DELETE FROM fetched")
            self._connection.execute(
                "INSERT INTO fetched VALUES (?, ?)", (day, _packed(added.fetched))
            )
            self._connection.execute("DELETE FROM pending WHERE folder = ?", (str(folder),))
            self._connection.executemany(
                "INSERT INTO pending VALUES (?, ?, ?)",
                ((str(folder), name, data) for name, data in sorted(files.items())),
            )

    def pending(self) -> tuple[Pending, ...]:
        """Editions whose files may not be in their folders."""
        found: dict[str, dict[str, bytes]] = defaultdict(dict)
        for folder, name, data in self._rows("SELECT * FROM pending ORDER BY folder, name"):
            found[folder][name] = data
        return tuple(Pending(folder=Path(f), files=files) for f, files in found.items())

    def delivered(self, folder: Path) -> None:
        """The files of ``folder`` are there."""
        with told_plainly(self.path), transaction(self._connection):
            self._connection.execute("DELETE FROM pending WHERE folder = ?", (str(folder),))

    def forget(self, before: str) -> int:
        """Drops all rows of days before ``before`` and gives their space back.

        Returns:
            The number of articles that were dropped.
        """
        with told_plainly(self.path):
            with transaction(self._connection):
                dropped = self._drop("day < ?", before)
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return dropped

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        with told_plainly(self.path):
            return self._connection.execute(query, values).fetchall()

    def _drop(self, which: str, day: str) -> int:
        """Drops rows by their day; returns how many articles were among them."""
        # Only names and conditions of our own are put in; the day is bound.
        articles = f"SELECT id FROM articles WHERE {which}"  # noqa: S608
        self._connection.execute(f"DELETE FROM texts WHERE article IN ({articles})", (day,))  # noqa: S608
        for table in ("editions", "told", "feeds", "fetched"):
            self._connection.execute(f"DELETE FROM {table} WHERE {which}", (day,))  # noqa: S608
        query = f"DELETE FROM articles WHERE {which}"  # noqa: S608
        return self._connection.execute(query, (day,)).rowcount

    def _add_articles(self, added: Remembered, vectors: Floats) -> None:
        self._connection.executemany(
            # An article that an earlier day brought stays that day's.
            "INSERT INTO articles VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (sha256) DO UPDATE SET day = excluded.day, story = excluded.story"
            " WHERE articles.day > excluded.day",
            (
                (
                    one.sha256,
                    added.window.day,
                    one.story,
                    one.title,
                    one.lead,
                    one.published,
                    one.source,
                    one.copy_of,
                    added.encoder,
                    vector.tobytes(),
                )
                for one, vector in zip(added.placed, vectors.astype("<f2"), strict=True)
            ),
        )
        # Beside the articles: what each run reads of a month of them stays small.
        self._connection.executemany(
            "INSERT OR REPLACE INTO texts SELECT id, ? FROM articles WHERE sha256 = ?",
            (
                (zlib.compress(text.encode("utf-8")), one.sha256)
                for one, text in zip(added.placed, added.texts, strict=True)
            ),
        )

    def _add_states(self, added: Remembered) -> None:
        day = added.window.day
        for state in added.states:
            self._connection.execute(
                "INSERT INTO feeds VALUES (:url, :day, :etag, :modified, :checked, :newest,"
                " :failures)",
                {**asdict(state), "day": day},
            )
            # The one before is what this day's edition is made again from; older ones are not.
            self._connection.execute(
                "DELETE FROM feeds WHERE url = :url AND day <"
                " (SELECT max(day) FROM feeds WHERE url = :url AND day < :day)",
                {"url": state.url, "day": day},
            )


def _packed(documents: Sequence[Document]) -> bytes:
    return zlib.compress(json.dumps([asdict(one) for one in documents]).encode("ascii"))


def _unpacked(data: bytes) -> tuple[Document, ...]:
    return tuple(
        Document(
            article=Article(**one["article"]),
            clutter=tuple(Clutter(**span) for span in one["clutter"]),
        )
        for one in json.loads(zlib.decompress(data))
    )
