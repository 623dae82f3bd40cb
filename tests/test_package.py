"""What the project ships: seeds, README, records that do not change."""

from __future__ import annotations

import dataclasses
from itertools import combinations, product
from pathlib import Path

import pytest

from summarize import records
from summarize.errors import NoInputError, SummarizeError, UnknownNameError
from summarize.text.words import count_words, normalize, words

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = sorted((ROOT / "seeds" / "articles").glob("*.txt"))
REFERENCES = sorted((ROOT / "seeds" / "references").glob("*.txt"))


def runs(path: Path, size: int = 8) -> set[tuple[str, ...]]:
    plain = [normalize(word) for word in words(path.read_text("utf-8"))]
    return {tuple(plain[start : start + size]) for start in range(len(plain) - size + 1)}


def test_five_articles_of_the_lengths_that_were_meant() -> None:
    assert len(ARTICLES) == 5
    assert all(330 <= count_words(path.read_text("utf-8")) <= 1200 for path in ARTICLES)


def test_three_references_of_about_200_words() -> None:
    assert len(REFERENCES) == 3
    assert all(180 <= count_words(path.read_text("utf-8")) <= 220 for path in REFERENCES)


def test_no_text_takes_eight_words_in_a_row_from_an_article() -> None:
    pairs = [*combinations(ARTICLES, 2), *product(ARTICLES, REFERENCES)]
    for one, two in pairs:
        assert runs(one) & runs(two) == set(), (one.name, two.name)


def test_the_readme_names_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "make demo" in readme
    assert "make test" in readme


@pytest.mark.parametrize(
    "record",
    [value for value in vars(records).values() if dataclasses.is_dataclass(value)],
    ids=lambda record: record.__name__,
)
def test_records_are_frozen_slotted_and_keyword_only(record: type) -> None:
    parameters = record.__dataclass_params__  # type: ignore[attr-defined]
    assert parameters.frozen
    assert hasattr(record, "__slots__")
    assert all(field.kw_only for field in dataclasses.fields(record))


def test_errors_carry_advice() -> None:
    error = UnknownNameError("writer", "fusoin", ["fusion", "whole"])
    assert isinstance(error, SummarizeError)
    assert error.hint == "did you mean fusion?"
    assert UnknownNameError("writer", "zzz", ["fusion"]).hint == "known: fusion"
    assert NoInputError("none", hint="name some").message == "none"
