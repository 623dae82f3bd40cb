"""Names: runs of capitalized words, acronyms and words such as "GPT-4" or "iPhone".

Without a model, a capital letter is the evidence: a word that opens a sentence proves nothing by
its capital and counts as a name only next to another, or where its shape says so. Texts in title
case or in languages that capitalize nouns give more names than there are, which makes the check
stricter and never laxer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarize.text.words import FUNCTION_WORDS, normalize, stem, words

_TOKEN = re.compile(r"[^\W_]+(?:[.&'’-][^\W_]+)*\.?")
_JOINS = re.compile(r"^\s?(?:of|the|de|la|le|van|von|der|bin|al|del|da|du|&|for)?\s?(?:the\s)?$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…]|[\"“‘'(]|\n)\s*[\"“‘'(]*$")
_NOT_NAMES = FUNCTION_WORDS | frozenset(
    """
        monday tuesday wednesday thursday friday saturday sunday january february march
        april june july august september october november december jan feb mar apr jun
        jul aug sep sept oct nov dec mr mrs ms dr prof sir president according today
        yesterday tomorrow nobody i'd
        """.split()
)
_PLACES = {
    "us": "united states",
    "usa": "united states",
    "u.s": "united states",
    "america": "united states",
    "uk": "united kingdom",
    "u.k": "united kingdom",
    "britain": "united kingdom",
    "eu": "european union",
    "e.u": "european union",
    "un": "united nations",
    "u.n": "united nations",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name at ``text[start:end]``; ``tokens`` are its content words, normalized."""

    start: int
    end: int
    text: str
    tokens: tuple[str, ...]


@lru_cache(maxsize=8_000)
def find_names(text: str) -> tuple[Name, ...]:
    """The names of ``text``, in order."""
    runs: list[list[tuple[int, int]]] = []
    for start, end in _candidates(text):
        if runs and _JOINS.match(text[runs[-1][-1][1] : start]) and not _ends(text, runs[-1][-1]):
            runs[-1].append((start, end))
        else:
            runs.append([(start, end)])
    found = (_name(text, run) for run in runs)
    return tuple(name for name in found if name is not None)


def missing_names(text: str, passages: Sequence[str]) -> tuple[Name, ...]:
    """The names of ``text`` of which some word stands in no passage, in any case.

    An acronym is held by a name with those initials, and the other way round; "US", "America" and
    "United States" agree, as do the other pairs of a short list of places.
    """
    lexicon = _lexicon(tuple(passages))
    initials = _initials(passages)
    expansions = {token for acronym in _acronyms(passages) for token in acronym}
    missing = []
    for name in find_names(text):
        if all(token in lexicon or stem(token) in lexicon for token in name.tokens):
            continue
        plain = " ".join(name.tokens)
        if _PLACES.get(plain, plain) in lexicon or plain.replace(".", "") in initials:
            continue
        if "".join(token[0] for token in name.tokens) in expansions and len(name.tokens) > 1:
            continue
        missing.append(name)
    return tuple(missing)


@lru_cache(maxsize=8_000)
def _lexicon(passages: tuple[str, ...]) -> frozenset[str]:
    lexicon: set[str] = set()
    for passage in passages:
        plain = [normalize(word) for word in words(passage)]
        lexicon.update(plain)
        lexicon.update(stem(word) for word in plain)
        for match in _TOKEN.finditer(passage):
            lexicon.update(_parts(match.group()))
            short = match.group().lower().rstrip(".")
            if short in _PLACES and match.group()[0].isupper():
                lexicon.add(_PLACES[short])
        joined = " ".join(plain)
        lexicon.update(full for full in _PLACES.values() if full in joined)
    return frozenset(lexicon)


def _initials(passages: Sequence[str]) -> frozenset[str]:
    """Acronyms that the names of the passages would have."""
    return frozenset(
        "".join(token[0] for token in name.tokens)
        for passage in passages
        for name in find_names(passage)
        if len(name.tokens) > 1
    )


def _acronyms(passages: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (normalize(word),)
        for passage in passages
        for word in words(passage)
        if len(word) > 1 and word.isupper()
    )


def _candidates(text: str) -> list[tuple[int, int]]:
    """Spans of words that a capital, or their shape, makes part of a name."""
    spans = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        plain = normalize(word.rstrip("."))
        if not _capitalized(word) or plain in _NOT_NAMES:
            continue
        end = match.end()
        if word.endswith(".") and not re.fullmatch(r"(?:[A-Z]\.)+|[A-Z][a-z]{0,2}\.", word):
            end -= 1
        spans.append((match.start(), end))
    return spans


def _capitalized(word: str) -> bool:
    return word[0].isupper() or (any(char.isupper() for char in word) and word[0].isalpha())


def _ends(text: str, span: tuple[int, int]) -> bool:
    """True if a sentence may end between this word and the next."""
    return text[span[1] : span[1] + 1] in {".", "!", "?", ","}


def _name(text: str, run: list[tuple[int, int]]) -> Name | None:
    start, end = run[0][0], run[-1][1]
    if _SENTENCE_START.search(text[:start]) and not _shaped(text[start : run[0][1]]):
        if len(run) == 1:
            return None
        if text[run[0][1] : run[1][0]].strip():
            run = run[1:]
            start = run[0][0]
    tokens = tuple(part for begin, stop in run for part in _parts(text[begin:stop]))
    kept = tuple(token for token in tokens if token not in FUNCTION_WORDS)
    return Name(start, end, text[start:end], kept) if kept else None


def _shaped(word: str) -> bool:
    """True for "OpenAI", "NASA", "GPT-4": names by their letters alone."""
    inner = word[1:]
    return any(char.isupper() for char in inner) or any(char.isdigit() for char in word)


def _parts(token: str) -> tuple[str, ...]:
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?", token):
        return (normalize(token.rstrip(".")),)
    plain = normalize(token.rstrip("."))
    pieces = re.split(r"[-&.]", plain)
    return tuple(normalize(piece) for piece in pieces if piece)
