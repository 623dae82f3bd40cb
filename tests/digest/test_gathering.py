"""Gathering from folders, feeds, lists and pages on a server of our own."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from summarize.digest import fetching
from summarize.errors import NoInputError
from tests.digest.sites import (
    LATER,
    OLD,
    TODAY,
    UTC,
    atom,
    entry,
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


def test_a_feed_and_the_pages_behind_it(site):
    first = site.put("/1", page("ferry"))
    second = site.put("/2", page("tram", site_name="Tram Times"))
    feed = site.put("/feed", atom(entry("Ferry", first), entry("Tram", second)), RSS)
    gathered = run(feed)
    ferry, tram = (document.article for document in gathered.documents)
    assert (ferry.id, ferry.title, ferry.source) == ("a1", "Ferry", "Quay Herald")
    assert (tram.id, tram.source, tram.url, tram.path) == ("a2", "Tram Times", second, None)
    assert ferry.published == "2026-11-22T18:00:00+00:00"
    assert "ferry committee" in ferry.text
    assert gathered.skipped == ()
    (state,) = gathered.states
    assert (state.url, state.failures, state.newest) == (feed, 0, "2026-11-22T18:00:00+00:00")


def test_a_feed_in_a_file(site, tmp_path):
    link = site.put("/1", page("ferry"))
    (tmp_path / "saved.txt").write_text(atom(entry("Ferry", link)), encoding="utf-8")
    (tmp_path / "list.dat").write_text(
        opml(site.put("/f", atom(entry("Tram", summary=story("tram"))), RSS)), encoding="utf-8"
    )
    (tmp_path / "note.txt").write_text(story("lighthouse"), encoding="utf-8")
    gathered = run(tmp_path)
    assert sorted(titles(gathered)) == ["", "Ferry", "Tram"]
    assert gathered.skipped == ()


def test_only_what_is_of_the_time_is_fetched(site):
    links = [site.put(f"/{n}", page(f"bridge {n}")) for n in range(4)]
    dates = (TODAY, OLD, OLD, LATER)
    feed = site.put("/feed", atom(*(entry(f"n{n}", links[n], dates[n]) for n in range(4))), RSS)
    gathered = run(feed)
    assert titles(gathered) == ["n0"]
    assert reasons(gathered) == (
        f"{feed}: 1 article is newer than 2026-11-23 06:00 UTC\n"
        f"{feed}: 2 articles are older than 2026-11-22 06:00 UTC"
    )
    assert [site.times(f"/{n}") for n in range(4)] == [1, 0, 0, 0]
    assert titles(run(feed, since=None, until=datetime(2026, 12, 1, tzinfo=UTC))) == [
        "n1",
        "n2",
        "n0",
        "n3",
    ]


def test_a_dump_of_articles(tmp_path):
    lines = [
        {"title": "Old", "text": story("canal"), "date": "2026-11-20"},
        {"title": "That day", "text": story("mill"), "date": "2026-11-22", "source": "Post"},
        {"title": "Undated", "text": story("quarry")},
        {"title": "Night", "text": story("weir"), "published": "2026-11-23T08:30:00+05:00"},
        {"no": "text"},
        {"title": "From the year 2999", "text": story("dam"), "date": "2999-01-01"},
    ]
    dump = tmp_path / "dump.jsonl"
    dump.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    gathered = run(dump)
    assert titles(gathered) == ["That day", "Night", "From the year 2999", "Undated"]
    assert [document.article.id for document in gathered.documents] == ["a1", "a2", "a3", "a4"]
    assert gathered.documents[2].article.published is None
    assert gathered.notes == (
        "2 of 4 articles do not say when they were written; they are used anyway.",
    )
    assert "1 article is older than 2026-11-22 06:00 UTC" in reasons(gathered)
    assert "dump.jsonl:5: is no article" in reasons(gathered)


def test_the_feed_s_own_text_stands_in_for_its_page(site):
    told = f"&lt;p&gt;{story('ferry', 30)}&lt;/p&gt;&lt;script&gt;steal()&lt;/script&gt;"
    links = {
        "gone": f"{site.address}/missing",
        "wall": site.put("/wall", "<html><body><p>Please sign in to read on.</p></body></html>"),
        "film": site.put("/film", b"", "video/mp4"),
        "script": "javascript:alert(1)",
        "file": "file:///etc/hostname",
        "none": "",
    }
    for name, link in links.items():
        gathered = run(site.put("/feed", atom(entry(name, link, summary=told)), RSS))
        assert titles(gathered) == [name]
        (article,) = (document.article for document in gathered.documents)
        assert article.text == story("ferry", 30)
        assert (article.url or "").startswith(("http://", "https://")) or article.url is None
        noted = "the page of 1 entry was not used, but the feed's own text (" in reasons(gathered)
        assert noted == bool(link)


def test_an_entry_without_enough_words_is_skipped_with_its_reason(site):
    entries = [
        entry("a", f"{site.address}/missing", summary="Too little."),
        entry("b", "ftp://x.example/y"),
    ]
    gathered = run(site.put("/feed", atom(*entries), RSS))
    assert gathered.documents == ()
    assert (
        "/missing: the server answered 404 Not Found; the feed itself tells only 2 words"
        in reasons(gathered)
    )
    assert "ftp://x.example/y: its entry links to no http(s) page" in reasons(gathered)


def test_a_feed_that_has_the_article_is_fuller_than_a_teaser(site):
    link = site.put("/1", page("ferry", 45))
    feed = site.put("/feed", atom(entry("Ferry", link, summary=story("harbour", 200))), RSS)
    assert run(feed).documents[0].article.text == story("harbour", 200)


def test_a_page_dates_an_entry_that_has_no_date(site):
    date = "<meta property='article:published_time' content='{}'>"
    for n, day in enumerate((TODAY, OLD)):
        site.put(f"/{n}", page(f"bridge {n}").replace("<head>", f"<head>{date.format(day)}"))
    entries = [entry(f"n{n}", f"{site.address}/{n}", "") for n in range(2)]
    entries += [entry("n2", f"{site.address}/2", "2999-01-01T00:00:00Z", summary=story("weir"))]
    feed = site.put("/feed", atom(*entries), RSS)
    gathered = run(feed)
    assert titles(gathered) == ["n0", "n2"]
    assert (gathered.documents[0].article.published or "").startswith("2026-11-22")
    assert gathered.documents[1].article.published is None
    assert f"{feed}: 1 article is older than" in reasons(gathered)


def test_a_feed_of_feeds_names_no_outlet_of_others(site, tmp_path):
    """Articles of two papers behind one aggregator were all the aggregator's."""
    text = atom(entry("A", f"{site.address}/missing", summary=story("ferry")), title="All the News")
    aggregator = text.replace("</title>", "</title><link href='http://all.example/'/>", 1)
    (tmp_path / "feed.xml").write_text(aggregator, encoding="utf-8")
    assert run(tmp_path).documents[0].article.source == "127.0.0.1"
    named = aggregator.replace("</id>", "</id><source><title>Coast Wire</title></source>")
    (tmp_path / "feed.xml").write_text(named, encoding="utf-8")
    assert run(tmp_path).documents[0].article.source == "Coast Wire"


def test_the_same_article_stands_once(site, tmp_path):
    link = site.put("/1", page("ferry"))
    one = site.put("/one", atom(entry("Ferry", f"{link}?utm_medium=rss#top")), RSS)
    two = site.put("/two", atom(entry("Ferry again", link), title="Another"), RSS)
    gathered = run(one, two)
    assert titles(gathered) == ["Ferry"]
    assert site.times("/1") + site.times("/1?utm_medium=rss") == 1
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(story("lighthouse"), encoding="utf-8")
    assert len(run(tmp_path).documents) == 1


def test_one_text_in_two_papers_is_two_articles(site):
    """Wire copies are grouped, never removed: a reader may want either paper."""
    feeds = [
        site.put(f"/{name}", atom(entry("Ferry", summary=story("ferry")), title=name), RSS)
        for name in ("north", "south")
    ]
    assert [document.article.source for document in run(*feeds).documents] == ["north", "south"]


def test_a_page_that_was_named(site):
    link = site.put("/1", page("ferry", site_name="Ferry Post"))
    dump = site.put(
        "/dump",
        "\n".join(json.dumps({"text": story(f"mill {n}"), "date": "2026-11-22"}) for n in range(2)),
        "application/jsonl",
    )
    gathered = run(link, dump)
    places = {document.article.url or document.article.path for document in gathered.documents}
    assert places == {link, f"{dump}:1", f"{dump}:2"}
    assert gathered.states == ()


def test_what_is_missing_is_skipped_unless_all_is(site, tmp_path):
    feed = site.put("/feed", atom(entry("Ferry", summary=story("ferry"))), RSS)
    gathered = run(tmp_path / "gone", feed)
    assert titles(gathered) == ["Ferry"]
    assert "there is no such file or folder" in reasons(gathered, "gone")
    with pytest.raises(NoInputError, match="there is no such file"):
        run(tmp_path / "gone")
    with pytest.raises(NoInputError, match="no source was named"):
        run()


def test_an_empty_folder_is_no_failure(tmp_path):
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    gathered = run(tmp_path)
    assert gathered.documents == ()
    assert "is empty" in reasons(gathered)
