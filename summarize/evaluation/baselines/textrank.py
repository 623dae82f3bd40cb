"""TextRank: PageRank over sentences by the words they share, by sumy's implementation.

Mihalcea and Tarau, "TextRank: Bringing Order into Texts", EMNLP 2004, section 4: an edge weighs the
shared words over the sum of the logarithms of both lengths; damping 0.85. sumy departs from it: a
word that comes twice counts twice, and a sentence has an edge to itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from sumy.summarizers.text_rank import TextRankSummarizer

from summarize.evaluation.baselines.sumy_ranking import AllRanked, rank_by
from summarize.records import Sentence


class _TextRank(AllRanked, TextRankSummarizer):  # type: ignore[misc]  # sumy has no types
    pass


def rank(articles: Sequence[Sequence[Sentence]]) -> tuple[int, ...]:
    """Places by PageRank; equal ones in reading order."""
    return rank_by(_TextRank, articles)
