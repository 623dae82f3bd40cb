"""The scores of one summary as text, Markdown and JSON (schema ``summarize/score@1``)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from summarize.comparing.single import ScoreReport
from summarize.evaluation.measures import MEASURES, Measure
from summarize.rendering.markdown import escape
from summarize.rendering.references import passage, printable

SCHEMA = "summarize/score@1"
_ROUGE = ("rouge1", "rouge2", "rougeL", "rougeLsum")


def as_json(report: ScoreReport) -> str:
    """Everything; shares are in [0, 1], None is n/a."""
    value = {
        "schema": SCHEMA,
        "candidate": report.candidate,
        "sentences": list(report.sentences),
        "references": [
            {"path": path, **scores}
            for path, scores in zip(report.references, report.by_reference, strict=True)
        ],
        "sources": report.sources,
        "citations": report.citations,
        "metrics": report.scores,
        "absent": [
            {"kind": fact.kind, "sentence": fact.sentence, "text": fact.text}
            for fact in report.absent
        ],
        "unsupported": list(report.unsupported),
        "signature": report.signature,
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_text(report: ScoreReport) -> str:
    """For a terminal: a measure a line, with what it means."""
    return printable("\n".join(_text(report))) + "\n"


def as_markdown(report: ScoreReport) -> str:
    """A table, and what is wrong with the summary."""
    return printable("\n".join(_markdown(report))) + "\n"


def _text(report: ScoreReport) -> Iterator[str]:
    yield f"{passage(report.candidate)}: {len(report.sentences)} sentences; {_against(report)}"
    yield ""
    for label, value, meaning in _rows(report):
        yield f"  {label:<22}{value:>8}  {meaning}"
    yield ""
    for line in _faults(report):
        yield passage(line)
    yield f"Signature: {report.signature}"


def _markdown(report: ScoreReport) -> Iterator[str]:
    yield f"# {escape(report.candidate)}"
    yield ""
    yield escape(f"{len(report.sentences)} sentences; {_against(report)}")
    yield ""
    yield "| measure | value | meaning |"
    yield "|---|---|---|"
    for label, value, meaning in _rows(report):
        yield f"| {label} | {value} | {meaning} |"
    yield ""
    for line in _faults(report):
        yield f"- {escape(line)}"
    yield ""
    yield f"Signature: `{report.signature}`"


def _against(report: ScoreReport) -> str:
    parts = []
    if report.references:
        parts.append(f"{len(report.references)} reference(s): {', '.join(report.references)}")
    if report.sources:
        parts.append(f"{report.sources} article(s), citations {report.citations}")
    return "; ".join(parts)


def _rows(report: ScoreReport) -> Iterator[tuple[str, str, str]]:
    for measure in MEASURES:
        if measure.name in report.scores and not _left_out(measure, report):
            several = measure.name in _ROUGE and len(report.references) > 1
            label = f"{measure.label} best" if several else measure.label
            yield label, measure.show(report.scores[measure.name]), measure.meaning


def _left_out(measure: Measure, report: ScoreReport) -> bool:
    """True for what was not asked for; what was asked for and cannot be told is shown as n/a."""
    if measure.name in _ROUGE:
        return not report.references
    if measure.name.endswith("_mean"):
        return len(report.references) < 2
    of_itself = ("words", "near_duplicates", "similarity", "highest_similarity", "unique_trigrams")
    return measure.name not in of_itself and not report.sources


def _faults(report: ScoreReport) -> Iterator[str]:
    for fact in report.absent:
        kind = fact.kind.removesuffix("s")
        yield f"In no source: {kind} “{fact.text}” (sentence {fact.sentence + 1})"
    for place in report.unsupported:
        yield f"Not supported by what it cites: {report.sentences[place]}"
