"""Longest common subsequences of token lists, by rows of bits.

Row i of the usual table t (t[i][j]: the length for the first i and j tokens) rises by 0 or 1 from
column to column, so it fits the bits of one integer, and the next row takes three operations on
it: Allison and Dix, "A bit-string longest-common-subsequence algorithm", Information Processing
Letters 23, 1986, in the form of Hyyrö, "Bit-parallel LCS-length computation revisited", AWOCA 2004.
The rows also hold what is needed to read a subsequence off them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Places = Mapping[str, int]
"""For each token the bits of its places: bit j is set if it is token j."""


def places_of(tokens: Sequence[str]) -> dict[str, int]:
    """The places of each token of ``tokens``, as bits."""
    places: dict[str, int] = {}
    for place, token in enumerate(tokens):
        places[token] = places.get(token, 0) | 1 << place
    return places


def lcs_length(tokens: Sequence[str], places: Places, size: int) -> int:
    """The length of a longest common subsequence.

    Args:
        tokens: one list.
        places: ``places_of`` the other list.
        size: the length of the other list.
    """
    full = (1 << size) - 1
    level = full
    for token in tokens:
        matches = places.get(token)
        if matches:
            common = level & matches
            level = (level + common) | (level - common)
    return size - (level & full).bit_count()


def lcs_indices(reference: Sequence[str], places: Places, size: int) -> list[int]:
    """Indices into ``reference`` of the subsequence that ``rouge_score`` reads out, falling.

    Among subsequences of one length ROUGE-Lsum depends on which is taken. ``rouge_score`` goes back
    from the last cell: a match is taken; else it goes one token back in the candidate if
    t[i][j - 1] > t[i - 1][j], and in the reference if not. Read off the rows: where the row above
    reaches the same length without token i, go up; else the match is the nearest one to the left.

    Args:
        reference: one list.
        places: ``places_of`` the candidate.
        size: the length of the candidate.
    """
    # A token that the candidate lacks leaves the row as it is, and the way back goes up there.
    shared = [(index, places[token]) for index, token in enumerate(reference) if token in places]
    full = (1 << size) - 1
    level = full
    rows = [0]
    for _, matches in shared:
        common = level & matches
        level = (level + common) | (level - common)
        rows.append(~level & full)
    taken: list[int] = []
    length = rows[-1].bit_count()
    column = size
    for row in range(len(shared) - 1, -1, -1):
        if not length:
            break
        index, matches = shared[row]
        left = full >> (size - column)
        nearest = (matches & left).bit_length()
        if nearest == column or (rows[row] & left).bit_count() < length:
            taken.append(index)
            column = nearest - 1
            length -= 1
    return taken
