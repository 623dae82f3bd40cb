"""The plan becomes sentences: written, checked, tried again, and fitted into the word budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarize.attribution.gate import Gate, Refusal
from summarize.pipeline.composing import composed
from summarize.pipeline.tellers import with_tellers
from summarize.planning.budget import TOLERANCE, fill
from summarize.planning.redundancy import repeats
from summarize.ports import Progress, Writer
from summarize.records import CitedSentence, Material, Plan, Section
from summarize.settings import Settings
from summarize.text.words import count_words
from summarize.writing.extracting import extract


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
    written = words * settings.writing.overgeneration
    planned = (*plan.sections, *plan.reserve)
    ranked = with_tellers(planned, gate.passages, material, settings.planning.evidence)
    told: list[CitedSentence] = []
    best: tuple[CitedSentence, ...] = ()
    start = 0
    while start < len(ranked):
        some = _next_sections(ranked[start:], written - _length(best))
        start += len(some)
        told.extend(_tell(some, writer, gate, material, settings, progress))
        best = _best(told, plan, material, words)
        if _length(best) >= (1 - TOLERANCE) * words:
            break
    return tuple(sorted(best, key=lambda sentence: sentence.draft.section.position))


def _best(
    told: Sequence[CitedSentence], plan: Plan, material: Material, words: int
) -> tuple[CitedSentence, ...]:
    """What of ``told`` is said: of each section one sentence at most, nothing twice."""
    firsts: dict[Section, CitedSentence] = {}
    for sentence in told:
        firsts.setdefault(sentence.draft.section, sentence)
    if len(firsts) < len(told):
        sources = {sentence.key: sentence.text for sentence in material.sentences}
        found = composed(told, plan.worth, sources, words)
        if found:
            return found
    different = _without_repetition(list(firsts.values()))
    return tuple(different[i] for i in fill([_length([one]) for one in different], words))


def _length(told: Sequence[CitedSentence]) -> int:
    return sum(count_words(sentence.draft.text) for sentence in told)


def notes_on(told: Sequence[CitedSentence], words: int) -> tuple[str, ...]:
    """What the user should know of the length: that no useful sentence is as short as the budget.

    ``tell`` goes beyond the budget by more than a tenth with a single sentence only.
    """
    length = _length(told)
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
    """Each section written and checked; what fails is tried again.

    Of each section come the accepted drafts, then its source sentence with the reason why it may
    have to do.
    """
    accepted: dict[Section, list[CitedSentence]] = {section: [] for section in sections}
    reasons: dict[Section, str] = {}
    pending = list(sections)
    for attempt in range(settings.writing.attempts):
        drafts = writer.write(pending, material.by_key, material.articles, attempt, progress)
        for verdict in gate.judge(drafts):
            section = verdict.draft.section
            if isinstance(verdict, Refusal):
                reasons.setdefault(section, verdict.reason)
            else:
                accepted[section].append(verdict)
        pending = [section for section in sections if not accepted[section]]
        if not pending:
            break
    open_to_sources = [section for section in sections if not _is_extract(accepted[section])]
    extracts = gate.judge([extract(section, material.by_key) for section in open_to_sources])
    for section, verdict in zip(open_to_sources, extracts, strict=True):
        if isinstance(verdict, CitedSentence):
            usual = "tells-more" if accepted[section] else "nothing-written"
            accepted[section].append(replace(verdict, reason=reasons.get(section, usual)))
    return [sentence for section in sections for sentence in accepted[section]]


def _is_extract(accepted: Sequence[CitedSentence]) -> bool:
    """True if the writer took the source sentence over by itself."""
    return any(sentence.draft.kind == "extracted" for sentence in accepted)


def _without_repetition(told: Sequence[CitedSentence]) -> list[CitedSentence]:
    """Best first; a sentence that says again what a better one says falls away."""
    kept: list[CitedSentence] = []
    for sentence in told:
        if not any(repeats(sentence.draft.text, other.draft.text) for other in kept):
            kept.append(sentence)
    return kept
