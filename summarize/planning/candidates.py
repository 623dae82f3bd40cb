"""Clusters become candidates: who tells them, which sentence says it best, how much it matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarize.ports import Floats
from summarize.records import Candidate, Cluster, Material, Sentence, SentenceKey
from summarize.text.words import content_stems, count_words

_SAME_WORDS = 0.9


def candidates_of(
    clusters: Sequence[Cluster],
    material: Material,
    salience: Mapping[SentenceKey, float],
    evidence: int,
) -> tuple[Candidate, ...]:
    """One candidate for each cluster, in the same order.

    A candidate's salience is that of its best sentence times the square root of the number of
    origins that tell it: what several tell matters more, each further one a little less.

    Args:
        clusters: of the sentences of ``material``.
        material: sentences and origins.
        salience: of each sentence.
        evidence: most sentences of one candidate.
    """
    return tuple(
        _candidate(cluster, material.by_key, salience, material.origins, evidence)
        for cluster in clusters
    )


def _candidate(
    cluster: Cluster,
    sentences: Mapping[SentenceKey, Sentence],
    salience: Mapping[SentenceKey, float],
    origins: Mapping[str, int],
    evidence: int,
) -> Candidate:
    ranked = sorted(cluster.members, key=lambda key: (-salience[key], key != cluster.medoid, key))
    told = len({origins[key.article] for key in cluster.members})
    chosen = _different(ranked, sentences, origins, evidence)
    return Candidate(
        cluster=cluster,
        evidence=chosen,
        origins=told,
        salience=float(salience[chosen[0]] * told**0.5),
        words=count_words(sentences[chosen[0]].text),
    )


def _different(
    ranked: Sequence[SentenceKey],
    sentences: Mapping[SentenceKey, Sentence],
    origins: Mapping[str, int],
    most: int,
) -> tuple[SentenceKey, ...]:
    """The first, then new origins before known ones, without what repeats word for word."""
    seen = {origins[ranked[0].article]}
    chosen = [ranked[0]]
    later = []
    for key in ranked[1:]:
        if any(_same(sentences[key].text, sentences[other].text) for other in chosen):
            continue
        if origins[key.article] in seen:
            later.append(key)
        else:
            seen.add(origins[key.article])
            chosen.append(key)
    for key in later:
        if not any(_same(sentences[key].text, sentences[other].text) for other in chosen):
            chosen.append(key)
    return tuple(chosen[:most])


def _same(text: str, other: str) -> bool:
    one, two = set(content_stems(text)), set(content_stems(other))
    return len(one & two) >= _SAME_WORDS * max(len(one), len(two), 1)


def row_salience(sentences: Sequence[Sentence], scores: Floats) -> dict[SentenceKey, float]:
    """(n,) scores as a mapping by key, rounded so that float noise decides nothing."""
    return {
        sentence.key: round(float(score), 5)
        for sentence, score in zip(sentences, scores, strict=True)
    }
