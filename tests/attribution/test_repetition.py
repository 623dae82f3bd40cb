"""Words that a sentence says twice where no passage does."""

from __future__ import annotations

import pytest

from summarize.attribution.repetition import says_twice

PETS = (
    "People who notice their pets acting strangely should see their veterinarian.",
    "Anyone whose pet acts strangely should take it to a veterinarian.",
)


@pytest.mark.parametrize(
    ("sentence", "twice"),
    [
        ("People should see their veterinarian and take them to a veterinarian.", True),
        ("People should see their veterinarian and take them to one.", False),
        ("People who notice people should see their veterinarian.", True),
        ("People should take them to them.", True),
        ("A pet acts strangely, acts strangely.", True),
    ],
)
def test_two_reports_of_the_same_are_told_once(sentence: str, twice: bool) -> None:
    """The writer made "see their veterinarian and take them to a veterinarian" of such reports."""
    assert says_twice(sentence, PETS) is twice


def test_what_a_passage_says_twice_may_be_said_twice() -> None:
    assert not says_twice("Day by day the port emptied.", ["Day by day the port emptied."])


def test_a_word_may_come_again_in_another_clause() -> None:
    reports = ("Police closed the road to the port early on Monday.", "Later police found the car.")
    joined = "Police closed the road to the port early on Monday, and later police found the car."
    assert not says_twice(joined, reports)


def test_a_weekday_is_told_once() -> None:
    reports = ["On Monday at 7:44 police came to the farm.", "Police came around 7:45 Monday."]
    assert says_twice("On Monday at 7:44 police came to the farm around 7:45 Monday.", reports)
    assert not says_twice(reports[0], reports)
