from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.attribution.bearing import (
    CENTRAL,
    FEATURES,
    REWRITTEN,
    Bearing,
    clauses,
    expected_best,
    features,
    packaged,
)
from summarize.attribution.conflicts import gainsays, turned
from summarize.attribution.evidence import Passages, cite, looked_at
from summarize.clustering.hashing import HashingEncoder
from summarize.clustering.similarity import Wording
from summarize.records import Citation, SentenceKey
from summarize.settings import AttributionSettings, EncodingSettings
from summarize.text.facts.dates import missing_dates
from summarize.text.facts.names import missing_names
from summarize.text.facts.numbers import missing_numbers
from tests.builders import sentences
from tests.strategies import topic


def passages_of(*articles: Sequence[str]) -> Passages:
    found, encoder = sentences(*articles), HashingEncoder(EncodingSettings())
    return Passages(found, encoder.encode([s.text for s in found]), encoder)


def cited(
    text: str, passages: Passages, scope: Sequence[int] | None = None, **changed: float
) -> tuple[Citation, ...]:
    articles = sorted({sentence.key.article for sentence in passages.sentences})
    origins = {article: place for place, article in enumerate(articles)}
    rows = range(len(passages.sentences)) if scope is None else scope
    chosen = AttributionSettings.model_validate(changed)
    return cite(text, passages, passages.scores([text])[0], rows, origins, chosen)


def keys(citations: Sequence[Citation]) -> list[tuple[str, int]]:
    return [(citation.key.article, citation.key.place) for citation in citations]


@pytest.mark.parametrize(
    ("text", "passage", "why"),
    [
        ("The fire killed 12 people.", "The fire killed 15 people.", "the same noun behind"),
        ("The fire killed 12.", "On Sunday the fire killed 15 men.", "the same verb before"),
        ("Orbis paid $3 billion.", "Orbis paid $4 billion.", "in words and signs"),
        (
            "The blaze killed 12 adults and 3 children.",
            "It killed 12 adults and 4 children.",
            "one of two figures",
        ),
        ("The port closed on Monday.", "The port closed on Friday.", "another weekday"),
        ("It closed in 2019.", "It closed in 2021.", "another year"),
        ("The union welcomed the deal.", "The union did not welcome the deal.", "negation"),
        ("The union did not welcome the deal.", "The union welcomed the deal.", "the other way"),
    ],
)
def test_what_gainsays(text: str, passage: str, why: str) -> None:
    assert gainsays(text, passage), why


@pytest.mark.parametrize(
    ("text", "passage", "why"),
    [
        ("The fire killed 12 people.", "The fire killed twelve people.", "as a word"),
        ("The fire killed 12 people.", "The fire burned 40 homes.", "of something else"),
        ("The fire killed 12 people.", "The fire killed people.", "no figure at all"),
        ("A fire killed people.", "The fire killed 15 people.", "the sentence has none"),
        ("Orbis paid $3 billion.", "Orbis paid for 3 ships.", "another unit"),
        ("The port closed on Monday.", "The port closed in May.", "dates of other kinds"),
        ("The port closed on Monday.", "It closed Monday and opened Friday.", "one of two dates"),
        ("The port closed.", "Nobody was hurt.", "it negates something else"),
        ("She cannot see a way to stay in Lund.", "She wrote from Lund.", "a name is not negated"),
    ],
)
def test_what_does_not(text: str, passage: str, why: str) -> None:
    assert not gainsays(text, passage), why


@pytest.mark.parametrize(
    ("text", "passage", "expected"),
    [
        ("The firms are close.", "The firms are not parting, and remain close.", True),
        ("The firms are not parting.", "The firms may be parting.", True),
        ("The firms stay close.", "The firms stay close, said Bo, whom no paper named.", False),
        ("The firms are not parting.", "The firms never parted.", False),
        ("The firms are close.", "The firms remain close.", False),
    ],
)
def test_what_turns_a_negation(text: str, passage: str, expected: bool) -> None:
    assert turned(text, passage) is turned(passage, text) is expected


@given(articles=topic)
def test_no_sentence_gainsays_itself(articles: list[list[str]]) -> None:
    assert not any(gainsays(text, text) for texts in articles for text in texts)


def test_the_features_of_a_passage() -> None:
    passages = passages_of(
        ["The port of Lund closed on Monday.", "A storm had come, and 12 ships stayed."],
        ["Rain fell."],
    )
    text = "After a storm the port closed, and 12 ships stayed in the harbour."
    scores = np.array([0.4, 0.8, 0.1], dtype=np.float32)
    found = features(text, passages, scores, [2, 0, 1])
    assert found.shape == (3, len(FEATURES))
    rain, port, storm = (dict(zip(FEATURES, row, strict=True)) for row in found)
    # storm, port, close, 12, ship, stay, harbour: all but the last once in the sources, which
    # has the weight of the rarest.
    assert port["told"] == pytest.approx(2 / 7)
    assert storm["told"] == storm["told_first"] == pytest.approx(4 / 7)
    assert port["told_first"] == pytest.approx(2 / 7)  # the nearer sentence does not tell it
    assert port["rare"] == pytest.approx(2 / 7)
    assert (port["numbers"], storm["numbers"], rain["numbers"]) == (0, 1, 0)
    assert storm["near"] == pytest.approx(REWRITTEN)  # not 0.8
    assert port["near_top"] == port["near_own"] == pytest.approx(0.4 / REWRITTEN)
    assert (rain["near_own"], rain["before"], rain["after"]) == (1, 0, 0)
    assert (port["after"], storm["before"]) == pytest.approx((REWRITTEN, 0.4))
    assert (storm["rank"], port["rank"], rain["rank"]) == pytest.approx(np.log([1, 2, 3]))
    assert (storm["rank_own"], port["rank_own"], rain["rank_own"]) == pytest.approx(
        np.log([1, 2, 1])
    )
    assert (storm["place"], port["place"]) == pytest.approx((np.log(2), 0))
    assert rain["told"] == rain["clause"] == rain["pairs"] == 0
    assert port["told_again"] == storm["told_again"] == 0  # no nearer one tells the same
    assert rain["content"] == port["content"] == pytest.approx(np.log(8))


def test_copies_are_equally_likely_save_for_their_places() -> None:
    """Each tells again what the other tells; else the second would be likelier than the first."""
    same = ["The old port of Lund closed on Monday."]
    passages = passages_of(same, same, ["The port of Lund has berths.", "Rain fell."])
    text = "The old port of Lund closed."
    found = features(text, passages, passages.scores([text])[0], range(4))
    one, two, berths, rain = (dict(zip(FEATURES, row, strict=True)) for row in found)
    assert one["told_again"] == two["told_again"] == one["told"] == pytest.approx(1)
    assert berths["told_again"] == berths["told"] > 0 == rain["told_again"]
    assert one["central"] == CENTRAL >= berths["central"] > rain["central"]


@given(articles=topic)
@settings(max_examples=30, deadline=None)
def test_central_is_the_mean_nearness_to_the_others(articles: list[list[str]]) -> None:
    passages = passages_of(*articles)
    texts = [sentence.text for sentence in passages.sentences]
    vectors = HashingEncoder(EncodingSettings()).encode(texts)
    near = (vectors @ vectors.T + Wording(texts).alike(texts)) / 2
    others = near.sum(axis=1) - np.diag(near)
    assert passages.central == pytest.approx(others / max(1, len(texts) - 1), abs=2e-4)


@given(text=st.text(alphabet="ab ,;—.", max_size=80))
def test_clauses_lose_nothing(text: str) -> None:
    assert "".join(clauses(text)) == text


def test_a_scrap_is_no_clause() -> None:
    text = "On Monday, the old port of Lund closed, and twelve large ships stayed"
    assert clauses(text) == (
        "On Monday, the old port of Lund closed",
        ", and twelve large ships stayed",
    )


@given(
    likely=st.lists(st.floats(0, 1), min_size=1, max_size=6),
    unseen=st.sampled_from([0.0, 0.3, 2.0]),
)
def test_as_many_as_promise_most(likely: list[float], unseen: float) -> None:
    """No other set of passages would have a higher quotient."""

    def promise(some: Sequence[float]) -> float:
        return 2 * sum(some) / (len(some) + sum(likely) + unseen)

    taken = sorted(likely, reverse=True)[: expected_best(likely, unseen)]
    sets = (some for k in range(1, len(likely) + 1) for some in combinations(likely, k))
    assert promise(taken) >= max(promise(some) for some in sets) - 1e-8


def test_the_packaged_weights_are_of_these_features_and_say_whence() -> None:
    text = files("summarize.attribution").joinpath("bearing_weights.json").read_text("utf-8")
    read = json.loads(text)
    assert tuple(read["weights"]) == FEATURES
    assert {"data", "rows", "date", "command", "cross_validation"} <= set(read)
    likely = packaged().likelihoods(np.zeros((2, len(FEATURES))))
    assert likely[0] == likely[1] < 0.05  # what shares nothing bears nothing


def test_every_article_that_tells_it_is_cited_and_no_other() -> None:
    passages = passages_of(
        ["The old port of Lund closed on Monday.", "It had been in use since 1950."],
        ["Lund closed its old port on Monday, the council said.", "Workers went home."],
        ["Rain is expected in Malmo.", "The council met."],
    )
    assert {key[0] for key in keys(cited("Lund's old port closed on Monday.", passages))} == {
        "a1",
        "a2",
    }


def test_a_second_passage_of_an_article_tells_what_the_first_does_not() -> None:
    passages = passages_of(
        [
            "The old port of Lund closed on Monday.",
            "The old port of Lund closed.",
            "Twelve large ships stayed behind in the harbour.",
        ],
        ["Rain is expected in Malmo."],
    )
    text = "The old port of Lund closed on Monday and twelve large ships stayed behind."
    assert sorted(keys(cited(text, passages))) == [("a1", 0), ("a1", 2)]


def test_a_denial_is_no_second_voice() -> None:
    """ "Not parting ways" was cited for "may be loosening their grip": the words that the two share
    are affirmed in both, so that a test of the shared words alone let it through."""
    passages = passages_of(
        ["The two companies, so closely bound for years, may be loosening their grip."],
        ["The two companies are not leaving one another, and are still closely bound."],
    )
    text = "The two companies, so closely bound, may be loosening their grip."
    assert keys(cited(text, passages)) == [("a1", 0)]


def test_a_vague_second_voice_is_not_cited() -> None:
    """What shares the names alone was cited for a sentence that stood in another article."""
    passages = passages_of(
        ["The pact of Orbis and Nova, once firm, now enters a new and uncertain phase of talks."],
        ["Orbis and Nova are large.", "Nova makes engines."],
    )
    assert keys(cited(passages.sentences[0].text, passages)) == [("a1", 0)]


def test_names_alone_are_no_second_voice() -> None:
    """ "Will they show up?" was cited for what the two of that name can afford."""
    passages = passages_of(
        ["Rick Perry and Michele Bachmann may skip the next forum."],
        ["Will Rick Perry and Michele Bachmann be there?"],
    )
    assert keys(cited(passages.sentences[0].text, passages)) == [("a1", 0)]


def test_a_name_is_cited_from_its_evidence_but_not_from_anywhere() -> None:
    """A name stands all over its article. Citing a passage that has nothing else of the sentence
    made one citation in ten wrong."""
    far = [f"A prize in the name of Ana Moss went to school number {n} in May." for n in range(14)]
    passages = passages_of(["The chief of Orbis announced a long deal with Nova."], far)
    text = "The chief of Orbis, Ana Moss, announced a long deal with Nova."
    assert keys(cited(text, passages)) == [("a1", 0)]
    assert set(keys(cited(text, passages, scope=[0, 1]))) == {("a1", 0), ("a2", 0)}


def test_few_citations_keep_the_facts_and_new_origins() -> None:
    same = ["The old port of Lund closed on Monday."]
    passages = passages_of(same, same, same, ["The port of Lund has 12 berths."])
    text = "The old port of Lund, which has 12 berths, closed on Monday."
    assert keys(cited(text, passages, max_citations=2)) == [("a1", 0), ("a4", 0)]
    scores = passages.scores([same[0]])[0]
    origins = {"a1": 0, "a2": 0, "a3": 1, "a4": 2}
    two = AttributionSettings(max_citations=2)
    assert keys(cite(same[0], passages, scores, range(4), origins, two)) == [("a1", 0), ("a3", 0)]


@given(articles=topic, data=st.data())
@settings(max_examples=60, deadline=None)
def test_laws_of_citations(articles: list[list[str]], data: st.DataObject) -> None:
    """The first is of the scope, none comes twice, and the scope's facts are cited."""
    passages = passages_of(*articles)
    rows = range(len(passages.sentences))
    one, two = (passages.sentences[data.draw(st.sampled_from(rows))].text for _ in range(2))
    text = f"{one[:-1]}, and {two[0].lower()}{two[1:]}"
    scope = data.draw(st.lists(st.sampled_from(rows), min_size=1, unique=True))
    found = cited(text, passages, scope)
    assert passages.rows[found[0].key] in scope
    assert len({citation.key for citation in found}) == len(found) <= 5
    assert cited(text, passages, sorted(scope)) == found
    texts = [passages.sentences[passages.rows[citation.key]].text for citation in found]
    near = passages.texts(sorted(looked_at(passages.scores([text])[0], scope)[1]))
    for missing in (missing_numbers, missing_dates, *([missing_names] if len(scope) <= 12 else [])):
        assert len(missing(text, texts)) <= len(missing(text, near)), missing


@given(articles=topic)
@settings(max_examples=30, deadline=None)
def test_weights_can_be_given(articles: list[list[str]]) -> None:
    """With weights that find nothing likely, the first passage is cited all the same."""
    passages = passages_of(*articles)
    text = passages.sentences[0].text
    never = Bearing(bias=-20.0, weights=(0.0,) * len(FEATURES))
    scores = passages.scores([text])[0]
    origins = {sentence.key.article: 0 for sentence in passages.sentences}
    found = cite(text, passages, scores, [0], origins, AttributionSettings(), never)
    assert [citation.key for citation in found] == [SentenceKey("a1", 0)]


def test_nearest_passages_are_looked_at_and_those_of_the_scope() -> None:
    scores = np.linspace(1, 0, 100, dtype=np.float32)
    rows, inside = looked_at(scores, range(80, 100))
    assert rows == [*range(40), *range(80, 92)]
    assert inside == frozenset(range(80, 92))
