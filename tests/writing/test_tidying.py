from __future__ import annotations

import pytest
from hypothesis import given

from summarize.text.words import words
from summarize.writing.tidying import tidy
from tests.strategies import news_sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moreover, the port closed on Monday.", "The port closed on Monday."),
        ("In conclusion, the port closed.", "In conclusion, the port closed."),
        ("In conclusion, the port closed on Monday.", "The port closed on Monday."),
        ("And so the port closed on Monday.", "So the port closed on Monday."),
        ("HARWICK (AP) — The port closed on Monday.", "The port closed on Monday."),
        (
            "He wore it as a plan B https://t.co/H9eL2 — CNN (@CNN) October 10, 2016",
            "He wore it as a plan B.",
        ),
        ("JULY 17--As the port closed, a ship left.", "As the port closed, a ship left."),
        ("HARWICK, England – The port closed.", "The port closed."),
        ("The [port](https://example.org/p) closed **on Monday**.", "The port closed on Monday."),
        ("The port closed.[3]", "The port closed."),
        ("He said, “we won the day.", "He said, “we won the day.”"),
        ('Moss said "we won', 'Moss said "we won".'),
        ("the port\n closed", "The port closed."),
        ("iPhone sales rose.", "iPhone sales rose."),
        ("Back then, the port was open.", "Back then, the port was open."),
        ("See https://example.org/x for the port.", "See for the port."),
        ("The port is closed. pic.twitter.com/kcyd", "The port is closed."),
    ],
)
def test_only_what_belongs_to_the_page_goes(text: str, expected: str) -> None:
    assert tidy(text) == expected


@given(news_sentence())
def test_tidying_adds_no_word_and_is_done_once(sentence: str) -> None:
    tidied = tidy(f"Moreover, {sentence}")
    assert set(words(tidied.lower())) <= set(words(sentence.lower()))
    assert tidy(tidied) == tidied
