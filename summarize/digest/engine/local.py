"""Stories written one after the other, in this process: models are loaded once."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from summarize.digest.engine import Task, Written
from summarize.digest.engine.story_writer import StoryWriter
from summarize.ports import Progress, no_progress
from summarize.settings import Settings


class LocalEngine:
    """Writes stories here."""

    def run(
        self,
        tasks: Sequence[Task],
        settings: Settings,
        *,
        time_limit: float | None = None,
        progress: Progress = no_progress,
    ) -> Iterator[Written]:
        """See ``Engine.run``."""
        writer = StoryWriter(settings)
        clock = Deadline(time_limit)
        for done, task in enumerate(tasks):
            progress("writing", done, len(tasks))
            extractive = not writer.is_extractive and clock.would_pass()
            start = time.monotonic()
            written = writer.write(task, extractive=extractive)
            if not extractive:
                clock.took(time.monotonic() - start)
            yield written
        progress("writing", len(tasks), len(tasks))


class Deadline:
    """Says when there is no time for one more story.

    Args:
        limit: seconds from now, or None for no limit.
    """

    def __init__(self, limit: float | None) -> None:
        self._end = None if limit is None else time.monotonic() + limit
        self._seconds = 0.0
        self._stories = 0
        self._passed = False

    def took(self, seconds: float) -> None:
        """One story took ``seconds``."""
        self._seconds += seconds
        self._stories += 1

    def would_pass(self) -> bool:
        """True once a story of mean length would not be done in time; it stays true."""
        if self._end is not None and not self._passed:
            mean = self._seconds / max(1, self._stories)
            self._passed = time.monotonic() + mean > self._end
        return self._passed
