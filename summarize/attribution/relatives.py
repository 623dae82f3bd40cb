"""Relative clauses hung on another noun than in the passages.

A small model that joins two reports likes to write "…, which is …", and hangs what the second says
of one thing on the last thing that the first names: "officials with the museum, which is being
organized", where crews were being organized.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.attribution.alignment import Place, Token, align, tokens

_PRONOUNS = frozenset(["which", "who", "whose", "whom", "where"])
_HEAD = 3
"""Content words before the pronoun of which one may be what it means."""
_NEAR = 8
"""Content words between that word and the clause's first in a passage."""


def attached_otherwise(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """First content words of clauses that no passage tells of what they are hung on.

    A clause is borne out if, in the passage that its first word was taken from, one of the three
    content words before the pronoun stands shortly before that word. What was taken from no
    passage is for other checks.
    """
    ours, places = tokens(sentence), align(sentence, passages)
    return tuple(
        sentence[token.start : token.end]
        for index, (token, place) in enumerate(zip(ours, places, strict=True))
        if index
        and place is not None
        and not _PRONOUNS.isdisjoint(token.before)
        and not _told_there(ours[max(0, index - _HEAD) : index], token, place, passages)
    )


def _told_there(
    heads: Sequence[Token], clause: Token, place: Place, passages: Sequence[str]
) -> bool:
    """True if some place of the clause's word, in its passage, follows one of ``heads`` shortly."""
    there = tokens(passages[place.passage])
    wanted = {head.stem for head in heads}
    return any(
        not wanted.isdisjoint(one.stem for one in there[max(0, at - _NEAR) : at])
        for at, token in enumerate(there)
        if token.stem == clause.stem
    )
