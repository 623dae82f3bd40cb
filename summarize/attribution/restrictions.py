"""Words that narrow what is said, left out: "alone", "only", "nearly", "at least".

"They are no longer tied to each other alone" says nearly the opposite of "They are no longer tied
to each other", "more than 200 homes" is not 200, and hundreds of thousands are not thousands. Where
a passage narrows a word so and the sentence keeps the word, something must narrow it there too.
So with a part of a whole ("parts of both legs") and with "about" before a figure.

Limits: another word of narrowing passes for the same; "just" is not looked at, which mostly narrows
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.attribution.alignment import Place, Token, align, tokens

_BEHIND = re.compile(r"\balone\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:only|solely|exclusively|merely|almost|nearly|virtually|partly|partially|mostly|mainly|largely"
    r"|barely|hardly|scarcely|at least|at most|up to|as many as|as few as|no more than"
    r"|no fewer than|more than|less than|fewer than"
    r"|(?:tens|dozens|hundreds|thousands) of(?= (?:hundreds|thousands|millions|billions)\b)"
    r"|(?:parts?|portions?|half|some|many|most|several|a third|a quarter) of"
    r"|(?:about|around|approximately|roughly|some)(?= [$£€]?\d))\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:over|under|beyond|exceed\w*|just|sole|exclusive|parts?|portions?|most|main|few"
    r"|half|some|many|several|third|quarter|about|around|approximately|roughly|estimated)\b",
    re.IGNORECASE,
)


def unrestricted(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """What narrows a word of ``passages`` that ``sentence`` keeps, and nothing narrows there."""
    ours = tokens(sentence)
    where = {place: at for at, place in enumerate(align(sentence, passages)) if place is not None}
    found = []
    for number, passage in enumerate(passages):
        theirs = tokens(passage)
        for pattern, behind in ((_BEHIND, True), (_BEFORE, False)):
            for match in pattern.finditer(passage):
                at = _narrowed(theirs, match, behind)
                kept = None if at is None else where.get(Place(number, at))
                if kept is not None and not _narrows(sentence, ours, kept):
                    found.append(match.group().lower())
    return tuple(found)


def _narrowed(theirs: Sequence[Token], match: re.Match[str], behind: bool) -> int | None:
    """The number of the content word that the match stands next to."""
    if behind:
        before = [at for at, token in enumerate(theirs) if token.end <= match.start()]
        return before[-1] if before else None
    after = [at for at, token in enumerate(theirs) if token.start >= match.end()]
    return after[0] if after else None


def _narrows(sentence: str, ours: Sequence[Token], at: int) -> bool:
    """True if something narrows between the content words around number ``at``."""
    start = ours[at - 1].start if at else 0
    end = ours[at + 1].end if at + 1 < len(ours) else len(sentence)
    part = sentence[start:end]
    return any(pattern.search(part) for pattern in (_BEHIND, _BEFORE, _OTHER))
