from __future__ import annotations

import os
from pathlib import Path

import pytest

from summarize.comparing.workers import Died, run_tasks
from summarize.errors import UnknownNameError

_started: list[str] = []


def start(word: str) -> None:
    _started[:] = [word]


def double(task: int) -> str:
    if task == 13:
        os._exit(9)
    if task == 99:
        raise KeyError("unlucky")
    if task == 98:
        raise UnknownNameError("writer", "fusoin", ["fusion"])
    return f"{_started[0]}{task * 2}"


def threads(task: int) -> tuple[int, str]:
    del task
    return os.getpid(), os.environ["OMP_NUM_THREADS"]


def run(tasks: list[int], jobs: int) -> dict[int, str | Died]:
    return dict(run_tasks(double, tasks, jobs=jobs, start=start, arguments=("x",)))


def test_every_task_has_its_result() -> None:
    assert run([1, 2, 3], jobs=2) == {0: "x2", 1: "x4", 2: "x6"}
    assert run([], jobs=2) == {}


def test_a_task_that_kills_its_process_is_given_up_and_the_others_are_done() -> None:
    """One topic that needs too much memory must not end a comparison of hours."""
    results = run([1, 13, 2, 13, 3], jobs=2)
    assert {place for place, result in results.items() if isinstance(result, Died)} == {1, 3}
    assert [results[place] for place in (0, 2, 4)] == ["x2", "x4", "x6"]


def test_what_a_task_raises_is_raised() -> None:
    with pytest.raises(KeyError, match="unlucky"):
        run([1, 99], jobs=1)


def test_an_error_of_ours_comes_through_with_its_hint() -> None:
    """It could not be rebuilt here, so the pool broke and every topic was called dead."""
    with pytest.raises(UnknownNameError, match="fusoin") as caught:
        run([98], jobs=1)
    assert caught.value.hint == "did you mean fusion?"


def test_the_last_task_has_no_more_cores_than_the_first() -> None:
    """A run that went on with one topic left gave it two threads, and its time was another."""
    found = dict(run_tasks(threads, [1], jobs=2, start=start, arguments=("x",)))
    assert isinstance(found[0], tuple)
    assert int(found[0][1]) == max(1, (os.cpu_count() or 1) // 2)


def test_workers_are_other_processes_that_share_the_cores(tmp_path: Path) -> None:
    del tmp_path
    found = dict(run_tasks(threads, [1], jobs=1, start=start, arguments=("x",)))
    assert isinstance(found[0], tuple)
    process, share = found[0]
    assert process != os.getpid()
    assert int(share) == (os.cpu_count() or 1)
