"""Drafts in, cited sentences or refusals out.

A sentence is looked for first in its section's evidence, then in the whole of the articles that
the evidence is from, then in all articles; the first scope in which everything it states is found
gives its citations. A number that no source has refuses a sentence at once; all else is tried in
the wider scopes first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from summarize.attribution.checks import check, failure
from summarize.attribution.company import misplaced_articles, strangers
from summarize.attribution.counting import counts_another
from summarize.attribution.dating import dated_anew, dated_otherwise, undated
from summarize.attribution.definite import taken_as_known
from summarize.attribution.evidence import Passages, cite
from summarize.attribution.grafts import grafted, namesakes, other_speakers, two_speakers
from summarize.attribution.hedges import left_out
from summarize.attribution.joints import joined_otherwise
from summarize.attribution.mood import unreal_told_as_real
from summarize.attribution.naming import named_anew
from summarize.attribution.origins import count_origins
from summarize.attribution.polarity import turned_over
from summarize.attribution.possession import changed_hands, owns_anew
from summarize.attribution.pronouns import given_a_gender, other_gender, other_owner
from summarize.attribution.quoting import quoted_anew, said_by_nobody, unquoted
from summarize.attribution.relatedness import unrelated_parts
from summarize.attribution.relatives import attached_otherwise
from summarize.attribution.repetition import says_twice
from summarize.attribution.restrictions import unrestricted
from summarize.attribution.slots import displaced
from summarize.attribution.tails import misplaced_tails
from summarize.attribution.voice import speaks_itself
from summarize.ports import Floats, SupportChecker
from summarize.records import Checks, Citation, CitedSentence, Draft
from summarize.settings import AttributionSettings
from summarize.text.facts.numbers import missing_numbers


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
        # A passage that the sentence denies is not cited for it, so the evidence is asked as well.
        if turned_over(text, [*passages, *self._evidence(draft)]):
            return "negation-differs"
        for code, found in _FAULTS:
            if found(text, passages):
                return code
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

    def _evidence(self, draft: Draft) -> list[str]:
        return self._texts([self.passages.rows[key] for key in draft.section.evidence])

    def _cited(self, citations: Sequence[Citation]) -> list[str]:
        return self._texts([self.passages.rows[citation.key] for citation in citations])

    def _texts(self, rows: Sequence[int]) -> list[str]:
        return [self.passages.sentences[row].text for row in rows]


def _misnamed(text: str, passages: Sequence[str]) -> bool:
    return bool(strangers(text, passages) or misplaced_articles(text, passages))


def _in_place_of(kind: str) -> Callable[[str, Sequence[str]], bool]:
    return lambda text, passages: any(found == kind for found, _ in displaced(text, passages))


_FAULTS: tuple[tuple[str, Callable[[str, Sequence[str]], object]], ...] = (
    ("name-in-other-company", _misnamed),
    ("name-in-other-company", _in_place_of("name")),
    ("name-in-other-company", changed_hands),
    ("name-in-other-company", owns_anew),
    ("name-in-other-company", other_gender),
    ("name-in-other-company", other_owner),
    ("name-in-other-company", given_a_gender),
    ("name-in-other-company", namesakes),
    ("name-in-other-company", other_speakers),
    ("name-not-cited", named_anew),
    ("number-in-other-company", _in_place_of("number")),
    ("number-in-other-company", counts_another),
    ("date-in-other-company", _in_place_of("date")),
    ("date-in-other-company", dated_anew),
    ("date-in-other-company", dated_otherwise),
    ("plan-told-as-fact", unreal_told_as_real),
    ("doubt-left-out", left_out),
    ("quotation-told-as-fact", unquoted),
    ("quotation-told-as-fact", said_by_nobody),
    ("quote-not-cited", quoted_anew),
    ("limit-left-out", unrestricted),
    ("joined-otherwise", joined_otherwise),
    ("joined-otherwise", attached_otherwise),
    ("joined-otherwise", grafted),
    ("joined-otherwise", two_speakers),
    ("joined-otherwise", misplaced_tails),
    ("joined-otherwise", unrelated_parts),
    ("taken-as-known", taken_as_known),
    ("says-it-twice", says_twice),
    ("speaks-itself", speaks_itself),
    ("date-left-out", undated),
)
"""Codes of what a sentence may make of words that all stand in its passages, gravest first."""
