"""Which words of a text another text does not have in that place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_PIECE = re.compile(r"\s*\S+")


class Piece(NamedTuple):
    """A run of words as it stands in the text, white space before it included."""

    text: str
    differs: bool


def differing(text: str, other: str) -> tuple[Piece, ...]:
    """``text`` in pieces that together are the text, alternating between same and different.

    Words are the same that a longest common subsequence of the two texts holds.
    """
    from rapidfuzz.distance import LCSseq

    words, others = _PIECE.findall(text), _PIECE.findall(other)
    matches = LCSseq.opcodes([w.strip() for w in words], [w.strip() for w in others])
    pieces: list[Piece] = []
    for step in matches:
        run = "".join(words[step.src_start : step.src_end])
        if run:
            pieces.append(Piece(run, step.tag != "equal"))
    return tuple(_joined(pieces))


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind become one piece."""
    run: Piece | None = None
    for piece in pieces:
        if run is not None and run.differs == piece.differs:
            run = Piece(run.text + piece.text, run.differs)
            continue
        if run is not None:
            yield run
        run = piece
    if run is not None:
        yield run
