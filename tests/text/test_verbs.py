"""Verb forms without a tagger."""

from __future__ import annotations

import pytest

from summarize.planning.remarks import is_general_remark
from summarize.text.verbs import has_past, is_verbless, root


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
        ("Thought to be there.", False),
        ("Initially thought to be there.", False),
        ("", False),
    ],
)
def test_a_verb_in_the_past(text: str, past: bool) -> None:
    assert has_past(text) is past


@pytest.mark.parametrize(
    ("text", "verbless"),
    [
        # The writer made a sentence of this caption and of what another article opens.
        ("Ambulances at Russell Square, London after the July 7, 2005 bombings.", True),
        ("The intended route of Flight 447.", True),
        ("Initially thought to have been the bomber, Jamaican-born resident of Aylesbury.", True),
        ("Ambulances came to the square.", False),
        ("The firm runs the port.", False),
        ("It's late.", False),
        ("Experts say so.", False),
        ("They can swim.", False),
    ],
)
def test_captions_have_no_verb(text: str, verbless: bool) -> None:
    assert is_verbless(text) is verbless


@pytest.mark.parametrize(
    "text",
    [
        "Le gouvernement ferme le port et les bateaux restent dans la baie.",
        "El gobierno cierra el puerto y los barcos esperan fuera de la bahía.",
        "Die Regierung schließt den Hafen und die Schiffe warten.",
        "De regering sluit de haven en de schepen blijven buiten.",
        "他说了很多话然后走了。",
    ],
)
def test_other_languages_have_their_own_verbs(text: str) -> None:
    """Every sentence of an article in French was taken for a caption, and none was written from."""
    assert not is_verbless(text)
    assert not is_general_remark(text)
