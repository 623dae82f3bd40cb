"""Sentences of ready texts."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarize.evaluation.sentences import sentences_of_text
from summarize.text.words import words
from tests.strategies import plain_text

_PARTS = ("a", "The", "He left.", "\n", "1.", "- ", "“", "”", "Key Points:", "?", "。", "(b)", "# ")
marked_text = st.lists(st.sampled_from(_PARTS), max_size=30).map(" ".join)


@given(st.one_of(plain_text, marked_text))
@example("Harwick Port closed")  # the splitter takes it for a heading and leaves it out
@example("1. The mayor left.\n- Berlin\nWider choice: The firm grew.\n# News")
def test_every_word_is_in_exactly_one_sentence(text: str) -> None:
    found = sentences_of_text(text)
    assert [word for sentence in found for word in words(sentence)] == list(words(text))
    assert all(words(sentence) and sentence == sentence.strip() for sentence in found)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", ()),
        ("* * *\n…", ()),
        ("Dr. Moss won. She spoke.", ("Dr. Moss won.", "She spoke.")),
        ("Fire in Lund. Two hurt. Cause open", ("Fire in Lund.", "Two hurt.", "Cause open")),
        ("– The port closed. He left", ("The port closed.", "He left")),
        ("1. The port closed.\n2. Why It Closed?", ("1. The port closed.", "2. Why It Closed?")),
        ("Wider choice: The firm grew. It sold.", ("Wider choice: The firm grew.", "It sold.")),
        ("the cat sat\nthe dog ran", ("the cat sat", "the dog ran")),
        ("会议开始。记者提问。", ("会议开始。", "记者提问。")),
    ],
)
def test_cases(text: str, sentences: tuple[str, ...]) -> None:
    assert sentences_of_text(text) == sentences


def test_hard_wrapped_text_is_joined_again() -> None:
    wrapped = (
        "The council approved the new bridge on the\n"
        "river after a long debate that had gone on\n"
        "for two years. Residents of the old town\n"
        "had asked for it.\n\nThe work begins in May."
    )
    assert [sentence[:12] for sentence in sentences_of_text(wrapped)] == [
        "The council ",
        "Residents of",
        "The work beg",
    ]


def test_lines_in_lower_case_are_no_wrap() -> None:
    """One sentence a line without full stops is how many systems write their output."""
    lines = (
        "the council approved the new bridge over the river",
        "residents of the old town had asked for it",
        "the work begins in may",
        "a ferry will carry the traffic until then",
    )
    assert sentences_of_text("\n".join(lines)) == lines


def test_language() -> None:
    text = "Das kam z.B. aus Lund. Gut so."
    assert sentences_of_text(text, "de") == ("Das kam z.B. aus Lund.", "Gut so.")
    assert sentences_of_text(text, "xx") == sentences_of_text(text, "en")
