"""Redundancy within a summary."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rouge_score.rouge_scorer import RougeScorer

from summarize.evaluation.redundancy import Redundancy, redundancy, signature
from tests.strategies import news_sentence, plain_text

METRICS = Path(__file__).resolve().parents[2] / "summarize" / "evaluation" / "metrics"
SCORER = RougeScorer(["rougeL"], use_stemmer=True)
summary = st.lists(news_sentence(), max_size=6)


def test_hand_worked() -> None:
    found = redundancy(["The dam broke.", "The dam held.", "It rained."])
    assert found.pairs == 3
    assert found.mean_rouge_l == pytest.approx((2 / 3 + 0 + 0) / 3)
    assert found.highest_rouge_l == pytest.approx(2 / 3)
    assert found.near_duplicates == 0  # three tokens are too few to call them near
    assert found.unique_unigrams == pytest.approx(6 / 8)  # the, dam
    assert found.unique_bigrams == pytest.approx(4 / 5)  # the dam; "broke the" is none
    assert found.unique_trigrams == 1.0


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("It rained.", "It rained!", True),  # the same
        ("At 6 pm.", "At 7 pm.", False),  # short: one word makes it another fact
        # 6 of 8 and 8 tokens: 0.75
        (
            "The port of Velm closed after the storm.",
            "The port of Velm closed during a storm.",
            True,
        ),
        # 4 of 8 and 8: 0.5
        (
            "The port of Velm closed after the storm.",
            "The mayor of Velm left before a storm.",
            False,
        ),
        # 5 of 6 stand in the longer, though F1 is 10/23
        (
            "Rescuers found twelve hikers in Arden.",
            "On Tuesday evening rescuers at last found all twelve missing hikers alive near Arden, the police said.",
            True,
        ),
        # the same tokens in another order
        ("Velm beat Arden and Olt lost.", "Lost Olt and Arden beat Velm.", False),
    ],
)
def test_near_duplicates(one: str, other: str, near: bool) -> None:
    found = redundancy([one, other])
    assert found.near_duplicates == near
    assert found.near_duplicate_share == float(near)


@pytest.mark.parametrize("sentences", [[], [""], ["…", "Rain."], ["Rain."]])
def test_one_sentence_has_no_pair(sentences: list[str]) -> None:
    found = redundancy(sentences)
    assert (found.pairs, found.near_duplicates) == (0, 0)
    assert found.mean_rouge_l is found.highest_rouge_l is found.near_duplicate_share is None
    assert found.unique_bigrams is None


def test_other_scripts() -> None:
    assert redundancy(["大会开始。", "大会开始。"]).highest_rouge_l == 1.0


@given(summary)
def test_likeness_is_that_of_rouge_score(sentences: list[str]) -> None:
    found = redundancy(sentences)
    likeness = [
        SCORER.score(other, one)["rougeL"].fmeasure
        for place, one in enumerate(sentences)
        for other in sentences[:place]
    ]
    assert found.pairs == len(likeness)
    assert found.highest_rouge_l == (pytest.approx(max(likeness)) if likeness else None)
    mean = sum(likeness) / len(likeness) if likeness else None
    assert found.mean_rouge_l == (pytest.approx(mean) if likeness else None)


@given(summary.filter(bool))
def test_telling_it_twice_is_redundant(sentences: list[str]) -> None:
    once, twice = redundancy(sentences), redundancy(sentences * 2)
    assert twice.highest_rouge_l == 1.0
    assert twice.near_duplicates >= 2 * once.near_duplicates + len(sentences)
    assert twice.unique_trigrams == pytest.approx((once.unique_trigrams or 0) / 2)
    assert redundancy(sentences[::-1]).near_duplicates == once.near_duplicates


@given(st.lists(plain_text, max_size=4))
def test_ratios_of_any_text(sentences: list[str]) -> None:
    found = redundancy(sentences)
    ratios = set(astuple(found)) - {None, found.pairs, found.near_duplicates}
    assert all(0 <= ratio <= 1 for ratio in ratios)
    assert 0 <= found.near_duplicates <= found.pairs


def test_as_a_metric() -> None:
    import evaluate

    from summarize.evaluation import metrics

    inputs = {"predictions": ["It rained. It rained. The dam held.", "Rain."]}
    found = metrics.load("redundancy").compute(**inputs)
    assert evaluate.load(str(METRICS / "redundancy.py")).compute(**inputs) == found
    first, second = found["per_item"]
    assert set(first) == set(Redundancy.__slots__)
    assert first["near_duplicate_share"] == pytest.approx(1 / 3)
    assert second["near_duplicate_share"] is None
    assert found["near_duplicate_share"] == pytest.approx(1 / 3)  # of those that have it
    assert found["unique_unigrams"] == pytest.approx((5 / 7 + 1) / 2)
    assert found["signature"].startswith(signature())
