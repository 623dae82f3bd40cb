"""Every row on every topic: outcomes, then their scores; what is kept is not done again."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from summarize import registry
from summarize.comparing.kept import Kept, Scores
from summarize.comparing.producing import Producer
from summarize.comparing.rows import Outcome, Row, under_name
from summarize.comparing.scoring import ScoringTask, score_one, start_scoring, way_of_scoring
from summarize.comparing.workers import Died, run_tasks
from summarize.errors import ModelError, SummarizeError
from summarize.evaluation.datasets import Topic
from summarize.ports import Progress
from summarize.settings import Settings
from summarize.store import Store

_DIED = "its process ended in the middle of it (out of memory?)"

Cell = tuple[str, str]
"""(name of a row, id of a topic)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What is compared on what, and how.

    Attributes:
        rows: the first configuration first; it is what the others are tested against.
        topics: what they are compared on.
        words: the budget of the baselines.
        seed: of the resampling.
        jobs: worker processes at once.
        nli: name of a model that says whether passages support a sentence, or "".
    """

    rows: tuple[Row, ...]
    topics: tuple[Topic, ...]
    words: int
    seed: int = 0
    jobs: int = 1
    nli: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What came of a study; a system that has no output for a topic is in neither mapping.

    Attributes:
        outcomes: by row and topic; a failed one has an ``error``.
        scores: by row and topic, of those that did not fail.
        seconds: of producing and of scoring, what was kept not counted.
    """

    outcomes: Mapping[Cell, Outcome]
    scores: Mapping[Cell, Scores]
    seconds: Mapping[str, float] = field(default_factory=dict)


def run(study: Study, store: Store, progress: Progress) -> Run:
    """Does what is not kept yet, and keeps it as it goes.

    Raises:
        ModelError: a model is missing or broken; what was done so far is kept.
    """
    start = time.perf_counter()
    how = way_of_scoring(study.nli)  # a model that is missing is told before the work
    outcomes = _produce(study, store, progress)
    produced = time.perf_counter()
    scores, failed = _score(study, outcomes, how, store, progress)
    seconds = {"producing": produced - start, "scoring": time.perf_counter() - produced}
    return Run(
        outcomes={**outcomes, **failed},
        scores=scores,
        seconds={name: round(value, 1) for name, value in seconds.items()},
    )


def _produce(study: Study, store: Store, progress: Progress) -> dict[Cell, Outcome]:
    """Rows that cannot differ are done once."""
    kept = Kept(store, study.jobs)
    cells = [(row, topic) for row in study.rows for topic in study.topics if _is_there(row, topic)]
    distinct = {(row.identity(), topic.id): (row, topic) for row, topic in reversed(cells)}
    done: dict[Cell, Outcome] = {}
    todo: dict[str, list[tuple[Row, Topic]]] = {}
    for cell, (row, topic) in reversed(distinct.items()):
        found = kept.outcome(row, topic, _settings(row), study.words)
        if found is None:
            todo.setdefault(_group(row), []).append((row, topic))
        else:
            done[cell] = found
    progress("summarizing", len(done), len(distinct))
    for tasks in todo.values():
        for (row, topic), outcome in _in_workers(tasks, study, store):
            done[row.identity(), topic.id] = outcome
            progress("summarizing", len(done), len(distinct))
    return {
        (row.name, topic.id): _named(done[row.identity(), topic.id], row) for row, topic in cells
    }


def _score(
    study: Study,
    outcomes: Mapping[Cell, Outcome],
    how: str,
    store: Store,
    progress: Progress,
) -> tuple[dict[Cell, Scores], dict[Cell, Outcome]]:
    """Scores, and the outcomes that could not be scored, each with its error."""
    kept = Kept(store, study.jobs)
    scores: dict[Cell, Scores] = {}
    tasks: list[ScoringTask] = []
    for topic in study.topics:
        missing: dict[str, Outcome] = {}
        for row in study.rows:
            outcome = outcomes.get((row.name, topic.id))
            if outcome is None or outcome.text is None:
                continue
            found = kept.scores(topic, outcome, how)
            if found is None:
                missing[row.name] = outcome
            else:
                scores[row.name, topic.id] = found
        if missing:
            tasks.append((topic, missing))
    left = sum(len(missing) for _, missing in tasks)
    total = len(scores) + left
    failed: dict[Cell, Outcome] = {}
    progress("scoring", len(scores), total)
    results = run_tasks(
        score_one,
        tasks,
        jobs=study.jobs,
        start=start_scoring,
        arguments=(study.nli, store, study.jobs),
    )
    for place, result in results:
        topic, missing = tasks[place]
        for name, outcome in missing.items():
            graded = _DIED if isinstance(result, Died) else result[name]
            if isinstance(graded, str):
                failed[name, topic.id] = replace(outcome, error=f"not scored: {graded}")
            else:
                scores[name, topic.id] = graded
        progress("scoring", len(scores) + len(failed), total)
    return scores, failed


def _is_there(row: Row, topic: Topic) -> bool:
    return row.kind != "system" or row.source in topic.systems


def _group(row: Row) -> str:
    """Rows of one group share worker processes: memory of one must not count for another."""
    return "systems" if row.kind == "system" else row.identity()


def _settings(row: Row) -> Settings:
    return Settings() if row.settings is None else row.settings


def _named(outcome: Outcome, row: Row) -> Outcome:
    if outcome.summary is None or row.settings is None:
        return outcome
    return replace(outcome, summary=under_name(outcome.summary, row.settings.name))


def _in_workers(
    tasks: Sequence[tuple[Row, Topic]], study: Study, store: Store
) -> Iterator[tuple[tuple[Row, Topic], Outcome]]:
    settings = _settings(tasks[0][0])
    results = run_tasks(
        produce_one,
        tasks,
        jobs=study.jobs,
        start=start_producing,
        arguments=(settings, study.words, store, study.jobs, registry.added()),
    )
    for place, result in results:
        outcome = Outcome(text=None, error=_DIED) if isinstance(result, Died) else result
        yield tasks[place], outcome


@dataclass(slots=True)
class _Desk:
    """What a worker process has at hand: filled when it starts, used by its tasks."""

    producer: Producer
    kept: Kept
    settings: Settings
    words: int
    warm: bool = False


_desk: list[_Desk] = []


def start_producing(
    settings: Settings,
    words: int,
    store: Store,
    jobs: int,
    added: Sequence[tuple[str, str, str]],
) -> None:
    """In a worker, first: nothing is loaded yet."""
    for alternative in added:
        registry.register(*alternative)
    _desk[:] = [
        _Desk(
            producer=Producer(settings, words, store),
            kept=Kept(store, jobs),
            settings=settings,
            words=words,
        )
    ]


def produce_one(task: tuple[Row, Topic]) -> Outcome:
    """In a worker: the outcome, kept. A topic that fails is an outcome, a model that fails is not.

    Raises:
        ModelError: no other topic would fare better.
    """
    (desk,), (row, topic) = _desk, task
    try:
        if not desk.warm:
            desk.producer.warm_up(row)
            desk.warm = True
        outcome = desk.producer.produce(row, topic)
    except ModelError:
        raise
    except SummarizeError as error:
        return Outcome(text=None, error=error.message)
    except Exception as error:  # a fault of ours on one topic is told, and the others go on
        return Outcome(text=None, error=f"{type(error).__name__}: {error}")
    desk.kept.keep_outcome(row, topic, desk.settings, desk.words, outcome)
    return outcome
