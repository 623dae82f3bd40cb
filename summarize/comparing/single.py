"""Scores of one ready summary: against references, against its sources, or both."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from summarize.comparing.producing import read_topic, told_of
from summarize.comparing.rows import Told
from summarize.comparing.scoring import cite_places, sources_of
from summarize.errors import InputError, SettingsError
from summarize.evaluation import rouge as rouge_measure
from summarize.evaluation.datasets import Topic
from summarize.evaluation.datasets.folders import read_text
from summarize.evaluation.datasets.topic import without_dash
from summarize.evaluation.grounding import AbsentFact, ground
from summarize.evaluation.scorecard import Scores, grade, signature, unsupported
from summarize.evaluation.sentences import sentences_of_text
from summarize.pipeline import Summarizer
from summarize.ports import Progress, no_progress
from summarize.rendering.json import SCHEMA as SUMMARY_SCHEMA
from summarize.settings import Settings

_MARKS = re.compile(r"[ \t]*(?:\[\d{1,3}\])+(?=\s|$)")
"""Citation marks as our text output sets them: no words of the summary."""

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
        InputError: a file cannot be read, or the summary is empty.
        SettingsError: there is neither a reference nor a source.
        ModelError: a model is missing or broken.
    """
    result = _result(candidate)
    files = [file for reference in references for file in _files(reference)]
    topic = _topic(result, sources)
    if not files and topic is None:
        raise SettingsError("there is nothing to score against", hint="--reference or --sources")
    chosen = settings or Settings()
    citations: Origin = "found afterwards" if result is None else "own"
    if result is not None:
        told = _told_by(result)
    else:
        texts = sentences_of_text(_MARKS.sub("", without_dash(read_text(candidate))))
        told = tuple(Told(text=text, passages=(), articles=()) for text in texts)
        if topic is not None and told:
            documents, _ = read_topic(topic, chosen)
            found = Summarizer(chosen).attribute(texts, documents, progress=progress)
            told = told_of(found)
    if not told:
        raise InputError(f"{candidate}: holds no sentence", hint="name a summary")
    return _report(candidate, told, files, topic, citations if topic else None, nli)


def _report(
    candidate: Path,
    told: tuple[Told, ...],
    files: Sequence[Path],
    topic: Topic | None,
    citations: Origin | None,
    nli: str,
) -> ScoreReport:
    sources = None if topic is None else sources_of(topic)
    references = [read_text(file) for file in files]
    summary = () if sources is None else cite_places(told, sources)
    plain = summary or cite_places(told, None)
    texts = tuple(sentence.text for sentence in told)
    split = [sentences_of_text(reference) for reference in references]
    by_reference = rouge_measure.rouge(texts, split) if split else ()
    return ScoreReport(
        candidate=str(candidate),
        sentences=texts,
        references=tuple(str(file) for file in files),
        by_reference=tuple(
            {name: getattr(scores, name) for name in ("rouge1", "rouge2", "rougeL", "rougeLsum")}
            for scores in by_reference
        ),
        sources=0 if sources is None else len(sources.texts),
        citations=citations,
        scores=grade(plain, sources, references, nli=nli),
        absent=()
        if sources is None
        else tuple(f for f in ground(summary, sources.texts).absent if f.level == "sources"),
        unsupported=() if sources is None else unsupported(summary, nli),
        signature=signature(nli),
    )


def _result(path: Path) -> Mapping[str, Any] | None:
    """The value of a result as JSON, or None for any other text."""
    text = read_text(path)
    if not text.lstrip().startswith("{"):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    is_result = isinstance(value, dict) and value.get("schema") == SUMMARY_SCHEMA
    return value if is_result else None


def _files(reference: Path) -> list[Path]:
    if not reference.is_dir():
        return [reference]
    files = sorted(p for p in reference.iterdir() if p.is_file() and not p.name.startswith("."))
    if not files:
        raise InputError(f"{reference}: holds no file", hint="name reference summaries")
    return files


def _topic(result: Mapping[str, Any] | None, sources: Path | None) -> Topic | None:
    """The articles that the summary is graded on, or None."""
    if sources is not None:
        return Topic(id="sources", folder=str(sources))
    if result is None:
        return None
    texts = tuple((str(a["title"]), str(a["text"])) for a in result["articles"])
    return Topic(id="articles", texts=texts)


def _told_by(result: Mapping[str, Any]) -> tuple[Told, ...]:
    """The sentences of a result with their citations.

    Raises:
        InputError: it is not as its schema says.
    """
    try:
        digests = {article["id"]: article["sha256"] for article in result["articles"]}
        return tuple(
            Told(
                text=sentence["text"],
                passages=tuple(found["text"] for found in sentence["evidence"]),
                articles=tuple(digests[found["article"]] for found in sentence["evidence"]),
            )
            for sentence in result["sentences"]
        )
    except (KeyError, TypeError) as error:
        raise InputError(f"the result is not {SUMMARY_SCHEMA}: {error!r} is missing") from error
