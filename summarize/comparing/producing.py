"""One row on one topic: summarize, attribute a ready output, or extract a baseline."""

from __future__ import annotations

import time
from collections.abc import Sequence

from summarize.comparing.rows import Outcome, Row, Told, article_keys
from summarize.evaluation.baselines import extract
from summarize.evaluation.datasets import Topic
from summarize.evaluation.sentences import sentences_of_text
from summarize.pipeline import Summarizer, read_material
from summarize.reading import read_sources, read_texts
from summarize.records import Document, Sentence, Skipped, Summary
from summarize.rendering.json import as_json
from summarize.resources import Cost, forget_peak, peak_megabytes
from summarize.settings import Settings
from summarize.store import Store
from summarize.text.words import one_line

_WARM_UP = (
    ("", "The council approved the new bridge on Tuesday. It will cost $12 million."),
    ("", "A new bridge was approved by the council on Tuesday. Work begins in May."),
)


class Producer:
    """Makes outcomes; what it loads it keeps for the next topic.

    Args:
        settings: of a configuration its own; for the other kinds of row those by which articles
            are read and ready outputs attributed.
        words: the budget of the baselines.
        store: where vectors and drafts are kept.
    """

    def __init__(self, settings: Settings, words: int, store: Store) -> None:
        self._settings = settings
        self._words = words
        self._summarizer = Summarizer(settings, store)

    def warm_up(self, row: Row) -> None:
        """Loads models and libraries, so that no topic's seconds hold it.

        Raises:
            ModelError: one is missing or broken.
        """
        plain = Settings().reading.model_copy(update={"min_words": 1, "clutter": "none"})
        documents, _ = read_texts(_WARM_UP, plain)
        if row.kind == "config":
            self._summarizer.summarize(documents, scope=None)
        elif row.kind == "system":
            self._summarizer.attribute([_WARM_UP[0][1]], documents, scope=None)
        else:
            self._extracted(row.source, documents)

    def produce(self, row: Row, topic: Topic) -> Outcome:
        """What ``row`` makes of ``topic``, with its seconds and its peak memory.

        Raises:
            SummarizeError: the topic cannot be used, or a model fails.
        """
        documents, skipped = read_topic(topic, self._settings)
        forget_peak()
        if row.kind == "config":
            return self._summarized(topic, documents, skipped)
        if row.kind == "system":
            return self._attributed(topic.systems[row.source], topic, documents)
        return self._extracted(row.source, documents)

    def _summarized(
        self, topic: Topic, documents: Sequence[Document], skipped: Sequence[Skipped]
    ) -> Outcome:
        spared: list[Cost] = []
        start = time.perf_counter()
        summary = self._summarizer.summarize(
            documents, skipped=skipped, scope=topic.digest, spared=spared.append
        )
        seconds = time.perf_counter() - start + sum(cost.seconds for cost in spared)
        return Outcome(
            text=summary.text,
            sentences=told_of(summary),
            summary=as_json(summary),
            seconds=round(max(seconds, 0.0), 3),
            # What was found on disk needed memory when it was made.
            megabytes=max(peak_megabytes(), *(cost.megabytes for cost in spared), 0.0) or None,
        )

    def _attributed(self, text: str, topic: Topic, documents: Sequence[Document]) -> Outcome:
        """A ready output has no time of its own; its citations are those that we find."""
        sentences = sentences_of_text(text)
        if not sentences:
            return Outcome(text=text)
        summary = self._summarizer.attribute(sentences, documents, scope=topic.digest)
        return Outcome(text=text, sentences=told_of(summary))

    def _extracted(self, baseline: str, documents: Sequence[Document]) -> Outcome:
        """A baseline knows of each sentence only where it was taken from."""
        start = time.perf_counter()
        material = read_material(documents, self._settings.text)
        places = {article: place for place, article in enumerate(material.articles)}
        by_article: list[list[Sentence]] = [[] for _ in places]
        for sentence in material.sentences:
            by_article[places[sentence.key.article]].append(sentence)
        chosen = extract(baseline, by_article, self._words)
        keys = article_keys([article.sha256 for article in material.articles.values()])
        seconds = time.perf_counter() - start
        told = tuple(
            Told(
                text=one_line(s.text),
                passages=(s.text,),
                articles=(keys[places[s.key.article]],),
            )
            for s in chosen
        )
        return Outcome(
            text=" ".join(sentence.text for sentence in told),
            sentences=told,
            seconds=round(seconds, 3),
            megabytes=peak_megabytes() or None,
        )


def read_topic(
    topic: Topic, settings: Settings
) -> tuple[tuple[Document, ...], tuple[Skipped, ...]]:
    """The articles of a topic, read as the settings say.

    Raises:
        NoInputError: none can be used.
    """
    language = settings.text.language
    if topic.folder is not None:
        return read_sources([topic.folder], settings.reading, language=language)
    return read_texts(topic.texts, settings.reading, language=language)


def told_of(summary: Summary) -> tuple[Told, ...]:
    """The sentences of a summary with the texts and articles of their citations."""
    texts = {article.id: article.text for article in summary.articles}
    keys = article_keys([article.sha256 for article in summary.articles])
    digests = dict(zip((article.id for article in summary.articles), keys, strict=True))
    return tuple(
        Told(
            text=sentence.draft.text,
            passages=tuple(texts[c.key.article][c.start : c.end] for c in sentence.citations),
            articles=tuple(digests[c.key.article] for c in sentence.citations),
        )
        for sentence in summary.sentences
    )
