"""How well passages bear a sentence, by the words they share.

Coverage of the sentence's content stems by all passages together, the longest common subsequence
with the best passage (ROUGE-L precision, Lin 2004), and bigram containment, a part of each. This is
the gate's own measure; ``evaluation`` grades with another, so that a gate never marks its own work.
Order weighs more than words: a small model's nonsense is made of the source's own words.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.settings import AttributionSettings
from summarize.text.words import bigrams, content_stems, stems

_COVERAGE, _SEQUENCE, _PAIRS = 0.3, 0.35, 0.35


class OverlapSupport:
    """The port ``SupportChecker``."""

    def __init__(self, settings: AttributionSettings) -> None:
        del settings  # the least support is the gate's business

    def support(self, sentence: str, passages: Sequence[str]) -> float:
        """In [0, 1]; 1 for a sentence that stands word for word in a passage."""
        content, every = content_stems(sentence), stems(sentence)
        if not every or not passages:
            return 0.0
        read = [stems(passage) for passage in passages]
        known = {stem for passage in read for stem in passage}
        covered = sum(stem in known for stem in content) / len(content) if content else 1.0
        longest = max(_common(every, passage) for passage in read) / len(every)
        pairs = bigrams(every)
        there = {pair for passage in read for pair in bigrams(passage)}
        contained = sum(pair in there for pair in pairs) / len(pairs) if pairs else covered
        return round(_COVERAGE * covered + _SEQUENCE * longest + _PAIRS * contained, 4)


def _common(one: Sequence[str], two: Sequence[str]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(two) + 1)
    for item in one:
        diagonal = 0
        for column, other in enumerate(two, start=1):
            diagonal, row[column] = (
                row[column],
                diagonal + 1 if item == other else max(row[column], row[column - 1]),
            )
    return row[-1]
