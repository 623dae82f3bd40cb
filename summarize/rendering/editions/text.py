"""An edition as plain text: what a mail program without HTML shows."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from summarize.digest.records import Edition, Story
from summarize.records import Summary
from summarize.rendering.editions.lines import (
    NAMES,
    article_line,
    articles,
    edition_title,
    pointer,
    story_title,
)
from summarize.rendering.page.links import link
from summarize.rendering.references import passage, printable

_WIDTH = 78


def render(edition: Edition) -> str:
    """The edition; a citation mark is the number of an article in the story's own list."""
    return printable("\n".join(_lines(edition))) + "\n"


def _lines(edition: Edition) -> Iterator[str]:
    yield edition_title(edition)
    for note in edition.notes:
        yield from ("", *_wrapped(note))
    for place, story in enumerate(edition.stories, start=1):
        yield ""
        yield from _wrapped(f"{place}. {story_title(story)}")
        yield from _wrapped(f"{NAMES[story.status]}: {story.why}")
        yield from _story(edition, story)
    if edition.skipped:
        yield from ("", "Failed, stale or skipped:")
    for skipped in edition.skipped:
        yield from _wrapped(f"- {skipped.path}: {skipped.reason}")


def _story(edition: Edition, story: Story) -> Iterator[str]:
    listed = articles(edition, story)
    numbered = {article.id: place for place, article in enumerate(listed, start=1)}
    yield ""
    if story.summary is None:
        yield from _wrapped(pointer(story))
    else:
        yield from _summary(story.summary, numbered)
    yield ""
    for article in listed:
        yield from _wrapped(f"[{numbered[article.id]}] {article_line(edition, article)}")
        if address := link(article.url):
            yield f"    {passage(address)}"


def _summary(summary: Summary, numbered: dict[str, int]) -> Iterator[str]:
    yield from _wrapped(
        " ".join(
            f"{sentence.draft.text} "
            + "".join(f"[{number}]" for number in sorted(numbered[a] for a in sentence.articles))
            for sentence in summary.sentences
        )
    )
    for disagreement in summary.disagreements:
        yield from ("", *_wrapped(f"Sources disagree: {disagreement.topic}"))
        for claim in disagreement.claims:
            yield from _wrapped(f"- {claim.value} [{numbered[claim.article]}]: “{claim.text}”")


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(passage(text), _WIDTH, break_long_words=False, break_on_hyphens=False)
