"""Whose a thing is: "its technology" where the passages say "OpenAI's technology".

A pronoun means, as a rule, the last name before it. A sentence that puts one in a name's place must
have that name there, or the thing changes hands. And a name that owns something in the sentence
must own it in a passage, or stand right before it there: "the senator's Camden, New Jersey, office"
is not Senator Camden's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.attribution.alignment import align, tokens
from summarize.text.words import stem

_PRONOUNS = frozenset(["its", "his", "her", "their"])
_OWNED = re.compile(r"['’]s?$")
_OWNER = re.compile(r"\b([A-Z][\w-]+)['’]s?(?=\s+([\w-]+))")
_NEAR = 3
"""Content words between an owner and what is owned."""


def changed_hands(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Words with "its" or "their" before them whose owner in the passages is another name.

    A name is the owner where it comes last before the pronoun.
    """
    ours, places = tokens(sentence), align(sentence, passages)
    found = []
    for index, (token, place) in enumerate(zip(ours, places, strict=True)):
        if place is None or _PRONOUNS.isdisjoint(token.before):
            continue
        owner = _owner(passages[place.passage], place.at)
        names = [
            stem(word)
            for one in ours[:index]
            if (word := sentence[one.start : one.end])[0].isupper()
        ]
        if owner is not None and not (names and names[-1] in owner):
            found.append(sentence[token.start : token.end])
    return tuple(found)


def owns_anew(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Names that own something in ``sentence``, nothing in ``passages``, and stand there otherwise.

    "Boston's police" may be made of "Boston police", and a passage may say it with "of".
    """
    found = []
    for match in _OWNER.finditer(sentence):
        name, owned = re.escape(match.group(1)), re.escape(match.group(2))
        owns = re.compile(
            rf"\b{name}(?:['’]|\s+{owned}\b)|\b(?:of|by|from|in|at)\s+(?:the\s+)?{name}\b"
        )
        told = [passage for passage in passages if re.search(rf"\b{name}\b", passage)]
        if told and not any(owns.search(passage) for passage in told):
            found.append(match.group(1))
    return tuple(found)


def _owner(passage: str, at: int) -> set[str] | None:
    """Stems of the name that owns content word number ``at``, None if no name does."""
    there = tokens(passage)
    for index in range(at - 1, max(-1, at - 1 - _NEAR), -1):
        if there[index + 1].before:  # another phrase begins, or a pronoun owns it there too
            return None
        token = there[index]
        word = passage[token.start : token.end]
        if token.named and (_OWNED.search(word) or _OWNED.match(passage[token.end :][:2].strip())):
            return {stem(_OWNED.sub("", word)), stem(word)}
    return None
