"""One story through the real pipeline."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from summarize.digest.engine import Task, Written
from summarize.digest.engine.freed import give_back_freed
from summarize.digest.novelty import TOLD_BEFORE
from summarize.errors import ModelError, SummarizeError
from summarize.pipeline import Summarizer
from summarize.records import CitedSentence, Document, Summary
from summarize.settings import Settings
from summarize.text.words import count_words

MOST_SENTENCES = 5


class StoryWriter:
    """Settings and the models that they name, loaded with the first story, kept for the next.

    Args:
        settings: of the digest; a story has ``digest.words`` words.
    """

    def __init__(self, settings: Settings) -> None:
        planning = settings.planning.model_copy(update={"words": settings.digest.words})
        self._settings = settings.model_copy(update={"planning": planning})

    @property
    def is_extractive(self) -> bool:
        """True if the configured writer needs no more time than the extractive one."""
        return self._settings.writing.writer == "extractive"

    def write(self, task: Task, *, extractive: bool = False) -> Written:
        """The story of ``task``, or why it failed.

        Raises:
            ModelError: a model is missing or broken.
        """
        summarizer = self._extractive if extractive else self._configured
        try:
            # A scope of its own: its vectors must not depend on which story came before it.
            summary = summarizer.summarize(task.documents, scope=_scope(task))
        except ModelError:
            raise
        except SummarizeError as error:
            return Written(story=task.story, summary=None, failure=error.message)
        except Exception as error:  # one story must not cost the reader the others
            failure = f"a fault of ours: {type(error).__name__}: {error}"
            return Written(story=task.story, summary=None, failure=failure)
        finally:
            give_back_freed()
        told = _without_told_before(_shortened(summary), task.documents)
        return Written(story=task.story, summary=told, extractive=extractive)

    @cached_property
    def _configured(self) -> Summarizer:
        return Summarizer(self._settings)

    @cached_property
    def _extractive(self) -> Summarizer:
        writing = self._settings.writing.model_copy(update={"writer": "extractive"})
        return Summarizer(self._settings.model_copy(update={"writing": writing}))


def _scope(task: Task) -> str:
    digest = hashlib.sha256()
    for document in task.documents:
        digest.update(document.article.sha256.encode())
        digest.update(repr([(one.start, one.end) for one in document.clutter]).encode())
    return f"story {digest.hexdigest()}"


def _without_told_before(summary: Summary, documents: Sequence[Document]) -> Summary:
    """What was left out because it was told is no page clutter and is not counted as such."""
    clutter = {
        document.article.id: sum(one.reason != TOLD_BEFORE for one in document.clutter)
        for document in documents
    }
    coverage = tuple(replace(one, clutter=clutter[one.article]) for one in summary.coverage)
    return replace(summary, coverage=coverage)


def _shortened(summary: Summary) -> Summary:
    """At most five sentences: those that most origins tell, and of them the longer ones."""
    if len(summary.sentences) <= MOST_SENTENCES:
        return summary
    places = sorted(
        range(len(summary.sentences)),
        key=lambda i: (
            -summary.sentences[i].origins,
            -count_words(summary.sentences[i].draft.text),
            i,
        ),
    )
    told = tuple(summary.sentences[i] for i in sorted(places[:MOST_SENTENCES]))
    used = _used(told)
    coverage = tuple(
        replace(one, used=sum(key == one.article for key in used)) for one in summary.coverage
    )
    return replace(summary, sentences=told, coverage=coverage)


def _used(told: Iterable[CitedSentence]) -> list[str]:
    """The article of every cited passage, each passage once."""
    return [key.article for key in {c.key for sentence in told for c in sentence.citations}]
