"""An edition as JSON, schema ``summarize/edition@1``; each summary as ``summarize/summary@1``."""

from __future__ import annotations

import json
from typing import Any

from summarize.digest.records import Edition, Story
from summarize.records import Article
from summarize.rendering.editions.lines import articles, outlet
from summarize.rendering.json import as_json as summary_as_json

SCHEMA = "summarize/edition@1"


def render(edition: Edition) -> str:
    """``as_json`` as text, indented by two; the same edition gives the same bytes.

    Seconds stand under ``timings`` of the edition alone: a summary's own are left out.
    """
    return json.dumps(as_json(edition), ensure_ascii=False, indent=2) + "\n"


def as_json(edition: Edition) -> dict[str, Any]:
    """Plain values, in the order of the schema. ``copy_of`` is the id of an article, or null.

    An article that copies one which an earlier edition had has "earlier" there.
    """
    return {
        "schema": SCHEMA,
        "date": edition.date,
        "until": edition.until or None,
        "stories": [_story(edition, story) for story in edition.stories],
        "skipped": [{"path": item.path, "reason": item.reason} for item in edition.skipped],
        "notes": list(edition.notes),
        "timings": dict(edition.timings),
    }


def _story(edition: Edition, story: Story) -> dict[str, Any]:
    listed = articles(edition, story)
    summary = None
    if story.summary is not None:
        summary = {**summary_as_json(story.summary), "timings": {}}
    return {
        "id": story.id,
        "title": story.title,
        "status": story.status,
        "score": story.score,
        "why": story.why,
        "told": story.told,
        "independent": story.independent,
        "outlets": list(dict.fromkeys(filter(None, map(outlet, listed)))),
        "failure": story.failure or None,
        "articles": [_article(edition, article) for article in listed],
        "summary": summary,
    }


def _article(edition: Edition, article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "published": article.published,
        "url": article.url,
        "path": article.path,
        "sha256": article.sha256,
        "copy_of": edition.copies.get(article.id),
    }
