"""What one passage says of its own matter, hung on what another passage tells.

A writer that joins reports puts "according to a World Bank report" behind a fact that the report
does not have, lets "all six women" say what somebody said of them, or makes one person of two that
share a surname.

Limits: a part that begins with another word than those looked at is not seen, and of who speaks the
last word before the verb alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarize.attribution.alignment import align
from summarize.text.facts.names import find_names
from summarize.text.words import content_stems, is_content, stem, word_spans

_GRAFT = re.compile(
    r"(?:,? (?:according to|per|as (?:indicated|shown|seen|evidenced|reported)|but|in order to)\b"
    r"[^,]*$|^According to [^,]+,)"
)
_LEAST_SHARED = 0.6
"""Part of the rest of the sentence that the passage with the graft must tell."""
_SAYS = frozenset("said says say told tells added adds".split())
_SPEAKS = _SAYS | frozenset(
    """
    according announced believe believes believed claim claims claimed confirmed declared noted
    notes report reported reports revealed state stated states testified tweeted warned write
    writes wrote
    """.split()
)
_NAMED_AS_A_MONTH = re.compile(r"\b(April|May|June|August) ([A-Z][a-z]+)\b")
_OPENS_SAID = re.compile(r"^(?:According to\b|[^,]*\b(?:said|says|told|tells|called|calls)\b)")
_ENDS_SAID = re.compile(
    r",[”\"]?\s(?:(?:[\w’'.-]+\s){1,6}(?:said|says|added|adds)\W*|(?:said|says)\s[^.]+\W*)$"
)
_REACH = 9
"""How many content words before its verb a passage may name who speaks; behind it, two words."""


def grafted(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Parts of ``sentence`` from passages that tell too little of the rest."""
    found = []
    for match in _GRAFT.finditer(sentence):
        part = set(content_stems(match.group()))
        rest = set(content_stems(sentence[: match.start()] + sentence[match.end() :]))
        tellers = [told for told in map(_content, passages) if part and part <= told]
        if rest and tellers:
            best = max(len(rest & told) for told in tellers)
            if best < _LEAST_SHARED * len(rest):
                found.append(match.group().strip(" ,"))
    return tuple(found)


def other_speakers(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Stems of those who say something in ``sentence`` and nothing in ``passages``."""
    speak = {word for passage in passages for word in _near_saying(passage)}
    return tuple(word for word in _right_before_saying(sentence) if word not in speak)


def two_speakers(sentence: str, passages: Sequence[str]) -> bool:
    """True for "Roe said he was held, officials added", if no passage has it so."""
    return _has_two_speakers(sentence) and not any(map(_has_two_speakers, passages))


def namesakes(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Surnames that open ``sentence`` bare, made of two passages that have two people of it."""
    if len({place.passage for place in align(sentence, passages) if place is not None}) < 2:
        return ()
    full: dict[str, set[str]] = {}
    for passage in passages:
        for name in find_names(passage):
            if len(name.tokens) > 1:
                full.setdefault(name.tokens[-1], set()).add(name.tokens[-2])
        for month, surname in _NAMED_AS_A_MONTH.findall(passage):
            full.setdefault(surname.lower(), set()).add(month.lower())
    found, whole = [], set[str]()
    for name in find_names(sentence):
        surname = name.tokens[-1]
        if len(name.tokens) == 1 and surname not in whole and len(full.get(surname, ())) > 1:
            found.append(surname)
        whole.add(surname)
    return tuple(found)


def _has_two_speakers(text: str) -> bool:
    return bool(_OPENS_SAID.search(text) and _ENDS_SAID.search(text))


def _content(passage: str) -> set[str]:
    return set(content_stems(passage))


def _right_before_saying(text: str) -> Iterator[str]:
    spans = word_spans(text)
    for (word, _, end), (verb, start, _) in pairwise(spans):
        if verb.lower() in _SAYS and text[end:start] == " " and is_content(word):
            yield stem(word)


def _near_saying(text: str) -> Iterator[str]:
    found = [word for word, _, _ in word_spans(text)]
    for at, word in enumerate(found):
        if word.lower() in _SPEAKS:
            before = [one for one in found[:at] if is_content(one)]
            behind = _REACH if word.lower() == "according" else 2
            yield from map(stem, (*before[-_REACH:], *found[at + 1 : at + 1 + behind]))
