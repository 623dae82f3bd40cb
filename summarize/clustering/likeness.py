"""How likely people would say that two sentences tell the same fact: learned from their clusters.

A logistic regression over four features that a person can read. The weights stand in
``likeness_weights.json`` with the data, the figures in cross-validation and the command that fitted
them (``benchmarks/training/likeness.py``): clusters of propositions that people marked in news
articles (Ernst and others, "Proposition-Level Clustering for Multi-Document Summarization", NAACL
2022). The fit is shifted so that joining pays from 0.4 on, where the other likenesses are
cut too; the values are no probabilities.

Weights of their own for sentences of the same article were tried: adjusted Rand was 0.02 higher,
but what they learned is that of the sentences which people picked, neighbours are often of one
statement. Among all sentences of an article they joined most neighbours.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from summarize.ports import Floats
from summarize.records import Sentence
from summarize.text.words import content_stems

FEATURES = (
    "meaning",  # cosine of their vectors, at least 0
    "beyond_topic",  # the same with the mean vector of all sentences taken off: in [-1, 1]
    "wording",  # cosine of their content stems, each weighing its idf squared
    "apart",  # how far apart they stand, from 0 (first of its article) to 1 (last)
)
"""What is looked at, in the order of a row of weights."""

_DIGITS = 5
_PAIRS = 16384
"""Pairs looked at together: their vectors take 100 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Fitted weights, one for each of ``FEATURES``."""

    bias: float
    slopes: tuple[float, ...]


@lru_cache(maxsize=1)
def packaged() -> Weights:
    """The weights that come with the package."""
    text = files("summarize.clustering").joinpath("likeness_weights.json").read_text("utf-8")
    read = json.loads(text)
    slopes = tuple(float(read["weights"][name]) for name in FEATURES)
    return Weights(bias=float(read["bias"]), slopes=slopes)


class Likeness:
    """Of n sentences, computed a block or a list of pairs at a time; symmetric."""

    def __init__(self, sentences: Sequence[Sentence], vectors: Floats, weights: Weights) -> None:
        """``sentences`` in the order of their articles; ``vectors`` is (n, d), unit rows."""
        self._weights = weights
        self._vectors = vectors
        self._beyond = _beyond_topic(vectors)
        self._stems = _rare_stems([sentence.text for sentence in sentences])
        self._place = _places(sentences)

    def __len__(self) -> int:
        return len(self._vectors)

    def between(self, rows: Any, columns: Any) -> Floats:
        """(len(rows), len(columns)) float32 in [0, 1]; both are arrays of sentence numbers."""
        seen = (
            self._vectors[rows] @ self._vectors[columns].T,
            self._beyond[rows] @ self._beyond[columns].T,
            (self._stems[rows] @ self._stems[columns].T).toarray(),
        )
        return self._likely(*seen, np.asarray(rows)[:, None], np.asarray(columns)[None, :])

    def pairs(self, left: Any, right: Any) -> Floats:
        """(k,) float32 in [0, 1]: of left[i] and right[i]; those of ``between``, to 5 digits."""
        found = np.zeros(len(left), dtype=np.float32)
        for start in range(0, len(left), _PAIRS):
            one, two = left[start : start + _PAIRS], right[start : start + _PAIRS]
            found[start : start + _PAIRS] = self._likely(*self._cosines(one, two), one, two)
        return found

    def features(self, left: Any, right: Any) -> Any:
        """(k, 4) float32 of ``FEATURES`` of left[i] and right[i], for fitting."""
        meaning, beyond, wording = self._cosines(left, right)
        apart = np.abs(self._place[left] - self._place[right])
        return np.stack([np.clip(meaning, 0, 1), beyond, wording, apart], axis=1)

    def _cosines(self, left: Any, right: Any) -> tuple[Any, Any, Any]:
        meaning = np.einsum("ij,ij->i", self._vectors[left], self._vectors[right])
        beyond = np.einsum("ij,ij->i", self._beyond[left], self._beyond[right])
        wording = self._stems[left].multiply(self._stems[right]).sum(axis=1)
        return meaning, beyond, np.asarray(wording).ravel()

    def _likely(self, meaning: Any, beyond: Any, wording: Any, left: Any, right: Any) -> Floats:
        """``left`` and ``right`` broadcast to the shape of the cosines."""
        apart = np.abs(self._place[left] - self._place[right])
        columns = (np.clip(meaning, 0, 1), beyond, wording, apart)
        sums = np.full(meaning.shape, self._weights.bias, dtype=np.float32)
        for slope, column in zip(self._weights.slopes, columns, strict=True):
            sums += np.float32(slope) * column
        # A sum's last bits depend on the size of the block; they must decide nothing.
        likely: Floats = np.round(1 / (1 + np.exp(-sums)), _DIGITS).astype(np.float32)
        return likely


def _rare_stems(texts: Sequence[str]) -> Any:
    """(n, stems) sparse float32, rows of length 1, or 0 for a text without content words.

    The square of the inverse document frequency, and a stem of the text counting once: with the
    frequency itself, or with pairs of stems, F1 of clusters was 0.01 to 0.03 lower.
    """
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    vectorizer = TfidfVectorizer(analyzer=content_stems, binary=True, norm=None, dtype=np.float32)
    try:
        weighted = vectorizer.fit_transform(texts)
    except ValueError:  # no text has a content word
        return csr_matrix((len(texts), 1), dtype=np.float32)
    return normalize(weighted.power(2))


def _beyond_topic(vectors: Floats) -> Floats:
    """(n, d) unit rows: what a vector has that their mean has not; zeros where that is nothing."""
    if not len(vectors):
        return vectors
    left = vectors - vectors.mean(axis=0, dtype=np.float64).astype(np.float32)
    lengths = np.linalg.norm(left, axis=1, keepdims=True)
    unit: Floats = np.divide(left, lengths, out=np.zeros_like(left), where=lengths > 1e-3)
    return unit


def _places(sentences: Sequence[Sentence]) -> Floats:
    """(n,) float32: the place of each among the sentences of its article, from 0 to 1."""
    counts = Counter(sentence.key.article for sentence in sentences)
    seen: Counter[str] = Counter()
    places = np.zeros(len(sentences), dtype=np.float32)
    for row, sentence in enumerate(sentences):
        article = sentence.key.article
        places[row] = seen[article] / max(1, counts[article] - 1)
        seen[article] += 1
    return places
