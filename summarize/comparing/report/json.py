"""The comparison as JSON, schema ``summarize/comparison@1``: everything that was found."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from summarize.comparing.rows import Outcome, Row
from summarize.comparing.runs import Run, Study
from summarize.comparing.table import Table, Value, parting, scores_of

SCHEMA = "summarize/comparison@1"


def as_json(study: Study, run: Run, table: Table, signature: str) -> dict[str, Any]:
    """Plain values. Shares are in [0, 1]; ``p`` is corrected, ``p_uncorrected`` is not."""
    return {
        "schema": SCHEMA,
        "signature": signature,
        "topics": len(study.topics),
        "first": study.rows[0].name,
        "rows": [_row(row, study, table) for row in study.rows],
        "best": dict(table.best),
        "different": list(parting(study, run)),
        "failures": [
            {"row": row.name, "topic": topic.id, "error": run.outcomes[row.name, topic.id].error}
            for row in study.rows
            for topic in study.topics
            if topic.id in table.failed[row.name]
        ],
        "per_topic": [
            {
                "id": topic.id,
                "references": list(topic.references),
                "rows": {
                    row.name: _cell(run.outcomes[cell], scores_of(run, cell))
                    for row in study.rows
                    if (cell := (row.name, topic.id)) in run.outcomes
                },
            }
            for topic in study.topics
        ],
        "timings": dict(run.seconds),
    }


def _row(row: Row, study: Study, table: Table) -> dict[str, Any]:
    if row.settings is not None:
        settings: dict[str, Any] | None = row.settings.model_dump(mode="json")
    else:
        settings = {"words": study.words} if row.kind == "baseline" else None
    return {
        "name": row.name,
        "kind": row.kind,
        "citations": {"config": "own", "baseline": "own", "system": "found afterwards"}[row.kind],
        "failed": len(table.failed[row.name]),
        "metrics": {
            measure.name: _value(value)
            for measure in table.measures
            if (value := table.values.get((row.name, measure.name))) is not None
        },
        "settings": settings,
    }


def _value(value: Value) -> dict[str, Any]:
    found: dict[str, Any] = {
        "value": value.value,
        "low": value.low,
        "high": value.high,
        "p": value.p,
        "topics": value.topics,
    }
    if value.test is not None:
        test = asdict(value.test)
        found |= {
            "p_uncorrected": test["p"],
            **{name: test[name] for name in ("difference", "wins", "ties", "losses", "detectable")},
            "compared": test["topics"],
        }
    return found


def _cell(outcome: Outcome, scores: dict[str, float | None]) -> dict[str, Any]:
    return {
        "text": outcome.text,
        "summary": outcome.summary,
        "sentences": [asdict(sentence) for sentence in outcome.sentences],
        "metrics": scores,
        "error": outcome.error or None,
    }
