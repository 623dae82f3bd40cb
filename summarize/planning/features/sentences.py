"""What can be seen of each sentence: its place, its company in other articles, its make."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from summarize.planning.openers import points_back
from summarize.planning.salience.centrality import centrality
from summarize.planning.salience.origins import links_across_origins
from summarize.planning.standing import standing
from summarize.ports import Floats
from summarize.records import Material, Sentence
from summarize.text.facts.dates import find_dates
from summarize.text.facts.names import find_names
from summarize.text.facts.numbers import find_numbers
from summarize.text.facts.quotes import find_quotes
from summarize.text.words import count_words, stems

Features = NDArray[np.float64]

COMPANY = (
    "central",  # square root of LexRank across origins, by the highest
    "centroid",  # cosine with the mean of all sentences
    "closest",  # highest cosine with a sentence of another origin
    "backed",  # part of the other origins that have a sentence of cosine above 0.5
    "lead_told",  # highest cosine with one of the first two sentences of another origin
)
"""Features that say how much other articles tell of the same."""

MAKE = (
    "length",  # log of its words
    "quotes",  # holds a quotation
    "names",  # names in it, at most five
    "numbers",  # numbers in it, at most three
    "dates",  # dates in it, at most two
    "stands",  # how well it stands alone
    "points_back",  # begins with a word that needs the sentence before
    "speaks",  # the writer or a speaker says I, we, you
    "place",  # log(1 + place in its article)
    "depth",  # place by the number of sentences of its article
)
"""Features that the sentence has by itself."""

SENTENCE_FEATURES = COMPANY + MAKE

_BACKED = 0.5
_LEAD = 2
_BLOCK = 1024
_SPEAKS = frozenset({"i", "me", "my", "we", "our", "us", "you", "your"})


def sentence_features(material: Material, vectors: Floats) -> Features:
    """(n, 15) of n sentences, in the order of ``SENTENCE_FEATURES``."""
    if not material.sentences:
        return np.zeros((0, len(SENTENCE_FEATURES)))
    depths: dict[str, int] = {}
    for sentence in material.sentences:
        depths[sentence.key.article] = depths.get(sentence.key.article, 0) + 1
    make = [_make(sentence, depths[sentence.key.article]) for sentence in material.sentences]
    return np.hstack([_company(material, vectors), np.array(make, dtype=np.float64)])


def _make(sentence: Sentence, depth: int) -> tuple[float, ...]:
    text, place = sentence.text, sentence.key.place
    return (
        float(np.log(max(count_words(text), 1))),
        float(bool(find_quotes(text))),
        min(len(find_names(text)), 5),
        min(len(find_numbers(text)), 3),
        min(len(find_dates(text)), 2),
        standing(text),
        float(points_back(text)),
        float(bool(_SPEAKS.intersection(stems(text)))),
        float(np.log1p(place)),
        place / depth,
    )


def _company(material: Material, vectors: Floats) -> Features:
    rank = centrality(links_across_origins(material, vectors))
    mean = vectors.mean(axis=0)
    centroid = vectors @ (mean / max(float(np.linalg.norm(mean)), 1e-9))
    central = np.sqrt(rank / rank.max())
    found = np.column_stack([central, centroid, _across(material, vectors)])
    return found.astype(np.float64)


def _across(material: Material, vectors: Floats) -> Features:
    """(n, 3), the last three of ``COMPANY``; all 0 with one origin."""
    origin = np.array([material.origins[s.key.article] for s in material.sentences])
    lead = np.array([s.key.place < _LEAD for s in material.sentences])
    order = np.argsort(origin, kind="stable")
    numbers, starts = np.unique(origin[order], return_index=True)
    own = np.searchsorted(numbers, origin)
    found = np.zeros((len(origin), 3))
    if len(numbers) == 1:
        return found
    for start in range(0, len(origin), _BLOCK):
        rows = slice(start, start + _BLOCK)
        alike = np.clip(vectors[rows] @ vectors[order].T, 0, 1)
        at = np.arange(len(alike)), own[rows]
        best = np.maximum.reduceat(alike, starts, axis=1)
        best[at] = 0
        begun = np.maximum.reduceat(alike * lead[order], starts, axis=1)
        begun[at] = 0
        found[rows, 0] = best.max(axis=1)
        found[rows, 1] = (best > _BACKED).sum(axis=1) / (len(numbers) - 1)
        found[rows, 2] = begun.max(axis=1)
    return found
