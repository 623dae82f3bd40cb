"""Names that a text states: runs of capitalised words, and whether a source has them.

A name is found in a text if all its words stand in it capitalised (in any order and place: "Obama"
in "Barack Obama", but "Tim Cook" not beside "a cook"), or another form of it does (``aliases``),
or its acronym, or, for an acronym, a name with these initials. Plurals, possessives, accents and
the regular words for a country's people are looked through. Words of a headline count as they
stand. Common nouns of names ("the Senate") may be small in the source.

At the start of a sentence, of a quotation and in a headline a capital says little. There a word
counts if it stands capitalised inside a sentence somewhere, has the shape of a name ("NASA",
"OpenAI"), or stands before a capitalised word and nowhere in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarize.evaluation.grounding.aliases import (
    DEPARTMENTS,
    RANKS,
    TITLES,
)
from summarize.evaluation.grounding.capitals import (
    MONTHS,
    Word,
    find_runs,
    find_words,
    is_headline,
)
from summarize.evaluation.grounding.name_index import NameIndex, holds_form
from summarize.text.words import FUNCTION_WORDS

_PERSONAL_MONTHS = frozenset("march april may june august".split())
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_NUMBERS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty
    sixty seventy eighty ninety hundred thousand million billion first second third dozen""".split()
)
_NO_NAMES = FUNCTION_WORDS | _NUMBERS | {"i", "ok", "okay", "yes", "oh", "us."}
# "Will Smith", "Theresa May"; the others begin or end no name inside a sentence.
_LOOSE = _NO_NAMES - {"will", "may", "us", "us.", "hundred", "first", "second", "third", "seven"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in a text and its words for comparing, titles and particles left out."""

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    acronyms: tuple[str, ...]


def stated_names(sentence: str, context: Sequence[NameIndex]) -> tuple[Name, ...]:
    """The names that ``sentence`` states, in order.

    Args:
        sentence: one sentence of a summary.
        context: indices of the sources and of the summary: how its words are written elsewhere.
    """
    words = find_words(sentence)
    headline = is_headline(words)
    names = []
    for run in find_runs(sentence, words):
        kept = [
            word
            for place, word in enumerate(run)
            if not (word.opening or headline) or _is_name(word, run, place, headline, context)
        ]
        names += [name for part in _parts(kept, context) if (name := _name(sentence, part))]
    return tuple(names)


def holds_name(index: NameIndex, name: Name) -> bool:
    """True if the indexed text has ``name`` in one of its forms."""
    if any(len(form) > 2 and form in index.capital for form in name.acronyms):
        return True
    if "".join(name.words) in index.capital or _spells(index, name):
        return True
    place = 0
    while place < len(name.words):
        for length in (4, 3, 2, 1):
            form = name.words[place : place + length]
            if len(form) == length and holds_form(index, form):
                place += length
                break
        else:
            return False
    return True


def _spells(index: NameIndex, name: Name) -> bool:
    """An acronym of words that are small in the source: "IPO", "initial public offering"."""
    letters = name.text.replace(".", "")
    if not (letters.isupper() and letters.isalpha() and 3 <= len(letters) <= 5):
        return False
    pattern = r"[\s-]+".join(f"{letter}[a-z]{{3,}}" for letter in letters.lower())
    return re.search(rf"\b{pattern}\b", index.text) is not None


def _is_name(
    word: Word, run: Sequence[Word], place: int, headline: bool, context: Sequence[NameIndex]
) -> bool:
    """Whether a word that had to be capitalised where it stands is (a part of) a name."""
    if word.plain in _NO_NAMES or not word.capital:
        return not word.capital
    if any(word.plain in index.inside for index in context):
        return True
    if word.shaped and not (headline and word.raw.isupper()):
        return True
    if headline or place + 1 >= len(run) or not run[place + 1].capital:
        return False
    return not any(word.plain in index.small for index in context) and not _looks_common(word)


def _looks_common(word: Word) -> bool:
    """The endings of adverbs, participles and plurals that open sentences."""
    return word.plain.endswith(("ly", "ing", "ed")) or word.plain in TITLES


def _parts(run: Sequence[Word], context: Sequence[NameIndex]) -> Iterator[list[Word]]:
    """The names of a run; weekdays, months and an "and" part it, unless an acronym spans it."""
    part: list[Word] = []
    whole = _acronyms([word for word in run if word.capital])
    as_one = any(form in index.capital for form in whole if len(form) > 2 for index in context)
    for place, word in enumerate(run):
        after = run[place + 1] if place + 1 < len(run) else None
        if (
            (word.plain == "and" and not word.capital and not as_one)
            or word.plain.removesuffix("s") in _WEEKDAYS
            or (word.plain in MONTHS and not _is_personal(word, part, after))
            or (
                word.capital and word.plain in ("the", "a", "an", "i", "i'm", "i'll", "i've", "i'd")
            )
        ):
            yield part
            part = []
        else:
            part.append(word)
    yield part


def _is_personal(word: Word, part: Sequence[Word], after: Word | None) -> bool:
    """A month's name as a person's: "Theresa May", "April Jones"."""
    return word.plain in _PERSONAL_MONTHS and bool(part or (after and after.capital))


def _name(sentence: str, part: Sequence[Word]) -> Name | None:
    words = _trim(list(part))
    if not words or (len(words) == 1 and words[0].plain in TITLES | {"inc", "co", "corp"}):
        return None
    named = [word for word in words if word.capital]
    inner = [word for word in named[1:-1] if word.plain not in RANKS]
    heavy = tuple(word.plain for word in (named[0], *inner, *named[1:][-1:]) if len(word.plain) > 1)
    if not heavy:
        return None
    start, end = words[0].start, words[-1].end
    if words[-1].raw.endswith(("'s", "’s")):
        end -= 2
    acronyms = tuple(sorted(_acronyms(named) | _acronyms(words)))
    return Name(start=start, end=end, text=sentence[start:end], words=heavy, acronyms=acronyms)


def _trim(words: list[Word]) -> list[Word]:
    """Without what is no name at the ends: particles, titles and their departments."""
    while words and (not words[-1].capital or words[-1].plain in ("jr", "sr") or _loose(words[-1])):
        words.pop()
    while words and (
        not words[0].capital or _loose(words[0]) or (len(words) > 1 and words[0].plain in TITLES)
    ):
        secretary = words.pop(0).plain == "secretary"
        if secretary and len(words) > 2 and words[1].plain in DEPARTMENTS:
            del words[:2]
    return words


def _loose(word: Word) -> bool:
    return word.plain in _LOOSE and not (word.raw.isupper() and len(word.raw) > 1)


def _acronyms(words: Sequence[Word]) -> set[str]:
    return {"".join(word.plain[0] for word in words)} if len(words) > 1 else set()
