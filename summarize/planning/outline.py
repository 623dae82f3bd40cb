"""From clusters to a plan: candidates, selection, ordering, word budgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from summarize.planning.antecedents import without_dangling
from summarize.planning.budget import fill
from summarize.planning.candidates import candidates_of, row_salience
from summarize.planning.concepts.pairs import concepts_of
from summarize.planning.selection.within_reach import WithinReach
from summarize.planning.selection.worth import salient_worth
from summarize.planning.standing import standing
from summarize.ports import ConceptWeights, Floats, Ordering, Salience, Selector
from summarize.records import (
    Candidate,
    Cluster,
    Concept,
    Material,
    Plan,
    Section,
    Sentence,
    SentenceKey,
)
from summarize.settings import PlanningSettings

_LEAST_WORDS = 10
_MOST_WORDS = 34
_RESERVE = 2.0
_ENOUGH = 1.3
"""Budgets of words that must be left to choose from: some of them repeat others."""
_STANDS_WELL, _STANDS = 0.35, 0.12


def make_plan(
    material: Material,
    vectors: Floats,
    clusters: Sequence[Cluster],
    settings: PlanningSettings,
    *,
    salience: Salience,
    concepts: ConceptWeights,
    selector: Selector,
    ordering: Ordering,
) -> Plan:
    """What the summary says.

    Args:
        material: articles, their n sentences, and their origins.
        vectors: (n, d), row i belongs to sentence i.
        clusters: a partition of the sentences.
        settings: the word budget and the most evidence of a section.
        salience: how much each sentence matters.
        concepts: what each concept is worth.
        selector: what is said.
        ordering: in what order.
    """
    scores = row_salience(material.sentences, salience.score(material, vectors))
    candidates = candidates_of(clusters, material, scores, settings.evidence)
    enough = round(_ENOUGH * settings.words)
    candidates = without_dangling(candidates, material, scores, enough)
    candidates = _worth_saying(candidates, material.by_key, settings.words)
    weights = concepts.weigh(material, vectors)
    ranked = WithinReach(selector).select(candidates, material, weights, settings.words)
    chosen = [candidates[index] for index in _with_reserve(candidates, ranked, settings.words)]
    rows = {sentence.key: row for row, sentence in enumerate(material.sentences)}
    firsts = vectors[[rows[candidate.evidence[0]] for candidate in chosen]]
    places = _places(ordering.order(chosen, material, np.clip(firsts @ firsts.T, 0, 1)))
    sections = [_section(places[i], candidate) for i, candidate in enumerate(chosen)]
    said = set(fill([candidate.words for candidate in chosen], settings.words))
    return Plan(
        sections=tuple(section for i, section in enumerate(sections) if i in said),
        reserve=tuple(section for i, section in enumerate(sections) if i not in said),
        worth=_worth(candidates, material.by_key, weights),
    )


def _worth(
    candidates: Sequence[Candidate],
    sentences: Mapping[SentenceKey, Sentence],
    weights: Mapping[Concept, float],
) -> dict[Concept, float]:
    held = [
        [c for c in concepts_of(sentences[candidate.evidence[0]].text) if weights.get(c, 0.0) > 0]
        for candidate in candidates
    ]
    return salient_worth(candidates, held, weights)


def _worth_saying(
    candidates: Sequence[Candidate], sentences: Mapping[SentenceKey, Sentence], words: int
) -> tuple[Candidate, ...]:
    """Those that stand well on their own; weaker ones only where too little else is there.

    Questions, advice, orders to the reader (or to a model that reads) and fragments are no news.
    """
    stands = [standing(sentences[candidate.evidence[0]].text) for candidate in candidates]
    for least in (_STANDS_WELL, _STANDS):
        worth = tuple(c for c, stand in zip(candidates, stands, strict=True) if stand >= least)
        if sum(candidate.words for candidate in worth) >= words:
            return worth
    return worth or tuple(candidates)


def _with_reserve(
    candidates: Sequence[Candidate], ranked: Sequence[int], words: int
) -> tuple[int, ...]:
    """The first of ``ranked`` that have twice the words of the budget, and at least ten."""
    total = 0
    for count, index in enumerate(ranked):
        total += candidates[index].words
        if total > _RESERVE * words and count >= 10:
            return tuple(ranked[: count + 1])
    return tuple(ranked)


def _places(order: Sequence[int]) -> dict[int, int]:
    return {index: place for place, index in enumerate(order)}


def _section(position: int, candidate: Candidate) -> Section:
    return Section(
        position=position,
        cluster_id=candidate.cluster.id,
        evidence=candidate.evidence,
        word_budget=min(max(candidate.words, _LEAST_WORDS), _MOST_WORDS),
    )
