"""How alike two sentences are: meaning (vectors) and wording (TF-IDF), a part of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from summarize.ports import Floats
from summarize.text.words import bigrams, content_stems

_DIGITS = 5
_PAIRS = 16384
"""Pairs whose wording is looked at together."""
_NEAR_AT_HAND = 1024
"""Pairs whose vectors are looked at together: what they take, 3 MB, fits into a fast memory."""


class Similarity:
    """Similarities among n sentences, computed a block of rows at a time.

    ``(1 - lexical_weight) * cosine(vectors) + lexical_weight * cosine(TF-IDF)``, TF-IDF over stems
    and pairs of neighbouring stems without function words, its document frequencies those of the
    sentences at hand. A negative cosine counts as 0.
    """

    def __init__(self, texts: Sequence[str], vectors: Floats, lexical_weight: float) -> None:
        self._vectors = vectors
        self._weight = lexical_weight
        self._tfidf = Wording(texts).matrix

    def __len__(self) -> int:
        return len(self._vectors)

    @property
    def wording(self) -> Any:
        """(n, terms) sparse float32: the TF-IDF of each, rows of length 1, or 0."""
        return self._tfidf

    def rows(self, start: int, end: int) -> Floats:
        """(end - start, n) float32 in [0, 1]: rows ``start`` to ``end`` of the whole matrix."""
        return self.between(np.arange(start, end), np.arange(len(self)))

    def between(self, rows: Any, columns: Any) -> Floats:
        """(len(rows), len(columns)) float32 in [0, 1]; both are arrays of sentence numbers."""
        meaning = np.clip(self._vectors[rows] @ self._vectors[columns].T, 0, 1)
        wording = (self._tfidf[rows] @ self._tfidf[columns].T).toarray()
        return self._mixed(meaning, wording)

    def pairs(self, left: Any, right: Any) -> Floats:
        """(k,) float32 in [0, 1]: of left[i] and right[i], arrays of k sentence numbers each.

        The values are those of ``between``, to 5 digits.
        """
        found = np.zeros(len(left), dtype=np.float32)
        for start in range(0, len(left), _PAIRS):
            some = slice(start, start + _PAIRS)
            one, two = left[some], right[some]
            meaning = cosines(self._vectors, one, two)
            wording = self._tfidf[one].multiply(self._tfidf[two]).sum(axis=1)
            found[some] = self._mixed(np.clip(meaning, 0, 1), np.asarray(wording).ravel())
        return found

    def _mixed(self, meaning: Any, wording: Any) -> Floats:
        mixed = (1 - self._weight) * meaning + self._weight * wording
        blend: Floats = np.clip(mixed, 0, 1).astype(np.float32)
        # A sum's last bits depend on the size of the block; they must decide nothing.
        return np.round(blend, _DIGITS)


def cosines(vectors: Floats, left: Any, right: Any) -> Floats:
    """(k,) float32: of the unit rows left[i] and right[i] of ``vectors``."""
    found = np.empty(len(left), dtype=np.float32)
    for start in range(0, len(left), _NEAR_AT_HAND):
        some = slice(start, start + _NEAR_AT_HAND)
        found[some] = np.einsum("ij,ij->i", vectors[left[some]], vectors[right[some]])
    return found


def terms(text: str) -> tuple[str, ...]:
    """Stems without function words, and their neighbouring pairs."""
    stems = content_stems(text)
    return (*stems, *(" ".join(pair) for pair in bigrams(stems)))


class Wording:
    """The space of TF-IDF over ``terms``, its document frequencies those of ``texts``."""

    def __init__(self, texts: Sequence[str]) -> None:
        from scipy.sparse import csr_matrix
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._vectorizer = TfidfVectorizer(analyzer=terms, sublinear_tf=True, dtype=np.float32)
        try:
            self.matrix: Any = self._vectorizer.fit_transform(texts)
            """(n, terms) sparse float32, rows of length 1 (or 0: a text without content words)."""
        except ValueError:  # no text has a content word
            self._vectorizer = None
            self.matrix = csr_matrix((len(texts), 1), dtype=np.float32)

    def alike(self, texts: Sequence[str]) -> Floats:
        """(m, n) float32 in [0, 1]: cosines of m new texts with those of the space."""
        if self._vectorizer is None or not texts:
            return np.zeros((len(texts), self.matrix.shape[0]), dtype=np.float32)
        cosines: Floats = (self._vectorizer.transform(texts) @ self.matrix.T).toarray()
        return cosines

    def weight(self, term: str) -> float:
        """Inverse document frequency, at least 1; that of a term of one text if it is in none."""
        if self._vectorizer is None:
            return 1.0
        place = self._vectorizer.vocabulary_.get(term)
        frequencies = self._vectorizer.idf_
        return float(frequencies.max() if place is None else frequencies[place])
