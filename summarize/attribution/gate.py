"""Drafts in, cited sentences or refusals out.

A sentence is looked for first in its section's evidence, then in the whole of the articles that
the evidence is from, then in all articles; the first scope in which everything it states is found
gives its citations. A number that no source has refuses a sentence at once; all else is tried in
the wider scopes first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarize.attribution.checks import check, failure
from summarize.attribution.company import misplaced_articles, strangers
from summarize.attribution.evidence import Passages, cite
from summarize.attribution.origins import count_origins
from summarize.ports import Floats, SupportChecker
from summarize.records import Checks, Citation, CitedSentence, Draft
from summarize.settings import AttributionSettings
from summarize.text.facts.dates import find_dates
from summarize.text.facts.numbers import missing_numbers
from summarize.text.words import bigrams, content_stems


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A draft that no passages bear, and the code of the reason."""

    draft: Draft
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Says of each draft which passages bear it, or why none do."""

    passages: Passages
    origins: Mapping[str, int]
    support: SupportChecker
    settings: AttributionSettings

    def judge(self, drafts: Sequence[Draft]) -> tuple[CitedSentence | Refusal, ...]:
        """One verdict for each draft, in the same order."""
        scores = self.passages.scores([draft.text for draft in drafts])
        return tuple(
            self._extracted(draft, row) if draft.kind == "extracted" else self._written(draft, row)
            for draft, row in zip(drafts, scores, strict=True)
        )

    def _written(self, draft: Draft, scores: Floats) -> CitedSentence | Refusal:
        if missing_numbers(draft.text, self._texts(range(len(self.passages.sentences)))):
            return Refusal(draft=draft, reason="number-in-no-source")
        reason = "nothing-to-cite"
        for scope in self._scopes(draft):
            citations = cite(draft.text, self.passages, scores, scope, self.origins, self.settings)
            passages = self._cited(citations)
            checks = check(draft.text, passages)
            reason = failure(checks) or self._weakness(draft, citations)
            if not reason:
                return self._sentence(draft, citations, checks)
        return Refusal(draft=draft, reason=reason)

    def _weakness(self, draft: Draft, citations: Sequence[Citation]) -> str:
        """Why passages that hold every fact of the draft still do not bear it, or ""."""
        text, passages = draft.text, self._cited(citations)
        if draft.kind == "fused" and draft.section.evidence[0] not in {c.key for c in citations}:
            return "misses-its-point"
        if strangers(text, passages) or misplaced_articles(text, passages):
            return "name-in-other-company"
        if _stammers(text):
            return "says-it-twice"
        if find_dates(passages[0]) and not find_dates(text):
            return "date-left-out"
        supported = self.support.support(text, passages) >= self.settings.min_support
        return "" if supported else "weak-support"

    def _extracted(self, draft: Draft, scores: Floats) -> CitedSentence:
        """Its own source first, with what corroborates it in other articles."""
        own = self.passages.rows[draft.section.evidence[0]]
        scores = scores.copy()
        scores[own] = 1.0
        citations = cite(draft.text, self.passages, scores, [own], self.origins, self.settings)
        return self._sentence(draft, citations, check(draft.text, self._cited(citations)))

    def _scopes(self, draft: Draft) -> tuple[Sequence[int], ...]:
        evidence = [self.passages.rows[key] for key in draft.section.evidence]
        articles = {key.article for key in draft.section.evidence}
        every = range(len(self.passages.sentences))
        near = [row for row in every if self.passages.sentences[row].key.article in articles]
        return (evidence, near, every)

    def _sentence(
        self, draft: Draft, citations: tuple[Citation, ...], checks: Checks
    ) -> CitedSentence:
        origins = count_origins(citations, self.origins)
        return CitedSentence(draft=draft, citations=citations, checks=checks, origins=origins)

    def _cited(self, citations: Sequence[Citation]) -> list[str]:
        return self._texts([self.passages.rows[citation.key] for citation in citations])

    def _texts(self, rows: Sequence[int]) -> list[str]:
        return [self.passages.sentences[row].text for row in rows]


def _stammers(text: str) -> bool:
    """True if two neighbouring content words stand in the sentence twice."""
    pairs = bigrams(content_stems(text))
    return len(set(pairs)) < len(pairs)
