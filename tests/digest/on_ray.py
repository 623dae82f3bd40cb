"""The same editions here and on a Ray of two workers: ``python -m tests.digest.on_ray FOLDER``.

A program of its own, for Ray starts servers and wants sockets, which the tests have not. It prints,
as JSON, whether the bytes are the same, though a worker is killed within its first story.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from summarize import registry
from summarize.digest.daily import Span, make_daily
from summarize.digest.engine import Engine
from summarize.digest.engine.local import LocalEngine
from summarize.digest.engine.ray import RayEngine
from summarize.digest.memory import Memory
from summarize.ports import Progress, no_progress
from summarize.records import Article, Draft, Section, Sentence, SentenceKey
from summarize.settings import WritingSettings
from summarize.writing.extracting import ExtractiveWriter
from tests.digest import days

MARK = "SUMMARIZE_TEST_KILLED"
registry.register("writer", "dies-once", "tests.digest.on_ray:DiesOnce")


class DiesOnce(ExtractiveWriter):
    """Kills its process with its first story, unless a process did so already."""

    def __init__(self, settings: WritingSettings, seed: int = 0) -> None:
        super().__init__(settings, seed)

    def write(
        self,
        sections: Sequence[Section],
        evidence: Mapping[SentenceKey, Sentence],
        articles: Mapping[str, Article],
        attempt: int = 0,
        progress: Progress = no_progress,
    ) -> tuple[Draft, ...]:
        mark = Path(os.environ[MARK])
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().write(sections, evidence, articles, attempt, progress)


def make(folder: Path, source: Path, engine: Engine) -> dict[str, bytes]:
    values = days.settings(source.parent)
    writing = values.writing.model_copy(update={"writer": "dies-once"})
    with Memory(folder / "memory.sqlite") as memory:
        made = make_daily(
            [str(source)],
            values.model_copy(update={"writing": writing}),
            span=Span(until=days.end_of(days.DAYS[1]), since=days.end_of("2026-11-20")),
            memory=memory,
            output=folder,
            engine=engine,
        )
    text = made.files["edition.json"]
    return {**made.files, "edition.json": text[: text.rindex(b'"timings"')]}


def main(folder: Path) -> None:
    import ray

    source = days.write_articles(folder / "source")
    mark = folder / "killed"
    os.environ[MARK] = str(mark)
    mark.touch()
    here = make(folder / "here", source, LocalEngine())
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    mark.unlink()
    there = make(folder / "there", source, RayEngine(workers=2))
    ray.shutdown()
    stories = len(
        json.loads((folder / "here" / days.DAYS[1] / "edition.json").read_text())["stories"]
    )
    print(
        json.dumps(
            {
                "stories": stories,
                "same": there == here,
                "killed": mark.exists(),
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
