"""Which of several accepted sentences of each section make the summary."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.pipeline.composing import composed
from summarize.planning.concepts.pairs import concepts_of, contentful
from summarize.records import Checks, Citation, CitedSentence, DraftKind, SentenceKey
from summarize.text.words import count_words
from tests.builders import draft, sentences
from tests.strategies import news_sentence

LONG = "The council of Harwick approved the new bridge, which many people had long waited for."
SHORT = "The council of Harwick approved the new bridge."
FIRE = "A fire destroyed the old market of the town."


def told(text: str, source: SentenceKey, kind: DraftKind = "extracted") -> CitedSentence:
    citation = Citation(key=source, start=0, end=1, score=1.0)
    return CitedSentence(
        draft=draft(text, source, kind=kind),
        citations=(citation,),
        checks=Checks(numbers=True, dates=True, names=True, quotes=True, negation=True),
        origins=1,
    )


def texts(found: Sequence[CitedSentence]) -> list[str]:
    return [sentence.draft.text for sentence in found]


def test_a_shorter_wording_makes_room_for_another_section() -> None:
    one, two = sentences([LONG, FIRE])
    offered = [told(SHORT, one.key, "fused"), told(LONG, one.key), told(FIRE, two.key)]
    worth = dict.fromkeys((*concepts_of(SHORT), *concepts_of(FIRE)), 1.0)
    sources = {one.key: LONG, two.key: FIRE}
    assert texts(composed(offered, worth, sources, 18)) == [SHORT, FIRE]


def test_where_there_is_room_the_whole_sentence_is_told_if_its_rest_is_worth_it() -> None:
    (one,) = sentences([LONG])
    offered = [told(SHORT, one.key, "fused"), told(LONG, one.key)]
    worth = dict.fromkeys(contentful(LONG), 1.0)
    assert texts(composed(offered, worth, {one.key: LONG}, 16)) == [LONG]


def test_of_two_that_tell_as_much_the_written_one_is_taken() -> None:
    (one,) = sentences([SHORT])
    offered = [told(SHORT, one.key), told(SHORT, one.key, "fused")]
    (found,) = composed(offered, dict.fromkeys(contentful(SHORT), 1.0), {one.key: SHORT}, 8)
    assert found.draft.kind == "fused"


def test_too_little_to_fill_the_budget_is_no_composition() -> None:
    (one,) = sentences([SHORT])
    assert composed([told(SHORT, one.key)], {}, {one.key: SHORT}, 100) == ()


@given(st.lists(news_sentence(), min_size=2, max_size=8), st.integers(8, 60))
@settings(max_examples=40, deadline=None)
def test_the_budget_is_kept_and_a_section_told_once(found: list[str], words: int) -> None:
    places = sentences(found)
    offered = [
        told(text, place.key, kind)
        for place in places
        for text, kind in ((place.text, "extracted"), (place.text[: len(place.text) // 2], "fused"))
    ]
    worth = {concept: 1.0 for text in found for concept in concepts_of(text)}
    chosen = composed(offered, worth, {place.key: place.text for place in places}, words)
    assert sum(count_words(sentence.draft.text) for sentence in chosen) <= words
    sections = [sentence.draft.section.evidence for sentence in chosen]
    assert len(sections) == len(set(sections))
