from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.errors import UnknownNameError
from summarize.evaluation.baselines import BASELINES, baseline, extract
from summarize.evaluation.baselines.filling import candidates, fill
from summarize.records import Sentence
from summarize.text.words import count_words
from tests.builders import sentences
from tests.strategies import topic

NAMES = tuple(BASELINES)


def by_article(*articles: Sequence[str]) -> tuple[tuple[Sentence, ...], ...]:
    found = sentences(*articles)
    return tuple(
        tuple(one for one in found if one.key.article == f"a{number}")
        for number in range(1, len(articles) + 1)
    )


def length(chosen: Sequence[Sentence]) -> int:
    return sum(count_words(sentence.text) for sentence in chosen)


def texts(chosen: Sequence[Sentence]) -> list[str]:
    return [sentence.text for sentence in chosen]


FLOOD = (
    "The river Arle flooded the old town of Brenning on Monday night.",
    "Firefighters in boats took forty people from their roofs.",
    "The mayor, Ines Talvi, blamed a dam that had not been mended.",
)
FLOOD_AGAIN = (
    "The flooded river Arle drove people of Brenning to their roofs on Monday.",
    "A bakery on the market square baked bread for everybody.",
    "The river Arle had flooded the old town before, in 1954.",
)


@pytest.mark.parametrize("name", NAMES)
@given(articles=topic, words=st.integers(1, 60))
@settings(max_examples=30, deadline=None)
def test_laws_of_a_baseline(name: str, articles: list[list[str]], words: int) -> None:
    found = by_article(*articles)
    chosen = extract(name, found, words)
    assert chosen
    assert length(chosen) <= words or len(chosen) == 1
    assert len({text.casefold() for text in texts(chosen)}) == len(chosen)
    reading_order = [sentence for article in found for sentence in article]
    assert [one for one in reading_order if one in chosen] == list(chosen)
    assert extract(name, found, words) == chosen


@pytest.mark.parametrize("name", NAMES)
@given(articles=topic)
@settings(max_examples=20, deadline=None)
def test_an_order_names_places_and_none_twice(name: str, articles: list[list[str]]) -> None:
    found = candidates(by_article(*articles))
    order = baseline(name)(found)
    assert len(set(order)) == len(order) >= 1
    assert set(order) <= set(range(sum(map(len, found))))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "articles",
    [
        [["One."]],
        [["One.", "Two."], ["Two."]],
        [["The flood came at night, and nobody was warned."]],
        [["The flood came at night, and nobody was warned."] * 4] * 3,
        [[], ["The flood came at night, and nobody was warned."], []],
        [["河水在星期一晚上淹没了老城。", "消防员用船救出了四十人。"], ["河水以前也淹没过老城。"]],
        [["Река затопила старый город в ночь на понедельник.", "Она же его и раньше топила."]],
        [["He was there and so were they all.", "It is what it was before that."]],
        [["!!! ??? ... --- ***", "—"]],
        [["Floods floods floods floods floods.", "Boats boats boats boats boats."]],
        [["\ud800 is half a mark, and no more than that."]],
    ],
    ids=lambda articles: str(articles)[:30].encode("ascii", "replace").decode(),
)
def test_odd_articles_do_not_stop_a_baseline(name: str, articles: list[list[str]]) -> None:
    chosen = extract(name, by_article(*articles), 100)
    wanted = {text for article in articles for text in article}
    assert set(texts(chosen)) <= wanted
    assert len(set(texts(chosen))) == len(chosen) >= 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("articles", [[], [[]], [[], []]])
def test_nothing_gives_nothing(name: str, articles: list[list[str]]) -> None:
    assert extract(name, by_article(*articles), 100) == ()


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_taken_where_it_fits(name: str) -> None:
    found = by_article(FLOOD, FLOOD_AGAIN)
    assert extract(name, found, 1000) == found[0] + found[1]


def test_lead_takes_articles_in_turn() -> None:
    """Articles of different length: the first sentence of each, then the second of each."""
    articles = by_article(
        *[[f"This is sentence number {i}{j}." for j in range(i)] for i in (1, 3, 2)]
    )
    assert baseline("lead")(articles) == (0, 1, 4, 2, 5, 3)
    assert texts(extract("lead", articles, 15)) == [
        f"This is sentence number {name}." for name in (10, 30, 20)
    ]


@pytest.mark.parametrize("name", ["centroid", "lexrank", "mmr", "textrank"])
def test_what_both_articles_tell_comes_before_what_one_does(name: str) -> None:
    order = baseline(name)(by_article(FLOOD, FLOOD_AGAIN))
    places = {place: rank for rank, place in enumerate(order)}
    flood, bakery = min(places[0], places[3]), places[4]
    assert flood == 0
    assert bakery > 1


def test_mmr_turns_from_what_it_has_said() -> None:
    again = "On Monday night the river Arle flooded the old town of Brenning."
    order = baseline("mmr")(by_article(FLOOD, [again]))
    assert {order[0], order[-1]} == {0, 3}


def test_centroid_leaves_out_near_copies() -> None:
    """A copy with another function word is as central as the first, and would come next."""
    copy = FLOOD[0].replace("the old town", "an old town")
    articles = by_article(FLOOD, FLOOD_AGAIN, [copy])
    order = baseline("centroid")(articles)
    assert 6 not in order
    assert sorted(order) == [0, 1, 2, 3, 4, 5]


def test_short_sentences_are_chosen_only_where_there_is_nothing_else() -> None:
    assert texts(extract("lead", by_article(["He agreed.", FLOOD[0]]), 100)) == [FLOOD[0]]
    assert texts(extract("lead", by_article(["He agreed.", "So did she."]), 100)) == [
        "He agreed.",
        "So did she.",
    ]


def test_the_budget_is_filled_by_shorter_sentences_further_down() -> None:
    found = sentences(["one two three four five six", "one two three four", "six seven", "eight"])
    assert fill(found, (3, 0, 1, 2), 7) == (found[0], found[3])
    assert fill(found, (1, 0, 2, 3), 7) == (found[1], found[2], found[3])


def test_where_nothing_fits_the_shortest_sentence_is_given() -> None:
    found = sentences(["one two three four", "one two three", "four five six"])
    assert fill(found, (0, 2, 1), 2) == (found[2],)


def test_a_text_is_told_once_whatever_its_case_and_punctuation() -> None:
    found = sentences(["The dam broke."], ["The dam broke!"], ["THE DAM BROKE"], ["It held."])
    assert fill(found, (2, 0, 1, 3), 100) == (found[2], found[3])


@pytest.mark.parametrize("name", ["lexrank", "textrank"])
def test_the_same_words_in_two_articles_are_two_sentences(name: str) -> None:
    """sumy knows a sentence by its text: sentences looked up by it came back twice."""
    from summarize.evaluation.baselines.sumy_ranking import sumy_document

    articles = by_article(FLOOD, FLOOD)
    assert len(set(sumy_document(articles).sentences)) == 6
    assert sorted(baseline(name)(articles)) == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("name", ["lexrank", "textrank"])
def test_the_order_is_that_of_sumys_own_ratings(name: str) -> None:
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer

    from summarize.evaluation.baselines.sumy_ranking import sumy_document
    from summarize.text.words import FUNCTION_WORDS, stem

    articles = by_article(FLOOD, FLOOD_AGAIN)
    plain = {"lexrank": LexRankSummarizer, "textrank": TextRankSummarizer}[name](stem)
    plain.stop_words = FUNCTION_WORDS
    order = baseline(name)(articles)
    for count in range(1, 6):
        best = {sentence._text for sentence in plain(sumy_document(articles), count)}
        every = [sentence.text for article in articles for sentence in article]
        assert best == {every[place] for place in order[:count]}


def test_no_shared_words_leave_reading_order() -> None:
    """sumy's LexRank divided zero by zero: two sentences, each word in one of them, IDF 0."""
    articles = by_article(["Cats chase small grey mice.", "Rivers flood old wooden bridges."])
    with np.errstate(all="raise"):
        assert baseline("lexrank")(articles) == (0, 1)
        assert baseline("textrank")(articles) == (0, 1)


def test_an_unknown_baseline_is_refused_with_near_names() -> None:
    with pytest.raises(UnknownNameError) as caught:
        extract("lexrnk", by_article(FLOOD), 100)
    assert "lexrank" in caught.value.hint


def test_a_budget_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="0 words"):
        extract("lead", by_article(FLOOD), 0)
