"""What further articles tell of a section's fact."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.attribution.evidence import Passages
from summarize.clustering.hashing import HashingEncoder
from summarize.pipeline.tellers import with_tellers
from summarize.records import Material, Section
from summarize.settings import EncodingSettings
from tests.builders import material, section

FIRE = "A fire destroyed the old market of Harwick on Monday."
AGAIN = "The fire that destroyed the old market began in a bakery, police said."
LATER = "The old market that the fire destroyed will be rebuilt for $12 million."
OTHER = "The airline will close its base in Lund and move to Oslo."
BARE = "It destroyed the old market of Harwick in a night of fire."


def evidence(found: Material, most: int = 4) -> Sequence[tuple[str, int]]:
    encoder = HashingEncoder(EncodingSettings())
    passages = Passages(found.sentences, encoder.encode([s.text for s in found.sentences]), encoder)
    own: Section = section(found.sentences[0].key)
    (told,) = with_tellers([own], passages, found, most)
    return [(key.article, key.place) for key in told.evidence]


def test_one_sentence_of_each_further_article_that_tells_of_the_same() -> None:
    found = material([FIRE, LATER], [OTHER, AGAIN], [LATER, AGAIN], [OTHER])
    assert evidence(found)[0] == ("a1", 0)
    assert {article for article, _ in evidence(found)} == {"a1", "a2", "a3"}


def test_an_article_may_come_back_once_to_what_it_told() -> None:
    found = material([FIRE, OTHER, AGAIN, LATER], [OTHER])
    assert len(evidence(found)) == 2
    assert {article for article, _ in evidence(found)} == {"a1"}


def test_what_adds_nothing_is_left() -> None:
    assert evidence(material([FIRE, "A fire destroyed the old market on Monday."])) == [("a1", 0)]


def test_no_more_than_asked_for() -> None:
    found = material([FIRE], [AGAIN], [LATER])
    assert len(evidence(found, most=2)) == 2
    assert evidence(found, most=1) == [("a1", 0)]


def test_a_copy_of_the_same_wire_story_tells_nothing_more() -> None:
    assert evidence(material([FIRE], [AGAIN], origins=[1, 1])) == [("a1", 0)]


def test_what_needs_another_sentence_before_it_is_left() -> None:
    assert evidence(material([FIRE], [OTHER, BARE])) == [("a1", 0)]
