"""How much of what the sources tell a summary tells, and how widely it cites.

Facts are found here by a clustering of their own, always the same and without a model, so that they
do not depend on the configuration under comparison. A fact that two independent origins tell is
worth telling (the idea of Summary Content Units weighted by how many tell them: Nenkova and
Passonneau, "Evaluating content selection in summarization: the pyramid method", NAACL 2004; here
the sources take the place of the model summaries, and the units are found by machine).

Departures and limits: units are whole sentences; wording stands for meaning, so a fact told in
other words counts too little, and two sentences that share a fact's names count too much. Stems
and function words are English. The numbers compare summaries of one topic; they are no percentages
of knowledge.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from math import log
from statistics import fmean

import numpy as np

from summarize.clustering.complete import CompleteLinkage
from summarize.records import Sentence
from summarize.settings import ClusteringSettings
from summarize.text.words import content_stems

SAME_FACT = 0.15
"""Least TF-IDF cosine inside a fact; on annotated clusters 74% of such pairs belong together."""
FULLY_TOLD, HALF_TOLD = 0.6, 0.4
"""Shares of a fact's content stems from which on it counts 1 and 0.5; set by reading 42 cases."""
LEAST_STEMS = 5
"""A member shorter than this ("He said so.") is found in any summary and shows nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a summary tells of the facts that two independent origins tell.

    Attributes:
        told: the mean over the facts of 1 (told), 0.5 (half) or 0, each weighted by the number of
            its origins; in [0, 1]. None if there is no such fact.
        told_plain: the same, every fact weighing the same.
        facts: how many there are.
    """

    told: float | None
    told_plain: float | None
    facts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How the citations of a summary lie over the articles.

    Attributes:
        articles_used: the share of articles that are cited, in [0, 1]; None without articles.
        articles_used_n: their number.
        evenness: over the independent origins, in [0, 1]; see ``evenness``.
    """

    articles_used: float | None
    articles_used_n: int
    evenness: float | None


def worthy_clusters(
    articles: Sequence[Sequence[Sentence]], origins: Mapping[str, int]
) -> tuple[tuple[Sentence, ...], ...]:
    """The facts that at least two independent origins tell, by their first sentence.

    Complete linkage on the TF-IDF of stems and stem pairs alone. Some 50 ms for 150 sentences:
    compute it once a topic.

    Args:
        articles: the sentences of each article.
        origins: the origin of every article by its id; copies of one wire story have one.

    Raises:
        ValueError: an article has no origin.
    """
    found = tuple(chain.from_iterable(articles))
    _check(origins, (sentence.key.article for sentence in found))
    by_key = {sentence.key: sentence for sentence in found}
    clusterer = CompleteLinkage(ClusteringSettings(lexical_weight=1.0, threshold=SAME_FACT))
    no_meaning = np.zeros((len(found), 1), dtype=np.float32)
    facts = (
        tuple(by_key[key] for key in cluster.members)
        for cluster in clusterer.cluster(found, no_meaning)
    )
    return tuple(fact for fact in facts if _origins(fact, origins) > 1)


def coverage(
    sentences: Sequence[str],
    clusters: Sequence[Sequence[Sentence]],
    origins: Mapping[str, int],
) -> Coverage:
    """How much of the facts a summary tells.

    A fact is told as well as its best told member. A member is told as far as its content stems
    stand in two of the summary's sentences, the two that do best together: from 0.6 on it is told,
    from 0.4 on half. More sentences never lower it, and a summary of all source sentences tells
    everything.

    Args:
        sentences: of the summary.
        clusters: the facts, as from ``worthy_clusters``.
        origins: as there.

    Raises:
        ValueError: an article of a cluster has no origin.
    """
    _check(origins, (member.key.article for fact in clusters for member in fact))
    if not clusters:
        return Coverage(told=None, told_plain=None, facts=0)
    summary = [frozenset(content_stems(sentence)) for sentence in sentences]
    marks = [_mark(fact, summary) for fact in clusters]
    weights = [_origins(fact, origins) for fact in clusters]
    weighted = sum(mark * weight for mark, weight in zip(marks, weights, strict=True))
    return Coverage(told=weighted / sum(weights), told_plain=fmean(marks), facts=len(clusters))


def spread(cited: Iterable[Collection[str]], origins: Mapping[str, int]) -> Spread:
    """How widely a summary cites.

    Args:
        cited: for each sentence the ids of the articles that it cites.
        origins: the origin of every article of the topic by its id.

    A sentence counts once for each origin that it cites.

    Raises:
        ValueError: a cited article has no origin.
    """
    sets = [frozenset(articles) for articles in cited]
    used = frozenset[str]().union(*sets)
    _check(origins, used)
    counts = dict.fromkeys(sorted(set(origins.values())), 0)
    for articles in sets:
        for origin in {origins[article] for article in articles}:
            counts[origin] += 1
    return Spread(
        articles_used=len(used) / len(origins) if origins else None,
        articles_used_n=len(used),
        evenness=evenness(tuple(counts.values())),
    )


def evenness(counts: Sequence[int]) -> float | None:
    """Pielou's evenness J' = H / ln k of k counts, those that are 0 included; in [0, 1].

    Pielou, "The measurement of diversity in different types of biological collections", Journal of
    Theoretical Biology 13, 1966. Departure: k is the number of origins there are, not of those
    cited, so an origin left out makes it less even. None where k is less than two or all are 0.
    """
    total = sum(counts)
    if len(counts) < 2 or not total:
        return None
    shares = [count / total for count in counts if count]
    return min(1.0, sum(share * log(1 / share) for share in shares) / log(len(counts)))


def signature() -> str:
    """Names whatever can change the numbers."""
    return (
        f"coverage|facts:complete+tfidf>={SAME_FACT}|told:best-two-sentences"
        f">={FULLY_TOLD}/{HALF_TOLD}|evenness:pielou|version:1"
    )


def _mark(fact: Sequence[Sentence], summary: Sequence[frozenset[str]]) -> float:
    members = [frozenset(content_stems(member.text)) for member in fact]
    # Where all are short, the longest has to do.
    least = min(LEAST_STEMS, max(len(member) for member in members))
    best = max(_share(member, summary) for member in members if len(member) >= least)
    if best >= FULLY_TOLD:
        return 1.0
    return 0.5 if best >= HALF_TOLD else 0.0


def _share(member: frozenset[str], summary: Sequence[frozenset[str]]) -> float:
    """The part of ``member`` that stands in the best two of ``summary``."""
    if not member:
        return 0.0
    parts = {member & sentence for sentence in summary}
    one = max((len(part) for part in parts), default=0)
    if one == len(member):  # a long summary has many pairs
        return 1.0
    two = max((len(left | right) for left, right in combinations(parts, 2)), default=0)
    return max(one, two) / len(member)


def _origins(fact: Sequence[Sentence], origins: Mapping[str, int]) -> int:
    return len({origins[member.key.article] for member in fact})


def _check(origins: Mapping[str, int], articles: Iterable[str]) -> None:
    missing = sorted(set(articles) - set(origins))
    if missing:
        raise ValueError(f"no origin is given for {', '.join(missing)}")
