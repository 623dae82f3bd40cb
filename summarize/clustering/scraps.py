"""Sentences too short to tell a fact: each is read with the sentence that it touches.

A closing quotation mark, "Yes.", the first half of a name that was cut at "Pvt.": compared by
themselves, such scraps are alike to nothing or to one another. Of those that people put into
clusters (SPARK, 60 topics), four in five are in a cluster of a sentence that they touch; of longer
sentences that touch, one in three are together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from summarize.records import Sentence
from summarize.text.words import content_stems

MOST_WORDS = 2
"""Different content words of a scrap."""
_GAP = 2
"""Characters between sentences that touch: a space, a line break, an empty line."""


def hosts(sentences: Sequence[Sentence]) -> Any:
    """(n,) int: the row of the sentence that each is read with; of most it is their own.

    A scrap goes with the nearest full sentence behind it, through other scraps, or else with that
    before it (people put 84% of them with the first, 79% with the second); one that touches none
    stands alone.

    Args:
        sentences: in the order of their articles and texts.
    """
    full = [len(set(content_stems(sentence.text))) > MOST_WORDS for sentence in sentences]
    rows = list(range(len(sentences)))
    before = _nearest(sentences, full, rows, -1)
    behind = _nearest(sentences, full, rows[::-1], 1)
    chosen = [
        next((at for at in (behind[row], before[row]) if at is not None), row) for row in rows
    ]
    return np.array(chosen, dtype=np.int64)


def _nearest(
    sentences: Sequence[Sentence], full: Sequence[bool], rows: Sequence[int], step: int
) -> dict[int, int | None]:
    """The full sentence that is reached from each by such steps; a full one reaches itself."""
    found: dict[int, int | None] = {}
    for row in rows:
        other = row + step
        if full[row]:
            found[row] = row
        elif other in found and _touch(sentences[min(row, other)], sentences[max(row, other)]):
            found[row] = found[other]
        else:
            found[row] = None
    return found


def _touch(one: Sentence, two: Sentence) -> bool:
    return one.key.article == two.key.article and two.start - one.end <= _GAP
