"""How likely it is that a passage bears a sentence: a logistic regression over plain features.

The weights stand in ``bearing_weights.json`` with the data, the figures in cross-validation and the
command that fitted them (``benchmarks/attribution.py``): source sentences that people marked as
those behind the sentences of a reference summary (Slobodkin and others, "Attribute First, then
Generate", ACL 2024). A likelihood is that of a citation which a careful reader would give; it says
nothing about whether the sentence is true.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from summarize.attribution.passages import Passages
from summarize.ports import Floats
from summarize.records import SentenceKey
from summarize.text.facts.numbers import find_numbers, missing_numbers
from summarize.text.words import bigrams, content_stems, stems

Features = NDArray[np.float64]

FEATURES = (
    "near",  # the passage's score
    "near_top",  # by the best score of all
    "near_own",  # by the best score of its article
    "article_near",  # that article's best score by the best of all
    "rank",  # log(1 + place) among all by score
    "rank_own",  # log(1 + place) in its article by score
    "before",  # score of the sentence before it
    "after",  # score of the sentence behind it
    "place",  # log(1 + its place in the article)
    "told",  # part of the content that it tells, rare stems weighing more
    "told_first",  # part that no nearer sentence of its article tells
    "told_again",  # part that it tells and some other passage at least as near
    "clause",  # the most that it tells of one clause
    "rare",  # part of the content that is rare in the sources and told by it
    "pairs",  # part of the neighbouring stems that it has as neighbours
    "numbers",  # part of the numbers that it has
    "central",  # how near it is to the other passages: near all, it is to no point
    "content",  # log(1 + content words of the sentence): a long one has more passages
)
"""What is looked at, in the order of a row of ``features``."""

REWRITTEN = 0.65
"""Scores above it count as this: what the best passage of a rewritten sentence has at the most, as
a rule. A sentence taken word for word scores 1 with its source, which says nothing of how near
another passage must come."""

CENTRAL = 0.2
"""A higher mean nearness counts as this: in a few sentences, alike copies would be all there is."""

_CLAUSE = re.compile(
    r"[,;:—–]\s|\s-\s"
    r"|\s(?:and|but|while|after|who|which|that|as|because|when|before|with)(?=\s)"
)
_LEAST_CLAUSE = 3
"""Content words of a clause that stands by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """The fitted weights, one for each of ``FEATURES``."""

    bias: float
    weights: tuple[float, ...]

    def likelihoods(self, seen: Features) -> Features:
        """(k,) in [0, 1], to 6 digits, of (k, 18) features."""
        sums = seen @ np.array(self.weights) + self.bias
        # Equal passages must not be told apart by the last bit of a sum.
        likely: Features = np.round(1 / (1 + np.exp(-sums)), 6)
        return likely


@lru_cache(maxsize=1)
def packaged() -> Bearing:
    """The weights that come with the package."""
    text = files("summarize.attribution").joinpath("bearing_weights.json").read_text("utf-8")
    read = json.loads(text)
    weights = tuple(float(read["weights"][name]) for name in FEATURES)
    return Bearing(bias=float(read["bias"]), weights=weights)


def features(text: str, passages: Passages, scores: Floats, rows: Sequence[int]) -> Features:
    """(k, 18) of ``FEATURES``, row by row.

    Args:
        text: the sentence.
        passages: n source sentences.
        scores: (n,) how near each is to ``text``.
        rows: k of them, distinct: those worth looking at. A rank is a rank among these.
    """
    near = np.minimum(scores, REWRITTEN)
    ranked = sorted(rows, key=lambda row: (-float(scores[row]), row))
    own: defaultdict[str, list[int]] = defaultdict(list)
    wanted = _Wanted(text, passages)
    told = {
        row: wanted.content.intersection(content_stems(passages.sentences[row].text))
        for row in ranked
    }
    others = _told_by_others(told, scores)
    found: dict[int, tuple[float, ...]] = {}
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for rank, row in enumerate(ranked):
        sentence = passages.sentences[row]
        article, place = sentence.key
        own[article].append(row)
        best, best_own = float(near[ranked[0]]), float(near[own[article][0]])
        has = told[row]
        found[row] = (
            float(near[row]),
            _ratio(near[row], best),
            _ratio(near[row], best_own),
            _ratio(best_own, best),
            math.log1p(rank),
            math.log1p(len(own[article]) - 1),
            _score_at(passages, near, SentenceKey(article, place - 1)),
            _score_at(passages, near, SentenceKey(article, place + 1)),
            math.log1p(place),
            wanted.part(has),
            wanted.part(has - seen[article]),
            wanted.part(has & others[row]),
            wanted.best_clause(has),
            _ratio(sum(passages.rare(stem) for stem in has), len(wanted.content)),
            _ratio(
                len(wanted.pairs.intersection(bigrams(stems(sentence.text)))), len(wanted.pairs)
            ),
            _ratio(wanted.numbers - len(missing_numbers(text, [sentence.text])), wanted.numbers),
            min(float(passages.central[row]), CENTRAL),
            math.log1p(len(wanted.content)),
        )
        seen[article] |= has
    return np.array([found[row] for row in rows], dtype=np.float64).reshape(-1, len(FEATURES))


def _told_by_others(
    told: Mapping[int, frozenset[str]], scores: Floats
) -> dict[int, frozenset[str]]:
    """For each row the content that the others at least as near tell; equal ones see each other."""
    found: dict[int, frozenset[str]] = {}
    nearer: frozenset[str] = frozenset()
    for _, equal in groupby(told, key=lambda row: float(scores[row])):
        rows = tuple(equal)
        for row in rows:
            found[row] = nearer.union(*(told[other] for other in rows if other != row))
        nearer = nearer.union(*(told[row] for row in rows))
    return found


class _Wanted:
    """What a sentence tells, and what a part of it weighs."""

    def __init__(self, text: str, passages: Passages) -> None:
        self.content = frozenset(content_stems(text))
        self.pairs = frozenset(bigrams(stems(text)))
        self.numbers = len(find_numbers(text))
        self._weights = {stem: passages.weight(stem) for stem in sorted(self.content)}
        self._clauses = [frozenset(content_stems(clause)) for clause in clauses(text)]

    def part(self, told: frozenset[str], of: frozenset[str] | None = None) -> float:
        """The weight of ``told`` by that of ``of``, or of the whole sentence; in [0, 1]."""
        return _ratio(self._sum(told), self._sum(self.content if of is None else of))

    def best_clause(self, told: frozenset[str]) -> float:
        return max(self.part(told & clause, clause) for clause in self._clauses)

    def _sum(self, some: frozenset[str]) -> float:
        return math.fsum(self._weights[stem] for stem in some)


def clauses(text: str) -> tuple[str, ...]:
    """``text`` cut at commas and joining words, nothing lost; a scrap stays with its neighbour."""
    cuts = [0, *(match.start() for match in _CLAUSE.finditer(text)), len(text)]
    found: list[str] = []
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if found and min(_size(found[-1]), _size(piece)) < _LEAST_CLAUSE:
            found[-1] += piece
        else:
            found.append(piece)
    return tuple(found)


def _size(piece: str) -> int:
    return len(content_stems(piece))


def _score_at(passages: Passages, scores: Floats, key: SentenceKey) -> float:
    row = passages.rows.get(key)
    return 0.0 if row is None else float(scores[row])


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole > 0 else 0.0


def expected_best(likely: Iterable[float], unseen: float) -> int:
    """How many of the likeliest to take for the highest F1 to be expected; at least 1.

    For the k likeliest, with probabilities p, it is about 2 (p1 + ... + pk) / (k + sum of all p):
    Nan, Chai, Lee and Chieu, "Optimizing F-measures: a tale of two approaches", ICML 2012.

    Args:
        likely: probabilities, in any order.
        unseen: how many more that bear the sentence are to be expected elsewhere.
    """
    falling = sorted(likely, reverse=True)
    every = math.fsum(falling) + unseen
    best, most, told = 1, -1.0, 0.0
    for k, chance in enumerate(falling, start=1):
        told += chance
        expected = round(2 * told / (k + every), 9)
        if expected > most:
            best, most = k, expected
    return best
