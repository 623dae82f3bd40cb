from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.text.facts.dates import find_dates, missing_dates
from summarize.text.facts.names import find_names, missing_names
from summarize.text.facts.negation import flipped, has_negation, negated_stems
from summarize.text.facts.numbers import find_numbers, missing_numbers
from summarize.text.facts.quotes import find_quotes, missing_quotes
from tests.strategies import news_sentence, plain_text


@pytest.mark.parametrize(
    ("stated", "source"),
    [
        ("4 men", "four men"),
        ("four men", "4 men"),
        ("$1bn", "$1 billion"),
        ("$1 billion", "one billion dollars"),
        ("235,000 people", "235, 000 people"),
        ("235, 000 people", "235,000 people"),
        ("5%", "five percent"),
        ("5 per cent", "5 percent"),
        ("$100 billion", "between $100 and $500 billion"),
        ("20 percent", "20 to 30 percent"),
        ("24 eggs", "two dozen eggs"),
        ("the 3rd time", "the third time"),
        ("1 man", "one man"),
        ("25 ships", "twenty-five ships"),
        ("1.5 million", "1,500,000"),
        ("a million", "1,000,000"),
        ("7-2", "by 7 votes to 2"),
    ],
)
def test_numbers_that_agree(stated: str, source: str) -> None:
    assert missing_numbers(stated, [source]) == ()


@pytest.mark.parametrize(
    ("stated", "source"),
    [
        ("5 percent", "5 people"),
        ("$5", "€5"),
        ("20 years", "until 2032"),
        ("12 dead", "15 dead"),
        ("1.6 million", "1.5 million"),
        ("the 4th time", "4 times"),
        ("$5 million", "$5 billion"),
        ("2,000", "20,000"),
    ],
)
def test_numbers_that_differ(stated: str, source: str) -> None:
    assert missing_numbers(stated, [source]) != ()


def test_a_number_between_passages_counts_in_any() -> None:
    assert missing_numbers("12 of 15", ["12 ships", "fifteen men"]) == ()


def test_one_is_a_pronoun_more_often_than_a_number() -> None:
    assert find_numbers("One of the men, no one else, a man") == ()


def test_values() -> None:
    (number,) = find_numbers("some $1.6 trillion then")
    assert {reading.value for reading in number.readings} == {Decimal("1.6") * 10**12}


@pytest.mark.parametrize(
    ("stated", "source"),
    [
        ("on Monday", "announced on a Monday"),
        ("Monday", "on Mon. it closed"),
        ("April 27", "on 27 Apr. 2026"),
        ("April 27, 2026", "2026-04-27"),
        ("in May", "on 3 May 2020"),
        ("2019", "in September 2019"),
        ("he may go", "nothing dated"),
        ("the 1990s", "back in the 1990s"),
    ],
)
def test_dates_that_agree(stated: str, source: str) -> None:
    assert missing_dates(stated, [source]) == ()


@pytest.mark.parametrize(
    ("stated", "source"),
    [
        ("on Monday", "on Tuesday"),
        ("April 28", "April 27 and 28 May"),
        ("in 2018", "in 2019"),
        ("yesterday", "on Monday"),
        ("May 3, 2021", "May 3, 2020"),
    ],
)
def test_dates_that_differ(stated: str, source: str) -> None:
    assert missing_dates(stated, [source]) != ()


def test_month_and_day_must_stand_together() -> None:
    """Parts of two dates once made a third: "April 28" of "April 27" and "May 28"."""
    assert missing_dates("April 28", ["April 27", "May 28"]) != ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sam Moss, CEO of Harwick Port, spoke.", ["Sam Moss", "CEO of Harwick Port"]),
        ("Experts suggest that it rose.", []),
        ("Shares of Orbis rose.", ["Orbis"]),
        ("OpenAI and iPhone and GPT-4", ["OpenAI", "iPhone", "GPT-4"]),
        ("On Monday the University of Lund closed.", ["University of Lund"]),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert [name.text for name in find_names(text)] == expected


@pytest.mark.parametrize(
    ("stated", "source", "missing"),
    [
        ("It met AWS.", "It met Amazon Web Services.", False),
        ("It met the Harwick Port Authority.", "It met the HPA, a Harwick port authority.", False),
        ("He met Moss’s son.", "He met the son of Moss.", False),
        ("It left the US.", "It left the United States.", False),
        ("It met Bill Moss.", "It met Moss.", True),
        ("It met Orbis.", "It met Nova.", True),
    ],
)
def test_missing_names(stated: str, source: str, missing: bool) -> None:
    assert bool(missing_names(stated, [source])) is missing


@pytest.mark.parametrize(
    ("stated", "source", "missing"),
    [
        ("He said “we won the day”.", 'She: "We won the day, friends."', False),
        ("He said “we lost”.", "He said “we won”.", True),
        ("It’s the port’s ‘final hour’ now.", "the final hour of the port", False),
        ("He said “we won", "we won", False),
    ],
)
def test_quotes(stated: str, source: str, missing: bool) -> None:
    assert bool(missing_quotes(stated, [source])) is missing


@pytest.mark.parametrize(
    ("stated", "source"),
    [
        ("The deal did not collapse.", "The deal collapsed."),
        ("The deal collapsed.", "The deal did not collapse."),
        ("The port never closed.", "The port closed."),
    ],
)
def test_negation_gained_or_lost(stated: str, source: str) -> None:
    assert flipped(stated, [source])


def test_to_deny_is_to_negate() -> None:
    assert "take" in negated_stems("The mayor denied taking money.")


@pytest.mark.parametrize(
    ("stated", "source"),
    [
        ("It not only won but grew.", "It won and grew."),
        ("It is no longer exclusive.", "It was once exclusive and is no longer exclusive."),
        ("The port closed.", "The port closed, though it did not sink."),
    ],
)
def test_negation_kept(stated: str, source: str) -> None:
    assert flipped(stated, [source]) == ()


def test_negation_words() -> None:
    assert has_negation("He didn't go.")
    assert not has_negation("No doubt he went.")


@given(news_sentence())
def test_a_sentence_holds_its_own_facts(sentence: str) -> None:
    assert missing_numbers(sentence, [sentence]) == ()
    assert missing_dates(sentence, [sentence]) == ()
    assert missing_names(sentence, [sentence]) == ()
    assert missing_quotes(sentence, [sentence]) == ()
    assert flipped(sentence, [sentence]) == ()


@given(plain_text)
def test_facts_slice_to_the_text_and_are_in_order(text: str) -> None:
    for find in (find_numbers, find_dates, find_names, find_quotes):
        found = find(text)
        assert all(text[fact.start : fact.end] == fact.text for fact in found)
        assert all(one.end <= two.start for one, two in pairwise(found))


@given(plain_text)
def test_any_text_holds_its_own_numbers_and_dates(text: str) -> None:
    assert missing_numbers(text, [text]) == ()
    assert missing_dates(text, [text]) == ()


@given(st.integers(min_value=2, max_value=10**9))
def test_a_number_agrees_with_itself_however_it_is_set(value: int) -> None:
    assert missing_numbers(f"{value:,} ships", [f"{value} ships"]) == ()
    assert missing_numbers(f"{value + 1} ships", [f"{value:,} ships"]) != ()


def test_a_quotation_does_not_close_over_what_was_left_out_of_it() -> None:
    """Of "no evidence … to suggest so is guessing" the writer made "no evidence to suggest so"."""
    passage = "“There is no evidence of it … to suggest so is guessing,” Moss said."
    assert missing_quotes("Moss said: “There is no evidence of it to suggest so.”", [passage])
    assert not missing_quotes("Moss said: “There is no evidence of it … to suggest so.”", [passage])
    assert not missing_quotes("Moss said: “There is no evidence of it.”", [passage])
