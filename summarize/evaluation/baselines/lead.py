"""Lead: the first sentence of every article, then the second of every article, and so on.

The usual baseline of news summarization, for several articles taken in turn; hard to beat, since
reporters put first what matters most.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from summarize.records import Sentence


def rank(articles: Sequence[Sequence[Sentence]]) -> tuple[int, ...]:
    """Places by place in the article, then by article; what is no candidate is not counted."""
    starts = (0, *accumulate(len(article) for article in articles))
    depth = max(len(article) for article in articles)
    return tuple(
        start + place
        for place in range(depth)
        for start, article in zip(starts[:-1], articles, strict=True)
        if place < len(article)
    )
