"""Scores of the summaries of one topic, in a worker process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from summarize.comparing.kept import Kept, Scores
from summarize.comparing.producing import read_topic
from summarize.comparing.rows import Outcome, Told, article_keys
from summarize.errors import ModelError, SummarizeError
from summarize.evaluation.datasets import Topic
from summarize.evaluation.grounding import GroundedSentence
from summarize.evaluation.scorecard import Sources, gather_sources, grade, signature
from summarize.pipeline import read_material
from summarize.settings import Settings
from summarize.store import Store, code_digest

_PROGRAM = ("evaluation", "text", "clustering", "reading", "comparing/scoring", "settings")

ScoringTask = tuple[Topic, dict[str, Outcome]]
"""A topic, and its summaries by the name of their row."""


def way_of_scoring(nli: str) -> str:
    """Names whatever can change a score, the program text included."""
    return f"{signature(nli)}|code:{code_digest(*_PROGRAM)}"


def sources_of(topic: Topic) -> Sources:
    """The topic's articles as all rows are graded on them, whatever a row's settings leave out.

    Raises:
        NoInputError: none can be used.
    """
    defaults = Settings()
    reading = defaults.reading.model_copy(update={"min_words": 1})
    documents, _ = read_topic(topic, defaults.model_copy(update={"reading": reading}))
    material = read_material(documents, defaults.text)
    return gather_sources(tuple(material.articles.values()), material.sentences, material.origins)


def cite_places(
    sentences: tuple[Told, ...], sources: Sources | None
) -> tuple[GroundedSentence, ...]:
    """Sentences whose articles are told by their places in ``sources``; without any, by none."""
    keys = () if sources is None else article_keys(sources.digests)
    places = {key: place for place, key in enumerate(keys)}
    return tuple(
        GroundedSentence(
            text=sentence.text,
            passages=sentence.passages,
            articles=tuple(places[key] for key in sentence.articles if key in places),
        )
        for sentence in sentences
    )


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a scoring process has at hand."""

    nli: str
    kept: Kept


_desk: list[_Desk] = []


def start_scoring(nli: str, store: Store, jobs: int) -> None:
    """In a worker, first."""
    _desk[:] = [_Desk(nli, Kept(store, jobs))]


def score_one(task: ScoringTask) -> Mapping[str, Scores | str]:
    """In a worker: the scores of each summary, kept; or why it could not be scored.

    Raises:
        ModelError: the model that judges support is missing or broken.
    """
    (desk,), (topic, outcomes) = _desk, task
    how = way_of_scoring(desk.nli)
    found: dict[str, Scores | str] = {}
    try:
        sources = sources_of(topic)
    except SummarizeError as error:
        return dict.fromkeys(outcomes, error.message)
    for name, outcome in outcomes.items():
        try:
            told = cite_places(outcome.sentences, sources)
            scores = grade(told, sources, topic.references, nli=desk.nli)
        except ModelError:
            raise
        except Exception as error:  # one summary that cannot be scored is told, not the end
            found[name] = f"{type(error).__name__}: {error}"
            continue
        desk.kept.keep_scores(topic, outcome, how, scores)
        found[name] = scores
    return found
