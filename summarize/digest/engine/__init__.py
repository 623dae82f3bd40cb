"""Where stories are written: here, or on a Ray cluster. One engine a file, found by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from summarize.ports import Progress
from summarize.records import Document, Summary
from summarize.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A story to be written: its id, and the documents that hold what there is to tell."""

    story: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of a task.

    Attributes:
        story: its id.
        summary: the story, or None if it failed.
        failure: why it failed, or "".
        extractive: the configured writer was passed over, for want of time.
    """

    story: str
    summary: Summary | None
    failure: str = ""
    extractive: bool = False


class Engine(Protocol):
    """Writes stories."""

    def run(
        self,
        tasks: Sequence[Task],
        settings: Settings,
        *,
        time_limit: float | None,
        progress: Progress,
    ) -> Iterator[Written]:
        """What became of each of ``tasks``, in their order, which is that of their rank.

        A story that fails fails alone. A story that could not be ended within ``time_limit``
        seconds, going by those before it, is written extractively, and so are all after it.

        Raises:
            ModelError: a model is missing or broken: no story could be written.
        """
        ...
