"""Source-constrained decoding: only the evidence's own words and a closed list may be written.

A name or a word from nowhere then cannot appear, whatever the model would like to say. Tokens are
allowed, not words: what is put together from pieces is for the checks to find.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from summarize.text.words import FUNCTION_WORDS, words
from summarize.writing.tokenizers import Tokenizer

_NEGATIONS = frozenset(
    ["no", "not", "nor", "never", "none", "nobody", "nothing", "neither", "cannot", "without"]
)
_REPORTING = ("said", "says", "saying", "including", "according", "after", "amid", "despite")
_MARKS = (".", ",", ";", ":", "'", "’", "-", " -", " –", " (", ")", "'s", "’s", "s")


class SourceConstraint:
    """Which tokens may be written, for one tokenizer."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._common = frozenset(
            token
            for text in (*_MARKS, *_variants((*sorted(_function_words()), *_REPORTING)))
            for token in tokenizer.encode(text)
        )

    def allowed(self, reports: Sequence[str], closing: str = "") -> frozenset[int]:
        """Tokens of the reports, in their case and the other, of function words and marks.

        A negation is allowed only if a report has it. ``closing`` is a text that ends the answer.
        """
        tokens = set(self._common)
        for report in reports:
            tokens.update(self._tokenizer.encode(report))
            for word in _variants(words(report)):
                tokens.update(self._tokenizer.encode(word))
        tokens.update(self._tokenizer.encode(closing))
        return frozenset(tokens)


def _variants(found: Sequence[str]) -> tuple[str, ...]:
    """Each word with and without a space before it; function words in both cases."""
    return tuple(
        space + form
        for word in dict.fromkeys(found)
        for form in dict.fromkeys((word, _other_case(word)))
        for space in ("", " ")
    )


def _other_case(word: str) -> str:
    """A word may open the sentence or stop opening it; "iPhone" and "NASA" stay as they are."""
    if word.islower():
        return word[0].upper() + word[1:]
    return word.lower() if word.istitle() and word.lower() in FUNCTION_WORDS else word


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    return frozenset(
        word for word in FUNCTION_WORDS if word not in _NEGATIONS and not word.endswith("n't")
    )
