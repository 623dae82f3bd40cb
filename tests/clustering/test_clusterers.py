from __future__ import annotations

from itertools import pairwise
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import registry
from summarize.clustering.hashing import HashingEncoder
from summarize.clustering.linkage import agglomerate
from summarize.clustering.similarity import Similarity
from summarize.ports import Floats
from summarize.records import Cluster, Sentence
from summarize.settings import ClusteringSettings, EncodingSettings
from tests.builders import sentences
from tests.strategies import topic

NAMES = registry.names("clusterer")


def vectors_of(found: tuple[Sentence, ...]) -> Floats:
    return HashingEncoder(EncodingSettings()).encode([sentence.text for sentence in found])


def cluster(name: str, found: tuple[Sentence, ...]) -> tuple[Cluster, ...]:
    make = registry.resolve("clusterer", name)
    result: tuple[Cluster, ...] = make(ClusteringSettings(clusterer=name)).cluster(
        found, vectors_of(found)
    )
    return result


@pytest.mark.parametrize("name", NAMES)
@given(articles=topic)
@settings(max_examples=25, deadline=None)
def test_clusters_are_a_partition(name: str, articles: list[list[str]]) -> None:
    found = sentences(*articles)
    clusters = cluster(name, found)
    members = [key for group in clusters for key in group.members]
    assert sorted(members) == sorted(sentence.key for sentence in found)
    assert [group.id for group in clusters] == list(range(len(clusters)))
    assert all(group.medoid in group.members for group in clusters)
    assert all(one.members[0] < two.members[0] for one, two in pairwise(clusters))
    assert clusters == cluster(name, found)


class Given:
    """A similarity that is given, all its values different, so that no tie is broken by chance."""

    def __init__(self, seed: int, size: int) -> None:
        values = np.random.default_rng(seed).permutation(size * size).reshape(size, size)
        upper = np.triu(values / (size * size), 1)
        self.matrix = (upper + upper.T + np.eye(size)).astype(np.float32)

    def __len__(self) -> int:
        return len(self.matrix)

    def between(self, rows: Any, columns: Any) -> Floats:
        chosen: Floats = self.matrix[np.ix_(rows, columns)]
        return chosen


@pytest.mark.parametrize("method", ["average", "complete"])
@given(seed=st.integers(0, 10**6), size=st.integers(2, 14), threshold=st.floats(0.1, 0.95))
@settings(max_examples=60, deadline=None)
def test_components_apart_give_what_the_whole_matrix_gives(
    method: Literal["average", "complete"], seed: int, size: int, threshold: float
) -> None:
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    similarity: Any = Given(seed, size)
    found = sentences([f"Sentence {number}." for number in range(size)])
    distances = 1 - similarity.matrix.astype(np.float64)
    tree = linkage(squareform(distances, checks=False), method=method)
    labels = fcluster(tree, t=1 - threshold, criterion="distance")
    whole = {frozenset(np.flatnonzero(labels == label).tolist()) for label in set(labels)}
    apart = {
        frozenset(key.place for key in group.members)
        for group in agglomerate(found, similarity, threshold, method)
    }
    assert apart == whole


def test_the_same_fact_in_two_articles_is_one_cluster() -> None:
    found = sentences(
        ["The council approved the new bridge on Tuesday.", "Rain is expected on Friday."],
        ["On Tuesday the council approved the bridge."],
    )
    clusters = cluster("complete", found)
    assert [len(group.members) for group in clusters] == [2, 1]


def test_nothing_gives_nothing() -> None:
    assert cluster("average", ()) == ()


def test_texts_without_content_words_do_not_crash() -> None:
    found = sentences(["It is.", "They were."])
    assert len(cluster("complete", found)) == 2


@given(articles=topic)
@settings(max_examples=25, deadline=None)
def test_similarity_is_symmetric_and_between_0_and_1(articles: list[list[str]]) -> None:
    found = sentences(*articles)
    similarity = Similarity([s.text for s in found], vectors_of(found), 0.5)
    alike = similarity.rows(0, len(found))
    assert alike.shape == (len(found), len(found))
    assert ((alike >= 0) & (alike <= 1)).all()
    assert np.allclose(alike, alike.T, atol=1e-5)
    assert np.allclose(np.diag(alike), 1, atol=1e-3)
