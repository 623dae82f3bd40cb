"""The plan becomes sentences: written, checked, tried again, and fitted into the word budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarize.attribution.gate import Gate, Refusal
from summarize.planning.budget import TOLERANCE, fill
from summarize.planning.redundancy import repeats
from summarize.ports import Progress, Writer
from summarize.records import CitedSentence, Material, Plan, Section
from summarize.settings import Settings
from summarize.text.words import count_words
from summarize.writing.extracting import extract

_SPARE = 1.2
"""How much more than the budget is written, for sentences that turn out short or fall away."""


def tell(
    plan: Plan,
    writer: Writer,
    gate: Gate,
    material: Material,
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


def notes_on(told: Sequence[CitedSentence], words: int) -> tuple[str, ...]:
    """What the user should know of the length: that no useful sentence is as short as the budget.

    ``tell`` goes beyond the budget by more than a tenth with a single sentence only.
    """
    length = sum(count_words(sentence.draft.text) for sentence in told)
    if length <= (1 + TOLERANCE) * words:
        return ()
    return (
        f"No sentence that can stand alone was found in {words} words; this summary is the "
        f"shortest, {length} words.",
    )


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
    material: Material,
    settings: Settings,
    progress: Progress,
) -> list[CitedSentence]:
    """Each section written and checked; what fails is tried again and at last extracted."""
    accepted: list[CitedSentence] = []
    reasons: dict[int, str] = {}
    pending = list(sections)
    for attempt in range(settings.writing.attempts):
        drafts = writer.write(pending, material.by_key, material.articles, attempt, progress)
        # Of several drafts of a section the first that is borne out is taken.
        taken: set[Section] = set()
        for verdict in gate.judge(drafts):
            section = verdict.draft.section
            if isinstance(verdict, Refusal):
                reasons.setdefault(section.cluster_id, verdict.reason)
            elif section not in taken:
                taken.add(section)
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
