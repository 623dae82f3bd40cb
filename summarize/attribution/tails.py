"""What stands behind a comma and belongs, in every passage, to something else.

A writer that joins reports hangs the end of one on the other: "Participants rated their empathy
for the child and the dog, for the victim". Where a passage has both the word before the comma and,
later on, the first content word behind it, the part may hang there; else it came from elsewhere.

Limits: looked at is what opens with a preposition, an article, a conjunction or a figure, and what
"and it" opens, comma or none. Who says something, and when it was, may stand anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarize.attribution.alignment import Token, tokens
from summarize.text.facts.dates import find_dates

_OPENERS = frozenset(
    """
    a about after against although among an at because before between beyond by despite during
    except for from in including into like near of on over since so than the though through to
    toward towards under unless until upon when where whereas while with within without
    """.split()
)
_PRONOUNS = frozenset("it he she they".split())
_SPEAKING = frozenset(
    """
    accord add announc claim confirm declar explain note report say state tell tweet warn write
    """.split()
)


def misplaced_tails(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Roots that open such a part of ``sentence``, one each."""
    told = [tokens(passage) for passage in passages]
    return tuple(first.stem for host, first in _tails(sentence) if _is_foreign(host, first, told))


def _is_foreign(host: Token, first: Token, told: Sequence[Sequence[Token]]) -> bool:
    pronoun = _pronoun(first)
    if pronoun:
        # Made by the writer, "it" may mean anything; copied, it means what it meant there.
        told = [passage for passage in told if _has(passage, first.stem, pronoun)]
    return bool(told or not pronoun) and not any(_in_order(host, first, one) for one in told)


def _tails(sentence: str) -> Iterator[tuple[Token, Token]]:
    """The last content word before such a part, and the first of it."""
    found = tokens(sentence)
    dates = find_dates(sentence)
    breaks = [at for at, token in enumerate(found) if at and {",", "and"} & set(token.before)]
    for at, end in pairwise([*breaks, len(found)]):
        token = found[at]
        dated = any(date.start <= token.start < date.end for date in dates)
        clauses = (found[at:end], found[:at] if at == breaks[0] else ())
        if _opens(token) and not dated and not any(map(_speaks, clauses)):
            yield found[at - 1], token


def _opens(token: Token) -> bool:
    if "," not in token.before:
        return bool(_pronoun(token))
    behind = token.before[token.before.index(",") + 1 :]
    if not behind:
        return token.stem.isdigit()
    return behind[0] in _OPENERS or bool(_pronoun(token))


def _pronoun(token: Token) -> str:
    """The pronoun behind "and" before a word, or ""."""
    pairs = pairwise(token.before)
    return next((two for one, two in pairs if one == "and" and two in _PRONOUNS), "")


def _has(passage: Sequence[Token], stem: str, pronoun: str) -> bool:
    return any(token.stem == stem and pronoun in token.before for token in passage)


def _speaks(clause: Sequence[Token]) -> bool:
    return any(token.stem in _SPEAKING for token in clause)


def _in_order(one: Token, other: Token, passage: Sequence[Token]) -> bool:
    stems = [token.stem for token in passage]
    return one.stem in stems and other.stem in stems[stems.index(one.stem) + 1 :]
