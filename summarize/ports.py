"""What each replaceable stage must offer. Alternatives are found by name in ``registry``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from summarize.records import (
    Article,
    Candidate,
    Cluster,
    Concept,
    Draft,
    Material,
    Section,
    Sentence,
    SentenceKey,
    Span,
)

Floats = NDArray[np.float32]
"""An array of float32; each use says its shape."""

Progress = Callable[[str, int, int], None]
"""Called with (what is going on, steps done, steps in all); must not raise."""


def no_progress(_what: str, _done: int, _total: int) -> None:
    """The default progress callback: says nothing."""


class SentenceSplitter(Protocol):
    """Finds sentences."""

    def split(self, text: str) -> tuple[Span, ...]:
        """Spans of the sentences of ``text``, in order, not overlapping, none empty."""
        ...


class Encoder(Protocol):
    """Turns texts into vectors."""

    @property
    def name(self) -> str:
        """Names the model and whatever else changes the vectors; part of the cache key."""
        ...

    def encode(self, texts: Sequence[str], progress: Progress = no_progress) -> Floats:
        """(n, d) float32, rows of length 1 (zeros for an empty text), row i is texts[i]."""
        ...


class Clusterer(Protocol):
    """Groups sentences that tell the same fact."""

    def cluster(self, sentences: Sequence[Sentence], vectors: Floats) -> tuple[Cluster, ...]:
        """A partition of ``sentences``; ``vectors`` is (n, d), row i belongs to sentences[i].

        Clusters are ordered by their first member, their ids are 0, 1, …
        """
        ...


class Salience(Protocol):
    """Says how much each sentence matters."""

    def score(self, material: Material, vectors: Floats) -> Floats:
        """(n,) float32, at least 0: of each sentence; ``vectors`` is (n, d), row i is its own."""
        ...


class ConceptWeights(Protocol):
    """Says what each concept is worth."""

    def weigh(self, material: Material, vectors: Floats) -> Mapping[Concept, float]:
        """Weights of at least 0; ``vectors`` is (n, d); a concept left out is worth nothing."""
        ...


class Selector(Protocol):
    """Chooses what is said."""

    def select(
        self,
        candidates: Sequence[Candidate],
        material: Material,
        weights: Mapping[Concept, float],
        words: int,
    ) -> tuple[int, ...]:
        """Indices into ``candidates``, best first, of all that is worth saying.

        ``weights`` is what each concept is worth; selectors that count no concepts ignore it.

        The caller fills the word budget from the front; what follows is the reserve.
        """
        ...


class Ordering(Protocol):
    """Puts what is said into the order of a story."""

    def order(
        self, candidates: Sequence[Candidate], material: Material, alike: Floats
    ) -> tuple[int, ...]:
        """A permutation of the indices of ``candidates``, which come best first.

        ``alike`` is (n, n) in [0, 1]: how similar their first evidence sentences are.
        """
        ...


class Writer(Protocol):
    """Turns planned sections into sentences."""

    @property
    def signature(self) -> str:
        """Names the writer, its model and its weights: whatever else changes what it writes."""
        ...

    def write(
        self,
        sections: Sequence[Section],
        evidence: Mapping[SentenceKey, Sentence],
        articles: Mapping[str, Article],
        attempt: int = 0,
        progress: Progress = no_progress,
    ) -> tuple[Draft, ...]:
        """Drafts in reading order, each naming one of ``sections``.

        Several drafts of the same section are alternatives, best first: the first that is borne
        out is told. ``attempt`` counts from 0; a later attempt gives other candidates. A section
        for which nothing could be written has no draft.
        """
        ...


class SupportChecker(Protocol):
    """Says how well passages bear a sentence."""

    def support(self, sentence: str, passages: Sequence[str]) -> float:
        """From 0 (nothing of it stands there) to 1 (it stands there word for word)."""
        ...
