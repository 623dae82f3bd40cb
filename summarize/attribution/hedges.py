"""Doubts, and sources of claims, that a sentence has left out.

"Allegedly", "suspected" and their kind guard the words beside them, "claims" and "police say" what
they introduce, ", police said" what stands before it. Where a passage has such a guard and the
sentence keeps what it guards and not the guard itself, nor another one near by, the sentence says
more than the passage.

Limits: who is the source is not compared, only that there is one; a guard in the sentence before
("Police gave this account.") is not seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarize.attribution.alignment import Place, Token, align, tokens
from summarize.text.verbs import root

_DOUBTS = frozenset(
    root(word)
    for word in """
        allegedly alleged reportedly suspected apparently possibly probably purported purportedly
        seemingly supposedly rumored presumably potentially accused unconfirmed
        """.split()
)
_CLAIMS = frozenset(
    root(word)
    for word in """
        claim allege believe think suspect accuse speculate suggest insist argue fear
        """.split()
)
_SAYING = frozenset(root(word) for word in "say tell report according".split())
_UNPROVEN = frozenset(
    root(word)
    for word in """
        police prosecutor sheriff detective officer authority investigator lawyer attorney lawsuit
        suit complaint affidavit indictment filing document witness neighbor neighbour victim
        relative family friend source report rumor legend critic activist opponent rebel militant
        military ministry government
        """.split()
)
"""Whose word is not proof: told without them, a charge becomes a fact."""
_SMALL = frozenset("may might could likely perhaps maybe".split())
_MARKS = frozenset(",;:.—–()")
_MATTER, _LEAST = 3, 2
"""How many words of what a source says are looked at, and how many of them are kept if it is."""
_TAIL, _NEAR = 4, 4
"""How long a source behind its matter is; how far from the matter another guard may stand."""


def left_out(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Roots of guards in ``passages`` whose matter ``sentence`` tells without one."""
    ours = tokens(sentence)
    where = {place: at for at, place in enumerate(align(sentence, passages)) if place is not None}
    guards = [at for at, token in enumerate(ours) if _guards(token)]
    found = []
    for number, passage in enumerate(passages):
        theirs = tokens(passage)
        kept = {
            at: where[Place(number, at)] for at in range(len(theirs)) if Place(number, at) in where
        }
        for at, token in enumerate(theirs):
            matter = [] if at in kept else _bared(theirs, at, kept)
            guarded = any(abs(one - two) <= _NEAR for one in guards for two in matter)
            if matter and not guarded and not _plainly(matter, ours, number, passages):
                found.append(token.stem)
    return tuple(found)


def _plainly(
    matter: Sequence[int], ours: Sequence[Token], number: int, passages: Sequence[str]
) -> bool:
    """True if another passage tells the same without any guard."""
    said = {ours[at].stem for at in matter}
    others = [tokens(passage) for at, passage in enumerate(passages) if at != number]
    return any(
        said <= {token.stem for token in other} and not any(map(_guards, other)) for other in others
    )


def _guards(token: Token) -> bool:
    return token.stem in _DOUBTS | _CLAIMS | _SAYING or bool(_SMALL & set(token.before))


def _bared(theirs: Sequence[Token], at: int, kept: Mapping[int, int]) -> list[int]:
    """Where the sentence tells what the guard number ``at`` guards; empty if it does not."""
    if theirs[at].stem in _DOUBTS:
        sides = [side for side in (at - 1, at + 1) if 0 <= side < len(theirs)]
        return [kept[side] for side in sides] if all(side in kept for side in sides) else []
    if theirs[at].stem not in _CLAIMS | _SAYING:
        return []
    matter = _before(theirs, at)
    if matter and theirs[at].stem in _SAYING:
        named = {token.stem for token in theirs[max(0, at - _TAIL) : at + _TAIL]}
        if not named & _UNPROVEN:
            return []
    told = [kept[place] for place in matter or _behind(theirs, at) if place in kept]
    return told if len(told) >= _LEAST else []


def _behind(theirs: Sequence[Token], at: int) -> range:
    return range(at + 1, min(len(theirs), at + 1 + _MATTER))


def _before(theirs: Sequence[Token], at: int) -> range | None:
    """The words before the comma of ", police said." at the end of a sentence."""
    if len(theirs) - at > _TAIL:
        return None
    for comma in range(at, max(0, at - _TAIL), -1):
        if "," in theirs[comma].before:
            return range(max(0, comma - _MATTER), comma)
    return None
