"""Quotations of three words or more, and whether a source has their words.

A quotation is found where its words stand in order and unbroken, whatever their case, punctuation
and hyphens. An ellipsis and a bracketed insertion ("[the mayor]") divide it into parts that must
follow one another in one source. A quotation across sentences is judged sentence by sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_SHORTEST = 3
_LONGEST_RUN = 6
"""Sentences that a quotation may run over; beyond it a mark is missing."""
_MARK = re.compile(r"[\"“”„«»]|``|''|(?<!\w)[‘']+(?=\w)|(?<=[\w.,!?])[’'](?!\w)")
# A lost character (U+FFFD) inside a word was an apostrophe, most often.
_WORD = re.compile(r"\d+|[^\W\d_]+(?:['’ʼ`\ufffd]+[^\W\d_]+)*")
_APOSTROPHE = re.compile(r"['’ʼ`\ufffd]")
_CHANGED_LETTER = re.compile(r"\[(\w{1,3})\](?=\w)|(?<=\w)\[(\w{1,3})\]")
_BRACKETED = re.compile(r"\([^()]{,80}\)|\[[^\[\]]{,80}\]")
_LEFT_OUT = re.compile(r"\[[^\]]*\]|\([^)]*\)|\.\s?\.\s?\.[\s.]*|…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A quotation, or the part of one that stands in a sentence."""

    sentence: int
    text: str
    parts: tuple[str, ...]
    """What must stand in a source, each as its words between spaces."""


def stated_quotations(sentences: Sequence[str]) -> tuple[Quotation, ...]:
    """The quotations of a summary of ``sentences``, in order."""
    marks = [
        (number, match.start(), match.end(), _kind(sentence, match))
        for number, sentence in enumerate(sentences)
        for match in _MARK.finditer(sentence)
    ]
    found: list[Quotation] = []
    opened: tuple[int, int, str] | None = None
    for number, start, end, (family, side) in marks:
        if opened and opened[2] == family and side != "open":
            if number - opened[0] < _LONGEST_RUN:
                found += _between(sentences, opened[0], opened[1], number, start)
            opened = None
        elif side != "close" and (opened is None or opened[2] == family or family == "double"):
            opened = (number, end, family)
    return tuple(found)


def _kind(sentence: str, match: re.Match[str]) -> tuple[str, str]:
    """("double" or "single", "open" or "close" or "either") of a mark."""
    mark = match.group()
    family = "single" if mark in ("‘", "’", "'") else "double"
    if mark[0] in "“„«‘`":
        return family, "open"
    if mark in ("”", "»", "’"):
        return family, "close"
    before = sentence[match.start() - 1 : match.start()]
    after = sentence[match.end() : match.end() + 1]
    opens = (not before or before.isspace() or before in "([—–-/") and bool(after.strip())
    closes = bool(before.strip()) and (not after or after.isspace() or after in ".,;:!?)]—–-/")
    if opens == closes:
        return family, "either"
    return family, "open" if opens else "close"


def _between(
    sentences: Sequence[str], first: int, start: int, last: int, end: int
) -> list[Quotation]:
    quotations = []
    for number in range(first, last + 1):
        text = sentences[number][
            start if number == first else 0 : end if number == last else len(sentences[number])
        ]
        if len(_WORD.findall(text)) >= _SHORTEST:
            quotations.append(Quotation(sentence=number, text=text.strip(), parts=_cut(text)))
    return quotations


def _cut(text: str) -> tuple[str, ...]:
    text = _CHANGED_LETTER.sub(r"\1\2", text)
    return tuple(joined for part in _LEFT_OUT.split(text) if (joined := _join(part)).strip())


def _join(text: str) -> str:
    words = [_APOSTROPHE.sub("", word).casefold() for word in _WORD.findall(text)]
    return f" {' '.join(words)} "


@lru_cache(maxsize=2048)
def quotation_index(text: str) -> tuple[str, ...]:
    """The words of ``text`` in order, with and without what stands in brackets."""
    text = _CHANGED_LETTER.sub(r"\1\2", text)
    return tuple(dict.fromkeys((_join(text), _join(_BRACKETED.sub(" ", text)))))


def holds_quotation(index: Sequence[str], quotation: Quotation) -> bool:
    """True if the parts of ``quotation`` stand in the indexed text, one after the other."""
    return any(_follow(text, quotation.parts) for text in index)


def _follow(text: str, parts: Sequence[str]) -> bool:
    at = 0
    for part in parts:
        place = text.find(part, at)
        if place < 0:
            return False
        at = place + len(part) - 1
    return True
