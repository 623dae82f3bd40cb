"""How the words of a text are written, and whether it has the words of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarize.evaluation.grounding.aliases import GENERIC, GROUPS, GROUPS_OF, TITLES, Form
from summarize.evaluation.grounding.capitals import Word, find_runs, find_words, shouts

_SITE = re.compile(r"\b([a-z][\w-]+)\.(?:com|org|net|gov|edu|tv|co)\b")
_PEOPLE = (("n", ""), ("i", ""), ("ese", ""), ("ian", ""), ("ian", "e"), ("an", "a"), ("ian", "y"))


@dataclass(frozen=True, slots=True, kw_only=True)
class NameIndex:
    """The words of a text by the way they are written, for looking up."""

    text: str
    capital: frozenset[str]
    inside: frozenset[str]
    """Capitalised where no sentence, quotation or headline makes them so."""
    small: frozenset[str]
    acronyms: frozenset[str]
    """Initials of runs of two to six capitalised words."""


@lru_cache(maxsize=2048)
def name_index(text: str) -> NameIndex:
    """The index of ``text``, a source or a passage of one."""
    capital: set[str] = set()
    inside: set[str] = set()
    small: set[str] = set()
    words = find_words(text)
    for word in words:
        if not word.capital:
            small.add(word.plain)
        else:
            capital.add(word.plain)
            if not word.opening and not shouts(word):
                inside.add(word.plain)
    capital.update(match[1] for match in _SITE.finditer(text))
    acronyms = {form for run in find_runs(text, words) for form in _initials(run)}
    return NameIndex(
        text=text,
        capital=frozenset(capital),
        inside=frozenset(inside),
        small=frozenset(small),
        acronyms=frozenset(acronyms),
    )


def holds_form(index: NameIndex, form: Form) -> bool:
    """True if the words of a name, or another form of them, stand in the indexed text."""
    singular = (*form[:-1], form[-1].removesuffix("s"))
    for other in (form, singular):
        for group in GROUPS_OF.get(other, ()):
            if any(all(_has(index, word) for word in forms) for forms in GROUPS[group]):
                return True
    return len(form) == 1 and _has_word(index, form[0])


def _has(index: NameIndex, word: str) -> bool:
    if word in GENERIC and word in index.small:
        return True
    return word in index.capital or f"{word}s" in index.capital


def _has_word(index: NameIndex, word: str) -> bool:
    if word in index.acronyms or any(form in index.capital for form in _variants(word)):
        return True
    if word in GENERIC or word.removesuffix("s") in GENERIC or word in TITLES:
        return word in index.small or word.removesuffix("s") in index.small
    return len(word) > 3 and _stands_glued(index.text, word.capitalize())


def _stands_glued(text: str, word: str) -> bool:
    """The words of a page can have run together: "saidObama", "ObamaThe"."""
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
        if not after.islower() and (before.isalnum() or after.isalnum()):
            return True
        at = text.find(word, at + 1)
    return False


def _variants(word: str) -> Iterator[str]:
    """The word, its plural or singular, its people or their country."""
    yield word
    yield f"{word}s"
    yield f"{word}es"
    if word.endswith("y"):
        yield f"{word[:-1]}ies"
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    for ending in ("s", "es"):
        if word.endswith(ending) and len(word) > 4:
            yield word.removesuffix(ending)
    for people, country in _PEOPLE:
        plain = word.removesuffix("s") if len(word) > 5 else word
        if plain.endswith(people) and len(plain) > len(people) + 3:
            yield plain.removesuffix(people) + country
        if len(word) > 3 and word.endswith(country):
            yield word.removesuffix(country) + people
            yield word.removesuffix(country) + people + "s"


def _initials(run: Sequence[Word]) -> Iterator[str]:
    for words in {tuple(run), tuple(word for word in run if word.capital)}:
        letters = "".join(word.plain[0] for word in words)
        for first in range(len(letters) - 1):
            for last in range(first + 2, min(first + 6, len(letters)) + 1):
                yield letters[first:last]
