"""All source sentences of a summary, ready to be asked how near they are to a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from summarize.clustering.similarity import Wording
from summarize.ports import Encoder, Floats
from summarize.records import Sentence
from summarize.text.words import content_stems

_RARE = 3
"""A stem is rare if at most so many source sentences have it."""


class Passages:
    """All source sentences, ready to be asked which of them bear a text."""

    def __init__(self, sentences: Sequence[Sentence], vectors: Floats, encoder: Encoder) -> None:
        self.sentences = tuple(sentences)
        self.rows = {sentence.key: row for row, sentence in enumerate(self.sentences)}
        self._vectors = vectors
        self._encoder = encoder
        self._wording = Wording([sentence.text for sentence in sentences])
        self._having = Counter(
            stem for sentence in self.sentences for stem in set(content_stems(sentence.text))
        )

    def scores(self, texts: Sequence[str]) -> Floats:
        """(m, n) float32 in [0, 1]: how near each of m texts is to each source sentence."""
        if not texts:
            return np.zeros((0, len(self.sentences)), dtype=np.float32)
        meaning = np.clip(self._encoder.encode(texts) @ self._vectors.T, 0, 1)
        mixed: Floats = np.round((meaning + self._wording.alike(texts)) / 2, 4)
        return mixed

    @cached_property
    def central(self) -> Floats:
        """(n,) float32: how near each source sentence is to the others, on average."""
        vectors, wording = self._vectors, self._wording.matrix
        meaning = vectors @ vectors.mean(axis=0)
        mean = (meaning + wording @ np.asarray(wording.mean(axis=0)).ravel()) / 2
        others = max(1, len(self.sentences) - 1)
        central: Floats = np.round((mean * len(self.sentences) - 1) / others, 4)
        return central

    def texts(self, rows: Iterable[int]) -> list[str]:
        """The texts of source sentences, in the order of ``rows``."""
        return [self.sentences[row].text for row in rows]

    def weight(self, stem: str) -> float:
        """Inverse document frequency of a stem among the source sentences, at least 1."""
        return self._wording.weight(stem)

    def rare(self, stem: str) -> bool:
        """True if at most three source sentences have the stem."""
        return self._having[stem] <= _RARE
