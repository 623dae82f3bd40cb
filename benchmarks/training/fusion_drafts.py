"""Sentences of a topic that may be targets of fusion, each with the reports that bear it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from benchmarks.training.fusion_constituents import removable, without
from benchmarks.training.fusion_evidence import Report, Reports, report
from benchmarks.training.fusion_insertions import made_of_parts
from benchmarks.training.fusion_judging import Kind
from benchmarks.training.fusion_targets import target_of
from summarize.comparing.producing import read_topic
from summarize.errors import SummarizeError
from summarize.evaluation.datasets import Topic
from summarize.evaluation.sentences import sentences_of_text
from summarize.pipeline import read_material
from summarize.settings import Settings

Origin = Literal["reference", "article", "parts"]
Drafted = tuple[Origin, "Kind | None", str, Sequence[Report]]


def drafts(topic: Topic, reports: Reports) -> Iterator[Drafted]:
    """What may become a pair: origin, kind where it is known, the target, the reports it rests on.

    Sentences of references come first, then those of articles that others bear, then made ones.
    """
    references = [s for text in topic.references for s in sentences_of_text(text)]
    for sentence in references:
        for target in _versions(target_of(sentence)):
            cover = reports.cover(target)
            if cover is not None:
                yield "reference", None, target, cover.reports
                break
    for one in reports.reports:
        others = frozenset(other.article for other in reports.reports) - {one.article}
        if others and reports.is_told_by(one, others) and target_of(one.text) == one.text:
            for target in _versions(one.text):
                cover = reports.cover(target, others)
                if cover is not None and not cover.foreign:
                    yield "article", None, target, cover.reports
                    break
    wanted = frozenset(term for sentence in references for term in report(-1, sentence).content)
    for made in made_of_parts(reports, wanted):
        yield "parts", made.kind, made.target, made.reports


def _versions(target: str | None) -> Iterator[str]:
    """The target, and what is left of it without a part that it stands without."""
    if target is not None:
        yield target
        for span in removable(target):
            shorter = without(target, span)
            if target_of(shorter) == shorter:
                yield shorter


def read_reports(topic: Topic) -> Reports:
    """The source sentences of a topic; none if it cannot be read."""
    settings = Settings()
    try:
        documents, _ = read_topic(topic, settings)
        material = read_material(documents, settings.text)
    except SummarizeError:  # a topic that has no text teaches nothing
        return Reports(())
    places = {article: place for place, article in enumerate(material.articles)}
    return Reports(report(places[one.key.article], one.text) for one in material.sentences)
