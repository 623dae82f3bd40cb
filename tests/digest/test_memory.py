from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.digest import database
from summarize.digest.daily import finish_pending
from summarize.digest.delivery import deliver
from summarize.digest.memory import Memory, Remembered
from summarize.digest.past import Issued
from summarize.digest.records import FeedState, Placed
from summarize.errors import DigestMemoryError, OutputError
from tests.builders import document

ROOT = Path(__file__).resolve().parent.parent.parent


def placed(sha: str, story: str = "s1") -> Placed:
    return Placed(
        sha256=sha, story=story, title=f"Title {sha}", lead="Lead.", published=None, source="Post"
    )


def remember(memory: Memory, day: str, *shas: str, **changes: object) -> None:
    values: dict[str, object] = {
        "window": Issued(day=day, since=f"{day}T00:00:00", until=f"{day}T12:00:00", sources="x"),
        "placed": tuple(placed(sha) for sha in shas),
        "texts": tuple(f"Text of {sha}." for sha in shas),
        "told": {"s1": (f"Told on {day}.",)},
        "states": (FeedState(url="feed", etag=day),),
        "fetched": (),
        "encoder": "words",
        **changes,
    }
    vectors = np.eye(len(shas), 4, dtype=np.float32)
    memory.commit(Remembered(**values), vectors, Path("nowhere") / day, {})  # type: ignore[arg-type]


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "memory.sqlite", wait=0)


def test_a_day_sees_what_was_before_it_and_nothing_else(memory: Memory) -> None:
    remember(memory, "2026-11-21", "a")
    remember(memory, "2026-11-22", "b", "c")
    past = memory.before("2026-11-22")
    found, vectors = past.placed("2026-01-01", "words")
    assert [one.sha256 for one in found] == ["a"]
    assert vectors[0] is not None
    assert vectors[0].tolist() == [1, 0, 0, 0]
    assert past.seen(["a", "b"]) == {"a"}
    assert past.told(["s1"]) == {"s1": ("Told on 2026-11-21.",)}
    assert past.last_told(["s1", "s2"]) == {"s1": "2026-11-21"}
    assert past.texts(["s1"]) == {"s1": ("Text of a.",)}
    assert past.states()["feed"].etag == "2026-11-21"
    later = memory.before("2026-11-23")
    assert later.states()["feed"].etag == "2026-11-22"
    assert later.placed("2026-11-22", "other") == (
        later.placed("2026-11-22", "words")[0],
        [None] * 2,
    )
    last = later.last_edition()
    assert last is not None
    assert last.day == "2026-11-22"


def test_a_day_made_again_takes_its_own_place(memory: Memory) -> None:
    remember(memory, "2026-11-21", "a")
    remember(memory, "2026-11-22", "b")
    remember(memory, "2026-11-22", "c", told={})
    past = memory.before("2026-11-23")
    assert past.seen(["a", "b", "c"]) == {"a", "c"}
    assert past.told(["s1"]) == {"s1": ("Told on 2026-11-21.",)}
    assert memory.before("2026-11-22").states()["feed"].etag == "2026-11-21"


def test_an_article_stays_with_the_day_that_brought_it_first(memory: Memory) -> None:
    remember(memory, "2026-11-21", "a")
    remember(memory, "2026-11-22", "a", placed=(placed("a", "other"),))
    (one,) = memory.before("2026-11-23").placed("2026-01-01", "words")[0]
    assert one.story == "s1"


def test_what_was_fetched_comes_back_as_it_was(memory: Memory) -> None:
    one = document("Ein Text über 12 Dinge.", title="T", url="https://a.example/", path=None)
    remember(memory, "2026-11-22", fetched=(one,))
    assert memory.fetched("2026-11-22") == (one,)
    remember(memory, "2026-11-23")
    assert memory.fetched("2026-11-22") == ()


def test_forgetting_drops_the_older_days_and_their_space(memory: Memory) -> None:
    for day in range(1, 29):
        remember(memory, f"2026-02-{day:02}", *(f"{day}-{i}" for i in range(30)))
    memory.close()
    size = memory.path.stat().st_size
    memory = Memory(memory.path, wait=0)
    assert memory.forget("2026-02-20") == 570
    past = memory.before("2026-03-01")
    assert {one.sha256.split("-")[0] for one in past.placed("2026-01-01", "words")[0]} == {
        str(day) for day in range(20, 29)
    }
    assert len(past.told(["s1"])["s1"]) == 9
    assert memory.path.stat().st_size < size


def test_the_second_of_two_waits_and_then_says_so(memory: Memory) -> None:
    said: list[str] = []
    with pytest.raises(DigestMemoryError, match="another run uses") as caught:
        Memory(memory.path, wait=0.05, waiting=lambda: said.append("waiting"))
    assert said == ["waiting"]
    assert "wait" in caught.value.hint
    memory.close()
    Memory(memory.path, wait=0).close()


def test_a_file_that_is_no_memory_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("This is no database. " * 100, encoding="utf-8")
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    newer = tmp_path / "newer.sqlite"
    Memory(newer).close()
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute(f"PRAGMA user_version={database.VERSION + 1}")
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    for path, said in (
        (text, "no memory of the digest"),
        (other, "another program"),
        (newer, "newer version"),
        (blocked / "memory.sqlite", "cannot be made"),
        (tmp_path, "cannot be used"),
    ):
        with pytest.raises(DigestMemoryError, match=said) as caught:
            Memory(path, wait=0)
        assert caught.value.hint
    assert text.read_text(encoding="utf-8").startswith("This is no database.")


def test_a_damaged_file_is_an_expected_error(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with Memory(path) as memory:
        remember(
            memory, "2026-11-21", *(str(i) for i in range(200)), told={"s1": ("x" * 500,) * 50}
        )
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(DigestMemoryError) as caught, Memory(path) as memory:
        memory.before("2026-11-22").placed("2026-01-01", "words")
    assert caught.value.hint


def test_a_run_that_died_within_a_migration_is_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "memory.sqlite"
    broken = (*database._MIGRATIONS, "CREATE TABLE more (x); CREATE TABLE more (x)")
    with monkeypatch.context() as patched:
        patched.setattr(database, "_MIGRATIONS", broken)
        patched.setattr(database, "VERSION", len(broken))
        with pytest.raises(DigestMemoryError):
            Memory(path)
    with Memory(path) as memory:
        remember(memory, "2026-11-21", "a")
        assert memory.before("2026-11-22").seen(["a"]) == {"a"}


def test_files_that_were_decided_on_are_delivered_by_the_next_run(
    memory: Memory, tmp_path: Path
) -> None:
    window = Issued(day="2026-11-22", since="s", until="u", sources="x")
    added = Remembered(
        window=window, placed=(), texts=(), told={}, states=(), fetched=(), encoder="words"
    )
    folder = tmp_path / "editions" / "2026-11-22"
    memory.commit(added, np.zeros((0, 4), dtype=np.float32), folder, {"edition.md": b"News."})
    finish_pending(memory)
    assert (folder / "edition.md").read_bytes() == b"News."
    assert memory.pending() == ()


def test_a_lost_folder_does_not_end_all_later_editions(memory: Memory, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    remember(memory, "2026-11-22")
    with memory._connection:
        memory._connection.execute(
            "INSERT INTO pending VALUES (?, 'a', x'00')", (str(blocked / "2026-11-22"),)
        )
    said: list[str] = []
    finish_pending(memory, said.append)
    assert len(said) == 1
    assert memory.pending() == ()


def test_delivery_is_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "2026-11-22"
    deliver(folder, {"a": b"1", "b": b"1"})
    (folder / "mine.txt").write_text("a reader's own", encoding="utf-8")
    real = os.fsync
    calls = iter(range(10))

    def full(file: int) -> None:
        if next(calls) == 1:
            raise OSError(28, "No space left on device")
        real(file)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match="No space left"):
            deliver(folder, {"a": b"2", "b": b"2"})
    assert [path.read_bytes() for path in (folder / "a", folder / "b")] == [b"1", b"1"]
    deliver(folder, {"a": b"2", "c": b"2"})
    assert (folder / "a").read_bytes() == b"2"
    assert (folder / "mine.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["2026-11-22"]


days = st.sampled_from([f"2026-11-{day}" for day in range(20, 25)])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(days, st.sets(st.sampled_from("abcdef"))), max_size=8), days)
def test_the_past_of_a_day_does_not_depend_on_later_days(
    tmp_path_factory: pytest.TempPathFactory, runs: list[tuple[str, set[str]]], day: str
) -> None:
    """Whatever is made on a day or after it, its past is that of the runs for earlier days."""

    def past_of(some: list[tuple[str, set[str]]]) -> object:
        with Memory(tmp_path_factory.mktemp("m") / "memory.sqlite") as memory:
            for made, shas in some:
                remember(memory, made, *sorted(shas))
            past = memory.before(day)
            told, seen = past.told(["s1"]), past.seen("abcdef")
            return told, seen, past.last_edition()

    assert past_of(runs) == past_of([run for run in runs if run[0] < day])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes")
def test_killed_at_any_moment_nothing_is_told_twice_or_lost(tmp_path: Path) -> None:
    """Twenty kills at random moments, and one at each step between decision and delivery."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.digest.killing", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout.splitlines()[-1])
    assert report["differences"] == []
    assert report["counts"]["killed"] == 20
    assert sum(count for name, count in report["counts"].items() if name.endswith(": -9")) == 5
