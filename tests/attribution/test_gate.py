from __future__ import annotations

import pytest
from hypothesis import given, settings

from summarize.attribution.checks import check, failure
from summarize.attribution.evidence import Passages, cite
from summarize.attribution.gate import Gate, Refusal
from summarize.attribution.support import OverlapSupport
from summarize.clustering.hashing import HashingEncoder
from summarize.records import CitedSentence, DraftKind, Sentence, SentenceKey
from summarize.settings import AttributionSettings, EncodingSettings
from tests.builders import draft, sentences
from tests.strategies import topic

STORY = sentences(
    [
        "Ana Moss, chief executive of Orbis, announced a deal with Nova via social media.",
        "The deal runs until 2032 and is worth $3 billion, the company said.",
        "In 2019 Nova paid $1 billion for its share of the firm.",
    ],
    [
        "The chief of Orbis announced the deal with Nova.",
        "Workers did not welcome the deal between Orbis and Nova.",
    ],
    ["Rain is expected in Lund on Friday, the weather service said."],
)
FIRST, TERMS, HISTORY = (SentenceKey("a1", place) for place in range(3))


def gate(found: tuple[Sentence, ...] = STORY, **origins: int) -> Gate:
    encoder = HashingEncoder(EncodingSettings())
    articles = sorted({sentence.key.article for sentence in found})
    return Gate(
        passages=Passages(found, encoder.encode([s.text for s in found]), encoder),
        origins={article: origins.get(article, place) for place, article in enumerate(articles)},
        support=OverlapSupport(AttributionSettings()),
        settings=AttributionSettings(),
    )


def judge(text: str, *evidence: SentenceKey, kind: DraftKind = "fused") -> CitedSentence | Refusal:
    (verdict,) = gate().judge([draft(text, *evidence, kind=kind)])
    return verdict


@pytest.mark.parametrize(
    ("text", "evidence", "reason"),
    [
        ("The deal runs until 2032 and is worth $4 billion.", TERMS, "number-in-no-source"),
        ("The deal runs until Sunday, the company said.", TERMS, "date-not-cited"),
        ("The deal is worth $3 billion, Vega said, and runs until 2032.", TERMS, "name-not-cited"),
        ("The deal “is forever” and runs until 2032, the company said.", TERMS, "quote-not-cited"),
        (
            "The deal does not run until 2032 and is worth $3 billion.",
            TERMS,
            "negation-differs",
        ),
        (
            "Ana Moss, chief executive of Nova, announced a deal with Orbis via social media.",
            FIRST,
            "name-in-other-company",
        ),
        ("The Orbis announced a deal with Nova via social media.", FIRST, "name-in-other-company"),
        ("Nova paid $1 billion for its share of the firm.", HISTORY, "date-left-out"),
        (
            "The company said the company said the deal runs until 2032.",
            TERMS,
            "says-it-twice",
        ),
        ("The deal runs until 2032, the company said of the deal.", TERMS, "says-it-twice"),
        ("The deal runs until 2032 until the company said.", TERMS, "says-it-twice"),
        ("Via 2032 social billion said the runs worth deal.", TERMS, "weak-support"),
    ],
)
def test_what_is_refused_and_why(text: str, evidence: SentenceKey, reason: str) -> None:
    verdict = judge(text, evidence)
    assert isinstance(verdict, Refusal)
    assert verdict.reason == reason


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Ana Moss, chief executive of Orbis, announced a deal with Nova.", FIRST),
        ("The deal runs until 2032 and is worth $3 billion.", TERMS),
        ("The deal runs until 2032 and is worth three billion dollars.", TERMS),
        ("Nova paid $1 billion in 2019 for its share of the firm.", HISTORY),
    ],
)
def test_what_is_accepted(text: str, evidence: SentenceKey) -> None:
    verdict = judge(text, evidence)
    assert isinstance(verdict, CitedSentence), verdict
    assert verdict.checks.passed
    assert evidence in {citation.key for citation in verdict.citations}


def test_a_fluent_swap_is_refused() -> None:
    """The packaged model once wrote "Sam …, CEO of Microsoft" of "CEO of OpenAI": each word of it
    stood in the source, so that every word-based check passed."""
    verdict = judge("The Nova chief executive announced a deal with Orbis.", FIRST)
    assert isinstance(verdict, Refusal)


def test_facts_from_elsewhere_in_the_article_are_cited_from_there() -> None:
    """A gate that reads the section's evidence alone refuses a third of the good sentences."""
    text = "Ana Moss, chief executive of Orbis, announced a deal with Nova, and it is worth $3 billion."
    verdict = judge(text, FIRST)
    assert isinstance(verdict, CitedSentence)
    assert {FIRST, TERMS} <= {citation.key for citation in verdict.citations}


def test_an_extract_cites_its_own_source_first_and_who_tells_the_same() -> None:
    verdict = judge(STORY[0].text, FIRST, kind="extracted")
    assert isinstance(verdict, CitedSentence)
    assert verdict.citations[0].key == FIRST
    assert verdict.articles == ("a1", "a2")
    assert verdict.origins == 2


def test_a_passage_that_negates_corroborates_nothing() -> None:
    """ "Not parting ways" was once cited for "may be loosening their grip"."""
    found = sentences(
        ["The union welcomed the deal between Orbis and Nova."],
        ["The union did not welcome the deal between Orbis and Nova."],
    )
    (verdict,) = gate(found).judge([draft(found[0].text, found[0].key, kind="extracted")])
    assert isinstance(verdict, CitedSentence)
    assert verdict.articles == ("a1",)


@pytest.mark.parametrize(
    "other", ["The fire killed 15 people.", "The fire killed 12 people on Friday."]
)
def test_a_passage_with_another_figure_or_date_corroborates_nothing(other: str) -> None:
    """ "12 people" was once cited to an article that said 15, beside the note that they disagree."""
    found = sentences(["On Monday the fire killed 12 people."], [other])
    (verdict,) = gate(found).judge([draft(found[0].text, found[0].key, kind="extracted")])
    assert isinstance(verdict, CitedSentence)
    assert verdict.articles == ("a1",)


def test_copies_are_cited_and_are_one_origin() -> None:
    found = sentences(["The port closed on Monday."], ["The port closed on Monday."])
    (verdict,) = gate(found, a1=7, a2=7).judge([draft(found[0].text, found[0].key)])
    assert isinstance(verdict, CitedSentence)
    assert verdict.articles == ("a1", "a2")
    assert verdict.origins == 1


@given(articles=topic)
@settings(max_examples=30, deadline=None)
def test_citations_are_distinct_and_never_missing(articles: list[list[str]]) -> None:
    found = sentences(*articles)
    judged = gate(found).judge([draft(s.text, s.key, kind="extracted") for s in found])
    for sentence, verdict in zip(found, judged, strict=True):
        assert isinstance(verdict, CitedSentence)
        keys = [citation.key for citation in verdict.citations]
        assert keys[0] == sentence.key
        assert 1 <= len(keys) == len(set(keys)) <= AttributionSettings().max_citations
        assert all(0 <= citation.score <= 1 for citation in verdict.citations)
        assert verdict.checks.passed


def test_nothing_in_scope_gives_no_citation() -> None:
    made = gate()
    scores = made.passages.scores(["The deal."])[0]
    assert cite("The deal.", made.passages, scores, (), made.origins, made.settings) == ()


@given(articles=topic)
@settings(max_examples=30, deadline=None)
def test_support_is_1_for_what_stands_there_and_never_leaves_0_to_1(
    articles: list[list[str]],
) -> None:
    checker = OverlapSupport(AttributionSettings())
    texts = [text for article in articles for text in article]
    assert all(checker.support(text, texts) == 1 for text in texts)
    assert 0 <= checker.support(texts[0], ["Cats sleep long."]) <= 1
    assert checker.support("", texts) == 0
    assert checker.support(texts[0], ()) == 0


def test_the_gravest_failure_is_named() -> None:
    assert failure(check("Vega has 7 ships.", ["Orbis has ships."])) == "number-not-cited"
    assert failure(check("Orbis has ships.", ["Orbis has ships."])) == ""
