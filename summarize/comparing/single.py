"""Scores of one ready summary: against references, against its sources, or both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from summarize.comparing.candidate import read_candidate
from summarize.comparing.producing import read_topic, told_of
from summarize.comparing.rows import Told, short_digest
from summarize.comparing.scoring import cite_places, sources_of
from summarize.errors import InputError, SettingsError
from summarize.evaluation import rouge as rouge_measure
from summarize.evaluation.datasets import Topic
from summarize.evaluation.datasets.folders import read_text
from summarize.evaluation.grounding import AbsentFact, GroundedSentence, ground
from summarize.evaluation.scorecard import Scores, Sources, grade, signature, unsupported
from summarize.evaluation.sentences import sentences_of_text
from summarize.pipeline import Summarizer
from summarize.ports import Progress, no_progress
from summarize.settings import Settings

Origin = Literal["own", "found afterwards"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreReport:
    """What was found of one summary.

    Attributes:
        candidate: its file.
        sentences: its sentences.
        references: the reference files, and the ROUGE scores against each, in the same order.
        sources: how many articles it was graded on; 0 leaves those measures out.
        citations: whose they are; None where there are no sources.
        scores: by name of the measure; None is n/a.
        absent: facts that no source has.
        unsupported: places of sentences that what they cite does not support.
        signature: names whatever can change a score.
    """

    candidate: str
    sentences: tuple[str, ...]
    references: tuple[str, ...]
    by_reference: tuple[Mapping[str, float], ...]
    sources: int
    citations: Origin | None
    scores: Scores
    absent: tuple[AbsentFact, ...]
    unsupported: tuple[int, ...]
    signature: str


def score_summary(
    candidate: Path,
    references: Sequence[Path],
    sources: Path | None = None,
    *,
    settings: Settings | None = None,
    nli: str = "",
    progress: Progress = no_progress,
) -> ScoreReport:
    """Scores the summary in ``candidate``.

    Args:
        candidate: a text, or a result as JSON, which brings its citations and its articles.
        references: reference summaries, each a file, or a folder of them.
        sources: folder or file of the articles; for a result as JSON its own articles if None.
        settings: by which articles are read, and passages found for a text without citations.
        nli: name or folder of an NLI model that judges support, or "".
        progress: called with (what is going on, steps done, steps in all).

    Raises:
        InputError: a file cannot be read or is no summary, or a result cites other articles than
            ``sources`` holds.
        SettingsError: there is neither a reference nor a source.
        ModelError: a model is missing or broken.
    """
    read = read_candidate(candidate)
    files = [file for reference in references for file in _files(reference)]
    topic = Topic(id="sources", folder=str(sources)) if sources is not None else read.articles
    if not files and topic is None:
        raise SettingsError("there is nothing to score against", hint="--reference or --sources")
    chosen = settings or Settings()
    told = read.sentences
    citations: Origin | None = None
    if topic is not None:
        citations = "own" if read.articles is not None else "found afterwards"
        if read.articles is None:
            told = _attributed(told, topic, chosen, progress)
    graded_on = None if topic is None else sources_of(topic)
    summary = cite_places(told, graded_on)
    if graded_on is not None and not _all_placed(told, summary):
        raise InputError(
            f"{candidate}: cites articles that are not among the sources",
            hint="leave out --sources: a result brings its articles with it",
        )
    texts = [read_text(file) for file in files]
    about = [
        f"summarize:{version('summarize')}",
        f"candidate:{short_digest(*(sentence.text for sentence in told))}",
        f"references:{len(files)}#{short_digest(*texts)}",
        f"sources:{0 if topic is None else topic.digest[:12]}",
        f"config:{chosen.name}#{short_digest(chosen.model_dump_json())}",
        signature(nli),
    ]
    return ScoreReport(
        candidate=str(candidate),
        sentences=tuple(sentence.text for sentence in told),
        references=tuple(str(file) for file in files),
        by_reference=_rouge([sentence.text for sentence in told], texts),
        sources=0 if graded_on is None else len(graded_on.texts),
        citations=citations,
        scores=grade(summary, graded_on, texts, nli=nli),
        absent=() if graded_on is None else _absent(summary, graded_on),
        unsupported=() if graded_on is None else unsupported(summary, nli),
        signature="|".join(about),
    )


def _attributed(
    told: Sequence[Told], topic: Topic, settings: Settings, progress: Progress
) -> tuple[Told, ...]:
    documents, _ = read_topic(topic, settings)
    texts = [sentence.text for sentence in told]
    return told_of(Summarizer(settings).attribute(texts, documents, progress=progress))


def _all_placed(told: Sequence[Told], summary: Sequence[GroundedSentence]) -> bool:
    return all(
        len(one.articles) == len(placed.articles) for one, placed in zip(told, summary, strict=True)
    )


def _rouge(sentences: Sequence[str], references: Sequence[str]) -> tuple[Mapping[str, float], ...]:
    split = [sentences_of_text(reference) for reference in references]
    return tuple(found.f1() for found in rouge_measure.rouge(sentences, split))


def _absent(summary: Sequence[GroundedSentence], sources: Sources) -> tuple[AbsentFact, ...]:
    found = ground(summary, sources.texts).absent
    return tuple(fact for fact in found if fact.level == "sources")


def _files(reference: Path) -> list[Path]:
    if not reference.is_dir():
        return [reference]
    files = sorted(p for p in reference.iterdir() if p.is_file() and not p.name.startswith("."))
    if not files:
        raise InputError(f"{reference}: holds no file", hint="name reference summaries")
    return files
