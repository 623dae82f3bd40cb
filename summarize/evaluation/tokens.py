"""Tokens that texts are compared by.

For ROUGE they are those of ``rouge_score`` 0.1.2: lower case, runs of a-z and 0-9, the Porter stem
of what is longer than three characters. That leaves nothing of a text in another script, so a pair
of texts most of whose letters are not ASCII is read by Unicode words instead; a stray accent
("café", read "caf") changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

_ASCII_TOKEN = re.compile(r"[a-z0-9]+")
_LONGEST_UNSTEMMED = 3

# Scripts that set no space between words: Thai, Lao, Myanmar, Khmer, Hiragana, Katakana, Han.
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f\u1780-\u17ff"
    r"\u3005\u3007\u3040-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_UNICODE_TOKEN = re.compile(rf"(?=\w)[{_UNSPACED}][^\w\s]*|[^\s{_UNSPACED}]+")


def rouge_tokens(text: str, *, by_unicode: bool = False) -> tuple[str, ...]:
    """The stemmed tokens of ``text``, in order.

    Args:
        text: any text.
        by_unicode: take ``word_tokens`` instead of runs of a-z and 0-9. Whoever compares two texts
            asks ``mostly_non_ascii`` about both together, so that both are read the same way.
    """
    found = word_tokens(text) if by_unicode else _ASCII_TOKEN.findall(text.lower())
    return tuple(filter(None, map(_stem, found)))


def word_tokens(text: str) -> tuple[str, ...]:
    """Words of ``text``, in order: normalized (NFKC), case-folded, not stemmed.

    A word is a run of letters, digits and the marks on them. Han, kana, Thai, Lao, Khmer and
    Myanmar letters are a word each.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    plain = unicodedata.normalize("NFKC", folded).translate(_SEPARATED)
    return tuple(_UNICODE_TOKEN.findall(plain))


def letter_counts(text: str) -> tuple[int, int]:
    """(letters in ASCII, letters outside it)."""
    if text.isascii():
        return sum(map(str.isalpha, text)), 0
    outside = sum(1 for char in text if char > "\x7f" and char.isalpha())
    return sum(map(str.isalpha, text)) - outside, outside


def mostly_non_ascii(*counts: tuple[int, int]) -> bool:
    """True if more than half of the letters counted lie outside ASCII."""
    return sum(outside for _, outside in counts) > sum(inside for inside, _ in counts)


@lru_cache(maxsize=200_000)
def _stem(token: str) -> str:
    if len(token) <= _LONGEST_UNSTEMMED or not token.isascii():
        return token
    return str(_porter().stem(token))


@lru_cache(maxsize=1)
def _porter() -> Any:
    from nltk.stem.porter import PorterStemmer

    return PorterStemmer()


class _Separated(dict[int, str]):
    """Letters, digits and marks stay, invisible joiners go, all else is a space."""

    def __missing__(self, code: int) -> str:
        kind = unicodedata.category(chr(code))
        self[code] = chr(code) if kind[0] in "LNM" else "" if kind == "Cf" else " "
        return self[code]


_SEPARATED = _Separated()
