"""What stands behind a comma and belongs, in every passage, to something else.

A writer that joins reports hangs the end of one on the other: "Participants rated their empathy
for the child and the dog, for the victim". Where a passage has both the word before the comma and,
later on, the first content word behind it, the part may hang there; else it came from elsewhere.

Limits: looked at is what opens with a preposition, an article, a conjunction or a figure. Who says
something, and when it was, may stand anywhere; what "and" opens may be a fact of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarize.attribution.alignment import Token, tokens
from summarize.text.facts.dates import is_in_a_date

_OPENERS = frozenset(
    """
    a about after against although among an at because before between beyond by despite during
    except for from in including into like near of on over since so than the though through to
    toward towards under unless until upon when where whereas while with within without
    """.split()
)
_SPEAKING = frozenset(
    """
    accord add announc claim confirm declar explain note report say state tell tweet warn write
    """.split()
)


def misplaced_tails(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Roots that open such a part of ``sentence``, one each."""
    told = [[token.stem for token in tokens(passage)] for passage in passages]
    return tuple(
        first.stem
        for host, first in _tails(sentence)
        if not any(_in_order(host.stem, first.stem, passage) for passage in told)
    )


def _tails(sentence: str) -> Iterator[tuple[Token, Token]]:
    """The last content word before such a part, and the first of it."""
    found = tokens(sentence)
    breaks = [at for at, token in enumerate(found) if at and "," in token.before]
    for at, end in pairwise([*breaks, len(found)]):
        token = found[at]
        behind = token.before[token.before.index(",") + 1 :]
        opens = behind[0] in _OPENERS if behind else token.stem.isdigit()
        dated = is_in_a_date(token.start, sentence)
        clauses = (found[at:end], found[:at] if at == breaks[0] else ())
        if opens and not dated and not any(map(_speaks, clauses)):
            yield found[at - 1], token


def _speaks(clause: Sequence[Token]) -> bool:
    return any(token.stem in _SPEAKING for token in clause)


def _in_order(one: str, other: str, passage: Sequence[str]) -> bool:
    return one in passage and other in passage[passage.index(one) + 1 :]
