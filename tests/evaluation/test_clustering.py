from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.evaluation import clustering, metrics
from summarize.evaluation.clustering import (
    Pairs,
    adjusted_rand,
    agreement,
    b_cubed,
    one_cluster,
    overlapping_pairs,
    pairs,
    shuffled,
    singletons,
)

# Five items: predicted {0, 1, 2} {3, 4}, gold {0, 1} {2, 3, 4}.
PREDICTED = (0, 0, 0, 1, 1)
GOLD = ("x", "x", "y", "y", "y")

items = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 2)), max_size=20)


def columns(rows: list[tuple[int, int, int]]) -> tuple[list[int], list[int], list[int]]:
    return [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]


def test_pairs_by_hand() -> None:
    # Both have 3 + 1 pairs; (0, 1) and (3, 4) are in both.
    found = pairs(PREDICTED, GOLD)
    assert found == Pairs(shared=2, predicted=4, gold=4)
    assert (found.precision, found.recall, found.f1) == (0.5, 0.5, 0.5)


def test_pairs_of_one_article_do_not_count() -> None:
    # Articles {0, 1} {2, 3, 4}: predicted (0, 2) and (1, 2) remain, and nothing of gold.
    found = pairs(PREDICTED, GOLD, groups=(1, 1, 2, 2, 2))
    assert found == Pairs(shared=0, predicted=2, gold=0)
    assert (found.precision, found.recall, found.f1) == (0, None, 0)


def test_adjusted_rand_by_hand() -> None:
    # Ten pairs; expected 4 * 4 / 10, at most 4: (2 - 1.6) / (4 - 1.6).
    assert adjusted_rand(PREDICTED, GOLD) == pytest.approx(float(Fraction(1, 6)))


def test_b_cubed_by_hand() -> None:
    # Precision by item: 2/3, 2/3, 1/3, 1, 1; recall: 1, 1, 1/3, 2/3, 2/3.
    found = b_cubed(PREDICTED, GOLD)
    assert found is not None
    assert found.precision == pytest.approx(float(Fraction(11, 15)))
    assert found.recall == pytest.approx(float(Fraction(11, 15)))
    assert found.f1 == pytest.approx(float(Fraction(11, 15)))


def test_b_cubed_of_its_paper() -> None:
    """The example of Bagga and Baldwin 1998: 12 entities in chains of 5, 2 and 5.

    To join the two long chains is worse (58%) than to join the short one with a long one (76%).
    """
    truth = [0] * 5 + [1] * 2 + [2] * 5
    small = [0] * 5 + [1] * 7
    large = [0] * 5 + [1] * 2 + [0] * 5
    found = [b_cubed(response, truth) for response in (small, large)]
    assert [one and round(one.precision, 2) for one in found] == [0.76, 0.58]
    assert [one and one.recall for one in found] == [1, 1]


def test_items_in_several_gold_clusters() -> None:
    # Gold {0, 1} {1, 2}; 3 is in none.
    gold = [{"x"}, {"x", "y"}, {"y"}, set[str]()]
    assert overlapping_pairs((0, 0, 0, 0), gold) == Pairs(shared=2, predicted=6, gold=2)
    apart = overlapping_pairs((0, 0, 0, 0), gold, groups=("a", "a", "b", "b"))
    assert apart == Pairs(shared=1, predicted=4, gold=1)


def test_pairs_of_topics_are_pooled() -> None:
    pooled = Pairs(shared=1, predicted=2, gold=2) + Pairs(shared=0, predicted=1, gold=3)
    assert pooled == Pairs(shared=1, predicted=3, gold=5)
    assert pooled.f1 == 0.25


@given(rows=items)
@settings(deadline=None)
def test_adjusted_rand_is_that_of_scikit_learn(rows: list[tuple[int, int, int]]) -> None:
    from sklearn.metrics import adjusted_rand_score

    predicted, gold, _ = columns(rows)
    found = adjusted_rand(predicted, gold)
    if len(rows) < 2:
        assert found is None
    else:
        assert found == pytest.approx(adjusted_rand_score(gold, predicted))


@given(rows=items)
def test_counting_by_sizes_is_counting_one_by_one(rows: list[tuple[int, int, int]]) -> None:
    predicted, gold, groups = columns(rows)
    sets = [{label} for label in gold]
    assert pairs(predicted, gold) == overlapping_pairs(predicted, sets)
    assert pairs(predicted, gold, groups) == overlapping_pairs(predicted, sets, groups)


@given(rows=items, order=st.permutations(range(5)))
def test_labels_are_only_names(rows: list[tuple[int, int, int]], order: list[int]) -> None:
    predicted, gold, groups = columns(rows)
    renamed = [f"cluster {order[label]}" for label in predicted]
    assert agreement(renamed, gold, groups) == agreement(predicted, gold, groups)


@given(gold=st.lists(st.integers(0, 4), min_size=2, max_size=20))
def test_gold_agrees_with_itself(gold: list[int]) -> None:
    found = agreement(gold, gold)
    assert found.adjusted_rand == pytest.approx(1)
    assert found.b_cubed is not None
    assert found.b_cubed.f1 == 1
    assert found.pairs.f1 == (1 if len(set(gold)) < len(gold) else None)


@given(gold=st.lists(st.integers(0, 4), min_size=1, max_size=20))
def test_singletons_are_precise_and_one_cluster_recalls_all(gold: list[int]) -> None:
    apart = b_cubed(singletons(len(gold)), gold)
    joined = b_cubed(one_cluster(len(gold)), gold)
    assert apart is not None
    assert joined is not None
    assert apart.precision == 1
    assert joined.recall == 1


@given(predicted=st.lists(st.integers(0, 4), max_size=20), seed=st.integers(0, 99))
def test_chance_keeps_the_sizes_and_its_seed(predicted: list[int], seed: int) -> None:
    first, again = (shuffled(predicted, np.random.default_rng(seed)) for _ in range(2))
    assert first == again
    assert sorted(map(str, first)) == sorted(map(str, predicted))


def test_nothing_is_not_a_perfect_score() -> None:
    found = agreement((), ())
    assert (found.adjusted_rand, found.pairs.f1, found.b_cubed) == (None, None, None)


@pytest.mark.parametrize("measure", [adjusted_rand, b_cubed, pairs])
def test_unequal_lengths_are_refused(measure: object) -> None:
    assert callable(measure)
    with pytest.raises(ValueError, match=r"shorter|longer"):
        measure([1, 2], [1])


def test_the_metric_needs_no_hub() -> None:
    import evaluate

    found = metrics.load("clustering").compute(
        predictions=[list(PREDICTED), [0], []], references=[[7, 7, 9, 9, 9], [3], []]
    )
    assert found["adjusted_rand"] == pytest.approx(1 / 6)
    assert found["pair_f1"] == 0.5
    assert found["b_cubed_f1"] == pytest.approx((11 / 15 + 1) / 2)
    assert [item["adjusted_rand"] for item in found["per_item"]] == [
        pytest.approx(1 / 6),
        None,
        None,
    ]
    assert found["signature"] == clustering.signature()
    path = Path(metrics.__file__).parent / "clustering.py"
    by_path = evaluate.load(str(path)).compute(predictions=[[0, 0]], references=[[1, 1]])
    assert by_path["adjusted_rand"] == 1
    assert len(by_path["per_item"]) == 1
