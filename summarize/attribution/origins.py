"""How many independent origins stand behind a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from summarize.records import Citation


def count_origins(citations: Iterable[Citation], origins: Mapping[str, int]) -> int:
    """Distinct origins among the cited articles; copies of one wire story are one origin."""
    return len({origins[citation.key.article] for citation in citations})
