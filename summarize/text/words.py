"""Words, stems and function words.

A word is a run of letters, digits and inner apostrophes, hyphens not included: "state-of-the-art"
is four words and "don't" is one. Scripts without spaces give one word a character run, which is
enough for comparing but not for linguistics.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SPACE = re.compile(r"\s+")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})

FUNCTION_WORDS = frozenset(
    """
        a about above across after afterwards again against ago all almost along already
        also although always am amid among an and another any anyone anything are around
        as at away back be became because become becomes becoming been before behind
        being below beneath beside besides between beyond both but by can cannot could
        did do does doing done down due during each either else enough especially even
        ever every everyone everything except few for from further furthermore had has
        have having he hence her here hers herself him himself his how however i if in
        indeed instead into is it its itself just last least less let like likely made
        mainly make many may maybe me meanwhile might mine more moreover most mostly
        much must my myself near nearly neither never nevertheless next no nobody none
        nonetheless nor not nothing now of off often on once only onto or other others
        otherwise our ours ourselves out over overall own per perhaps rather really same
        several shall she should since so some someone something sometimes somewhat soon
        still such than that the their theirs them themselves then there thereby
        therefore these they this those though through throughout thus to together too
        toward towards under unless until up upon us very via was we well were what
        whatever when whenever where whereas wherever whether which while who whoever
        whole whom whose why will with within without would yet you your yours yourself
        isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't couldn't
        shouldn't haven't hasn't hadn't it's that's there's he's she's they're we're i'm
        i've you're let's
        """.split()
)
"""Words of closed classes, which say little about what a sentence is about."""


def words(text: str) -> tuple[str, ...]:
    """The words of ``text`` as they stand there, in order."""
    return tuple(_WORD.findall(text))


def word_spans(text: str) -> tuple[tuple[str, int, int], ...]:
    """Each word with its (start, end) in ``text``."""
    return tuple((match.group(), match.start(), match.end()) for match in _WORD.finditer(text))


def normalize(word: str) -> str:
    """Lower case, straight apostrophes, no possessive ending."""
    word = word.translate(_APOSTROPHES).casefold()
    if word.endswith("'s") and len(word) > 3:
        word = word[:-2]
    return word.rstrip("'")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Porter2 stem of a normalized word (NLTK's Snowball stemmer, Porter 1980 and later)."""
    return str(_stemmer().stem(normalize(word)))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer("english")


@lru_cache(maxsize=16_000)
def stems(text: str) -> tuple[str, ...]:
    """Stems of all words of ``text``, in order."""
    return tuple(stem(word) for word in _WORD.findall(text))


@lru_cache(maxsize=16_000)
def content_stems(text: str) -> tuple[str, ...]:
    """Stems of the words that are not function words, in order."""
    return tuple(stem(word) for word in _WORD.findall(text) if is_content(word))


def is_content(word: str) -> bool:
    """True unless ``word`` belongs to a closed class or is a single letter."""
    plain = normalize(word)
    return plain not in FUNCTION_WORDS and (len(plain) > 1 or plain.isdigit())


def bigrams(items: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Neighbouring pairs, in order: (n - 1) of n items."""
    return tuple(pairwise(items))


def count_words(text: str) -> int:
    """Words as a person counts them: runs between white space that hold a letter or digit."""
    return sum(1 for run in text.split() if any(char.isalnum() for char in run))


def one_line(text: str) -> str:
    """White space runs become single spaces; none at the ends."""
    return _SPACE.sub(" ", text).strip()
