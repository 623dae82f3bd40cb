"""Concepts: pairs of neighbouring stems, the units in which content is counted.

Gillick and Favre, "A Scalable Global Model for Summarization", 2009, section 3: a summary is worth
the weights of the concepts in it, each counted once; bigrams of stems are their concepts too.
"""

from __future__ import annotations

from functools import lru_cache

from summarize.records import Concept
from summarize.text.words import bigrams, content_stems, stems


@lru_cache(maxsize=8_000)
def concepts_of(text: str) -> tuple[Concept, ...]:
    """The concepts of ``text``, each once, sorted."""
    return tuple(sorted(set(bigrams(stems(text)))))


@lru_cache(maxsize=8_000)
def contentful(text: str) -> frozenset[Concept]:
    """Those concepts of ``text`` of which one stem at least is no function word."""
    content = set(content_stems(text))
    return frozenset(pair for pair in concepts_of(text) if content.intersection(pair))
