"""A writer without a model, registered like any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarize import registry
from summarize.ports import Progress, no_progress
from summarize.records import Article, Draft, Section, Sentence, SentenceKey
from summarize.settings import WritingSettings
from summarize.writing.tidying import tidy

registry.register("writer", "stand-in", "tests.stand_ins:StandInWriter")


class StandInWriter:
    """Invents a figure at its first attempt, a name at its second, and then tells the truth.

    Sentences with "market" in them it never gets right.
    """

    signature = "stand-in"

    def __init__(self, settings: WritingSettings, seed: int = 0) -> None:
        self.settings, self.seed = settings, seed

    def write(
        self,
        sections: Sequence[Section],
        evidence: Mapping[SentenceKey, Sentence],
        articles: Mapping[str, Article],
        attempt: int = 0,
        progress: Progress = no_progress,
    ) -> tuple[Draft, ...]:
        drafts = []
        for section in sections:
            text = tidy(evidence[section.evidence[0]].text)
            if attempt == 0:
                text = text.removesuffix(".") + ", which cost 777 dollars."
            elif attempt == 1 or "market" in text:
                text = text.removesuffix(".") + ", said Vega Zorn."
            drafts.append(Draft(section=section, text=text, kind="fused"))
        return tuple(drafts)
