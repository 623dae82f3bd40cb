"""Sentences of a ready text, where nothing may be lost.

The splitter of the text stage leaves headings, bullets and labels out, as an article's sentences
need it. A summary that is scored has to keep every word: a line without a full stop counts as a
sentence here, and a label belongs to the sentence behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from summarize.settings import TextSettings
from summarize.text.blocks import is_heading
from summarize.text.sentences import PunktSplitter
from summarize.text.words import words

_ENDS = re.compile(r"[.!?…。！？؟।:;][\"”’')\]»*_]*$")
_NARROWEST_WRAP = 40
_WIDEST_WRAP = 100
_LEAST_WRAPS = 2
_LEAST_WRAPPED_SHARE = 0.8


@lru_cache(maxsize=4096)
def sentences_of_text(text: str, language: str = "en") -> tuple[str, ...]:
    """The sentences of a ready text, in order; every word of it is in exactly one.

    A line break ends a sentence, as ``rouge_score`` reads it, unless the text is hard-wrapped:
    its lines stop in mid-sentence because the next word would have passed the width.

    Args:
        text: any text; empty gives ().
        language: code of the splitter's language; one it does not know is read as English.
    """
    return tuple(sentence for line in _lines(text) for sentence in _split(line, language))


def _split(line: str, language: str) -> Iterable[str]:
    """Cuts one line where the splitter finds sentences to start; nothing between is left out."""
    if not words(line):
        return
    # With a full stop behind it no line is a heading to the splitter.
    closed = line + "." if is_heading(line) else line
    starts = [span.start for span in _splitter(language).split(closed)]
    if not starts or words(line[: starts[0]]):
        starts[:1] = [0]
    for start, end in pairwise([*starts, len(line)]):
        yield line[start:end].strip()


@lru_cache(maxsize=16)
def _splitter(language: str) -> PunktSplitter:
    return PunktSplitter(TextSettings(), language)


def _lines(text: str) -> Iterable[str]:
    """Lines of ``text`` that are not empty, those of hard-wrapped text joined."""
    lines = [line.strip() for line in text.splitlines()]
    width = _wrap_width(lines)
    if width is None:
        yield from filter(None, lines)
        return
    paragraph = ""
    for line, following in pairwise([*lines, ""]):
        paragraph = f"{paragraph} {line}" if paragraph else line
        if not following or not _is_full(line, following, width):
            if paragraph:
                yield paragraph
            paragraph = ""


def _wrap_width(lines: list[str]) -> int | None:
    """The width at which the lines were wrapped, or None if they were not."""
    width = max(map(len, lines), default=0)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    going_on = [
        _is_full(line, following, width)
        for line, following in pairwise(lines)
        if line and following and following[0].islower() and not _ENDS.search(line)
    ]
    wraps = sum(going_on)
    wrapped = wraps >= _LEAST_WRAPS and wraps >= _LEAST_WRAPPED_SHARE * len(going_on)
    return width if wrapped else None


def _is_full(line: str, following: str, width: int) -> bool:
    """True if the first word of the following line had no room in this one."""
    return bool(line) and len(line) + 1 + len(following.split(maxsplit=1)[0]) > width
