from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from summarize.digest.engine import Task, Written, local, story_writer
from summarize.digest.engine.local import Deadline, LocalEngine
from summarize.digest.engine.story_writer import MOST_SENTENCES, StoryWriter
from summarize.errors import ModelMissingError, NoInputError
from summarize.records import Summary
from summarize.settings import Settings, settings_from
from tests.builders import document
from tests.digest import days

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return days.settings(tmp_path)


def tasks(count: int) -> list[Task]:
    return [
        Task(
            story=f"s{number}",
            documents=(document(f"The mayor of Lund opened bridge number {number} on Monday."),),
        )
        for number in range(count)
    ]


def test_stories_come_in_their_order_with_models_loaded_once(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    real = story_writer.Summarizer
    monkeypatch.setattr(story_writer, "Summarizer", lambda given: made.append(given) or real(given))
    seen: list[tuple[str, int, int]] = []
    found = list(LocalEngine().run(tasks(4), settings, progress=lambda *step: seen.append(step)))
    assert [one.story for one in found] == ["s0", "s1", "s2", "s3"]
    assert len(made) == 1
    assert seen[0] == ("writing", 0, 4)
    assert seen[-1] == ("writing", 4, 4)


def failing(error: Exception) -> Callable[..., Summary]:
    def summarize(*_: object, **__: object) -> Summary:
        raise error

    return summarize


def test_a_story_that_fails_fails_alone(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = StoryWriter(settings)
    (task,) = tasks(1)
    with monkeypatch.context() as patched:
        patched.setattr(story_writer.Summarizer, "summarize", failing(NoInputError("no sentence")))
        assert writer.write(task) == Written(story="s0", summary=None, failure="no sentence")
        patched.setattr(story_writer.Summarizer, "summarize", failing(KeyError("x")))
        assert "a fault of ours: KeyError" in writer.write(task).failure
        patched.setattr(story_writer.Summarizer, "summarize", failing(ModelMissingError("gone")))
        with pytest.raises(ModelMissingError):
            writer.write(task)
    assert writer.write(task).summary is not None


def test_a_story_does_not_depend_on_those_before_it(settings: Settings) -> None:
    """Vectors that another story left in the cache could differ in their last bits."""
    alone = list(LocalEngine().run(tasks(3)[2:], settings))
    after = list(LocalEngine().run(tasks(3), settings))[2:]
    assert [_bare(one) for one in alone] == [_bare(one) for one in after]


def _bare(written: Written) -> object:
    assert written.summary is not None
    return written.summary.sentences, written.summary.signature


def test_a_story_has_five_sentences_at_most_and_counts_what_it_uses(settings: Settings) -> None:
    people = ("Ann", "Bob", "Cid", "Dan", "Eve", "Fay", "Gus", "Hal", "Ivy")
    things = ("a boat", "bread", "coal", "dates", "eels", "figs", "grain", "ham", "ink")
    text = " ".join(f"{who} sold {what} there." for who, what in zip(people, things, strict=True))
    written = StoryWriter(settings).write(Task(story="s", documents=(document(text),)))
    assert written.summary is not None
    assert len(written.summary.sentences) == MOST_SENTENCES
    assert written.summary.coverage[0].used == MOST_SENTENCES


def test_when_the_time_is_used_the_rest_is_extractive(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    import tests.stand_ins  # noqa: F401 - registers its writer

    writing = settings.writing.model_copy(update={"writer": "stand-in"})
    clock = iter(range(1000))
    monkeypatch.setattr(local, "time", _Clock(clock))
    engine = LocalEngine()
    changed = settings.model_copy(update={"writing": writing})
    found = list(engine.run(tasks(6), changed, time_limit=8.0))
    flags = [one.extractive for one in found]
    assert flags == sorted(flags)
    assert not flags[0]
    assert flags[-1]
    assert not any(one.extractive for one in engine.run(tasks(3), changed))
    # An extractive writer needs no saving.
    assert not any(one.extractive for one in engine.run(tasks(3), settings, time_limit=1e-9))


class _Clock:
    """Every look at it is one second later."""

    def __init__(self, ticks: Any) -> None:
        self._ticks = ticks

    def monotonic(self) -> float:
        return float(next(self._ticks))


def test_a_deadline_stays_passed() -> None:
    clock = Deadline(0.0)
    time.sleep(0.001)
    assert clock.would_pass()
    assert clock.would_pass()
    assert not Deadline(None).would_pass()


def test_words_of_a_story_are_the_digests() -> None:
    settings = settings_from({"digest": {"words": 33}, "planning": {"words": 200}})
    assert StoryWriter(settings)._settings.planning.words == 33


@pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed")
def test_on_ray_every_byte_is_the_same_though_a_worker_is_killed(tmp_path: Path) -> None:
    """Two workers of a local Ray; the one that gets the first story kills itself within it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.digest.on_ray", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1", "RAY_USAGE_STATS_ENABLED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout.splitlines()[-1])
    assert report == {"stories": 3, "same": True, "killed": True}
