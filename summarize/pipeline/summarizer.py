"""Articles and settings in, a summary out: what knows every stage."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from summarize import registry
from summarize.attribution.checks import check
from summarize.attribution.disagreements import find_disagreements
from summarize.attribution.evidence import Passages, cite
from summarize.attribution.gate import Gate
from summarize.attribution.origins import count_origins
from summarize.clustering.vectors import MOST_VECTORS, CachedEncoder
from summarize.pipeline.material import count_coverage, read_material
from summarize.pipeline.parts import find_parts
from summarize.pipeline.signature import encoding_program, libraries, signature
from summarize.pipeline.telling import notes_on, tell
from summarize.planning.headline import headline
from summarize.planning.outline import make_plan
from summarize.ports import Encoder, Floats, Progress, Writer, no_progress
from summarize.records import (
    CitedSentence,
    Cluster,
    Disagreement,
    Document,
    Draft,
    Material,
    Plan,
    Section,
    Skipped,
    Summary,
)
from summarize.resources import Cost
from summarize.settings import Settings, cache_folder
from summarize.store import Store
from summarize.text.words import count_words, one_line
from summarize.writing.cached import CachedWriter


class Summarizer:
    """Settings, and the models that they name: loaded when first needed, kept for the next topic.

    Args:
        settings: what ``load_settings`` gives.
        store: where vectors and drafts are kept. Without one, vectors are kept in the user's cache
            folder (unless ``encoding.cache`` is off), and drafts not at all.
    """

    def __init__(self, settings: Settings, store: Store | None = None) -> None:
        self.settings = settings
        self._store = store

    def summarize(
        self,
        documents: Sequence[Document],
        *,
        skipped: Sequence[Skipped] = (),
        progress: Progress = no_progress,
        timings: Mapping[str, float] | None = None,
        scope: str | None = "",
        spared: Callable[[Cost], None] | None = None,
    ) -> Summary:
        """One summary of articles that are read already.

        Args:
            documents: the articles.
            skipped: inputs that were not used, to be shown with the summary.
            progress: called with (what is going on, steps done, steps in all).
            timings: seconds of what was done before.
            scope: of what is kept; only calls of the same scope share vectors and drafts, so that
                the result does not depend on what else was summarized. None keeps nothing.
            spared: told what vectors and drafts that were found cost when they were made.

        Raises:
            NoInputError: the articles hold no sentence.
            ModelError: a model is missing or broken.
        """
        settings, clock = self.settings, _Clock(dict(timings or {}))
        with clock("sentences"):
            material = read_material(documents, settings.text)
        encoder, writer = self._encoder(scope, spared), self._writer(scope, spared)
        with clock("vectors"):
            vectors = encoder.encode([s.text for s in material.sentences], progress)
        with clock("clustering"):
            make = registry.resolve("clusterer", settings.clustering.clusterer)
            clusters = make(settings.clustering).cluster(material.sentences, vectors)
        with clock("planning"):
            plan = self._plan(material, vectors, clusters)
        with clock("writing"):
            gate = self._gate(material, vectors, encoder)
            told = tell(plan, writer, gate, material, settings, progress)
        with clock("disagreements"):
            disagreements = _disagreements(clusters, told, material)
        titles = [article.title for article in material.articles.values()]
        return Summary(
            title=headline(titles, [sentence.draft.text for sentence in told]),
            sentences=told,
            articles=tuple(material.articles.values()),
            disagreements=disagreements,
            coverage=count_coverage(documents, material, told),
            skipped=tuple(skipped),
            settings=settings.model_dump(),
            signature=signature(settings, encoder.name, writer.signature),
            timings=clock.seconds,
            notes=notes_on(told, settings.planning.words),
            parts=find_parts(documents, material, clusters, told),
        )

    def attribute(
        self,
        texts: Sequence[str],
        documents: Sequence[Document],
        *,
        progress: Progress = no_progress,
        scope: str | None = "",
    ) -> Summary:
        """A ready summary with the passages that bear it, found in ``documents``.

        Nothing is refused: each sentence has the nearest passages as its citations, and the checks
        say whether its facts stand there. Arguments and errors are those of ``summarize``;
        ``texts`` are the summary's sentences.
        """
        settings, clock = self.settings, _Clock({})
        with clock("sentences"):
            material = read_material(documents, settings.text)
        encoder = self._encoder(scope)
        with clock("vectors"):
            vectors = encoder.encode([s.text for s in material.sentences], progress)
        with clock("attribution"):
            passages = Passages(material.sentences, vectors, encoder)
            scores = passages.scores(texts)
            told = tuple(
                self._cited(_ready(place, text), row, passages, material)
                for place, (text, row) in enumerate(zip(texts, scores, strict=True))
            )
        titles = [article.title for article in material.articles.values()]
        return Summary(
            title=headline(titles, list(texts)),
            sentences=told,
            articles=tuple(material.articles.values()),
            disagreements=(),
            coverage=count_coverage(documents, material, told),
            skipped=(),
            settings=settings.model_dump(),
            signature=signature(settings, encoder.name, "ready"),
            timings=clock.seconds,
            parts=find_parts(documents, material, (), told),
        )

    def _cited(
        self, draft: Draft, scores: Floats, passages: Passages, material: Material
    ) -> CitedSentence:
        every = range(len(material.sentences))
        citations = cite(
            draft.text, passages, scores, every, material.origins, self.settings.attribution
        )
        cited = [material.by_key[citation.key].text for citation in citations]
        return CitedSentence(
            draft=draft,
            citations=citations,
            checks=check(draft.text, cited),
            origins=count_origins(citations, material.origins),
        )

    @cached_property
    def _loaded_encoder(self) -> Encoder:
        encoding = self.settings.encoding
        encoder: Encoder = registry.resolve("encoder", encoding.encoder)(encoding)
        return encoder

    @cached_property
    def _loaded_writer(self) -> Writer:
        settings = self.settings
        make = registry.resolve("writer", settings.writing.writer)
        writer: Writer = make(settings.writing, settings.seed)
        return writer

    def _encoder(self, scope: str | None, spared: Callable[[Cost], None] | None = None) -> Encoder:
        encoding = self.settings.encoding
        if scope is None or not encoding.cache:
            return self._loaded_encoder
        if self._store is None:
            store = Store(cache_folder() / "vectors.sqlite", most=MOST_VECTORS).scoped(scope)
        else:
            # Another batch size, program or library gives other last bits, and other times.
            values = encoding.model_dump_json(exclude={"cache"})
            store = self._store.scoped(f"{scope}|{values}|{encoding_program()}")
        return CachedEncoder(self._loaded_encoder, store, spared)

    def _writer(self, scope: str | None, spared: Callable[[Cost], None] | None) -> Writer:
        writer, settings = self._loaded_writer, self.settings
        if scope is None or self._store is None:
            return writer
        store = self._store.scoped(f"{scope}|{libraries()}")
        return CachedWriter(writer, store, settings.writing, settings.seed, spared)

    def _plan(self, material: Material, vectors: Floats, clusters: Sequence[Cluster]) -> Plan:
        planning = self.settings.planning
        return make_plan(
            material,
            vectors,
            clusters,
            planning,
            salience=registry.resolve("salience", planning.salience)(planning),
            concepts=registry.resolve("concept weights", planning.concepts)(planning),
            selector=registry.resolve("selector", planning.selector)(planning),
            ordering=registry.resolve("ordering", planning.ordering)(planning),
        )

    def _gate(self, material: Material, vectors: Floats, encoder: Encoder) -> Gate:
        attribution = self.settings.attribution
        return Gate(
            passages=Passages(material.sentences, vectors, encoder),
            origins=material.origins,
            support=registry.resolve("support checker", attribution.support)(attribution),
            settings=attribution,
        )


@dataclass(slots=True)
class _Clock:
    """Seconds of each step, by name."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 3)


def _ready(place: int, text: str) -> Draft:
    section = Section(position=place, cluster_id=place, evidence=(), word_budget=count_words(text))
    return Draft(section=section, text=one_line(text), kind="ready")


def _disagreements(
    clusters: Sequence[Cluster], told: Sequence[CitedSentence], material: Material
) -> tuple[Disagreement, ...]:
    """Among the sentences of the clusters that the summary tells or cites."""
    cited = {citation.key for sentence in told for citation in sentence.citations}
    said = [cluster for cluster in clusters if cited & set(cluster.members)]
    return find_disagreements(said, material.by_key, material.origins)
