from __future__ import annotations

import time
from statistics import fmean

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from summarize.evaluation.significance import (
    FEWEST,
    Doubles,
    adjust,
    interval,
    intervals,
    paired_test,
)

score = st.floats(min_value=0, max_value=1, allow_nan=False)
rounded = st.integers(0, 20).map(lambda twentieths: twentieths / 20)
pairs = st.lists(st.tuples(score | rounded, score | rounded), min_size=1, max_size=40)


def drawn(name: str, size: tuple[int, int], seed: int) -> tuple[Doubles, float]:
    """Scores of topics (rows) in many experiments (columns), and their true mean."""
    generator = np.random.default_rng(seed)
    if name == "normal":
        return generator.normal(0.4, 0.1, size), 0.4
    if name == "beta":
        return generator.beta(2, 12, size), 2 / 14
    return generator.random(size), 0.5


@pytest.mark.parametrize("name", ["normal", "beta", "uniform"])
@pytest.mark.parametrize("topics", [10, 30, 100])
def test_intervals_cover_the_true_mean_as_often_as_they_say(name: str, topics: int) -> None:
    scores, mean = drawn(name, (topics, 1000), seed=topics)
    found = intervals(scores, seed=0)
    covered = sum(one.low <= mean <= one.high for one in found)  # type: ignore[operator]
    assert 920 <= covered <= 980


@given(st.lists(score, min_size=FEWEST, max_size=30), st.integers(0, 5))
@settings(max_examples=50, deadline=None)
def test_an_interval_holds_the_plain_mean_and_stays_among_the_scores(
    scores: list[float], seed: int
) -> None:
    found = interval(scores, seed=seed, resamples=200)
    assert found.value == pytest.approx(sum(scores) / len(scores))
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.value <= found.high
    assert found.low >= min(scores) - 1e-12
    assert found.high <= max(scores) + 1e-12
    assert found == interval(scores, seed=seed, resamples=200)


def test_too_few_topics_give_a_mean_and_no_interval() -> None:
    """Of three topics the widest interval that resampling can give is right in 75% of cases."""
    assert interval([0.5], seed=0).low is None
    few = interval([0.25, 0.5, 0.75], seed=0)
    assert (few.value, few.low, few.high) == (0.5, None, None)
    assert interval([0.1] * FEWEST, seed=0).low == pytest.approx(0.1)


@pytest.mark.parametrize(("topics", "score"), [(20, 0.67), (27, 0.17), (30, 0.7), (36, 0.21)])
def test_equal_scores_are_their_own_interval_whatever_the_rounding(
    topics: int, score: float
) -> None:
    """Thirty scores of 0.7 have the mean 0.7, but 0.6999999999999997 the way numpy adds them up: the
    interval lay beside its mean, and the mean was not the one that the metrics report."""
    found = interval([score] * topics, seed=0, resamples=20)
    assert found.value == fmean([score] * topics)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.value <= found.high <= found.low + 1e-12


def test_many_metrics_share_a_resampling_and_get_the_intervals_they_would_get_alone() -> None:
    scores = np.random.default_rng(3).random((20, 4))
    for column, together in zip(scores.T, intervals(scores, seed=7), strict=True):
        alone = interval(column, seed=7)
        assert together.low == pytest.approx(alone.low)
        assert together.high == pytest.approx(alone.high)


def test_more_confidence_is_a_wider_interval_and_a_seed_matters() -> None:
    scores = np.random.default_rng(1).random(25)
    narrow, wide = (interval(scores, seed=0, confidence=level) for level in (0.8, 0.99))
    assert wide.low < narrow.low < narrow.high < wide.high  # type: ignore[operator]
    assert interval(scores, seed=1) != interval(scores, seed=0)


@pytest.mark.parametrize("scores", [[], [0.5, float("nan")], [0.5, float("inf")], [[0.5]]])
def test_what_cannot_be_a_score_is_refused(scores: list[float]) -> None:
    with pytest.raises(ValueError, match="score"):
        interval(scores, seed=0)
    with pytest.raises(ValueError, match="score"):
        paired_test(scores, scores, seed=0)


def test_scores_of_different_topics_are_not_paired() -> None:
    with pytest.raises(ValueError, match="3 and of 1 topics"):
        paired_test([1, 2, 3], [1], seed=0)


@pytest.mark.parametrize(
    ("differences", "p"),
    [
        ([1.0], 2 / 2),
        ([1.0, 2.0], 2 / 4),
        ([1.0, 1.0, -1.0], 8 / 8),  # every sum of three ones is at least 1 or at most -1
        ([1.0, 2.0, 3.0, 4.0], 2 / 16),
        ([-1.0, 2.0, 3.0, 4.0], 4 / 16),  # 8: so do all four, twice
        ([0.0, 0.0, 3.0, 4.0], 2 / 4),  # a tie cannot be swapped into a difference
        ([1.0] * 10, 2 / 1024),
        ([0.0] * 4, 1.0),
    ],
)
def test_few_topics_are_enumerated(differences: list[float], p: float) -> None:
    assert paired_test(differences, [0.0] * len(differences), seed=0).p == p


def test_swaps_are_drawn_where_there_are_more_than_the_trials() -> None:
    def ps(trials: int) -> set[float]:
        tests = (paired_test([3, 5, 9], [0, 0, 0], seed=seed, trials=trials) for seed in range(9))
        return {test.p for test in tests}

    assert ps(8) == {2 / 8}
    assert len(ps(7)) > 1


def test_drawn_swaps_never_prove_a_difference_beyond_their_number() -> None:
    assert paired_test([1.0] * 60, [0.0] * 60, seed=0, trials=99).p == 1 / 100


def test_wins_ties_and_losses() -> None:
    found = paired_test([0.9, 0.5, 0.1 + 0.2, 0.2], [0.1, 0.25, 0.3, 0.4], seed=0)
    assert (found.wins, found.ties, found.losses, found.topics) == (2, 1, 1, 4)
    assert found.difference == pytest.approx((0.8 + 0.25 - 0.2) / 4)


def test_a_swap_that_gives_the_observed_difference_is_a_hit_despite_rounding() -> None:
    """0.1 + 0.2 is not 0.3 to a computer: added up in another order, the observed sum came out
    smaller than itself by a rounding error, and p as half of what it is."""
    for scale in (1e-3, 1.0, 7.7, 1e5):
        differences = np.array([0.1, 0.2, 0.3, -0.1, -0.2, -0.3, 0.1, 0.2, -0.3]) * scale
        whole = np.array([1, 2, 3, -1, -2, -3, 1, 2, -3], dtype=float)
        zeros = np.zeros(len(whole))
        assert (
            paired_test(differences, zeros, seed=0).p
            == paired_test(whole, zeros, seed=0).p
            == paired_test(differences + 0.7 * scale, zeros + 0.7 * scale, seed=0).p
        )


@given(pairs, st.integers(0, 3))
@settings(max_examples=100, deadline=None)
def test_laws_of_the_paired_test(scores: list[tuple[float, float]], seed: int) -> None:
    first, second = zip(*scores, strict=True)
    found = paired_test(first, second, seed=seed, trials=500)
    mirrored = paired_test(second, first, seed=seed, trials=500)
    assert 0 < found.p <= 1
    assert found.wins + found.ties + found.losses == found.topics == len(scores)
    assert mirrored.p == found.p
    assert (mirrored.wins, mirrored.losses) == (found.losses, found.wins)
    assert mirrored.difference == -found.difference
    assert mirrored.detectable == found.detectable
    assert paired_test(first, second, seed=seed, trials=500) == found
    assert paired_test(first, first, seed=seed).p == 1.0


@given(st.lists(score, min_size=6, max_size=9))
@settings(max_examples=30, deadline=None)
def test_random_swaps_come_near_the_exact_p(scores: list[float]) -> None:
    half = [0.5] * len(scores)
    assume(all(abs(one - 0.5) > 1e-12 for one in scores))
    swaps = 2 ** len(scores)
    exact = paired_test(scores, half, seed=0, trials=swaps).p
    sampled = paired_test(scores, half, seed=0, trials=swaps - 1).p
    assert sampled == pytest.approx(exact, abs=5 * (exact / swaps) ** 0.5)
    # Topics on which the two tie change nothing, and are not among what is enumerated.
    assert paired_test(scores + half, half + half, seed=0, trials=swaps).p == exact


@pytest.mark.parametrize("topics", [20, 50])
@pytest.mark.parametrize("shape", ["normal", "heavy", "skewed scores"])
def test_false_alarms_are_as_rare_as_they_should_be(topics: int, shape: str) -> None:
    """Of 20,000 experiments a kind, 4.9% to 5.2% were false alarms. Of 1,000, chance alone takes
    one count in twelve above 6%, and did; of 3,000, one in two hundred."""
    generator = np.random.default_rng(topics)
    alarms = 0
    for seed in range(3000):
        if shape == "normal":
            first, second = generator.normal(size=(2, topics))
        elif shape == "heavy":
            first, second = generator.standard_t(2, size=(2, topics))
        else:  # each system's scores are skewed, so their difference is not
            first, second = generator.beta(1, 12, size=(2, topics))
        alarms += paired_test(first, second, seed=seed, trials=500).p < 0.05
    assert 0.04 < alarms / 3000 < 0.06


@pytest.mark.parametrize("topics", [10, 20, 50])
def test_a_difference_called_detectable_is_found_in_four_cases_of_five(topics: int) -> None:
    generator = np.random.default_rng(topics)
    found = 0
    for seed in range(500):
        noise = generator.normal(0, 0.06, topics)
        detectable = paired_test(noise, np.zeros(topics), seed=seed, trials=1).detectable
        assert detectable is not None
        # The spread of one experiment tells what another can show.
        again = generator.normal(detectable, 0.06, topics)
        found += paired_test(again, np.zeros(topics), seed=seed, trials=1000).p < 0.05
    assert 350 <= found <= 450


def test_detectable_is_unknown_where_nothing_varies() -> None:
    assert paired_test([0.5], [0.25], seed=0).detectable is None
    assert paired_test([0.5] * 5, [0.25] * 5, seed=0).detectable is None
    # sd 1, n = 4: (t(0.975, 3) + t(0.80, 3)) / 2 = (3.18245 + 0.97847) / 2, from tables
    four = np.array([1.0, 1.0, -1.0, -1.0]) * (3 / 4) ** 0.5
    assert paired_test(four, np.zeros(4), seed=0).detectable == pytest.approx(2.08046, abs=1e-4)


def test_two_thousand_topics_take_well_under_a_second() -> None:
    first, second = np.random.default_rng(0).random((2, 2000))
    paired_test(first[:20], second[:20], seed=0)  # scipy is imported
    start = time.process_time()
    paired_test(first, second, seed=0)
    assert time.process_time() - start < 1.0


def test_adjusting_by_hand() -> None:
    # ranks 1 to 4 of 4: 0.01 * 4, 0.02 * 2, 0.03 * 4/3, 0.5 * 1; the first three all come to 0.04
    assert adjust([0.5, 0.01, None, 0.03, 0.02]) == pytest.approx((0.5, 0.04, None, 0.04, 0.04))
    assert adjust([]) == ()
    assert adjust([None]) == (None,)
    assert adjust([0.2]) == (0.2,)
    with pytest.raises(ValueError, match="0"):
        adjust([1.5])


@given(st.lists(st.none() | st.floats(min_value=1e-9, max_value=1), max_size=20))
@settings(deadline=None)
def test_adjusting_never_lowers_a_p_nor_changes_the_order(ps: list[float | None]) -> None:
    raised = adjust(ps)
    assert [p is None for p in raised] == [p is None for p in ps]
    found = [(p, q) for p, q in zip(ps, raised, strict=True) if p is not None and q is not None]
    assert all(p <= q <= 1 for p, q in found)
    by_p = [q for _, q in sorted(found)]
    assert by_p == sorted(by_p)
