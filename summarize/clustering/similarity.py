"""How alike two sentences are: meaning (vectors) and wording (TF-IDF), a part of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from summarize.ports import Floats
from summarize.text.words import bigrams, content_stems


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

    def rows(self, start: int, end: int) -> Floats:
        """(end - start, n) float32 in [0, 1]: rows ``start`` to ``end`` of the whole matrix."""
        return self.between(np.arange(start, end), np.arange(len(self)))

    def between(self, rows: Any, columns: Any) -> Floats:
        """(len(rows), len(columns)) float32 in [0, 1]; both are arrays of sentence numbers."""
        meaning = np.clip(self._vectors[rows] @ self._vectors[columns].T, 0, 1)
        wording = (self._tfidf[rows] @ self._tfidf[columns].T).toarray()
        mixed = (1 - self._weight) * meaning + self._weight * wording
        blend: Floats = np.clip(mixed, 0, 1).astype(np.float32)
        return blend


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
