"""What a number counts."""

from __future__ import annotations

import pytest

from summarize.attribution.counting import counts_another

_ZOO = "The zoo has five tigresses and only three tigers."


def test_two_numbers_that_changed_their_nouns_are_found() -> None:
    """The writer made "five tigers and only three tigresses" of a zoo with five tigresses.

    Side by side, both numbers have nearly the same words around them, so that the check of what
    stands in a fact's place saw no rival.
    """
    assert counts_another("The zoo has five tigers and only three tigresses.", [_ZOO]) == (
        "tiger",
        "tigress",
    )


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("The zoo has 5 tigresses.", _ZOO),
        ("There are 12 tigers.", "There are 12 white tigers and 3 lions."),
        ("Twelve people died.", "12 people died and 3 people were hurt."),
        ("A 12-year sentence followed.", "He was given a 12-year sentence after 3 years."),
        ("He paid $3 million.", "He paid $3 million, of which 2 million came from a loan."),
        ("Three died.", "The zoo has five tigers."),
    ],
)
def test_a_number_that_a_passage_gives_to_the_same_thing_is_borne(
    sentence: str, passage: str
) -> None:
    assert counts_another(sentence, [passage]) == ()


def test_another_passage_may_give_the_number() -> None:
    passages = ["At least 3 people died.", "Later, 12 people were known to have died."]
    assert counts_another("At least 12 people died.", passages) == ()
