from __future__ import annotations

import pytest

from summarize.attribution.disagreements import find_disagreements
from summarize.records import Disagreement
from tests.builders import cluster, sentences


def disagreements(one: str, two: str, *, same_origin: bool = False) -> tuple[Disagreement, ...]:
    found = sentences([one], [two])
    together = cluster(0, *(sentence.key for sentence in found))
    origins = {"a1": 1, "a2": 1 if same_origin else 2}
    return find_disagreements([together], {s.key: s for s in found}, origins)


@pytest.mark.parametrize(
    ("one", "two", "values"),
    [
        (
            "The fire killed 12 people in Harwick.",
            "In Harwick, 15 people were killed by the fire.",
            {"12", "15"},
        ),
        ("The bridge will cost $12 million.", "The bridge is to cost $14 million.", {"$12", "$14"}),
        ("Support rose to 40 percent.", "Support rose to 45 percent.", {"40", "45"}),
        (
            "The council of Harwick approved the new bridge over the river on Monday.",
            "On Tuesday the council of Harwick approved the new bridge over the river.",
            {"Monday", "Tuesday"},
        ),
    ],
)
def test_different_figures_for_one_thing_are_shown(one: str, two: str, values: set[str]) -> None:
    (found,) = disagreements(one, two)
    assert {claim.value.split()[0] for claim in found.claims} == values
    assert {claim.article for claim in found.claims} == {"a1", "a2"}
    assert found.topic


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The fire killed 12 people.", "The fire injured 15 people."),
        ("The fire killed 12 people.", "The fire killed 15 horses."),
        ("The fire killed at least 12 people.", "The fire killed 15 people."),
        ("The fire killed more than 10 people.", "The fire killed 12 people."),
        ("The fire killed 12 people, not 15 people.", "The fire killed 15 people."),
        ("Some 1.6 million people fled.", "Exactly 1,594,000 people fled."),
        ("It cost about $100 million.", "It cost $104 million."),
        ("The fire killed 12 people.", "The fire killed twelve people."),
        ("The mayor spoke on Monday.", "The port closed on Tuesday."),
        (
            "In Harwick the party leads by 51 percent to 41 percent.",
            "In Harwick the party leads by 58 percent.",
        ),
        ("One in 5 ships was late.", "Some 900 ships were late."),
        (
            "Moss and Vega, who wed in Lund, have a son who was born there in 2008.",
            "Vega and Moss, who wed in Lund, split in 2010 after a long fight in court over money.",
        ),
    ],
    ids=(
        "verb noun bound bound-2 both rounded about words events several ratio other-year".split()
    ),
)
def test_what_is_no_disagreement(one: str, two: str) -> None:
    assert disagreements(one, two) == ()


def test_copies_cannot_disagree_with_their_source() -> None:
    texts = ("The fire killed 12 people.", "The fire killed 15 people.")
    assert disagreements(*texts) != ()
    assert disagreements(*texts, same_origin=True) == ()
