"""Which words of a text another text does not have in that place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, groupby
from typing import NamedTuple

_WORD = re.compile(r"\s*\S+")


class Piece(NamedTuple):
    """A run of words as it stands in the text, white space before it included."""

    text: str
    differs: bool


def differing(sentences: Sequence[str], others: Sequence[str]) -> tuple[tuple[Piece, ...], ...]:
    """Each of ``sentences`` in pieces, in turn the same as in ``others`` and different.

    The texts are compared as wholes: words are the same that a longest common subsequence of the
    two holds. The pieces of a sentence together are the sentence, white space at its end aside.
    """
    from rapidfuzz.distance import LCSseq

    words = [_WORD.findall(sentence) for sentence in sentences]
    mine = [word.strip() for word in chain.from_iterable(words)]
    theirs = [word for sentence in others for word in sentence.split()]
    same = [False] * len(mine)
    for step in LCSseq.opcodes(mine, theirs):
        if step.tag == "equal":
            same[step.src_start : step.src_end] = [True] * (step.src_end - step.src_start)
    flags = iter(same)
    return tuple(
        tuple(
            Piece("".join(word for word, _ in run), not is_same)
            for is_same, run in groupby(zip(found, flags, strict=False), key=lambda pair: pair[1])
        )
        for found in words
    )
