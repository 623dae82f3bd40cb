"""The comparison as Markdown: what stands in a README, and what the terminal shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from summarize.comparing.rows import Row
from summarize.comparing.runs import Run, Study
from summarize.comparing.table import REAL, Table, Value, parting
from summarize.evaluation.measures import BY_NAME, Measure
from summarize.evaluation.significance import FEWEST
from summarize.rendering.markdown import escape
from summarize.rendering.references import passage, printable

_TESTED = ("rouge1", "rouge2", "rougeLsum", "citation_recall")
"""What the second table tells of each row; without references the first three are not there."""


_QUALITY = ("rouge1", "rouge2", "rougeL", "rougeLsum", "words", "seconds", "megabytes")
"""The first of the two tables in a terminal; the second has the other main measures."""


@dataclass(frozen=True, slots=True)
class _Style:
    """How the terminal and Markdown write the same: a name, the best value, a real difference."""

    name: Callable[[str], str]
    best: str
    differs: str


_MARKDOWN = _Style(name=escape, best="**{}**", differs="\\*")
_TERMINAL = _Style(name=passage, best="{}^", differs="*")


def render(study: Study, run: Run, table: Table, signature: str, only_different: bool) -> str:
    """The whole report."""
    return printable("\n".join(_lines(study, run, table, signature, only_different))) + "\n"


def tables(study: Study, table: Table) -> str:
    """The means and the tests for a terminal: narrower, and nothing escaped."""
    main = [measure for measure in table.measures if measure.main]
    parts = (
        [measure for measure in main if measure.name in _QUALITY],
        [measure for measure in main if measure.name not in _QUALITY],
    )
    lines: list[str] = []
    for measures in parts:
        cells = [
            (
                _labelled(row, study, table, _TERMINAL.name),
                *(_cell(table, row, m, _half_width, _TERMINAL) for m in measures),
            )
            for row in study.rows
        ]
        lines += [*_grid(("", *(m.label for m in measures)), cells), ""]
    lines += [*_legend(study, _TERMINAL, "^"), ""]
    return printable("\n".join([*lines, *_tests(study, table, _TERMINAL)])) + "\n"


def _lines(
    study: Study, run: Run, table: Table, signature: str, only_different: bool
) -> Iterator[str]:
    yield f"# Comparison on {len(study.topics)} topics"
    yield ""
    yield from _means(study, table)
    yield ""
    yield from _tests(study, table, _MARKDOWN)
    yield ""
    others = [measure for measure in table.measures if not measure.main]
    if others:
        yield "## More of each row"
        yield ""
        yield from _grid(
            ("measure", *(escape(row.name) for row in study.rows)),
            [
                (
                    measure.label,
                    *(_cell(table, row, measure, _no_interval, _MARKDOWN) for row in study.rows),
                )
                for measure in others
            ],
        )
        yield ""
    yield from _failures(study, run, table)
    yield from _topics(study, run, only_different)
    yield f"Signature: `{signature}`"


def _means(study: Study, table: Table) -> Iterator[str]:
    measures = [measure for measure in table.measures if measure.main]
    yield from _grid(
        ("", *(measure.label for measure in measures)),
        [
            (
                _labelled(row, study, table, _MARKDOWN.name),
                *(_cell(table, row, m, _interval, _MARKDOWN) for m in measures),
            )
            for row in study.rows
        ],
    )
    yield ""
    yield " ".join(_legend(study, _MARKDOWN, "**Bold**"))


def _legend(study: Study, style: _Style, best: str) -> list[str]:
    """In lines, for a terminal."""
    first = style.name(study.rows[0].name)
    enough = len(study.topics) >= FEWEST
    intervals = " with their 95% intervals" if enough else f" (fewer than {FEWEST}: no intervals)"
    return [
        f"Means over topics{intervals}. {best}: best, and really ahead of every other",
        f"(p < {REAL}). {style.differs} differs from {first} (p < {REAL}, corrected for all"
        " comparisons of the table).",
        "Citations of systems were found afterwards. A baseline cites the sentences that it",
        "copied: read citations beside the novel word pairs.",
    ]


def _tests(study: Study, table: Table, style: _Style) -> Iterator[str]:
    head, rows = tests(study, table, style.name)
    if rows:
        yield f"Against {style.name(study.rows[0].name)}:"
        yield ""
        yield from _grid(head, rows)


def tests(
    study: Study, table: Table, name: Callable[[str], str]
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Head and rows of the tests against the first configuration; no row without any test."""
    measures = [BY_NAME[one] for one in _TESTED if BY_NAME[one] in table.measures]
    if not measures:
        return (), []
    head = (
        "",
        *(f"{measure.label}: difference, p, wins/ties/losses" for measure in measures),
        "smallest difference that could show",
    )
    return head, [
        (
            _labelled(row, study, table, name),
            *(_tested(table.values.get((row.name, m.name)), m) for m in measures),
            _detectable(table, row, measures),
        )
        for row in study.rows[1:]
    ]


def _cell(
    table: Table,
    row: Row,
    measure: Measure,
    interval: Callable[[Value, Measure], str],
    style: _Style,
) -> str:
    value = table.values.get((row.name, measure.name))
    if value is None:
        return "n/a"
    shown = measure.show(value.value)
    if table.best.get(measure.name) == row.name:
        shown = style.best.format(shown)
    if value.p is not None and value.p < REAL:
        shown += style.differs
    return shown + interval(value, measure)


def _interval(value: Value, measure: Measure) -> str:
    if value.low is None:
        return ""
    return f" ({measure.show(value.low)} to {measure.show(value.high)})"


def _half_width(value: Value, measure: Measure) -> str:
    if value.low is None or value.high is None:
        return ""
    return f" ±{measure.show((value.high - value.low) / 2)}"


def _no_interval(value: Value, measure: Measure) -> str:
    del value, measure
    return ""


def _tested(value: Value | None, measure: Measure) -> str:
    if value is None or value.test is None or value.p is None:
        return "n/a"
    test = value.test
    scale = 100 if measure.percent else 1
    return (
        f"{test.difference * scale:+.{measure.digits}f}, p {_p(value.p)},"
        f" {test.wins}/{test.ties}/{test.losses}"
    )


def _p(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"{p:.3f}" if p < 1 else "1"


def _detectable(table: Table, row: Row, measures: Sequence[Measure]) -> str:
    told = []
    for measure in measures:
        value = table.values.get((row.name, measure.name))
        if value is not None and value.test is not None and value.test.detectable is not None:
            told.append(f"{measure.label} {measure.show(value.test.detectable)}")
    return ", ".join(told) or "n/a"


def _failures(study: Study, run: Run, table: Table) -> Iterator[str]:
    if not any(table.failed.values()):
        return
    yield "## Topics that failed"
    yield ""
    for row in study.rows:
        for topic in table.failed[row.name]:
            error = run.outcomes[row.name, topic].error
            yield f"- {escape(row.name)}, {escape(topic)}: {escape(error)}"
    yield ""


def _topics(study: Study, run: Run, only_different: bool) -> Iterator[str]:
    configs = [row for row in study.rows if row.kind == "config"]
    if not only_different:
        return
    different = parting(study, run)
    yield f"## Topics where configurations part: {len(different)} of {len(study.topics)}"
    yield ""
    for topic in different:
        yield f"### {escape(topic)}"
        yield ""
        for row in configs:
            text = run.outcomes[row.name, topic].text
            yield f"- **{escape(row.name)}**: {escape(text or 'failed')}"
        yield ""


def _labelled(row: Row, study: Study, table: Table, name: Callable[[str], str]) -> str:
    """With its kind, and with the number of topics where it is not on all of them."""
    about: list[str] = [] if row.kind == "config" else [row.kind]
    if table.scored[row.name] < len(study.topics):
        about.append(f"{table.scored[row.name]} of {len(study.topics)} topics")
    return f"{name(row.name)} ({', '.join(about)})" if about else name(row.name)


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A Markdown table whose columns line up in plain text too."""
    lines = [tuple(head), *(tuple(row) for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(head))]
    for number, line in enumerate(lines):
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        yield f"| {' | '.join(cells)} |"
        if not number:
            yield f"|{'|'.join('-' * (width + 2) for width in widths)}|"
