"""An edition as an Atom feed (RFC 4287): an entry for every story that has something to tell.

An entry's id is made of the day and the story's id, so that a feed reader shows it once, however
often the edition is made; the update of another day is another entry.
"""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from summarize.digest.records import Edition, Story
from summarize.rendering.editions.lines import (
    NAMES,
    articles,
    closed,
    edition_title,
    pointer,
    story_title,
)
from summarize.rendering.editions.mail_page import story_page
from summarize.rendering.page.links import link
from summarize.rendering.references import passage


def render(edition: Edition) -> str:
    """The feed as XML, best story first."""
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    feed.id(_id(edition.date))
    feed.title(edition_title(edition))
    feed.author(name="summarize")
    feed.generator("summarize")
    feed.updated(closed(edition))
    feed.link(href="index.html", rel="alternate", type="text/html")
    for story in edition.stories:
        if story.status != "repeat":
            _add(feed, edition, story)
    text: str = feed.atom_str(pretty=True).decode("utf-8")
    return text


def _add(feed: Any, edition: Edition, story: Story) -> None:
    entry = feed.add_entry(order="append")
    entry.id(_id(f"{edition.date}/{story.id}"))
    entry.title(story_title(story))
    entry.updated(closed(edition))
    entry.category(term=story.status, label=NAMES[story.status])
    told = "" if story.summary is None else passage(story.summary.text)
    entry.summary(told or pointer(story))
    entry.content(story_page(edition, story), type="html")
    # RFC 4287 wants one alternate link of a kind; the rest is in the content.
    first = next(filter(None, (link(one.url) for one in articles(edition, story))), "index.html")
    entry.link(href=passage(first), rel="alternate")


def _id(name: str) -> str:
    return uuid5(NAMESPACE_URL, f"summarize/edition/{name}").urn
