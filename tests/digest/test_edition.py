from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from summarize.digest import daily
from summarize.digest.daily import Delivered, Span, make_daily
from summarize.digest.engine.local import LocalEngine
from summarize.digest.memory import Memory
from summarize.digest.novelty import find_news
from summarize.digest.past import Issued
from summarize.digest.ranking import Telling, rank
from summarize.digest.records import FeedState, Gathered, Placed, Story
from summarize.errors import NoInputError, SettingsError
from summarize.records import Document
from summarize.settings import DigestSettings, EncodingSettings, Settings, TextSettings
from tests.builders import document
from tests.digest import days


class Newsroom:
    """Editions of the made-up days, one after the other, with one memory."""

    def __init__(self, folder: Path) -> None:
        self.source = days.write_articles(folder)
        self.settings = days.settings(folder)
        self.output = folder / "editions"
        self.memory = folder / "memory.sqlite"

    def make(self, day: str, **changes: Any) -> Delivered:
        values: dict[str, Any] = {
            "sources": [str(self.source)],
            "settings": self.settings,
            "span": Span(until=days.end_of(day), date=day),
            "output": self.output,
            "engine": LocalEngine(),
            **changes,
        }
        with Memory(self.memory, wait=0) as memory:
            return make_daily(memory=memory, **values)


SINCE = timedelta(days=3)


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path)


def by_title(made: Delivered, word: str) -> Story:
    (found,) = [story for story in made.edition.stories if word in story.title]
    return found


def test_three_days(newsroom: Newsroom) -> None:
    """New, with a copy and a disagreement; an update, a repeat; nothing new."""
    first = newsroom.make("2026-11-22")
    fire, ferry = by_title(first, "fire"), by_title(first, "ferry")
    assert [story.id for story in first.edition.stories] == [fire.id, ferry.id]
    assert (fire.status, ferry.status) == ("new", "new")
    assert fire.independent == 2
    assert len(first.edition.copies) == 1
    assert "told by 2 independent outlets, newest 2 hours ago, not told before" in fire.why
    assert fire.summary is not None
    (disagreement,) = fire.summary.disagreements
    assert {claim.value for claim in disagreement.claims} == {"12", "15"}

    second = newsroom.make("2026-11-23")
    update, repeat = by_title(second, "warehouse"), by_title(second, "ferry")
    assert (update.id, update.status, update.told) == (fire.id, "update", "2026-11-22")
    assert update.summary is not None
    assert "arrested" in update.summary.text
    assert "killed 12 people" not in update.summary.text
    assert [one.clutter for one in update.summary.coverage] == [0]
    assert (repeat.id, repeat.status, repeat.summary) == (ferry.id, "repeat", None)
    assert "no news since 2026-11-22" in repeat.why
    assert by_title(second, "Prize").status == "new"

    third = newsroom.make("2026-11-24")
    (again,) = third.edition.stories
    assert (again.id, again.status, again.summary) == (ferry.id, "repeat", None)
    assert "Nothing is new since 2026-11-23." in third.edition.notes


def test_one_text_under_two_names_is_a_copy_and_counts_once(newsroom: Newsroom) -> None:
    """Both have one sha256, by which articles were kept: the second lost its outlet and its mark."""
    lines = newsroom.source.read_text("utf-8").splitlines()
    ferry = json.loads(lines[3])
    again = {
        **ferry,
        "source": "Harwick Echo",
        "published": "2026-11-22T08:30:00+00:00",
        "url": "https://echo.example/norline",
    }
    newsroom.source.write_text("\n".join([*lines, json.dumps(again)]) + "\n", "utf-8")
    made = newsroom.make("2026-11-22")
    story = by_title(made, "ferry")
    first, second = story.articles
    assert made.edition.copies[second] == first
    assert first not in made.edition.copies
    assert story.independent == 1
    assert "told by Coast News alone" in story.why
    later = newsroom.make("2026-11-24", span=Span(until=days.end_of("2026-11-24"), since=SINCE))
    assert by_title(later, "ferry").id == story.id


def test_every_article_is_in_one_story(newsroom: Newsroom) -> None:
    made = newsroom.make("2026-11-22")
    listed = [one for story in made.edition.stories for one in story.articles]
    assert sorted(listed) == sorted(made.edition.documents)


def without_timings(made: Delivered) -> dict[str, bytes]:
    text = made.files["edition.json"]
    return {**made.files, "edition.json": text[: text.rindex(b'"timings"')]}


def test_a_day_made_twice_is_the_same(newsroom: Newsroom) -> None:
    newsroom.make("2026-11-22")
    first = newsroom.make("2026-11-23")
    newsroom.make("2026-11-24")
    again = newsroom.make("2026-11-23")
    assert without_timings(again) == without_timings(first)
    assert sorted(path.name for path in newsroom.output.iterdir()) == list(days.DAYS)


def test_made_again_at_another_hour_a_day_keeps_its_window(newsroom: Newsroom) -> None:
    today = datetime.now().astimezone().date().isoformat()
    first = newsroom.make(today, span=Span(since=timedelta(days=36500)))
    again = newsroom.make(today, span=Span(since=timedelta(days=36500)))
    assert first.edition.until == again.edition.until
    assert without_timings(again) == without_timings(first)


def test_since_catches_up_after_missed_days(newsroom: Newsroom) -> None:
    newsroom.make("2026-11-22")
    late = newsroom.make("2026-11-24")
    assert len(late.edition.stories) == 1
    assert any("--since 2026-11-22" in note for note in late.edition.notes)
    caught_up = Span(until=days.end_of("2026-11-24"), since=days.end_of("2026-11-22"))
    made = newsroom.make("2026-11-24", span=caught_up)
    assert {story.status for story in made.edition.stories} == {"new", "update", "repeat"}
    assert not any("--since" in note for note in made.edition.notes)


def test_a_morning_that_begins_late_loses_nothing(newsroom: Newsroom) -> None:
    """With a plain 24 hours, what came between 07:00:00 and 07:00:40 was in no edition."""
    newsroom.make("2026-11-22")
    late = Span(until=days.end_of("2026-11-23") + timedelta(seconds=40), date="2026-11-23")
    made = newsroom.make("2026-11-23", span=late)
    assert not any("--since" in note for note in made.edition.notes)


def test_seen_articles_are_listed_and_not_told_again(newsroom: Newsroom) -> None:
    newsroom.make("2026-11-22")
    both = Span(until=days.end_of("2026-11-22") + timedelta(hours=12), since=timedelta(days=2))
    made = newsroom.make(
        "2026-11-23", span=Span(until=both.until, since=both.since, date="2026-11-23")
    )
    assert [story.status for story in made.edition.stories] == ["repeat", "repeat"]
    assert len(made.edition.documents) == 4


def test_top_lists_the_rest(newsroom: Newsroom) -> None:
    digest = newsroom.settings.digest.model_copy(update={"top": 1})
    settings = newsroom.settings.model_copy(update={"digest": digest})
    made = newsroom.make("2026-11-22", settings=settings)
    assert [story.summary is None for story in made.edition.stories] == [False, True]
    assert "1 story is listed without a summary." in made.edition.notes
    # What was only listed was not told: it is new when it comes back.
    assert by_title(newsroom.make("2026-11-23"), "ferry").status == "new"


def test_without_articles_the_edition_says_so(newsroom: Newsroom) -> None:
    made = newsroom.make("2020-01-01")
    assert made.edition.stories == ()
    assert "Nothing is new." in made.edition.notes


def test_a_missing_source_is_no_input(newsroom: Newsroom) -> None:
    with pytest.raises(NoInputError):
        newsroom.make("2026-11-22", sources=["nowhere"])


def test_an_edition_that_ends_before_it_begins_is_refused(newsroom: Newsroom) -> None:
    span = Span(until=days.end_of("2026-11-22"), since=days.end_of("2026-11-23"))
    with pytest.raises(SettingsError, match="before it begins"):
        newsroom.make("2026-11-22", span=span)


def state(newest: str | None) -> FeedState:
    return FeedState(url="feed", etag="e", modified="m", newest=newest)


def usable(newest: str | None, since: datetime) -> FeedState:
    class Before:
        def last_edition(self) -> Issued:
            return Issued(
                day="2026-11-22",
                since="2026-11-21T12:00:00+00:00",
                until="2026-11-22T12:00:00+00:00",
                sources="x",
            )

        def states(self) -> dict[str, FeedState]:
            return {"feed": state(newest)}

    return daily._usable(Before(), since)["feed"]  # type: ignore[arg-type]


def test_a_feed_is_asked_in_full_where_nothing_has_changed_would_lose_articles() -> None:
    """An edition made for yesterday left out today's entries; the next one got a 304 and no news."""
    since = days.end_of("2026-11-22")
    assert usable("2026-11-22T11:00:00+00:00", since).etag == "e"
    assert usable("2026-11-22T13:00:00+00:00", since) == replace(
        state("2026-11-22T13:00:00+00:00"), etag="", modified=""
    )
    assert usable(None, since).etag == ""
    assert usable("2026-11-22T11:00:00+00:00", days.end_of("2026-11-20")).etag == ""


def test_what_a_feed_dropped_since_the_first_run_of_the_day_stays() -> None:
    def page(number: int, hour: int, text: str = "") -> Document:
        published = f"2026-11-22T{hour:02}:00:00+00:00"
        url = f"https://a.example/{number}"
        text = text or f"Text {number}."
        return document(text, number, url=url, published=published, path=None)

    now = Gathered(documents=(page(1, 9), page(2, 10, "Mended.")), skipped=(), states=())
    kept = (page(2, 10), page(3, 8), page(4, 23))
    since, until = days.end_of("2026-11-21"), days.end_of("2026-11-22")
    both = daily._with_fetched(now, kept, since, until)
    assert [(one.article.id, one.article.text) for one in both.documents] == [
        ("a1", "Text 3."),
        ("a2", "Text 1."),
        ("a3", "Mended."),
    ]
    assert daily._with_fetched(now, now.documents, since, until) is now


TOLD = (
    "A fire at a warehouse in Harwick killed 12 people on Sunday.",
    "Police are looking for the owner of the warehouse, Jane Moss.",
)
EARLIER = (
    " ".join(TOLD)
    + " Firefighters needed four hours to put the blaze out. Mayor Tom Reed said the city would pay "
    "for the funerals.",
)


@pytest.mark.parametrize(
    ("text", "status", "why"),
    [
        ("The fire at the Harwick warehouse killed 12 people.", "repeat", "said before"),
        ("The fire at the Harwick warehouse killed 15 people.", "update", "the toll rose"),
        ("Jane Moss, the owner of the warehouse, was arrested.", "update", "an unknown verb"),
        (
            "HARWICK, Nov. 24 (Reuters) - A fire at a warehouse in Harwick killed 12 people.",
            "repeat",
            "a dateline is no news",
        ),
        (
            "Mayor Tom Reed said the city would not pay for the funerals.",
            "update",
            "the same words, denied",
        ),
        (
            "Firefighters needed four hours to put the blaze out.",
            "repeat",
            "could be read yesterday, though it was not told",
        ),
        ("The funerals will be held on December 3.", "update", "a date"),
        ("It was a sad day.", "repeat", "too short to tell anything"),
    ],
)
def test_what_is_news(text: str, status: str, why: str) -> None:
    assert news(document(text, published="2026-11-24")) == status, why


def news(*articles: Document, told: tuple[str, ...] = TOLD, seen: tuple[str, ...] = ()) -> str:
    from summarize import registry

    encoder = registry.resolve("encoder", "words")(EncodingSettings(encoder="words"))
    found = find_news(
        articles, told=told, earlier=EARLIER, seen=seen, settings=TextSettings(), encoder=encoder
    )
    return found.status


def test_a_story_never_told_is_new_and_a_seen_article_is_none() -> None:
    article = document("Jane Moss, the owner of the warehouse, was arrested.")
    assert news(article, told=()) == "new"
    assert news(article, seen=(article.article.sha256,)) == "repeat"


UNTIL = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)


def telling(name: str, *articles: Document, copies: tuple[int, ...] = ()) -> Telling:
    from summarize.digest.novelty import News

    first = articles[0].article.sha256
    placed = tuple(
        Placed(
            sha256=one.article.sha256,
            story=name,
            title="",
            lead="",
            published=None,
            source="",
            copy_of=first if place in copies else None,
        )
        for place, one in enumerate(articles)
    )
    found = News(status="new", documents=articles)
    return Telling(id=name, documents=articles, placed=placed, news=found, told=None)


def by(source: str, number: int, hour: int = 10) -> Document:
    published = f"2026-11-23T{hour:02}:00:00+00:00"
    return document(f"Text {number}.", number, source=source, published=published)


def test_copies_and_many_articles_of_one_outlet_count_once() -> None:
    wide = telling("wide", by("A", 1), by("B", 2), by("C", 3))
    copied = telling("copied", by("A", 4), by("B", 5), by("C", 6), copies=(1, 2))
    busy = telling("busy", by("A", 7), by("A", 8), by("A", 9))
    ranked = rank([busy, copied, wide], UNTIL, DigestSettings())
    assert {one.telling.id: one.independent for one in ranked} == {
        "wide": 3,
        "copied": 1,
        "busy": 1,
    }
    assert ranked[0].telling.id == "wide"


def test_newer_stands_before_older_and_ties_are_broken_by_id() -> None:
    old, late, twin = (
        telling(n, by(n, i, h)) for n, i, h in (("c", 1, 1), ("b", 2, 9), ("a", 3, 9))
    )
    ranked = rank([old, late, twin], UNTIL, DigestSettings())
    assert [one.telling.id for one in ranked] == ["a", "b", "c"]


def test_one_outlet_does_not_fill_the_page() -> None:
    tellings = [telling(f"s{i}", by("Loud", i)) for i in range(5)] + [
        telling("q", by("Quiet", 9, 5))
    ]
    ranked = rank(tellings, UNTIL, DigestSettings(outlet_cap=3))
    assert [one.telling.id for one in ranked] == ["s0", "s1", "s2", "q", "s3", "s4"]
    assert "set back, for Loud alone tells 3 before it" in ranked[4].why


def test_undated_articles_of_unknown_outlets_are_each_their_own() -> None:
    (one,) = rank([telling("x", document("One.", 1), document("Two.", 2))], UNTIL, DigestSettings())
    assert one.independent == 2
    assert "not dated" in one.why


class Broken(LocalEngine):
    """Fails at the first story."""

    def run(self, tasks: Any, settings: Settings, **rest: Any) -> Iterator[Any]:
        from summarize.digest.engine import Written

        yield Written(story=tasks[0].story, summary=None, failure="it broke")
        yield from super().run(tasks[1:], settings, **rest)


def test_a_story_that_fails_is_listed_with_its_reason(newsroom: Newsroom) -> None:
    made = newsroom.make("2026-11-22", engine=Broken())
    failed, other = made.edition.stories
    assert (failed.failure, failed.summary) == ("it broke", None)
    assert len(failed.articles) == 3
    assert other.summary is not None
    assert b"it broke" in made.files["edition.md"]
