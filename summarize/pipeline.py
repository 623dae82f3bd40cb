"""Articles and settings in, a summary out: the one file that knows every stage."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version

from summarize import registry
from summarize.attribution.disagreements import find_disagreements
from summarize.attribution.evidence import Passages
from summarize.attribution.gate import Gate, Refusal
from summarize.clustering.vectors import CachedEncoder
from summarize.errors import NoInputError
from summarize.planning.budget import fill
from summarize.planning.headline import headline
from summarize.planning.outline import make_plan
from summarize.planning.redundancy import repeats
from summarize.ports import Encoder, Floats, Progress, Writer, no_progress
from summarize.reading import read_sources
from summarize.reading.copies import copy_of, find_origins
from summarize.records import (
    Article,
    CitedSentence,
    Cluster,
    Coverage,
    Disagreement,
    Document,
    Plan,
    Section,
    Sentence,
    SentenceKey,
    Skipped,
    Summary,
)
from summarize.settings import Settings, cache_folder, load_settings
from summarize.text.sentences import sentences_of
from summarize.text.words import count_words
from summarize.writing.extracting import extract

_SPARE = 1.2
"""How much more than the budget is written, for sentences that turn out short or fall away."""


def summarize(
    sources: Sequence[str | os.PathLike[str]] | str | os.PathLike[str],
    settings: Settings | None = None,
    *,
    progress: Progress = no_progress,
) -> Summary:
    """One summary of the articles in ``sources``, every sentence with the passages it rests on.

    Args:
        sources: folders, files, http(s) pages; one or several.
        settings: what ``load_settings`` gives; the default configuration if None.
        progress: called with (what is going on, steps done, steps in all).

    Raises:
        NoInputError: nothing there can be used.
        ModelError: a model is missing or broken.
        SettingsError: the default configuration cannot be read.
    """
    chosen = load_settings() if settings is None else settings
    listed = [sources] if isinstance(sources, (str, os.PathLike)) else list(sources)
    clock = _Clock()
    with clock("reading"):
        documents, skipped = read_sources(
            listed, chosen.reading, language=chosen.text.language, progress=progress
        )
    return summarize_documents(
        documents, chosen, skipped=skipped, progress=progress, timings=clock.seconds
    )


def summarize_documents(
    documents: Sequence[Document],
    settings: Settings,
    *,
    skipped: Sequence[Skipped] = (),
    progress: Progress = no_progress,
    timings: Mapping[str, float] | None = None,
) -> Summary:
    """One summary of articles that are read already; see ``summarize``."""
    clock = _Clock(dict(timings or {}))
    with clock("sentences"):
        material = _material(documents, settings)
    encoder = _encoder(settings)
    with clock("vectors"):
        vectors = encoder.encode([s.text for s in material.sentences], progress)
    with clock("clustering"):
        make = registry.resolve("clusterer", settings.clustering.clusterer)
        clusters = make(settings.clustering).cluster(material.sentences, vectors)
    with clock("planning"):
        plan = _plan(material, vectors, clusters, settings)
    writer: Writer = registry.resolve("writer", settings.writing.writer)(
        settings.writing, settings.seed
    )
    with clock("writing"):
        gate = _gate(material, vectors, encoder, settings)
        told = _write(plan, writer, gate, material, settings, progress)
    with clock("disagreements"):
        disagreements = _disagreements(clusters, told, material)
    return Summary(
        title=headline([a.title for a in material.articles.values()], [s.draft.text for s in told]),
        sentences=told,
        articles=tuple(material.articles.values()),
        disagreements=disagreements,
        coverage=_coverage(documents, material, told),
        skipped=tuple(skipped),
        settings=settings.model_dump(),
        signature=_signature(settings, encoder, writer),
        timings=clock.seconds,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Material:
    """What the stages have in common: articles, sentences, origins."""

    articles: Mapping[str, Article]
    sentences: tuple[Sentence, ...]
    by_key: Mapping[SentenceKey, Sentence]
    origins: Mapping[str, int]


@dataclass(slots=True)
class _Clock:
    """Seconds of each step, by name."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - start, 3)


def _material(documents: Sequence[Document], settings: Settings) -> _Material:
    splitter = registry.resolve("splitter", settings.text.splitter)
    sentences = tuple(
        sentence
        for document in documents
        for sentence in sentences_of(document, settings.text, splitter)
    )
    if not sentences:
        raise NoInputError(
            "no sentence was found in the articles",
            hint="they hold headings or page clutter only; 'reading.clutter: none' keeps all text",
        )
    articles = {document.article.id: document.article for document in documents}
    return _Material(
        articles=articles,
        sentences=sentences,
        by_key={sentence.key: sentence for sentence in sentences},
        origins=dict(zip(articles, find_origins(documents), strict=True)),
    )


def _encoder(settings: Settings) -> Encoder:
    make = registry.resolve("encoder", settings.encoding.encoder)
    encoder: Encoder = make(settings.encoding)
    if not settings.encoding.cache:
        return encoder
    return CachedEncoder(encoder, cache_folder() / "vectors.sqlite")


def _plan(
    material: _Material, vectors: Floats, clusters: Sequence[Cluster], settings: Settings
) -> Plan:
    planning = settings.planning
    return make_plan(
        material.sentences,
        vectors,
        clusters,
        material.origins,
        planning,
        salience=registry.resolve("salience", planning.salience)(planning),
        selector=registry.resolve("selector", planning.selector)(planning),
        ordering=registry.resolve("ordering", planning.ordering)(planning),
    )


def _gate(material: _Material, vectors: Floats, encoder: Encoder, settings: Settings) -> Gate:
    make = registry.resolve("support checker", settings.attribution.support)
    return Gate(
        passages=Passages(material.sentences, vectors, encoder),
        origins=material.origins,
        support=make(settings.attribution),
        settings=settings.attribution,
    )


def _write(
    plan: Plan,
    writer: Writer,
    gate: Gate,
    material: _Material,
    settings: Settings,
    progress: Progress,
) -> tuple[CitedSentence, ...]:
    """The sentences of the summary, in reading order, within the word budget.

    Sections are written until they fill the budget; only while they do not are more of the
    reserve written.
    """
    words = settings.planning.words
    ranked = (*plan.sections, *plan.reserve)
    told: list[CitedSentence] = []
    start = 0
    while start < len(ranked):
        told_words = sum(count_words(sentence.draft.text) for sentence in told)
        if start and told_words >= words:
            break
        some = _next_sections(ranked[start:], words * _SPARE - told_words)
        start += len(some)
        told.extend(_tell(some, writer, gate, material, settings, progress))
    different = _without_repetition(told)
    lengths = [count_words(sentence.draft.text) for sentence in different]
    fitting = [different[index] for index in fill(lengths, words)]
    return tuple(sorted(fitting, key=lambda sentence: sentence.draft.section.position))


def _next_sections(ranked: Sequence[Section], words: float) -> tuple[Section, ...]:
    """The first of ``ranked`` that promise ``words`` words; one at least."""
    total = 0
    for count, section in enumerate(ranked):
        total += section.word_budget
        if total > words and count:
            return tuple(ranked[:count])
    return tuple(ranked)


def _tell(
    sections: Sequence[Section],
    writer: Writer,
    gate: Gate,
    material: _Material,
    settings: Settings,
    progress: Progress,
) -> list[CitedSentence]:
    """Each section written and checked; what fails is tried again and at last extracted."""
    accepted: list[CitedSentence] = []
    reasons: dict[int, str] = {}
    pending = list(sections)
    for attempt in range(settings.writing.attempts):
        drafts = writer.write(pending, material.by_key, material.articles, attempt, progress)
        for verdict in gate.judge(drafts):
            if isinstance(verdict, Refusal):
                reasons.setdefault(verdict.draft.section.cluster_id, verdict.reason)
            else:
                accepted.append(verdict)
        done = {sentence.draft.section.cluster_id for sentence in accepted}
        pending = [section for section in sections if section.cluster_id not in done]
        if not pending:
            break
    extracts = gate.judge([extract(section, material.by_key) for section in pending])
    for verdict in extracts:
        if isinstance(verdict, CitedSentence):
            reason = reasons.get(verdict.draft.section.cluster_id, "nothing-written")
            accepted.append(replace(verdict, reason=reason))
    rank = {section.cluster_id: place for place, section in enumerate(sections)}
    return sorted(accepted, key=lambda sentence: rank[sentence.draft.section.cluster_id])


def _without_repetition(told: Sequence[CitedSentence]) -> list[CitedSentence]:
    """Best first; a sentence that says again what a better one says falls away."""
    kept: list[CitedSentence] = []
    for sentence in told:
        if not any(repeats(sentence.draft.text, other.draft.text) for other in kept):
            kept.append(sentence)
    return kept


def _disagreements(
    clusters: Sequence[Cluster], told: Sequence[CitedSentence], material: _Material
) -> tuple[Disagreement, ...]:
    """Among the sentences of the clusters that the summary tells or cites."""
    cited = {citation.key for sentence in told for citation in sentence.citations}
    said = [cluster for cluster in clusters if cited & set(cluster.members)]
    return find_disagreements(said, material.by_key, material.origins)


def _coverage(
    documents: Sequence[Document], material: _Material, told: Sequence[CitedSentence]
) -> tuple[Coverage, ...]:
    cited = {citation.key for sentence in told for citation in sentence.citations}
    return tuple(
        Coverage(
            article=document.article.id,
            sentences=sum(s.key.article == document.article.id for s in material.sentences),
            clutter=len(document.clutter),
            used=sum(key.article == document.article.id for key in cited),
            copy_of=original,
        )
        for document, original in zip(documents, copy_of(documents), strict=True)
    )


def _signature(settings: Settings, encoder: Encoder, writer: Writer) -> str:
    """Names whatever can change the summary: the program, settings, models and libraries."""
    values = json.dumps(settings.model_dump(), sort_keys=True)
    digest = hashlib.sha256(values.encode()).hexdigest()[:12]
    libraries = "|".join(
        f"{name}:{_version(name)}" for name in ("nltk", "scikit-learn", "torch", "transformers")
    )
    return (
        f"summarize:{_version('summarize')}|config:{settings.name}#{digest}|seed:{settings.seed}"
        f"|encoder:{encoder.name}|writer:{writer.signature}|{libraries}"
    )


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "unknown"
