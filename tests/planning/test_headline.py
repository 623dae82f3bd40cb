from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.planning.clauses import short_clause
from summarize.planning.headline import headline
from tests.strategies import news_sentence, plain_text

TOLD = (
    "The council of Harwick approved the bridge over the Orwell on Tuesday.",
    "The bridge will cost $12 million, Mayor Jane Moss said.",
)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Harwick council approves bridge | Daily Sun", "Harwick council approves bridge"),
        ("Harwick council approves bridge - The Daily Sun", "Harwick council approves bridge"),
        ("Breaking news: Harwick council approves bridge", "Harwick council approves bridge"),
        ("LIVE: Harwick council approves bridge", "Harwick council approves bridge"),
        ("Harwick council approves bridge [VIDEO]", "Harwick council approves bridge"),
        ("Harwick council approves bridge: report", "Harwick council approves bridge"),
        ("Harwick council approves bridge.", "Harwick council approves bridge"),
        ("Story highlights Harwick council approves bridge", "Harwick council approves bridge"),
        ("HARWICK COUNCIL BACKS THE BRIDGE IN UK", "Harwick Council Backs the Bridge in UK"),
    ],
)
def test_a_title_is_freed_of_the_page_around_it(title: str, shown: str) -> None:
    assert headline([title], TOLD) == shown


@pytest.mark.parametrize(
    "title",
    [
        "Will the council of Harwick approve the bridge?",
        "What the Harwick council bridge means for you",
        "Five things to know about the Harwick council bridge",
        "You won't believe what Harwick council did to the bridge",
        "Yes, Harwick council was right to approve the bridge",
        "Harwick council bridge. Work starts on Tuesday at noon",
        "By Jane Moss, Harwick council and bridge reporter",
        "Jane Moss, The Harwick Bridge Press",
        "Harwick bridge, council, Orwell, Jane Moss",
        "Photo: the Harwick council at the bridge",
        "Ten ways to plant tulips in a small garden",
        "Bridge",
    ],
)
def test_lures_questions_bylines_and_strangers_are_no_titles(title: str) -> None:
    assert headline([title], TOLD) == TOLD[0].rstrip(".")


def test_what_other_titles_say_too_is_preferred() -> None:
    titles = [
        "Mayor Jane Moss defends bridge",
        "Harwick council approves bridge over the Orwell",
        "Bridge over the Orwell approved in Harwick",
    ]
    assert headline(titles, TOLD) in titles[1:]


def test_a_title_of_something_else_is_not_taken() -> None:
    """A section's name once became the title: it shares a word with the summary by chance."""
    assert headline(["Environment and Bridge Plans of Tomorrow"], TOLD) == TOLD[0].rstrip(".")


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        (
            "The council of Harwick approved the bridge, which had been debated for years in it.",
            "The council of Harwick approved the bridge",
        ),
        (
            "After a storm that lasted for three days, the port of Harwick closed its gates.",
            "The port of Harwick closed its gates",
        ),
        (
            "Jane Moss, 45, is accused of taking more than $900,000 in gifts, police said.",
            "Jane Moss is accused of taking more than $900,000 in gifts",
        ),
        (
            "Jane Moss, a clerk from the town of Lund, has been charged with theft of a ferry.",
            "Jane Moss has been charged with theft of a ferry",
        ),
        (
            "LUND, Sweden (AP) — The airline Orbis cancelled all flights because of heavy snow.",
            "The airline Orbis cancelled all flights because of heavy snow",
        ),
        ("The port said on Monday that a ferry which left Lund", ""),
        ("If the state does not pay, the port of Harwick will close its gates.", ""),
        (
            "Jane Moss took the money of the port, a neighbour said.",
            "Jane Moss took the money of the port, a neighbour said",
        ),
        ("He approved the bridge on Tuesday.", ""),
        ("“We approved the bridge on Tuesday in the evening.”", ""),
        ("A man convicted of theft in the harbour of the old town of Harwick.", ""),
    ],
)
def test_a_clause_is_complete_or_there_is_none(sentence: str, clause: str) -> None:
    assert short_clause(sentence) == clause


def test_a_prefix_is_not_taken_for_a_dateline() -> None:
    """A "KIEV, Ukraine Pro-Russian protesters" once lost its "Pro-" to the dash of a dateline."""
    told = "HARWICK/LUND, Norway Pro-Krohn protesters seized two ferries on Sunday at noon."
    assert headline([""], [told]) == told.rstrip(".")


def test_a_condition_is_not_cut_off() -> None:
    told = "The council will close the port of Harwick for good if the state does not pay for it."
    assert short_clause(told) == ""
    assert headline([""], [told]) == told.rstrip(".")


@given(st.lists(plain_text, max_size=3), st.lists(st.one_of(news_sentence(), plain_text)))
def test_a_title_is_never_torn(titles: list[str], sentences: list[str]) -> None:
    title = headline(titles, sentences)
    assert "\n" not in title
    assert "…" not in title or any("…" in text for text in (*titles, *sentences))
    assert headline(titles, sentences) == title


@given(plain_text)
def test_a_clause_is_made_of_the_sentence(text: str) -> None:
    clause = short_clause(text)
    assert len(clause) <= len(text)
    assert not clause or len(clause.split()) >= 5


def test_nothing_gives_no_title() -> None:
    assert headline([], []) == ""
    assert headline(["Harwick council approves bridge"], []) == "Harwick council approves bridge"
