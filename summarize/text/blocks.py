"""Blocks: stretches of text in which sentences may run on; a sentence never crosses two.

Paragraphs, list items and headings are blocks. A single line break ends a block, unless the text
is hard-wrapped (lines broken at a width, as in e-mail and PDF) and the break is such a wrap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from summarize.records import Span
from summarize.text.words import FUNCTION_WORDS, words

BlockKind = Literal["prose", "item", "heading"]

_BULLET = re.compile(r"(?:[•‣▪◦●○■□▶►*+–—·]|-{1,2}|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+")
_LABEL = re.compile(
    r"(?:\*\*)?([^.:!?\n]{2,70})(?:\*\*:|:\*\*|:)(?:\*\*)?\s+(?=[^\W\d_a-z]|[\"“'‘])"
)
_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟।][\"”’')\]»*_]*\s*$")
_MAX_HEADING_WORDS = 16
_MAX_LABEL_WORDS = 8
_LEAST_ITEM_WORDS = 5
_WIDEST_WRAP = 100
_LEAST_WRAPPED_LINES = 4


@dataclass(frozen=True, slots=True)
class Block:
    """``text[start:end]`` without the bullet or heading mark before it."""

    start: int
    end: int
    kind: BlockKind


def find_blocks(text: str, start: int, end: int) -> tuple[Block, ...]:
    """Blocks of ``text[start:end]``, in order; offsets into ``text``."""
    lines = _lines(text, start, end)
    width = _wrap_width(text, lines)
    blocks: list[Block] = []
    first: int | None = None
    for number, line in enumerate(lines):
        if first is None:
            first = number
        following = lines[number + 1] if number + 1 < len(lines) else None
        if following is None or _breaks(text, line, following, width):
            block = _block(text, lines[first].start, line.end)
            if block is not None:
                blocks.append(block)
            first = None
    return tuple(blocks)


def _lines(text: str, start: int, end: int) -> list[Span]:
    """Lines without the white space around them; an empty line is an empty span."""
    found = []
    for match in re.finditer(
        r"[^\r\n\u2028\u2029]*(?:\r\n|[\r\n\u2028\u2029]|\Z)", text[start:end]
    ):
        body = match.group().rstrip()
        left = len(body) - len(body.lstrip())
        begin = start + match.start()
        found.append(Span(begin + left, begin + len(body)) if body else Span(begin, begin))
        if start + match.end() >= end:
            break
    return found


def _wrap_width(text: str, lines: list[Span]) -> int | None:
    """The width at which the lines were wrapped, or None if they were not.

    Wrapped text has no long line and several lines that stop in mid-sentence.
    """
    lengths = [line.end - line.start for line in lines if line.end > line.start]
    if not lengths or max(lengths) > _WIDEST_WRAP:
        return None
    broken = 0
    for line, following in pairwise(lines):
        if following.start < following.end and text[following.start].islower():
            broken += _ENDS_SENTENCE.search(text, line.start, line.end) is None
    return max(lengths) if broken >= _LEAST_WRAPPED_LINES else None


def _breaks(text: str, line: Span, following: Span, width: int | None) -> bool:
    if line.start == line.end or following.start == following.end:
        return True
    if _BULLET.match(text, following.start) or _MARKDOWN_HEADING.match(text, line.start):
        return True
    if text[following.start].islower() and not _ENDS_SENTENCE.search(text, line.start, line.end):
        return False
    if width is None:
        return True
    next_word = text[following.start : following.end].split(maxsplit=1)[0]
    return line.end - line.start + 1 + len(next_word) <= width


def _block(text: str, start: int, end: int) -> Block | None:
    if start >= end:
        return None
    heading = _MARKDOWN_HEADING.match(text, start, end)
    if heading:
        return Block(heading.end(), end, "heading")
    bullet = _BULLET.match(text, start, end)
    if bullet and bullet.end() < end:
        return _item(text, bullet.end(), end)
    if is_heading(text[start:end]):
        return Block(start, end, "heading")
    label = _label_end(text, start, end)
    if label is not None and _ENDS_SENTENCE.search(text, label, end):
        return Block(label, end, "item")
    return Block(start, end, "prose")


def _item(text: str, start: int, end: int) -> Block:
    label = _label_end(text, start, end)
    body = start if label is None else label
    ended = _ENDS_SENTENCE.search(text, body, end) is not None
    told = ended or len(words(text[body:end])) >= _LEAST_ITEM_WORDS
    return Block(body, end, "item" if told else "heading")


def _label_end(text: str, start: int, end: int) -> int | None:
    """Where the item goes on behind a label such as "Wider choice: ", or None if it has none."""
    label = _LABEL.match(text, start, end)
    if label is None or len(words(label.group(1))) > _MAX_LABEL_WORDS:
        return None
    return label.end() if _titled(label.group(1)) else None


def _titled(text: str) -> bool:
    """True if the words that carry meaning are capitalized, as in a title."""
    content = [word for word in words(text) if word.lower() not in FUNCTION_WORDS]
    capital = sum(1 for word in content if not word[0].islower())
    return bool(content) and capital >= 0.7 * len(content)


def is_heading(text: str) -> bool:
    """True for a short line that does not end as a sentence does, or is set as a title."""
    found = words(text)
    if not found:
        return True
    if text.rstrip().endswith(":"):
        return len(found) <= _MAX_HEADING_WORDS
    if _ENDS_SENTENCE.search(text):
        question = text.rstrip().endswith(("?", "!"))
        return question and len(found) <= _MAX_HEADING_WORDS and len(found) > 2 and _titled(text)
    return len(found) <= _MAX_HEADING_WORDS or _titled(text)
