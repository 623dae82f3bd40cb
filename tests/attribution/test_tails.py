"""What stands behind a comma must belong there in a passage."""

from __future__ import annotations

import pytest

from summarize.attribution.tails import misplaced_tails

RATED = "Participants then rated their level of empathy for the victim."
HIGHER = "Participants felt more for the abused child, the puppy and the dog than for the adult."
POLL = (
    "Among all voters, Roe and Moss have 47 percent each, and among women Moss leads, 49 percent to "
    "46 percent."
)


@pytest.mark.parametrize(
    ("sentence", "passages", "found"),
    [
        # The writer made this of both reports.
        (
            "Participants rated their empathy for the child, puppy and dog, for the victim.",
            [RATED, HIGHER],
            ("victim",),
        ),
        # "Among all voters" changed the figures that it belongs to.
        (
            "Roe and Moss have 47 percent each, and Moss leads, 49 percent to 46 percent, among all "
            "voters.",
            [POLL],
            ("voter",),
        ),
        ("The port closed, and it was sold.", ["The port closed.", "It was sold."], ()),
        ("Police found Roe, though the man was gone.", ["Police found Roe."], ("man",)),
        (
            "Ana Moss, a lawyer with the fund, talks.",
            ["Moss talks.", "Ana Moss, a lawyer with the fund, agreed."],
            (),
        ),
        ("The port closed, on Monday.", ["On Monday the port closed."], ()),
        ("The port closed, the police said.", ["The police said that the port closed."], ()),
        (
            "The port of Lund, 24 miles away, closed.",
            ["The port closed.", "Lund, 24 miles off."],
            (),
        ),
        ("The port closed, 24 ships left.", ["The port closed.", "The 24 ships left."], ("24",)),
    ],
)
def test_tails(sentence: str, passages: list[str], found: tuple[str, ...]) -> None:
    assert misplaced_tails(sentence, passages) == found


def test_nothing_is_misplaced_in_a_passage_itself() -> None:
    for text in (RATED, HIGHER, POLL):
        assert misplaced_tails(text, [text]) == ()
