from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.evaluation.dangling import dangling, points_at
from summarize.evaluation.ordering import (
    aligned_places,
    kendall_tau,
    lead_like,
    order_tau,
    summary_ordering,
)
from tests.strategies import news_sentence

ARTICLE = (
    "The port of Harwick closed on Monday after a storm. Jane Moss runs the port and its ferries. "
    "She said that the cranes were safe. The two men who fled were found in Lund. However, the "
    "port of Lund stayed open all day."
)


def kinds(*sentences: str, articles: tuple[str, ...] = (ARTICLE,)) -> list[tuple[int, str]]:
    return [(found.place, found.kind) for found in dangling(sentences, articles)]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("She said that the cranes were safe.", "pronoun"),
        ("It's been closed for days.", "pronoun"),
        ("When he did, the guards fled.", "pronoun"),
        ("This closed the port.", "demonstrative"),
        ("Another ferry sank.", "demonstrative"),
        ("In that case, the port closes.", "demonstrative"),
        ("But the port of Lund stayed open.", "connective"),
        ("However, the port of Lund stayed open.", "connective"),
        ("Since then, the port has closed.", "connective"),
        ("Also arrested was Jane Moss.", "connective"),
        ("The two men fled.", "definite"),
        ("The move was a surprise.", "definite"),
        ("“The port is closed,” she said.", "speaker"),
        ("“The port is closed for good.”", "speaker"),
        ("The port of Harwick closed.", None),
        ("This week, the port closed.", None),
        ("Those who fled were found.", None),
        ("Both Moss and Krohn left.", None),
        ("It is unclear whether the port will open.", None),
        ("The two-day strike ended.", None),
        ("The decision to close the port was made.", None),
        ("The former mayor left.", None),
        ("“The port is closed,” said Jane Moss.", None),
        ("Or Arbel, a builder, made it.", None),
        ("Still life with apples sold.", None),
        ("When he was 17, Krohn left for Lund.", None),
        ("", None),
    ],
)
def test_how_a_sentence_points_at_the_one_before(sentence: str, kind: str | None) -> None:
    assert points_at(sentence) == kind


def test_a_copied_sentence_needs_the_sentence_that_it_followed() -> None:
    moss = "Jane Moss runs the port and its ferries."
    she = "She said that the cranes were safe."
    assert kinds(moss, she) == []
    assert kinds("The port of Harwick closed on Monday after a storm.", she) == [(1, "pronoun")]
    assert kinds(she, moss) == [(0, "pronoun")]


def test_a_connective_that_was_tidied_away_does_not_part_two_neighbours() -> None:
    article = "Jane Moss runs the old port. But she said that all the cranes were safe."
    found = kinds(
        "Jane Moss runs the old port.",
        "She said that all the cranes were safe.",
        articles=(article,),
    )
    assert found == []


def test_a_sentence_in_new_words_needs_something_before_it() -> None:
    assert kinds("Moss has led the ferry port for years.", "She calls all its cranes safe.") == []
    assert kinds("It is raining.", "She calls all its cranes safe.", articles=()) == [
        (0, "pronoun"),
        (1, "pronoun"),
    ]


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("The port of Harwick closed on Monday after a heavy storm.", True),
        ("Jane Moss, who runs the port of Harwick, closed it on Monday.", True),
        ("She said that the cranes of Harwick port were safe on Monday.", False),
        ("Why was the port of Harwick closed on Monday after a storm?", False),
        ("“The port of Harwick closed on Monday,” said Jane Moss.", False),
        ("We closed the port of Harwick on Monday after a storm.", False),
        ("Jane Moss, left, closed the port of Harwick on Monday after a storm.", False),
        ("The port manager has closed everything after a storm on Monday.", False),
        ("Storm in Harwick.", False),
        ("The king of Norway visited a bakery in the town of Bergen.", False),
    ],
)
def test_a_lead_is_a_statement_of_what_an_article_begins_with(sentence: str, lead: bool) -> None:
    assert lead_like(sentence, [ARTICLE]) is lead


REFERENCE = (
    "A storm closed the port of Harwick on Monday.",
    "Two men fled on a ferry to Lund.",
    "Jane Moss called the cranes of the port safe.",
)


def test_tau_is_worked_by_hand() -> None:
    assert kendall_tau([0, 1, 2]) == 1
    assert kendall_tau([2, 1, 0]) == -1
    assert kendall_tau([0, None, 2, 1]) == pytest.approx(1 / 3)
    # Pairs: two in order, none against it, one tied: 2 / sqrt(3 * 2).
    assert kendall_tau([0, 0, 1]) == pytest.approx(2 / 6**0.5)
    assert kendall_tau([1, 1, None]) is None
    assert kendall_tau([]) is None


@given(st.lists(st.one_of(st.none(), st.integers(0, 5)), max_size=8))
def test_tau_turns_round_with_the_order(places: list[int | None]) -> None:
    tau = kendall_tau(places)
    back = kendall_tau(places[::-1])
    assert (tau is None) == (back is None)
    if tau is not None and back is not None:
        assert -1 <= tau <= 1
        assert back == pytest.approx(-tau)


def test_sentences_are_aligned_by_what_they_tell() -> None:
    told = (
        "Moss said that the cranes of the port were safe.",
        "On Monday a storm closed the port of Harwick.",
        "Norway held its elections.",
    )
    assert aligned_places(told, REFERENCE) == (2, 0, None)
    assert order_tau(told, [REFERENCE]) == -1
    assert order_tau(told, [REFERENCE, REFERENCE[::-1]]) == 0
    assert order_tau(told[2:], [REFERENCE]) is None
    assert order_tau(told, []) is None


@given(st.lists(news_sentence(), min_size=2, max_size=6, unique=True))
def test_a_summary_that_is_its_reference_is_in_its_order(sentences: list[str]) -> None:
    tau = order_tau(sentences, [sentences])
    assert tau == 1


def test_all_of_one_summary() -> None:
    found = summary_ordering(
        ["She said that the cranes were safe.", REFERENCE[0]], [ARTICLE], [REFERENCE]
    )
    assert found.lead is False
    assert [one.place for one in found.dangling] == [0]
    assert found.tau == -1
    assert summary_ordering([], [ARTICLE]).lead is None
