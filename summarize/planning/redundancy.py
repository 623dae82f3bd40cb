"""Sentences that say again what another says."""

from __future__ import annotations

from summarize.text.words import content_stems

_SHARED = 0.6


def repeats(text: str, other: str) -> bool:
    """True if 60% of the content stems of the poorer sentence stand in the other."""
    one, two = frozenset(content_stems(text)), frozenset(content_stems(other))
    smaller = min(len(one), len(two))
    return smaller > 0 and len(one & two) >= _SHARED * smaller
