from __future__ import annotations

from itertools import groupby
from math import log
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.evaluation import coverage as measure
from summarize.evaluation import metrics
from summarize.evaluation.coverage import Coverage, coverage, evenness, spread, worthy_clusters
from summarize.records import Sentence
from tests.builders import sentences
from tests.strategies import news_sentence, topic

ONE = [
    "The storm closed the harbour of Lund on Monday morning.",
    "Eleven fishing boats were lost near the northern lighthouse.",
    "Schools will stay shut until Friday.",
]
TWO = [
    "On Monday morning the storm closed Lund's harbour.",
    "The minister visits the town tomorrow.",
]
THREE = [
    "Eleven fishing boats near the northern lighthouse were lost, the coast guard said.",
    "A storm closed the harbour of Lund on Monday.",
]
ORIGINS = {"a1": 0, "a2": 1, "a3": 2}


def by_article(*texts: list[str]) -> list[list[Sentence]]:
    found = groupby(sentences(*texts), key=lambda sentence: sentence.key.article)
    return [list(group) for _, group in found]


def facts(origins: dict[str, int] = ORIGINS) -> tuple[tuple[Sentence, ...], ...]:
    return worthy_clusters(by_article(ONE, TWO, THREE), origins)


def test_facts_are_what_two_origins_tell() -> None:
    keys = [[tuple(member.key) for member in fact] for fact in facts()]
    assert keys == [[("a1", 0), ("a2", 0), ("a3", 1)], [("a1", 1), ("a3", 0)]]


def test_copies_of_one_story_make_no_fact() -> None:
    assert facts({"a1": 0, "a2": 0, "a3": 0}) == ()
    assert len(facts({"a1": 0, "a2": 1, "a3": 0})) == 1


def test_a_fact_weighs_what_its_origins_are() -> None:
    # The harbour has three origins and is told, the boats have two and are not.
    found = coverage([TWO[0]], facts(), ORIGINS)
    assert found == Coverage(told=3 / 5, told_plain=1 / 2, facts=2)


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        (["Eleven boats were lost near a lighthouse."], 1.0),  # 4 of the 6 stems
        (["Eleven boats were lost."], 0.5),  # 3 of 6
        (["Eleven boats.", "They were lost."], 0.5),  # the same in two sentences
        (["Eleven.", "The boats.", "They were lost."], 0.0),  # three sentences are too many: 2 of 6
        (["Boats were lost."], 0.0),  # 2 of 6
        ([], 0.0),
    ],
)
def test_told_half_told_and_not_told(summary: list[str], told: float) -> None:
    boats = sentences([ONE[1]], ["Eleven fishing boats were lost near the northern lighthouse."])
    assert coverage(summary, [boats], ORIGINS).told == told


def test_a_short_member_does_not_make_a_fact_told() -> None:
    """ "Starring Jason Bateman" was found in every review of a film that named him."""
    fact = sentences(
        ["Starring Jane Moss."], ["Jane Moss wrote the screenplay with two friends in Lund."]
    )
    assert coverage(["Jane Moss is starring."], [fact], ORIGINS).told == 0
    short = sentences(["Starring Jane Moss."], ["With Jane Moss."])
    assert coverage(["Jane Moss is starring."], [short], ORIGINS).told == 1


def test_no_fact_is_not_applicable() -> None:
    assert coverage(["Anything."], (), ORIGINS) == Coverage(told=None, told_plain=None, facts=0)
    assert worthy_clusters([], {}) == ()


def test_an_article_without_origin_is_refused() -> None:
    with pytest.raises(ValueError, match="a3"):
        facts({"a1": 0, "a2": 1})
    with pytest.raises(ValueError, match="a9"):
        spread([{"a9"}], ORIGINS)


@given(articles=topic, summary=st.lists(news_sentence(), max_size=4), more=news_sentence())
@settings(max_examples=40, deadline=None)
def test_more_sentences_never_tell_less(
    articles: list[list[str]], summary: list[str], more: str
) -> None:
    origins = {f"a{number}": number for number in range(1, len(articles) + 1)}
    clusters = worthy_clusters(by_article(*articles), origins)
    less, greater = (coverage(text, clusters, origins) for text in (summary, [*summary, more]))
    assert (less.told or 0) <= (greater.told or 0)
    assert (less.told is None) == (not clusters)


@given(articles=topic)
@settings(max_examples=40, deadline=None)
def test_all_sources_tell_everything_and_silence_nothing(articles: list[list[str]]) -> None:
    origins = {f"a{number}": number for number in range(1, len(articles) + 1)}
    clusters = worthy_clusters(by_article(*articles), origins)
    every = [text for texts in articles for text in texts]
    if clusters:
        assert coverage(every, clusters, origins).told == 1
        assert coverage([], clusters, origins).told == 0


def test_evenness_by_hand() -> None:
    assert evenness((2, 2)) == 1
    assert evenness((5, 0)) == 0
    assert evenness((1, 1, 0)) == pytest.approx(log(2) / log(3))
    assert evenness((3, 1)) == pytest.approx((0.75 * log(4 / 3) + 0.25 * log(4)) / log(2))
    assert evenness((4,)) is None
    assert evenness((0, 0)) is None


@given(counts=st.lists(st.integers(0, 9), max_size=6))
def test_evenness_does_not_depend_on_the_order(counts: list[int]) -> None:
    found, turned = evenness(counts), evenness(counts[::-1])
    assert (found is None) == (len(counts) < 2 or not any(counts))
    if found is not None:
        assert 0 <= found <= 1
        assert found == pytest.approx(turned)


def test_two_copies_cited_at_once_are_one_citation() -> None:
    # a1 and a2 are copies: each origin is cited once.
    found = spread([{"a1", "a2"}, {"a3"}, set()], {"a1": 0, "a2": 0, "a3": 1, "a4": 1})
    assert (found.articles_used, found.articles_used_n, found.evenness) == (0.75, 3, 1)


def test_a_summary_without_citations() -> None:
    found = spread([set()], ORIGINS)
    assert (found.articles_used, found.articles_used_n, found.evenness) == (0, 0, None)


def test_the_metric_needs_no_hub() -> None:
    import evaluate

    texts = [" ".join(article) for article in (ONE, TWO, THREE)]
    metric = metrics.load("coverage")
    found = metric.compute(
        predictions=[[TWO[0]], []], references=[texts, texts], articles=[[[0, 1]], []]
    )
    first, empty = found["per_item"]
    assert (first["facts_told"], first["facts_told_plain"], first["facts"]) == (0.6, 0.5, 2)
    assert first["articles_covered"] == pytest.approx(2 / 3)
    assert first["evenness"] == pytest.approx(log(2) / log(3))
    assert (empty["facts_told"], empty["articles_covered_n"], empty["evenness"]) == (0, 0, None)
    assert found["facts_told"] == 0.3
    assert found["signature"] == measure.signature()
    path = Path(metrics.__file__).parent / "coverage.py"
    by_path = evaluate.load(str(path)).compute(
        predictions=[[TWO[0]]], references=[texts], articles=[[[0, 1]]]
    )
    assert by_path["per_item"] == [first]
    with pytest.raises(ValueError, match="no origin is given for 3"):
        metric.compute(predictions=[["A."]], references=[texts], articles=[[[3]]])
    with pytest.raises(ValueError, match="1 sentences, but citations of 0"):
        metric.compute(predictions=[["A."]], references=[texts], articles=[[]])
