from __future__ import annotations

import pytest
from hypothesis import given

from summarize.text.words import (
    content_stems,
    count_words,
    normalize,
    one_line,
    stems,
    word_spans,
    words,
)
from tests.strategies import plain_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("state-of-the-art don’t", ("state", "of", "the", "art", "don’t")),
        ("$1.5 million", ("1", "5", "million")),
        ("", ()),
    ],
)
def test_words(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("word", "plain"), [("Port’s", "port"), ("ports'", "ports"), ("It's", "it")]
)
def test_normalize(word: str, plain: str) -> None:
    assert normalize(word) == plain


def test_stems_join_forms_and_content_leaves_function_words_out() -> None:
    assert stems("closing closed closes")[0] == stems("close")[0]
    assert content_stems("The port of the town") == ("port", "town")


@pytest.mark.parametrize(("text", "count"), [("one two – three.", 3), ("...", 0), ("$5m – 3", 2)])
def test_count_words(text: str, count: int) -> None:
    assert count_words(text) == count


@given(plain_text)
def test_spans_slice_to_words(text: str) -> None:
    assert all(text[start:end] == word for word, start, end in word_spans(text))


@given(plain_text)
def test_one_line_has_no_line_break(text: str) -> None:
    line = one_line(text)
    assert "\n" not in line
    assert one_line(line) == line == line.strip()
