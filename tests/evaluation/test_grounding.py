from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.evaluation.grounding import (
    KINDS,
    LEVELS,
    GroundedSentence,
    Grounding,
    ground,
)
from summarize.evaluation.grounding.dates import date_index
from summarize.evaluation.grounding.name_index import name_index
from tests.strategies import news_sentence, plain_text, topic


def of(text: str, *sources: str, passages: tuple[str, ...] = ()) -> Grounding:
    return ground([GroundedSentence(text=text, passages=passages)], sources)


def test_the_three_levels_and_the_widest_one_of_absence() -> None:
    sources = ("Twelve ships left. Nine came back to Lund.", "The port has 40 cranes.")
    sentence = GroundedSentence(
        text="Of 12 ships 9 came back, 40 cranes wait and 7 are broken.",
        passages=("Nine came back to Lund.",),
        articles=(0,),
    )
    numbers = ground([sentence], sources).numbers
    assert (numbers.stated, numbers.in_passages, numbers.in_articles, numbers.in_sources) == (
        4,
        1,
        2,
        3,
    )
    assert [numbers.share(level) for level in LEVELS] == [1 / 4, 2 / 4, 3 / 4]
    assert [(fact.text, fact.level) for fact in numbers.absent] == [
        ("12", "passages"),
        ("40", "articles"),
        ("7", "sources"),
    ]


def test_a_summary_that_states_nothing_has_no_shares() -> None:
    found = of("It rained again and nobody was glad.", "It rained.")
    assert all(found.of(kind).share(level) is None for kind in KINDS for level in LEVELS)
    assert ground([], ()).absent == ()


def test_a_fact_is_reported_with_its_sentence() -> None:
    sentences = [GroundedSentence(text="It rained."), GroundedSentence(text="It cost $5.")]
    (fact,) = ground(sentences, ("It rained.",)).absent
    assert (fact.kind, fact.sentence, fact.text, fact.level) == ("numbers", 1, "$5", "sources")


def test_a_month_that_ends_a_sentence_makes_no_name_of_the_next_word() -> None:
    """ "Average" behind "… the highest since May." was taken for a name that no source has."""
    source = "The rate is the highest since May, and over the year average pay rose by 2.5 percent."
    texts = ("The rate is the highest since May.", "Average pay rose by 2.5 percent.")
    told = [GroundedSentence(text=text, passages=(source,), articles=(0,)) for text in texts]
    assert ground(told, [source]).absent == ()


def test_a_missing_article_is_an_error() -> None:
    with pytest.raises(IndexError):
        ground([GroundedSentence(text="It cost $5.", articles=(3,))], ("It cost $5.",))


@given(topic)
def test_what_is_copied_is_found_at_every_level(articles: list[list[str]]) -> None:
    sources = [" ".join(article) for article in articles]
    summary = [
        GroundedSentence(text=sentence, passages=(sentence,), articles=(number,))
        for number, article in enumerate(articles)
        for sentence in article
    ]
    found = ground(summary, sources)
    assert found.absent == ()
    for kind in KINDS:
        counts = found.of(kind)
        assert counts.stated == counts.in_passages == counts.in_articles == counts.in_sources


@given(plain_text)
def test_any_text_is_found_in_itself(text: str) -> None:
    assert of(text, text, passages=(text,)).absent == ()


@given(topic, news_sentence(), st.data())
def test_more_passages_lose_nothing_and_wider_levels_find_no_less(
    articles: list[list[str]], sentence: str, data: st.DataObject
) -> None:
    sources = [" ".join(article) for article in articles]
    number = data.draw(st.integers(0, len(sources) - 1))
    few = tuple(data.draw(st.lists(st.sampled_from(articles[number]), max_size=2)))
    more = (*few, data.draw(st.sampled_from(articles[number])))
    cited = [
        GroundedSentence(text=sentence, passages=passages, articles=(number,))
        for passages in (few, more)
    ]
    before, after = (ground([one], sources) for one in cited)
    for kind in KINDS:
        counts = before.of(kind)
        assert after.of(kind).in_passages >= counts.in_passages
        assert counts.in_passages <= counts.in_articles <= counts.in_sources <= counts.stated


@settings(max_examples=30)
@given(st.text(alphabet="$€ 0123456789,.-–/:%'’\"“”[]()ampmthousandfiveHalfJuneXII", max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    of(text, text[::-1])


def test_sources_are_indexed_once_for_all_summaries_of_a_topic() -> None:
    """Some ten summaries are graded on each topic; a clock on this test would have been noise."""
    lines = [
        f"On Monday {n} ships of Harwick Port carried {n},500 tons for Jane Moss."
        for n in range(250)
    ]
    summary = [GroundedSentence(text=line, passages=(line,), articles=(0,)) for line in lines[:15]]
    sources = (" ".join(lines),)
    ground(summary, sources)
    indices = (name_index, date_index)
    built = [index.cache_info().misses for index in indices]
    ground(summary, sources)
    assert [index.cache_info().misses for index in indices] == built
    assert all(index.cache_info().hits for index in indices)


def test_the_metric_by_name_and_by_path() -> None:
    import evaluate

    import summarize.evaluation.metrics as metrics

    item = {
        "predictions": [["Nine ships reached Lund on Monday.", "They lost $5."]],
        "references": [[["On Monday 9 ships came to Lund."], []]],
        "articles": [[[0], [0]]],
        "sources": [["On Monday 9 ships came to Lund. None sank."]],
    }
    path = Path(metrics.__file__).parent / "grounding.py"
    for metric in (metrics.load("grounding"), evaluate.load(str(path))):
        result = metric.compute(**item)
        (scores,) = result["per_item"]
        assert scores["numbers_in_passages"] == scores["numbers_in_sources"] == 1 / 2
        assert scores["dates_in_passages"] == scores["names_in_articles"] == 1
        assert scores["quotations_in_sources"] is None
        assert result["numbers_stated"] == 2
        assert (result["absent_numbers"], result["absent_names"]) == (1, 0)
        assert result["signature"] == metric.signature()
