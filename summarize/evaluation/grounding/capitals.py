"""Words as they are written: which are capitalised, which begin something, which stand together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarize.text.words import FUNCTION_WORDS

# "onJeopardy" is two words that ran together; "iPhone" is one.
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?|\b[a-z]{2,}(?=[A-Z][a-z]{2})|[^\W_]+(?:['’][^\W\d_]+)*"
)
_POSSESSIVE = re.compile(r"['’][sS]$")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\bpic\.twitter\.com\S*")
_OPENS = re.compile(r"[.!?:;…\"“”‘«\n•*|]|(?:^|\s)['–—]|''|``|--|\s-\s")
_SHORT = frozenset(
    """mr mrs ms dr prof sen gov rep gen lt sgt col capt rev st jr sr ft mt no vs inc co corp ltd
    dept det cmdr adm cpl maj ave""".split()
)
MONTHS = frozenset(
    """january february march april may june july august september october november december jan
    feb mar apr jun jul aug sep sept oct nov dec""".split()
)
_PARTICLES = frozenset(
    "de del della der den di da das dos du van von bin bint ibn al el la le y e of for".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a text.

    ``plain`` is its form for comparing; ``opening``: it starts a sentence, a quotation or the like.
    """

    start: int
    end: int
    raw: str
    plain: str
    opening: bool

    @property
    def capital(self) -> bool:
        """Written large, all or in part ("iPhone")."""
        return not self.raw[0].isdigit() and any(char.isupper() for char in self.raw)

    @property
    def shaped(self) -> bool:
        """A name by its shape: "NASA", "U.N.", "OpenAI", "COVID19"."""
        return sum(char.isupper() for char in self.raw) > 1 and self.plain not in FUNCTION_WORDS


def find_words(text: str) -> list[Word]:
    """The words of ``text`` in order; web addresses are left out."""
    found: list[Word] = []
    text = _ADDRESS.sub(lambda match: "_" * len(match.group()), text)
    before, opening = 0, True
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        gap = text[before:start]
        if found and gap != " ":
            mark = gap
            if gap.startswith(".") and _is_short(found[-1]):
                mark = gap[1:]
            opening = _OPENS.search(mark) is not None
        raw = match.group()
        found.append(Word(start=start, end=end, raw=raw, plain=_plain(raw), opening=opening))
        before, opening = end, False
    return found


def _plain(raw: str) -> str:
    if raw == "Us":
        return "us."  # the pronoun, or a magazine; never the country
    word = _POSSESSIVE.sub("", raw).replace(".", "").replace("’", "'")
    if not word.isascii():
        spread = unicodedata.normalize("NFKD", word)
        word = "".join(char for char in spread if not unicodedata.combining(char))
    return word.casefold()


def _is_short(word: Word) -> bool:
    return len(word.raw) == 1 or word.plain in _SHORT or word.plain in MONTHS


def shouts(word: Word) -> bool:
    """All capitals and too long for an acronym: a headline's or a cry."""
    return word.raw.isupper() and len(word.raw) > 5


def is_headline(words: Sequence[Word]) -> bool:
    """True where most long words are capitalised, so that a capital tells nothing."""
    long = [word for word in words if len(word.raw) > 3 and word.plain not in FUNCTION_WORDS]
    return len(long) > 4 and sum(word.capital for word in long) > 0.75 * len(long)


def find_runs(text: str, words: Sequence[Word]) -> Iterator[list[Word]]:
    """Stretches of capitalised words, with the particles and the "and" between them."""
    run: list[Word] = []
    waiting: list[Word] = []
    for word in words:
        last = (run + waiting)[-1:]
        joined = bool(last) and _joins(text[last[0].end : word.start], last[0])
        if run and not joined:
            yield run
            run, waiting = [], []
        if word.capital:
            run += [*waiting, word] if run else [word]
            waiting = []
        elif run and joined and len(waiting) < 2 and _links(word, waiting):
            waiting.append(word)
        elif run:
            yield run
            run, waiting = [], []
    if run:
        yield run


def _links(word: Word, waiting: Sequence[Word]) -> bool:
    return (
        word.plain in _PARTICLES or word.plain == "and" or (word.plain == "the" and bool(waiting))
    )


def _joins(gap: str, last: Word) -> bool:
    plain = gap.strip(" \t\u00a0")
    return plain in ("", "-", "‑", "&") or (plain in (".", ".-") and _is_short(last))
