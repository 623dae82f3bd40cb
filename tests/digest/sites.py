"""Feeds, lists and pages for tests of gathering, and how they are gathered."""

from __future__ import annotations

import os
import random
from datetime import datetime, timezone

from summarize.digest.gathering import gather
from summarize.digest.records import FeedState
from summarize.settings import ReadingSettings, Settings

UTC = timezone.utc
SINCE, UNTIL = datetime(2026, 11, 22, 6, tzinfo=UTC), datetime(2026, 11, 23, 6, tzinfo=UTC)
TODAY, OLD, LATER = "2026-11-22T18:00:00Z", "2026-11-20T18:00:00Z", "2026-11-23T07:00:00Z"
SETTINGS = Settings(reading=ReadingSettings(timeout=0.4, max_bytes=400_000))
BIRDS = "heron egret crane stork ibis avocet plover curlew godwit dunlin knot ruff snipe".split()


def story(subject: str, words: int = 60) -> str:
    """A text of its own for each subject."""
    chosen = random.Random(subject).choices(BIRDS, k=max(1, words // 6))  # noqa: S311 - no secret
    return " ".join(f"The {subject} committee counted one {bird}." for bird in chosen)


def page(subject: str, words: int = 60, **about: str) -> str:
    head = "".join(
        f"<meta property='og:{name}' content='{value}'>" for name, value in about.items()
    )
    sentences = story(subject, words).split(". ")
    body = "".join(
        f"<p>{'. '.join(sentences[n : n + 3])}.</p>" for n in range(0, len(sentences), 3)
    )
    return f"<html><head><title>{subject}</title>{head}</head><body><article>{body}</article></body></html>"


def entry(title: str, link: str = "", updated: str = TODAY, summary: str = "") -> str:
    return (
        f"<entry><title>{title}</title><id>{title}</id><link href='{link}'/>"
        + (f"<updated>{updated}</updated>" if updated else "")
        + f"<summary type='html'>{summary}</summary></entry>"
    )


def atom(*entries: str, title: str = "Quay Herald") -> str:
    return (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>{title}</title>{''.join(entries)}</feed>"
    )


def opml(*addresses: str) -> str:
    return (
        "<opml version='2.0'><body>"
        + "".join(f"<outline xmlUrl='{one}'/>" for one in addresses)
        + "</body></opml>"
    )


def run(*sources, since=SINCE, until=UNTIL, allow_private=True, **options):
    names = [os.fspath(source) for source in sources]
    return gather(names, SETTINGS, since=since, until=until, allow_private=allow_private, **options)


def titles(gathered) -> list[str]:
    return [document.article.title for document in gathered.documents]


def reasons(gathered, path="") -> str:
    return "\n".join(f"{one.path}: {one.reason}" for one in gathered.skipped if path in one.path)


def known(site, path="/feed", checked=UNTIL):
    url = site.address + path
    return {
        url: FeedState(
            url=url, etag='"v1"', checked=checked.isoformat(), newest="2026-11-22T18:00:00+00:00"
        )
    }
