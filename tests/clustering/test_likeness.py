from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.clustering.hashing import HashingEncoder
from summarize.clustering.learned import LearnedLinkage
from summarize.clustering.likeness import FEATURES, Likeness, packaged
from summarize.clustering.similarity import Similarity
from summarize.errors import SettingsError
from summarize.ports import Floats
from summarize.records import Sentence
from summarize.settings import ClusteringSettings, EncodingSettings
from tests.builders import sentences
from tests.strategies import topic


def vectors_of(found: tuple[Sentence, ...]) -> Floats:
    return HashingEncoder(EncodingSettings()).encode([sentence.text for sentence in found])


@pytest.mark.parametrize("kind", ["learned", "mixed"])
@given(articles=topic)
@settings(max_examples=25, deadline=None)
def test_pairs_are_those_of_the_matrix(kind: str, articles: list[list[str]]) -> None:
    """The graph of many sentences is made of pairs, that of few of blocks: they must agree."""
    found = sentences(*articles)
    vectors = vectors_of(found)
    alike: Likeness | Similarity = (
        Likeness(found, vectors, packaged())
        if kind == "learned"
        else Similarity([one.text for one in found], vectors, 0.5)
    )
    every = np.arange(len(found))
    matrix = alike.between(every, every)
    left, right = (side.ravel() for side in np.indices(matrix.shape))
    assert matrix.dtype == alike.pairs(left, right).dtype == np.float32
    assert ((matrix >= 0) & (matrix <= 1)).all()
    assert np.allclose(matrix.ravel(), alike.pairs(left, right), atol=2e-5)
    assert np.allclose(matrix, matrix.T, atol=2e-5)


@given(articles=topic, start=st.integers(0, 5))
@settings(max_examples=25, deadline=None)
def test_a_block_is_a_block_of_the_whole(articles: list[list[str]], start: int) -> None:
    found = sentences(*articles)
    likeness = Likeness(found, vectors_of(found), packaged())
    every = np.arange(len(found))
    rows = every[start:]
    block = likeness.between(rows, every)
    assert np.allclose(block, likeness.between(every, every)[rows], atol=2e-5)


def test_more_words_in_common_are_more_alike_and_places_count() -> None:
    found = sentences(
        ["The council approved the harbour bridge.", "Snow fell.", "Schools closed in Lund."],
        ["Councillors approved a harbour bridge.", "A ferry sank.", "The harbour is old."],
        ["Trains stood still.", "Shops were empty.", "Councillors approved a harbour bridge."],
    )
    likeness = Likeness(found, vectors_of(found), packaged())
    same_place, other, late = likeness.pairs(np.array([0, 0, 0]), np.array([3, 5, 8]))
    assert same_place > late > other


def test_every_feature_has_a_packaged_weight_that_a_person_would_expect() -> None:
    weights = dict(zip(FEATURES, packaged().slopes, strict=True))
    assert all(weights[name] > 0 for name in ("meaning", "beyond_topic", "wording"))
    assert weights["apart"] < 0


@pytest.mark.parametrize("texts", [[], ["It is."], ["It is.", "They were.", "It is."]])
def test_sentences_that_say_nothing_do_not_crash(texts: list[str]) -> None:
    found = sentences(texts)
    likeness = Likeness(found, vectors_of(found), packaged())
    every = np.arange(len(found))
    assert np.isfinite(likeness.between(every, every)).all()
    assert len(likeness.pairs(every, every)) == len(found)


def test_the_same_fact_in_two_articles_is_one_cluster() -> None:
    found = sentences(
        ["The council approved the new bridge on Tuesday.", "Rain is expected on Friday."],
        ["On Tuesday the council approved the bridge.", "Shops in Lund will close earlier."],
    )
    clusters = LearnedLinkage(ClusteringSettings()).cluster(found, vectors_of(found))
    assert [len(group.members) for group in clusters] == [2, 1, 1]


def test_other_weights_give_other_clusters() -> None:
    found = sentences(["The council met."], ["The council met."])
    never = dataclasses.replace(packaged(), bias=-100.0)
    assert len(LearnedLinkage(ClusteringSettings()).cluster(found, vectors_of(found))) == 1
    assert len(LearnedLinkage(ClusteringSettings(), never).cluster(found, vectors_of(found))) == 2


def test_a_scrap_is_in_the_cluster_of_its_sentence_and_never_its_medoid() -> None:
    """Closing quotation marks were compared with one another and made clusters of their own."""
    found = sentences(
        [
            "The council approved the new harbour bridge.",
            '"',
            "Rain is expected on Friday evening.",
        ],
        [
            '"',
            "The council approved the new harbour bridge.",
            "Schools in Lund closed early today.",
        ],
    )
    clusters = LearnedLinkage(ClusteringSettings()).cluster(found, vectors_of(found))
    of = {key: group for group in clusters for key in group.members}
    keys = [sentence.key for sentence in found]
    assert of[keys[0]] == of[keys[4]] == of[keys[3]]
    assert of[keys[1]] == of[keys[2]] != of[keys[0]]
    assert not {keys[1], keys[3]} & {group.medoid for group in clusters}
    assert [group.id for group in clusters] == list(range(len(clusters)))


def test_too_many_sentences_are_refused_and_not_clustered_in_another_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With candidates in place of all pairs, half of the sentences once had other company."""
    found = sentences([f"The port closed {word}." for word in ("early", "late", "again")])
    monkeypatch.setattr("summarize.clustering.learned.MOST", 2)
    with pytest.raises(SettingsError, match="up to 2 sentences, not 3") as caught:
        LearnedLinkage(ClusteringSettings()).cluster(found, vectors_of(found))
    assert "complete" in str(caught.value.hint)
