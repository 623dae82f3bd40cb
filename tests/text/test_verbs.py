"""Verb forms without a tagger."""

from __future__ import annotations

import pytest

from summarize.text.verbs import has_past, root


def test_the_forms_of_a_verb_have_one_root() -> None:
    assert root("took") == root("taken") == root("takes") == root("Taking")
    assert root("port") != root("took")


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("The port closed.", True),
        ("The ship sank.", True),
        ("They put it off.", True),
        ("It wasn't so.", True),
        ("It has been studied.", True),
        ("It is studied.", False),
        ("A limited supply is a need.", False),
        ("The red weed grows indeed.", False),
        ("", False),
    ],
)
def test_a_verb_in_the_past(text: str, past: bool) -> None:
    assert has_past(text) is past
