"""What the formats of an edition say in the same words."""

from __future__ import annotations

from datetime import datetime, timezone
from urllib.parse import urlsplit

from summarize.digest.records import Edition, Status, Story
from summarize.records import Article
from summarize.rendering.page.links import link
from summarize.rendering.references import passage

NAMES: dict[Status, str] = {"new": "New", "update": "Update", "repeat": "No news"}
"""How a status is called."""


def edition_title(edition: Edition) -> str:
    """The name of the edition."""
    return f"News of {edition.date}"


def story_title(story: Story) -> str:
    """The headline, as one line."""
    return passage(story.title) or "(no title)"


def articles(edition: Edition, story: Story) -> tuple[Article, ...]:
    """All articles of a story, in the order of the edition."""
    return tuple(edition.documents[one].article for one in story.articles)


def outlet(article: Article) -> str:
    """Who wrote it: the outlet, else the host of the page, else the file."""
    host = urlsplit(link(article.url)).hostname or ""
    return passage(article.source) or host.removeprefix("www.") or passage(article.path or "")


def when(article: Article) -> str:
    """When it appeared: a date, or a date and time in UTC; "" if that is not known."""
    published = article.published or ""
    try:
        moment = datetime.fromisoformat(published.replace("Z", "+00:00"))
    except ValueError:
        return ""
    if len(published) <= len("2026-11-23"):
        return published
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return f"{moment.astimezone(timezone.utc):%Y-%m-%d %H:%M} UTC"


def article_line(edition: Edition, article: Article) -> str:
    """Outlet, time, title, and of which other article it is a copy."""
    parts = [outlet(article), when(article), passage(article.title) or "(no title)"]
    original = edition.copies.get(article.id)
    if original is not None:
        copied = edition.documents.get(original)
        whose = "an earlier article" if copied is None else outlet(copied.article)
        parts.append(f"a copy of {whose}")
    return ", ".join(part for part in parts if part)


def pointer(story: Story) -> str:
    """What stands in place of a summary, or ""."""
    if story.summary is not None:
        return ""
    if story.failure:
        return f"This story could not be summarized: {passage(story.failure)}"
    if story.status == "repeat":
        return f"No news since {story.told}." if story.told else "No news."
    return "Listed only."


def closed(edition: Edition) -> datetime:
    """When the edition was closed, in UTC: what it is dated by, so that it is the same again."""
    text = edition.until or f"{edition.date}T00:00:00+00:00"
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    aware = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    return aware.astimezone(timezone.utc)
