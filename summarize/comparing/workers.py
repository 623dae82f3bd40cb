"""Tasks in worker processes, one result each, whatever happens to a worker."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class Died:
    """Stands for the result of a task whose process ended in the middle of it."""


def run_tasks(
    function: Callable[[Task], Result],
    tasks: Sequence[Task],
    *,
    jobs: int,
    start: Callable[..., None],
    arguments: Sequence[Any],
) -> Iterator[tuple[int, Result | Died]]:
    """The place of each task and its result, as they come.

    A worker is a fresh process (so that its memory is its own), prepared by
    ``start(*arguments)``, and computes with its share of the cores, the same for the last task as
    for the first. Where a worker dies, killed
    for its memory perhaps, what is left is done one task at a time, so that the guilty one is
    known; it alone is given up.

    Args:
        function: what is done, importable by name.
        tasks: its arguments.
        jobs: workers at once, at least 1.
        start: called first in each worker.
        arguments: of ``start``.

    Raises:
        Exception: what ``function`` raised.
    """
    if not tasks:
        return
    left = dict(enumerate(tasks))
    try:
        for place, result in _together(function, left, jobs, start, arguments):
            del left[place]
            yield place, result
    except BrokenProcessPool:
        yield from _one_by_one(function, left, start, arguments, jobs)


def _together(
    function: Callable[[Task], Result],
    tasks: dict[int, Task],
    jobs: int,
    start: Callable[..., None],
    arguments: Sequence[Any],
) -> Iterator[tuple[int, Result]]:
    pool = _pool(min(jobs, len(tasks)), jobs, start, arguments)
    try:
        places = {pool.submit(function, task): place for place, task in tasks.items()}
        for future in as_completed(places):
            yield places[future], future.result()
    finally:
        # Not waited for: after an error or Ctrl-C nobody wants what is still running.
        _end(pool)


def _one_by_one(
    function: Callable[[Task], Result],
    tasks: dict[int, Task],
    start: Callable[..., None],
    arguments: Sequence[Any],
    share: int,
) -> Iterator[tuple[int, Result | Died]]:
    pool = _pool(1, share, start, arguments)
    try:
        for place, task in sorted(tasks.items()):
            try:
                yield place, pool.submit(function, task).result()
            except BrokenProcessPool:
                yield place, Died()
                _end(pool)
                pool = _pool(1, share, start, arguments)
    finally:
        _end(pool)


def _pool(
    jobs: int, share: int, start: Callable[..., None], arguments: Sequence[Any]
) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        max_workers=jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_prepare,
        initargs=(max(1, (os.cpu_count() or 1) // share), start, tuple(arguments)),
    )


def _end(pool: ProcessPoolExecutor) -> None:
    # Python 3.14 has terminate_workers(); before it, only the pool itself knows its processes.
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
    for process in processes:
        process.join()


def _prepare(threads: int, start: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    """In a worker, before its first task."""
    # Ctrl-C reaches the whole group of processes; the first process alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from threadpoolctl import threadpool_limits  # comes with scikit-learn

    threadpool_limits(threads)  # numpy is loaded already
    os.environ["OMP_NUM_THREADS"] = str(threads)  # torch is not
    threading.Thread(target=_end_with_parent, daemon=True).start()
    start(*arguments)


def _end_with_parent() -> None:
    """A worker whose first process was killed must not go on for nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
