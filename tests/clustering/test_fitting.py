"""The fit of the learned likeness finds known weights again."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.training.soft_f1 import Pairs, _Loss, fit, pairs_of
from benchmarks.training.spark import Topic
from summarize.clustering.hashing import HashingEncoder
from summarize.settings import EncodingSettings
from tests.builders import sentences

KNOWN = np.array([1.0, 2.0, 6.0, -1.5])


def made_up(seed: int, count: int) -> list[Pairs]:
    generator = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        seen = generator.random((400, 4))
        chance = 1 / (1 + np.exp(-(seen @ KNOWN - 7)))
        found.append(
            Pairs(
                seen=seen,
                across=generator.random(400) < 0.6,
                gold=generator.random(400) < chance,
                sentences=29,
            )
        )
    return found


def test_known_weights_are_found_again() -> None:
    slopes = np.array(fit(made_up(0, 40)).slopes)
    assert (np.sign(slopes) == np.sign(KNOWN)).all()
    cosine = slopes @ KNOWN / (np.linalg.norm(slopes) * np.linalg.norm(KNOWN))
    assert cosine > 0.97


def test_the_same_topics_give_the_same_weights() -> None:
    assert fit(made_up(1, 5)) == fit(made_up(1, 5))


@pytest.mark.parametrize("seed", range(3))
def test_the_gradient_is_that_of_the_loss(seed: int) -> None:
    topics = made_up(seed, 3)
    seen = np.concatenate([topic.seen for topic in topics])
    loss = _Loss(np.hstack([np.ones((len(seen), 1)), seen]), topics)
    row = np.random.default_rng(seed).normal(size=5)
    _, gradient = loss(row)
    step = 1e-5
    slopes = [
        (loss(row + step * one)[0] - loss(row - step * one)[0]) / 2 / step for one in np.eye(5)
    ]
    assert np.allclose(gradient, slopes, atol=1e-6)


def test_a_topic_without_a_pair_to_find_does_not_crash() -> None:
    (one,) = made_up(2, 1)
    none = Pairs(seen=one.seen, across=one.across, gold=np.zeros(400, dtype=bool), sentences=29)
    assert np.isfinite(fit([one, none]).slopes).all()


def test_a_scrap_lends_its_clusters_to_its_sentence() -> None:
    found = sentences(["The council approved the bridge.", '"'], ["A bridge was approved at last."])
    vectors = HashingEncoder(EncodingSettings()).encode([one.text for one in found])
    pairs = pairs_of(Topic(sentences=found, vectors=vectors, gold=((0,), (1,), (1,))))
    assert pairs.gold.tolist() == [True]
    assert pairs.across.tolist() == [True]
    assert pairs.sentences == 2
