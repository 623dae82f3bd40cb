"""Plain text for a terminal."""

from __future__ import annotations

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


def render(summary: Summary) -> str:
    """Title, the cited sentences as one paragraph, sources, disagreements, what was used."""
    return printable("\n".join(_lines(summary))) + "\n"


def _lines(summary: Summary) -> Iterator[str]:
    numbered = numbers(summary)
    yield passage(summary.title)
    yield ""
    yield "  ".join(
        f"{passage(sentence.draft.text)} {marks(sentence, numbered)}"
        for sentence in summary.sentences
    )
    yield ""
    yield "Sources:"
    for article in cited(summary):
        yield f"  [{numbered[article.id]}] {passage(source_line(article))}"
    if summary.disagreements:
        yield ""
        yield "Sources disagree:"
    for disagreement in summary.disagreements:
        yield f"  {passage(disagreement.topic)}:"
        for claim in disagreement.claims:
            where = f"[{numbered[claim.article]}]"
            yield f"    {passage(claim.value)} {where}: “{passage(claim.text)}”"
    yield ""
    yield f"Used: {counts_line(summary)}."
    for article in unused(summary):
        yield f"  not cited: [{numbered[article.id]}] {passage(source_line(article))}"
    for skipped in summary.skipped:
        yield f"Skipped: {passage(skipped.path)}: {passage(skipped.reason)}"
    for note in summary.notes:
        yield f"Note: {note}"
