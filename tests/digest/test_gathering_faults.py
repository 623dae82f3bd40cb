"""Gathering where servers, feeds and links misbehave, and what is remembered of it."""

from __future__ import annotations

import os
import random
import time
from datetime import datetime

import pytest

from summarize.digest import asking, fetching
from summarize.digest.records import FeedState
from tests.digest.sites import (
    LATER,
    UNTIL,
    UTC,
    atom,
    entry,
    known,
    opml,
    page,
    reasons,
    run,
    story,
    titles,
)
from tests.misbehaving_server import RSS, running


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setattr(fetching, "_PAUSE", 0.01)
    with running() as one:
        yield one


def test_lists_of_lists_each_address_once(site):
    """Lists that name one another would be followed for ever."""
    feed = site.put("/feed", atom(entry("Ferry", summary=story("ferry"))), RSS)
    inner = site.put(
        "/inner.opml",
        opml(f"{site.address}/outer.opml", feed, "file:///etc/passwd", "javascript:x"),
    )
    outer = site.put("/outer.opml", opml(inner, feed, f"{feed}?utm_source=mail"), "text/xml")
    gathered = run(outer, feed)
    assert titles(gathered) == ["Ferry"]
    assert (site.times("/outer.opml"), site.times("/inner.opml"), site.times("/feed")) == (1, 1, 1)
    assert "file:///etc/passwd: only http and https addresses are asked for" in reasons(gathered)


def test_a_chain_of_lists_has_an_end(site):
    for n in range(8):
        site.put(f"/{n}.opml", opml(f"{site.address}/{n + 1}.opml"))
    gathered = run(f"{site.address}/0.opml")
    assert reasons(gathered) == f"{site.address}/4.opml: stands in a list that is 4 lists deep"
    assert gathered.documents == ()


def test_a_list_of_absurd_size(site, monkeypatch):
    monkeypatch.setattr(asking, "_MAX_ASKED", 3)
    gathered = run(site.put("/many.opml", opml(*(f"{site.address}/f{n}" for n in range(50)))))
    assert len(site.asked) == 3
    assert "stand after 3 other addresses" in reasons(gathered)


def test_one_failing_feed_does_not_stop_the_others(site):
    good = site.put("/good", atom(entry("Ferry", summary=story("ferry"))), RSS)
    faults = "missing silent drip endless bomb bomb-in-bomb cut reset nonsense loop to-file".split()
    bad = [f"{site.address}/{name}" for name in faults]
    bad += [site.put("/image", b"GIF", "image/gif"), site.put("/xml", "<note/>", "text/xml")]
    bad += [site.put("/half", "<rss><channel", RSS), site.put("/empty", b"", RSS)]
    gathered = run(*bad, good, site.put("/none", atom(title="No entries"), RSS))
    assert titles(gathered) == ["Ferry"]
    told = {one.path: one.reason for one in gathered.skipped}
    assert set(told) == {*bad, f"{site.address}/none"}
    assert all(reason and "\n" not in reason for reason in told.values())
    assert told[f"{site.address}/none"] == "is a feed without entries"
    assert {state.url: state.failures for state in gathered.states} == {
        **dict.fromkeys(bad, 1), good: 0, f"{site.address}/none": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    "root",
    [
        "<rss version='2.0'><channel><title>&b;</title></channel></rss>",
        "<opml><outline xmlUrl='&b;'/></opml>",
    ],
)
@pytest.mark.parametrize(
    "entity", ["<!ENTITY b 'ha'>", "<!ENTITY b SYSTEM 'file:///etc/hostname'>"]
)
def test_entities_are_refused(site, root, entity):
    feed = site.put("/feed", f"<?xml version='1.0'?><!DOCTYPE x [{entity}]>{root}", RSS)
    assert "declares entities" in reasons(run(feed))


def test_failures_in_a_row_are_counted(site):
    url = f"{site.address}/missing"
    states = {url: FeedState(url=url, etag="t", newest="2026-11-20T00:00:00+00:00", failures=2)}
    gathered = run(url, states=states)
    assert (
        reasons(gathered)
        == f"{url}: the server answered 404 Not Found; it failed in each of the last 3 runs"
    )
    assert gathered.states == (
        FeedState(url=url, etag="t", newest="2026-11-20T00:00:00+00:00", failures=3),
    )


def test_a_feed_without_news_for_long_is_named(site):
    feed = site.put("/feed", atom(entry("Ferry", updated="2026-11-01T00:00:00Z")), RSS)
    assert "no entry since 2026-11-01" in reasons(run(feed))


def test_a_feed_that_has_not_changed_is_not_sent_again(site):
    feed = site.put(
        "/feed", atom(entry("Ferry", summary=story("ferry"))), RSS, headers={"ETag": '"v1"'}
    )
    (state,) = run(feed).states
    assert state.etag == '"v1"'
    since, until = UNTIL, datetime(2026, 11, 24, 6, tzinfo=UTC)
    gathered = run(feed, since=since, until=until, states=known(site))
    assert site.asked[-1][1]["if-none-match"] == '"v1"'
    assert (gathered.documents, gathered.skipped) == ((), ())
    (state,) = gathered.states
    assert (state.etag, state.failures, state.newest) == ('"v1"', 0, "2026-11-22T18:00:00+00:00")
    assert state.checked > UNTIL.isoformat()


def test_a_feed_that_has_not_changed_can_still_be_stale(site):
    site.put("/feed", atom(), RSS, headers={"ETag": '"v1"'})
    since, until = datetime(2026, 12, 23, tzinfo=UTC), datetime(2026, 12, 24, tzinfo=UTC)
    gathered = run(f"{site.address}/feed", since=since, until=until, states=known(site))
    assert reasons(gathered).endswith("no entry since 2026-11-22")


def test_who_asks_for_all_gets_the_whole_feed(site):
    """A 304 would hide what the last run's window left out."""
    feed = atom(entry("Ferry", summary=story("ferry")))
    url = site.put("/feed", feed, RSS, headers={"ETag": '"v1"'})
    assert titles(run(url, since=None, states=known(site))) == ["Ferry"]


def test_a_feed_with_entries_for_tomorrow_is_asked_for_whole_tomorrow(site):
    link = site.put("/1", page("ferry"))
    feed = site.put(
        "/feed", atom(entry("A", link), entry("B", link, LATER)), RSS, headers={"ETag": '"v1"'}
    )
    assert run(feed).states[0].etag == ""


def test_an_article_that_was_lost_for_a_day_comes_back(site):
    """The page failed for a while, the feed was not sent again: the article was never seen."""
    link = f"{site.address}/cut"
    feed = site.put("/feed", atom(entry("A", link)), RSS, headers={"ETag": '"v1"'})
    assert run(feed).states[0].etag == ""
    gone = site.put(
        "/feed", atom(entry("A", f"{site.address}/missing")), RSS, headers={"ETag": '"v1"'}
    )
    assert run(gone).states[0].etag == '"v1"'


def test_a_temporary_failure_is_tried_once_more(site):
    busy = {"status": 429, "headers": {"Retry-After": "0"}}
    feed = site.put("/feed", atom(entry("Ferry", summary=story("ferry"))), RSS, failures=1, **busy)
    assert titles(run(feed)) == ["Ferry"]
    assert site.times("/feed") == 2
    never = site.put("/never", b"", RSS, status=503)
    assert "the server answered 503" in reasons(run(never))
    assert site.times("/never") == 2
    long = site.put("/long", b"", RSS, status=429, headers={"Retry-After": "3600"})
    assert "the server answered 429" in reasons(run(long))
    assert site.times("/long") == 1


def test_a_server_that_fails_again_and_again_is_left_alone(site):
    links = [site.put(f"/{n}", b"", status=500) for n in range(20)]
    feed = site.put("/feed", atom(*(entry(f"n{n}", links[n]) for n in range(20))), RSS)
    gathered = run(feed)
    assert sum(site.times(f"/{n}") > 0 for n in range(20)) == 6  # three in each of two lanes
    assert f"{feed}: 15 more of its entries could not be used" in reasons(gathered)


def test_a_host_has_two_requests_at_once_at_most(site):
    for n in range(12):
        site.put(f"/{n}", page(f"bridge {n}"))
    feed = site.put("/feed", atom(*(entry(f"n{n}", f"{site.address}/{n}") for n in range(12))), RSS)
    assert len(run(feed).documents) == 12
    assert site.most_at_once <= 2


def test_scripts_of_a_page_are_no_text(site):
    link = site.put(
        "/1",
        page("ferry").replace("<article>", "<article><script>steal()</script><style>p{}</style>"),
    )
    (document,) = run(site.put("/feed", atom(entry("Ferry", link)), RSS)).documents
    assert "steal" not in document.article.text


def test_links_into_this_machine_are_refused(site, tmp_path):
    """Both the feed named by the user and the pages behind the links of a feed."""
    link = site.put("/secret", page("ferry"))
    assert "refused without --allow-private" in reasons(
        run(site.put("/feed", atom(), RSS), allow_private=False)
    )
    (tmp_path / "feed.xml").write_text(
        atom(
            entry("A", link),
            entry("B", link.replace("127.0.0.1", "2130706433"), summary=story("tram")),
        ),
        encoding="utf-8",
    )
    (tmp_path / "list.xml").write_text(opml(f"{site.address}/feed"), encoding="utf-8")
    gathered = run(tmp_path, allow_private=False)
    assert titles(gathered) == ["B"]
    assert "which is this machine or a private network; refused" in reasons(gathered, "secret")
    assert site.asked == []


def test_a_page_cannot_pass_itself_off_as_another_host_s(site):
    """Its canonical link named a competitor's article, which was then dropped as seen already."""
    other = "https://other.example/article"
    link = site.put(
        "/1", page("ferry").replace("<head>", f"<head><link rel='canonical' href='{other}'>")
    )
    (document,) = run(site.put("/feed", atom(entry("Ferry", link)), RSS)).documents
    assert document.article.url == link


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_a_folder_is_not_opened(tmp_path):
    """Opening it to see whether it is a feed would wait for a writer for ever."""
    os.mkfifo(tmp_path / "feed.xml")
    assert "is a pipe" in reasons(run(tmp_path))


def test_the_order_does_not_depend_on_who_answers_first(site, monkeypatch):
    for n in range(9):
        site.put(f"/{n}", page(f"bridge {n}"))
    feeds = [
        site.put(
            f"/f{f}", atom(*(entry(f"f{f} n{n}", f"{site.address}/{n}") for n in range(f, 9))), RSS
        )
        for f in range(3)
    ]
    first = run(*feeds)
    ask = fetching.ask

    def at_leisure(url, **options):
        time.sleep(random.Random(url).random() / 50)  # noqa: S311 - only to mix up the order
        return ask(url, **options)

    monkeypatch.setattr(fetching, "ask", at_leisure)
    again = run(*feeds)
    assert again.documents == first.documents
    assert again.skipped == first.skipped
    assert [document.article.id for document in first.documents] == [f"a{n}" for n in range(1, 10)]


def test_progress_is_told_from_one_thread_to_the_end(site):
    link = site.put("/1", page("ferry"))
    told = []
    run(site.put("/feed", atom(entry("A", link)), RSS), progress=lambda *step: told.append(step))
    assert told == [("asking sources", 1, 1), ("fetching pages", 1, 1)]


def test_a_fault_of_ours_is_not_swallowed(site, monkeypatch):
    def broken(*_arguments, **_options):
        raise RuntimeError("a fault")

    monkeypatch.setattr(fetching, "ask", broken)
    with pytest.raises(RuntimeError, match="a fault"):
        run(f"{site.address}/feed")
