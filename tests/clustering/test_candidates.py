from __future__ import annotations

import logging

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.clustering import candidates as candidate_module
from summarize.clustering import cells, shares
from summarize.clustering.candidates import WIDE, Reach, candidates, reach_of_mix
from summarize.clustering.linkage import agglomerate
from summarize.clustering.shares import AT_LEAST, Budget
from summarize.clustering.similarity import Similarity, Wording
from summarize.ports import Floats
from tests.builders import sentences

BY_MEANING = Reach(meaning=0.6, wording=2.0)
BY_WORDING = Reach(meaning=2.0, wording=0.15)


def found_pairs(texts: list[str], vectors: Floats, reach: Reach = WIDE) -> set[tuple[int, int]]:
    pairs = [
        (min(pair), max(pair))
        for block in candidates(vectors, Wording(texts).matrix, reach)
        for pair in zip(block.left.tolist(), block.right.tolist(), strict=True)
    ]
    assert len(pairs) == len(set(pairs))
    return set(pairs)


def near_one_another(count: int, size: int = 16) -> Floats:
    noise = np.random.default_rng(0).standard_normal((count, size)) * 0.02
    rows = np.ones(size) / np.sqrt(size) + noise
    unit: Floats = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


def test_what_one_index_misses_the_other_finds() -> None:
    texts = [
        "The mayor quit.",
        "City leader resigns.",
        "Harwick port closed.",
        "Harwick port shut.",
    ]
    vectors = np.zeros((4, 4), dtype=np.float32)
    vectors[[0, 1], 0] = 1  # one meaning in other words
    vectors[2, 1] = vectors[3, 2] = 1  # the vectors know nothing of the port
    assert found_pairs(texts, vectors) == {(0, 1), (2, 3)}
    assert found_pairs(texts, vectors, BY_MEANING) == {(0, 1)}
    assert found_pairs(texts, vectors, BY_WORDING) == {(2, 3)}


def test_a_fact_told_more_often_than_first_asked_for_has_all_its_pairs() -> None:
    """With 48 neighbours each, a fact told 200 times would fall into pieces."""
    texts = [f"Word{number}." for number in range(200)]
    pairs = found_pairs(texts, near_one_another(200), BY_MEANING)
    assert len(pairs) == 200 * 199 / 2


def test_a_crowd_is_told_and_gathered_around_leaders(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A hundred thousand sentences all alike came out as 1,000 clusters."""
    monkeypatch.setattr(candidate_module, "_MOST_PAIRS", 0)
    monkeypatch.setattr(shares, "AT_LEAST", 5)
    found = sentences([f"The port closed {number}." for number in range(200)])
    vectors = near_one_another(200)
    likeness = Similarity([s.text for s in found], vectors, 0.5)
    with caplog.at_level(logging.WARNING):
        (cluster,) = agglomerate(
            found, likeness, 0.4, "complete", vectors=vectors, reach=BY_MEANING, exact_up_to=10
        )
    assert "200 of 200 sentences have more like them" in caplog.text
    assert cluster.members == tuple(s.key for s in found)


def test_frequent_terms_find_nothing_and_that_is_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """All pairs of 10,000 sentences of the same few words were lost, and nothing said so."""
    monkeypatch.setattr(candidate_module, "_MOST_FREQUENT", 3)
    texts = ["Port closed.", "Port closed!", "Port closed?", "Port (closed)."]
    with caplog.at_level(logging.WARNING):
        assert found_pairs(texts, np.eye(4, dtype=np.float32), BY_WORDING) == set()
    assert "4 of 4 sentences" in caplog.text


def test_a_few_sentences_of_frequent_terms_are_no_warning(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Nearly every large run warned of a few short sentences, and readers learned to skip it."""
    monkeypatch.setattr(candidate_module, "_MOST_FREQUENT", 1)
    texts = ["Port closed.", "Port closed!", *(f"Word{number}." for number in range(300))]
    with caplog.at_level(logging.INFO):
        found_pairs(texts, np.eye(302, dtype=np.float32), BY_WORDING)
    assert [record.levelname for record in caplog.records] == ["INFO"]
    assert "2 of 302 sentences" in caplog.text


@pytest.mark.parametrize("texts", [[], ["One sentence."], ["It is.", "It was."]])
def test_little_gives_no_pairs(texts: list[str]) -> None:
    assert found_pairs(texts, np.zeros((len(texts), 8), dtype=np.float32)) == set()


def test_one_vector_among_zeros() -> None:
    vectors = np.zeros((3, 8), dtype=np.float32)
    vectors[1, 0] = 1
    assert found_pairs(["It is.", "Rain fell.", "They were."], vectors) == set()


def test_the_same_sentences_give_the_same_candidates() -> None:
    texts = [f"Place {number % 7} closed {number}." for number in range(300)]
    vectors = near_one_another(300)
    assert found_pairs(texts, vectors) == found_pairs(texts, vectors)


cosines = st.floats(0, 1)


@given(meaning=cosines, wording=cosines, least=st.floats(0.2, 0.95), weight=st.floats(0, 1))
def test_what_reaches_the_mean_is_within_reach(
    meaning: float, wording: float, least: float, weight: float
) -> None:
    reach = reach_of_mix(least, weight)
    if (1 - weight) * meaning + weight * wording >= least + 1e-9:
        assert meaning >= reach.meaning or wording >= reach.wording


@given(seed=st.integers(0, 10**6), count=st.integers(1, 400))
@settings(max_examples=30, deadline=None)
def test_cells_find_nearly_all_near_pairs_and_only_these(seed: int, count: int) -> None:
    generator = np.random.default_rng(seed)
    middles = generator.standard_normal((20, 24))
    rows = middles[generator.integers(20, size=count)]
    rows = rows + generator.standard_normal((count, 24)) * 0.5
    vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    near = {(i, j) for i, j in np.argwhere(np.triu(vectors @ vectors.T >= 0.6, 1)).tolist()}
    found = found_pairs([""] * count, vectors, BY_MEANING)
    assert found <= near
    assert len(found) >= 0.99 * len(near)


def test_thousands_of_equal_vectors_are_compared_with_some_and_that_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All in one cell, they would be compared each with all."""
    monkeypatch.setattr(cells, "_MOST_MET", 50)
    monkeypatch.setattr(cells, "_ROWS", 16)
    vectors = np.zeros((400, 8), dtype=np.float32)
    vectors[:, 0] = 1
    blocks = list(candidates(vectors, Wording([""] * 400).matrix, BY_MEANING))
    assert 0 < sum(len(block.left) for block in blocks) <= 400 * 50
    assert len(np.unique(np.concatenate([block.cut for block in blocks]))) == 400


@given(wanted=st.lists(st.integers(0, 3000), min_size=1, max_size=60), pairs=st.integers(0, 9000))
def test_a_budget_is_kept_but_for_what_each_has_in_any_case(wanted: list[int], pairs: int) -> None:
    budget, spent = Budget(pairs, len(wanted)), 0
    for one in wanted:
        kept = min(one, budget.most(1))
        assert kept >= min(one, AT_LEAST)
        budget.spend(1, kept)
        spent += kept
    assert spent <= pairs + AT_LEAST * len(wanted)
