from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import registry
from summarize.clustering.candidates import reach_of_mix
from summarize.clustering.hashing import HashingEncoder
from summarize.clustering.joining import Method
from summarize.clustering.linkage import agglomerate
from summarize.clustering.similarity import Similarity
from summarize.ports import Floats
from summarize.records import Cluster, Sentence
from summarize.settings import ClusteringSettings, EncodingSettings
from tests.builders import sentences
from tests.clustering.likenesses import Counted, Given
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


@pytest.mark.parametrize("method", ["average", "complete"])
@given(seed=st.integers(0, 10**6), size=st.integers(2, 14), threshold=st.floats(0.1, 0.95))
# Two averages may be equal by chance, and scipy has no rule for ties: always the same examples.
@settings(max_examples=60, deadline=None, derandomize=True)
def test_the_graph_gives_what_the_whole_matrix_gives(
    method: Method, seed: int, size: int, threshold: float
) -> None:
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    likeness = Given.without_ties(seed, size)
    found = sentences([f"Sentence {number}." for number in range(size)])
    alike = likeness.matrix.astype(np.float64)
    if method == "average":  # by its definition, what is below the threshold counts as 0
        alike = np.where(alike >= threshold, alike, 0)
    tree = linkage(squareform(1 - alike, checks=False), method=method)
    labels = fcluster(tree, t=1 - threshold, criterion="distance")
    whole = {frozenset(np.flatnonzero(labels == label).tolist()) for label in set(labels)}
    joined = {
        frozenset(key.place for key in group.members)
        for group in agglomerate(found, likeness, threshold, method)
    }
    assert joined == whole


@pytest.mark.parametrize("name", ["average", "complete"])
@given(articles=topic, threshold=st.floats(0.2, 0.9))
@settings(max_examples=40, deadline=None)
def test_few_sentences_are_clustered_alike_the_exact_way_and_by_candidates(
    name: Method, articles: list[list[str]], threshold: float
) -> None:
    found = sentences(*articles)
    vectors = vectors_of(found)
    likeness = Similarity([s.text for s in found], vectors, 0.5)
    exact, near = (
        agglomerate(
            found,
            likeness,
            threshold,
            name,
            vectors=vectors,
            reach=reach_of_mix(threshold, 0.5),
            exact_up_to=up_to,
        )
        for up_to in (10**6, 0)
    )
    assert near == exact


def test_the_same_fact_in_two_articles_is_one_cluster() -> None:
    found = sentences(
        ["The council approved the new bridge on Tuesday.", "Rain is expected on Friday."],
        ["On Tuesday the council approved the bridge."],
    )
    clusters = cluster("complete", found)
    assert [len(group.members) for group in clusters] == [2, 1]


def test_the_same_text_in_many_articles_is_one_cluster_and_one_row() -> None:
    """A wire copy in 500 articles made a graph of 125,000 pairs for each of its sentences."""
    found = sentences(*[["The council approved the bridge.", "Rain fell."]] * 40, ["Snow fell."])
    likeness = Similarity([s.text for s in found], vectors_of(found), 0.5)
    clusters = agglomerate(found, Counted(likeness, most=3), 0.4, "complete")
    assert [len(group.members) for group in clusters] == [40, 40, 1]
    assert [group.medoid for group in clusters] == [group.members[0] for group in clusters]


def test_the_medoid_is_most_similar_to_all_copies_counted() -> None:
    likeness = Given(np.array([[1, 0.6, 0.5], [0.6, 1, 0.7], [0.5, 0.7, 1]], dtype=np.float32))
    (group,) = agglomerate(sentences(["One.", "Two.", "Three."]), likeness, 0.4, "complete")
    assert group.medoid.place == 1
    rows = [0, 1, 2, 0, 0]
    copied = Given(likeness.matrix[np.ix_(rows, rows)])
    found = sentences(["One.", "Two.", "Three.", "One.", "One."])
    (group,) = agglomerate(found, copied, 0.4, "complete")
    assert group.medoid.place == 0


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
