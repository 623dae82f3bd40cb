"""What a parser knows of a sentence: parts that it stands without, other orders to tell it in."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.training.fusion_pairs import Pair
from benchmarks.training.fusion_unions import UnionMaker, mixed
from benchmarks.training.syntax.cuts import shorter, stands
from benchmarks.training.syntax.moves import told_otherwise
from summarize.evaluation.datasets import Topic

MOSS = "On Monday, Jane Moss, president of the firefighters' union, said the port had closed."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (MOSS, "Jane Moss, president of the firefighters' union, said the port had closed."),
        (MOSS, "On Monday, Jane Moss said the port had closed."),
        ("The port was closed on Monday.", "The port was closed."),
        ("The crew quickly left the burning ship.", "The crew left the burning ship."),
        ("The crew left after the fire had spread.", "The crew left."),
        ("The crew left, leaving the ship to burn.", "The crew left."),
        ("Rescuers found the crew and took them home.", "Rescuers found the crew."),
    ],
)
def test_a_part_that_a_sentence_stands_without_can_go(text: str, left: str) -> None:
    assert left in shorter(text)
    assert stands(left)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("The port will close if the strike goes on.", "The port will close."),
        ("The crew only saw the fire.", "The crew saw the fire."),
        ("He reportedly left the ship.", "He left the ship."),
        ("According to police, the port closed.", "The port closed."),
    ],
)
def test_what_the_truth_hangs_on_stays(text: str, never: str) -> None:
    assert never not in shorter(text)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The man was arrested by police.", "Police arrested the man."),
        ("No one was hurt, police said.", "Police said that no one was hurt."),
        ("Police said that no one was hurt.", "No one was hurt, police said."),
        ("On Monday, the port closed.", "The port closed on Monday."),
        ("The port closed on Monday.", "On Monday, the port closed."),
        ("The leader of North Korea spoke.", "North Korea's leader spoke."),
        ("Police found the man who was seen in Lund.", "Police found the man seen in Lund."),
        (
            "Jane Moss, a professor at Yale, wrote the report.",
            "Yale professor Jane Moss wrote the report.",
        ),
    ],
)
def test_the_same_is_told_otherwise(text: str, other: str) -> None:
    assert other in told_otherwise(text)


@pytest.mark.parametrize("text", ["", "The port.", "Closed on Monday!", "Why was it closed?"])
def test_what_is_no_plain_sentence_gives_nothing(text: str) -> None:
    assert shorter(text) == told_otherwise(text) == ()
    assert not stands(text)


BANK = (
    "The bank, which was founded in Lund, closed two branches, leaving hundreds of people without "
    "work."
)


def test_a_topic_gives_two_halves_and_the_sentence_that_joins_them() -> None:
    topic = Topic(
        id="t",
        texts=(
            ("", f"{BANK} The city had warned of it for years, and nothing was ever done."),
            ("", "Jane Moss is president of the firefighters' union and knows the port well."),
        ),
        references=("The bank closed two branches.",),
    )
    made = list(UnionMaker(np.random.default_rng(0)).pairs(topic))
    unions = [pair for sort, pair in made if sort == "union"]
    assert [pair.target for pair in unions] == [BANK]
    assert all(BANK not in pair.reports and len(pair.reports) == 2 for pair in unions)


def test_the_mixture_has_all_real_pairs_and_merged_ones_twice() -> None:
    def pair(kind: str, origin: str, split: str = "train") -> Pair:
        return Pair(
            data="made",
            topic=0,
            split=split,  # type: ignore[arg-type]
            origin=origin,  # type: ignore[arg-type]
            kind=kind,  # type: ignore[arg-type]
            reports=("One.",),
            target="One.",
            needed=1,
            articles=1,
            foreign=0,
        )

    real = [pair("merged", "reference"), pair("inserted", "parts"), pair("merged", "parts", "dev")]
    made = [("told", pair("merged", "article")), ("cut", pair("compressed", "article"))]
    found = mixed(real, made, np.random.default_rng(0))
    assert [one.origin for one in found] == [
        "reference",
        "parts",
        "reference",
        "article",
        "article",
        "article",
        "parts",
    ]
