"""The extractive writer: each section is told by its best source sentence, tidied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarize.ports import Progress, no_progress
from summarize.records import Article, Draft, Section, Sentence, SentenceKey
from summarize.settings import WritingSettings
from summarize.writing.tidying import tidy


class ExtractiveWriter:
    """The port ``Writer``; it uses no model, and a later attempt has nothing else to offer."""

    signature = "extractive"

    def __init__(self, settings: WritingSettings, seed: int = 0) -> None:
        del settings, seed  # there is nothing to set

    def write(
        self,
        sections: Sequence[Section],
        evidence: Mapping[SentenceKey, Sentence],
        articles: Mapping[str, Article],
        attempt: int = 0,
        progress: Progress = no_progress,
    ) -> tuple[Draft, ...]:
        """One draft for each section."""
        del articles, attempt, progress
        return tuple(extract(section, evidence) for section in sections)


def extract(section: Section, evidence: Mapping[SentenceKey, Sentence]) -> Draft:
    """The section's first evidence sentence, tidied."""
    text = tidy(evidence[section.evidence[0]].text)
    return Draft(section=section, text=text, kind="extracted")
