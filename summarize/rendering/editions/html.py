"""An edition of the digest as one page: stories to filter and search, each opening into its own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from summarize.digest.records import Edition, Status, Story
from summarize.records import Document, Summary
from summarize.rendering.page.document import page
from summarize.rendering.page.reader import Reader, Source, reader, unread_sources
from summarize.rendering.references import passage

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_STATUSES: tuple[Status, ...] = ("new", "update", "repeat")
_NO_OUTLET = "(no outlet)"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryShown:
    """A story on the page.

    Attributes:
        id: unique on the page.
        title: its headline.
        status: as in the edition.
        why: why it stands where it does.
        news: what the reader should know of its status, or "".
        outlets: names, each once, sorted; ``told_by`` says when each wrote.
        told_by: outlets with the time of their first article.
        view: its summary beside its articles, or None.
        sources: its articles where there is no summary.
        count: how many articles it has.
    """

    id: str
    title: str
    status: Status
    why: str
    news: str
    outlets: str
    told_by: str
    view: Reader | None
    sources: tuple[Source, ...]
    count: int


def render(edition: Edition) -> str:
    """One self-contained page; every article of the edition is on it, folded."""
    stories = tuple(_shown(story, place, edition) for place, story in enumerate(edition.stories, 1))
    counts = Counter(story.status for story in edition.stories)
    outlets = sorted({name for story in stories for name in json.loads(story.outlets)})
    return page(
        "summarize.rendering",
        "edition.html",
        title=f"The news of {_day(edition.date)}",
        stories=stories,
        counts=[(status, counts[status]) for status in _STATUSES],
        outlets=outlets,
        articles=len(edition.documents),
        notes=[passage(note) for note in edition.notes],
        skipped=[passage(f"{one.path}: {one.reason}") for one in edition.skipped],
        data={"markdown": {s.view.prefix: s.view.markdown for s in stories if s.view is not None}},
    )


def _shown(story: Story, place: int, edition: Edition) -> StoryShown:
    prefix = f"t{place}-"
    documents = [edition.documents[name] for name in story.articles]
    view = None
    if story.summary is not None:
        view = reader(story.summary, prefix=prefix, more=_untold(story.summary, documents))
    outlets = sorted({_outlet(document) for document in documents})
    return StoryShown(
        id=f"t{place}",
        title=passage(story.title),
        status=story.status,
        why=passage(story.why),
        news=_news(story),
        outlets=json.dumps(outlets),
        told_by=_told_by(documents, edition.date),
        view=view,
        sources=() if view is not None else unread_sources(documents, prefix=prefix),
        count=len(documents),
    )


def _untold(summary: Summary, documents: Sequence[Document]) -> list[Document]:
    """The documents that are not among the summary's articles; of two equal ones each counts."""
    left = Counter(article.sha256 for article in summary.articles)
    found = []
    for document in documents:
        left[document.article.sha256] -= 1
        if left[document.article.sha256] < 0:
            found.append(document)
    return found


def _news(story: Story) -> str:
    if story.failure:
        return f"It could not be summarized: {passage(story.failure)}"
    since = f" (told on {_day(story.told)})" if story.told else ""
    if story.status == "update" and story.summary is not None:
        return f"New since the last time{since}:"
    if story.status == "repeat":
        return f"Nothing new since the last time{since}."
    return ""


def _told_by(documents: list[Document], day: str) -> str:
    """Each outlet with the time of its first article: "Lund Post 08:15, Echo 2026-11-22"."""
    first: dict[str, str] = {}
    for document in documents:
        outlet, published = _outlet(document), document.article.published or ""
        if outlet not in first or (published and published < first[outlet]):
            first[outlet] = published
    ordered = sorted(first.items(), key=lambda item: (item[1] or "9", item[0]))
    return ", ".join(f"{outlet} {_moment(when, day)}".strip() for outlet, when in ordered)


def _moment(published: str, day: str) -> str:
    """The time of day if it was on that day, else the date."""
    if published[:10] == day and len(published) >= 16:
        return passage(published[11:16])
    return passage(published[:10])


def _outlet(document: Document) -> str:
    return passage(document.article.source) or _NO_OUTLET


def _day(iso: str) -> str:
    """As in "23 November 2026"; the text itself where it is no date."""
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return passage(iso)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
