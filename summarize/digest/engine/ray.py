"""Stories spread over a Ray cluster: actors that load the models once (extra ``ray``).

An actor that dies is started again, and its story with it; since a story depends on nothing but its
own articles, that costs time and changes no byte.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

from summarize import registry
from summarize.digest.engine import Task, Written
from summarize.digest.engine.local import Deadline
from summarize.digest.engine.story_writer import StoryWriter
from summarize.errors import SettingsError, SummarizeError
from summarize.ports import Progress, no_progress
from summarize.settings import Settings

_WITHOUT_END = -1
_QUEUED = 2
"""Stories that an actor has at hand, so that it need not wait for the next."""


class RayEngine:
    """Writes stories on a Ray cluster.

    Args:
        address: of a cluster that runs already ("auto", "HOST:PORT"), or None for one of this
            machine that ends with the work.
        workers: actors; None for one a CPU of the cluster, no more than there are stories.

    Raises:
        SettingsError: Ray is not installed, or there is no cluster at ``address``.
    """

    def __init__(self, address: str | None = None, workers: int | None = None) -> None:
        self._address = address
        self._workers = workers
        self._ray = _library()

    def run(
        self,
        tasks: Sequence[Task],
        settings: Settings,
        *,
        time_limit: float | None = None,
        progress: Progress = no_progress,
    ) -> Iterator[Written]:
        """See ``Engine.run``. Actors that were lost are started anew without end."""
        if not tasks:
            return
        started = not self._ray.is_initialized()
        if started:
            self._connect()
        try:
            actors = self._actors(settings, len(tasks))
            yield from self._run(tasks, settings, actors, time_limit, progress)
        finally:
            if started:
                self._ray.shutdown()

    def _run(
        self,
        tasks: Sequence[Task],
        settings: Settings,
        actors: Sequence[Any],
        time_limit: float | None,
        progress: Progress,
    ) -> Iterator[Written]:
        needs_time = not StoryWriter(settings).is_extractive
        clock = Deadline(time_limit)
        running: dict[Any, tuple[int, Any]] = {}
        free = [actor for _ in range(_QUEUED) for actor in actors]
        done: dict[int, Written] = {}
        sent = told = 0
        while told < len(tasks):
            while free and sent < len(tasks):
                actor = free.pop(0)
                extractive = needs_time and clock.would_pass()
                running[actor.write.remote(tasks[sent], extractive)] = (sent, actor)
                sent += 1
            ready, _ = self._ray.wait(list(running), num_returns=1)
            place, actor = running.pop(ready[0])
            written, seconds = self._result(ready[0])
            done[place] = written
            if not written.extractive:
                clock.took(seconds * _QUEUED)  # it waits for the one before it
            free.append(actor)
            progress("writing", told + len(done), len(tasks))
            while told in done:
                yield done.pop(told)
                told += 1

    def _result(self, reference: Any) -> tuple[Written, float]:
        try:
            found: tuple[Written, float] = self._ray.get(reference)
        except self._ray.exceptions.RayTaskError as error:
            if isinstance(error.cause, SummarizeError):
                raise error.cause from error
            raise
        return found

    def _connect(self) -> None:
        try:
            self._ray.init(
                address=self._address,
                num_cpus=self._workers if self._address is None else None,
                include_dashboard=None if self._address else False,
                log_to_driver=False,
                logging_level="ERROR",
            )
        except (ConnectionError, ValueError, RuntimeError) as error:
            where = self._address or "this machine"
            message = f"no Ray cluster at {where}: {' '.join(str(error).split())}"
            hint = "see 'ray status', or leave --ray-address out for a cluster of this machine"
            raise SettingsError(message, hint=hint) from error

    def _actors(self, settings: Settings, tasks: int) -> list[Any]:
        cpus = int(self._ray.cluster_resources().get("CPU", 1))
        count = max(1, min(self._workers or cpus, tasks))
        remote = self._ray.remote(
            num_cpus=1, max_restarts=_WITHOUT_END, max_task_retries=_WITHOUT_END
        )(_Actor)
        return [remote.remote(settings, registry.added()) for _ in range(count)]


class _Actor:
    """Runs in a process of its own."""

    def __init__(self, settings: Settings, added: tuple[tuple[str, str, str], ...]) -> None:
        for kind, name, target in added:
            registry.register(kind, name, target)
        self._writer = StoryWriter(settings)

    def write(self, task: Task, extractive: bool) -> tuple[Written, float]:
        """What became of ``task``, and the seconds it took."""
        start = time.monotonic()
        written = self._writer.write(task, extractive=extractive)
        return written, time.monotonic() - start


def _library() -> Any:
    try:
        import ray
    except ImportError as error:
        message = "the engine 'ray' needs Ray, which is not installed"
        hint = "pip install 'summarize[ray]', or --engine local"
        raise SettingsError(message, hint=hint) from error
    return ray
