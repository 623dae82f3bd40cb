"""The SQLite file behind the memory: opened by one run at a time, brought up to date, checked.

WAL with ``locking_mode=EXCLUSIVE``: the first access takes the file's lock, and it is held until
the connection is closed or its process ends, however it ends. A run that is killed leaves nothing
to clear away: SQLite rolls back what was not committed when the file is next opened.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from summarize.errors import DigestMemoryError

_APPLICATION = 0x5355_4D44  # "SUMD", in the file's header: no other program's database is touched
_MIGRATIONS = (
    """
    CREATE TABLE editions (
        day TEXT PRIMARY KEY, since TEXT NOT NULL, until TEXT NOT NULL, sources TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE articles (
        id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, day TEXT NOT NULL,
        story TEXT NOT NULL, title TEXT NOT NULL, lead TEXT NOT NULL, published TEXT,
        source TEXT NOT NULL, copy_of TEXT, encoder TEXT NOT NULL, vector BLOB NOT NULL
    );
    CREATE TABLE texts (article INTEGER PRIMARY KEY REFERENCES articles, text BLOB NOT NULL);
    CREATE INDEX articles_by_day ON articles (day);
    CREATE INDEX articles_by_story ON articles (story);
    CREATE TABLE told (
        story TEXT NOT NULL, day TEXT NOT NULL, place INTEGER NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY (story, day, place)
    ) WITHOUT ROWID;
    CREATE INDEX told_by_day ON told (day);
    CREATE TABLE feeds (
        url TEXT NOT NULL, day TEXT NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL,
        checked TEXT, newest TEXT, failures INTEGER NOT NULL, PRIMARY KEY (url, day)
    ) WITHOUT ROWID;
    CREATE TABLE fetched (day TEXT PRIMARY KEY, documents BLOB NOT NULL);
    CREATE TABLE pending (folder TEXT NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL);
    """,
)
"""Step i brings a file of version i to version i + 1; a step that was released is never changed."""

VERSION = len(_MIGRATIONS)


def open_database(
    path: Path, *, wait: float, waiting: Callable[[], None] = lambda: None
) -> sqlite3.Connection:
    """The file at ``path``, made if it is not there, held by this process alone.

    Args:
        path: the file; its folder is made.
        wait: seconds to wait for another run to end.
        waiting: called once if there is another run to wait for.

    Raises:
        DigestMemoryError: it is in use, damaged, not ours, or of a newer version.
    """
    with told_plainly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            _hold(connection, wait, waiting)
            _migrate(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """What SQLite and the file system raise inside becomes an error that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        if _is_busy(error):
            message, hint = f"another run uses {path}", "wait for its end, or choose another memory"
        elif "not a database" in str(error):
            message, hint = f"{path} is no memory of the digest", "choose another --memory"
        elif "malformed" in str(error):
            message = f"{path} is damaged"
            hint = "move it away: the digest begins anew, and tells once more what it told"
        else:
            message, hint = f"{path} cannot be used: {error}", "mend that, or choose another memory"
        raise DigestMemoryError(message, hint=hint) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise DigestMemoryError(
            f"{path} cannot be made: {reason}", hint="choose another --memory"
        ) from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of what is done inside, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _hold(connection: sqlite3.Connection, wait: float, waiting: Callable[[], None]) -> None:
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    try:
        _take(connection)
    except sqlite3.OperationalError as error:
        if not _is_busy(error):
            raise
        waiting()
        connection.execute(f"PRAGMA busy_timeout={int(wait * 1000)}")
        _take(connection)


def _take(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


def _is_busy(error: sqlite3.Error) -> bool:
    return "locked" in str(error) or "busy" in str(error)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    version = _number(connection, "user_version")
    owner = _number(connection, "application_id")
    tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if (owner or tables or version) and owner != _APPLICATION:
        message = f"{path} is a database of another program"
        raise DigestMemoryError(message, hint="choose another --memory")
    if version > VERSION:
        message = f"{path} was written by a newer version of this program ({version} > {VERSION})"
        raise DigestMemoryError(message, hint="bring this program up to date")
    connection.execute("PRAGMA journal_mode=WAL")
    for step in range(version, VERSION):
        with transaction(connection):
            for statement in _MIGRATIONS[step].split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id={_APPLICATION}")
            connection.execute(f"PRAGMA user_version={step + 1}")
    if os.name == "posix":
        path.chmod(0o600)  # what a person reads is nobody else's business


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
