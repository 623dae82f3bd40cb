from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from summarize import registry
from summarize.planning.antecedents import needs_context, opens_inside_quotation, without_dangling
from summarize.planning.openers import lacks_speaker, points_back
from summarize.planning.ordering.chronology import when
from summarize.planning.ordering.opening import opens_well
from summarize.records import Candidate, Material, Sentence, SentenceKey
from summarize.settings import PlanningSettings
from summarize.text.words import count_words
from tests.builders import cluster, material
from tests.strategies import news_sentence, topic


def candidates(found: Material, *keys: SentenceKey) -> list[Candidate]:
    """One candidate for each sentence, or for each of ``keys``; the first matters most."""
    told = keys or tuple(sentence.key for sentence in found.sentences)
    return [
        Candidate(
            cluster=cluster(number, key),
            evidence=(key,),
            origins=1,
            salience=1 / (1 + number),
            words=count_words(found.by_key[key].text),
        )
        for number, key in enumerate(told)
    ]


def told(name: str, found: Material, *keys: SentenceKey) -> list[str]:
    some = candidates(found, *keys)
    ordering = registry.resolve("ordering", name)(PlanningSettings())
    alike = np.eye(len(some), dtype=np.float32)
    order = ordering.order(some, found, alike)
    return [found.by_key[some[index].evidence[0]].text for index in order]


@pytest.mark.parametrize("name", registry.names("ordering"))
@given(articles=topic)
@settings(max_examples=25, deadline=None)
def test_an_order_is_a_permutation_and_always_the_same(
    name: str, articles: list[list[str]]
) -> None:
    found = material(*articles)
    order = told(name, found)
    assert sorted(order) == sorted(sentence.text for sentence in found.sentences)
    assert order == told(name, found)
    assert told(name, material()) == []


STORY = (
    "“I did not sleep for two nights,” said Ida Krohn, a nurse in Harwick.",
    "A fire destroyed the old market of Harwick on Monday.",
    "The market opened in 1911.",
)


@pytest.mark.parametrize("name", ["story", "chronology", "timeline"])
def test_a_story_begins_with_what_happened(name: str) -> None:
    found = material([STORY[1]], [STORY[0], STORY[2]])
    keys = [SentenceKey("a2", 0), SentenceKey("a1", 0), SentenceKey("a2", 1)]
    assert told(name, found, *keys)[0] == STORY[1]


def followed(*published: str | None) -> Material:
    """Three reports of one story, each with its date; the second report came out first."""
    made = material(
        ["A court in Harwick found two of the builders guilty."],
        ["A fire destroyed the old market of Harwick on Monday.", "The market opened in 1911."],
        ["Police in Harwick arrested three builders over the fire."],
    )
    dated = {
        name: replace(one, published=day)
        for (name, one), day in zip(made.articles.items(), published, strict=True)
    }
    return replace(made, articles=dated)


def test_a_story_of_months_is_told_in_the_order_of_its_reports() -> None:
    """On MultiLing, ten reports a topic over months, the end of the story came in the middle."""
    found = followed("2026-09-30", "2026-01-05", "2026-03-02")
    place = [sentence.text for sentence in found.sentences]
    assert told("timeline", found) == [place[1], place[2], place[3], place[0]]


@pytest.mark.parametrize(
    "published",
    [
        ("2026-01-07", "2026-01-05", "2026-01-06"),  # one piece of news, told within three days
        ("2026-09-30", "2026-01-05", None),  # too few of the articles are dated
        ("last week", "soon", "2026"),
        (None, None, None),
    ],
)
def test_news_of_one_day_is_told_as_a_story(published: tuple[str | None, ...]) -> None:
    found = followed(*published)
    assert told("timeline", found) == told("story", found)


def test_a_report_without_a_date_is_told_beside_the_one_that_it_resembles() -> None:
    found = followed("2026-09-30", "2026-01-05", "2026-03-02")
    undated = {**found.articles, "a4": replace(found.articles["a1"], id="a4", published=None)}
    text = "Three builders were held in Harwick."
    late = Sentence(key=SentenceKey("a4", 0), start=0, end=len(text), text=text)
    whole = replace(
        found,
        articles=undated,
        sentences=(*found.sentences, late),
        by_key={**found.by_key, late.key: late},
    )
    alike = np.eye(5, dtype=np.float32)
    alike[4, 3] = alike[3, 4] = 0.6
    order = registry.resolve("ordering", "timeline")(PlanningSettings())
    assert order.order(candidates(whole), whole, alike) == (1, 2, 3, 4, 0)


def test_a_quotation_waits_a_little() -> None:
    found = material(
        ["Rain fell on Lund.", "“The water came at night and took all,” said Ida Krohn."],
        ["Two rivers rose in Lund.", "Rescuers closed three bridges in Lund."],
    )
    order = told("story", found)
    assert order.index(found.sentences[1].text) > order.index(found.sentences[3].text)


def test_the_full_name_comes_before_the_surname() -> None:
    found = material(
        ["The port of Harwick closed on Monday.", "The strike began, Moss said at noon."],
        ["A crane fell.", "Two men fled.", "Dr. Jane Moss has led the port since the spring."],
    )
    keys = [SentenceKey("a1", 0), SentenceKey("a1", 1), SentenceKey("a2", 2)]
    order = told("story", found, *keys)
    assert order.index(found.sentences[4].text) < order.index(found.sentences[1].text)


def test_dated_sentences_are_told_in_the_order_of_time() -> None:
    found = material(
        [
            "Harwick approved a bridge on Tuesday.",
            "Work on it ended in May 2026.",
            "Builders came from Lund.",
            "The first plan was drawn in March 2019.",
        ]
    )
    order = told("chronology", found)
    assert order[0] == found.sentences[0].text
    assert order.index(found.sentences[3].text) < order.index(found.sentences[1].text)


@pytest.mark.parametrize(
    ("text", "published", "date"),
    [
        ("It closed on May 3, 2019.", None, (2019, 5, 3)),
        ("It closed in March 2019 after the fire of May 2017.", None, (2019, 3, 0)),
        ("It closed in 2019.", None, None),
        ("It closed on May 3.", None, None),
        ("It closed on May 3.", "2026-04-02", (2025, 5, 3)),
        ("It closed on Monday.", "2026-04-02T08:00:00", (2026, 3, 30)),
        ("It will close on Monday.", "2026-04-02", None),
        ("It closed on Monday.", "yesterday", None),
    ],
)
def test_a_date_is_known_where_month_and_year_are(
    text: str, published: str | None, date: tuple[int, int, int] | None
) -> None:
    assert when(text, published) == date


@pytest.mark.parametrize(
    "text",
    [
        "He left the port at noon.",
        "It's late in the year for snow.",
        "However, this was late.",
        "Both men left the port.",
        "The two men were held in Harwick.",
        "The pair fled to Lund.",
        "The move came as a surprise to Harwick.",
        "The decision angered the council.",
        "The other driver was Jane Moss.",
        "Another man was hurt in Harwick.",
        "Among those killed were two nurses from Lund.",
        "Also arrested was Jane Moss.",
        "His lawyer denied it in Harwick.",
        "Since then, the port of Harwick has closed.",
        "In response, the port closed.",
        "At the time, Harwick had two ports.",
        "Days later, the port closed.",
        "The next day, police came to Harwick.",
        "If this happens, the port will close.",
        "When he did, the guards fled.",
        "Before his arrest, the bank grew fast.",
        "One of them was Jane Moss.",
        "“I saw him at the port,” she said.",
        "“I saw him at the port.”",
        "Security at the port was being reviewed, they added.",
        "For the way the port does business, it is a decisive change.",
        "It is a symbol for the long friendship of both ports.",
        "“It was odd that the port closed,” she said, according to the Lund Post.",
        "“And now the port is closed,” Jane Moss said.",
        "“However, the port may open,” Jane Moss said.",
    ],
)
def test_what_needs_the_sentence_before_it_points_back(text: str) -> None:
    assert points_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "The port of Harwick closed.",
        "But the mayor said no.",
        "This week, the port closed.",
        "Those who came early left the port.",
        "Both Moss and Krohn left the port.",
        "It was unclear why the port closed.",
        "It is rare for a port to close.",
        "“However you look at it, the port is closed,” Jane Moss said.",
        "“So far nobody was hurt,” Jane Moss said.",
        "There were 12 people in the port.",
        "The decision to close the port was made in Lund.",
        "The former president left Harwick.",
        "When he was 17, Jane Moss's brother moved to Lund.",
        "In her report, Jane Moss blames the port.",
        "Jane Moss said she would leave.",
        "“I saw him at the port,” said Jane Moss.",
        "Then-President Krohn visited Harwick.",
        "Since the storm, the port has closed.",
        "One of the bridges fell on Monday.",
        "(AP) The port closed on Monday.",
        "Doctors say it was a virus.",
        "",
    ],
)
def test_what_stands_alone_does_not(text: str) -> None:
    assert not points_back(text)


def test_a_speaker_must_have_a_name() -> None:
    assert lacks_speaker("“The port is closed for good,” he told reporters.")
    assert not lacks_speaker("“The port is closed for good,” Moss told reporters.")
    assert not lacks_speaker("Moss called the port “closed”.")


@given(news_sentence())
def test_plain_news_opens_well_and_points_nowhere(text: str) -> None:
    assert not points_back(text)
    assert opens_well(text, first=True)


@pytest.mark.parametrize(
    "text",
    [
        "“I saw the port of Harwick burn,” said Jane Moss.",
        "In this photo taken on May 3, the port of Harwick burns.",
        "Jane Moss, left, waves in Harwick on Monday.",
        "Did the port of Harwick burn?",
        "We saw the port of Harwick burn.",
        "The family is hopeful.",
        "Harwick has long been seen as the port of the north.",
        "",
    ],
)
def test_captions_quotations_background_and_known_people_open_no_story(text: str) -> None:
    assert not opens_well(text)


def test_the_middle_of_a_quotation_needs_its_context() -> None:
    """A summary once said "we were busy with the guests" as if it spoke of itself."""
    found = material(
        [
            "“Nobody told the kitchen.",
            "We were busy with the guests.",
            "It was dark,” Moss said.",
            "The inn closed.",
        ]
    )
    article = found.articles["a1"]
    inside = [opens_inside_quotation(sentence, article) for sentence in found.sentences]
    assert inside == [False, True, False, False]
    assert needs_context(found.sentences[1], article)


def led(found: Material, *evidence: SentenceKey) -> Sequence[Candidate]:
    salience = {sentence.key: 1.0 - 0.1 * sentence.key.place for sentence in found.sentences}
    one = Candidate(
        cluster=cluster(0, *evidence), evidence=evidence, origins=2, salience=1.4, words=5
    )
    return without_dangling([one], found, salience)


def test_another_member_leads_where_the_first_points_back() -> None:
    found = material(
        ["He closed it at noon."], ["Rain fell.", "Jane Moss closed the port on Monday at noon."]
    )
    (candidate,) = led(found, SentenceKey("a1", 0), SentenceKey("a2", 1))
    assert candidate.evidence == (SentenceKey("a2", 1), SentenceKey("a1", 0))
    assert candidate.words == 9
    assert candidate.salience == pytest.approx(1.4 * 0.9)


def test_what_all_members_leave_hanging_is_not_told() -> None:
    found = material(["He closed it at noon."], ["Jane Moss closed the port."])
    assert led(found, SentenceKey("a1", 0)) == ()
    (candidate,) = led(found, SentenceKey("a2", 0))
    assert candidate.salience == 1.4


def test_where_too_little_is_left_the_most_salient_stays() -> None:
    found = material(["He closed it at noon.", "She left it at once.", "Moss closed the port."])
    some = candidates(found)
    salience = {sentence.key: 1.0 for sentence in found.sentences}
    assert without_dangling(some, found, salience) == (some[2],)
    assert without_dangling(some, found, salience, words=9) == (some[0], some[2])
    assert without_dangling(some, found, salience, words=100) == tuple(some)
