"""Markdown, with every passage that a sentence rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.records import Summary
from summarize.rendering.references import (
    cited,
    counts_line,
    marks,
    numbers,
    passage,
    printable,
    source_line,
    unused,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&-])")


def render(summary: Summary) -> str:
    """A document with the summary, the evidence of each sentence, and the sources."""
    return printable("\n".join(_lines(summary))) + "\n"


def escape(text: str) -> str:
    """``text`` as one line in which Markdown and HTML find nothing to obey."""
    return _SPECIAL.sub(r"\\\1", passage(text))


def _lines(summary: Summary) -> Iterator[str]:
    numbered = numbers(summary)
    yield f"# {escape(summary.title)}"
    yield ""
    yield " ".join(
        f"{escape(sentence.draft.text)} {escape(marks(sentence, numbered))}"
        for sentence in summary.sentences
    )
    yield ""
    yield "## Evidence"
    yield ""
    texts = {article.id: article.text for article in summary.articles}
    for place, sentence in enumerate(summary.sentences, start=1):
        yield f"{place}. {escape(sentence.draft.text)}"
        for citation in sentence.citations:
            where = f"\\[{numbered[citation.key.article]}\\]"
            quoted = escape(texts[citation.key.article][citation.start : citation.end])
            yield f"    - {where} {quoted}"
    yield ""
    yield "## Sources"
    yield ""
    for article in cited(summary):
        yield f"- \\[{numbered[article.id]}\\] {escape(source_line(article))}"
    yield from _disagreements(summary, numbered)
    yield ""
    yield "## Used and skipped"
    yield ""
    yield f"- {escape(counts_line(summary))}"
    for article in unused(summary):
        yield f"- not cited: \\[{numbered[article.id]}\\] {escape(source_line(article))}"
    for skipped in summary.skipped:
        yield f"- skipped: {escape(skipped.path)}: {escape(skipped.reason)}"
    for note in summary.notes:
        yield f"- note: {escape(note)}"


def _disagreements(summary: Summary, numbered: dict[str, int]) -> Iterator[str]:
    if not summary.disagreements:
        return
    yield ""
    yield "## Sources disagree"
    yield ""
    for disagreement in summary.disagreements:
        yield f"- {escape(disagreement.topic)}"
        for claim in disagreement.claims:
            where = f"\\[{numbered[claim.article]}\\]"
            yield f"    - {escape(claim.value)} {where}: “{escape(claim.text)}”"
