"""A feed read on two days and twice on one of them, over HTTP."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from xml.sax.saxutils import escape

from summarize.digest.daily import Delivered, Span, make_daily
from summarize.digest.engine.local import LocalEngine
from summarize.digest.memory import Memory
from tests.digest import days
from tests.misbehaving_server import RSS, Site, running

NOW = datetime.now(timezone.utc).replace(microsecond=0)


def put_feed(site: Site, *numbers: int, etag: str = "") -> str:
    """A feed of the ferry stories: entry n is n hours old and has its whole text in it."""
    items = []
    for number in numbers:
        text = f"The ferry {number} of Skerry Island will not leave the port of Lund in winter."
        when = NOW - timedelta(hours=number)
        page = site.put(
            f"/{number}",
            f"<html><body><article><p>{text} {text[:-1]}, they say.</p></article></body></html>",
        )
        items.append(
            f"<item><title>Ferry {number} stays in port</title><link>{escape(page)}</link>"
            f"<description>{text}</description><pubDate>{when:%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        )
    feed = f"<rss version='2.0'><channel><title>Post</title>{''.join(items)}</channel></rss>"
    return site.put("/feed", feed, RSS, headers={"ETag": etag} if etag else {})


def make(folder: Path, feed: str, end: datetime, day: str) -> Delivered:
    with Memory(folder / "memory.sqlite", wait=0) as memory:
        return make_daily(
            [feed],
            days.settings(folder),
            span=Span(until=end, date=day),
            memory=memory,
            output=folder / "editions",
            engine=LocalEngine(),
            allow_private=True,
        )


def without_timings(made: Delivered) -> dict[str, bytes]:
    text = made.files["edition.json"]
    return {**made.files, "edition.json": text[: text.rindex(b'"timings"')]}


def test_the_second_run_of_a_day_sees_what_the_first_saw(tmp_path: Path) -> None:
    """It asks the feed with the marks of the day before, and keeps what the feed has dropped."""
    with running() as site:
        make(tmp_path, put_feed(site, 30), NOW - timedelta(hours=24), "2026-01-01")
        feed = put_feed(site, 1, 2, 3, etag='"x"')
        first = make(tmp_path, feed, NOW, "2026-01-02")
        assert len(first.edition.documents) == 3
        second = make(tmp_path, feed, NOW, "2026-01-02")
        assert without_timings(second) == without_timings(first)
        put_feed(site, 1)
        third = make(tmp_path, feed, NOW, "2026-01-02")
        assert without_timings(third) == without_timings(first)
