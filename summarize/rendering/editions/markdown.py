"""An edition as Markdown: every story with its sentences, its articles and why it stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from summarize.digest.records import Edition, Story
from summarize.records import Article, Summary
from summarize.rendering.editions.lines import (
    NAMES,
    article_line,
    articles,
    edition_title,
    pointer,
    story_title,
)
from summarize.rendering.markdown import escape
from summarize.rendering.page.links import link
from summarize.rendering.references import printable

_ADDRESS = "/:?#@!$&'*+,;=%~-._"
"""Characters of an address that stay: none with which Markdown ends a link."""


def render(edition: Edition) -> str:
    """The edition; a citation mark is the number of an article in the story's own list."""
    return printable("\n".join(_lines(edition))) + "\n"


def _lines(edition: Edition) -> Iterator[str]:
    yield f"# {escape(edition_title(edition))}"
    for note in edition.notes:
        yield ""
        yield f"*{escape(note)}*"
    for story in edition.stories:
        yield ""
        yield from _story(edition, story)
    if edition.skipped:
        yield ""
        yield "## Failed, stale or skipped"
        yield ""
    for skipped in edition.skipped:
        yield f"- {escape(skipped.path)}: {escape(skipped.reason)}"


def _story(edition: Edition, story: Story) -> Iterator[str]:
    listed = articles(edition, story)
    numbered = {article.id: place for place, article in enumerate(listed, start=1)}
    yield f"## {escape(story_title(story))}"
    yield ""
    yield f"**{NAMES[story.status]}**: {escape(story.why)}"
    yield ""
    if story.summary is None:
        yield escape(pointer(story))
    else:
        yield " ".join(_sentences(story.summary, numbered))
        yield from _disagreements(story.summary, numbered)
    yield ""
    for article in listed:
        yield f"{numbered[article.id]}. {_linked(article, article_line(edition, article))}"


def _sentences(summary: Summary, numbered: dict[str, int]) -> Iterator[str]:
    for sentence in summary.sentences:
        marks = "".join(f"\\[{n}\\]" for n in sorted(numbered[a] for a in sentence.articles))
        yield f"{escape(sentence.draft.text)} {marks}"


def _disagreements(summary: Summary, numbered: dict[str, int]) -> Iterator[str]:
    for disagreement in summary.disagreements:
        yield ""
        yield f"Sources disagree: {escape(disagreement.topic)}"
        yield ""
        for claim in disagreement.claims:
            where = f"\\[{numbered[claim.article]}\\]"
            yield f"- {escape(claim.value)} {where}: “{escape(claim.text)}”"


def _linked(article: Article, text: str) -> str:
    address = link(article.url)
    if not address:
        return escape(text)
    quoted = re.sub(r"\s", "%20", quote(address, safe=_ADDRESS))
    return f"[{escape(text)}](<{quoted}>)"
