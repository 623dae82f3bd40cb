"""The headline of a plain text, where it has one."""

from __future__ import annotations

import re
from collections import Counter

from summarize.reading.inline import find_inline
from summarize.reading.lines import Line, split_lines
from summarize.reading.phrases import line_reason

_MAX_WORDS = 22
_MAX_HEAD_LINES = 25
_MARKS = re.compile(r"^(?:#{1,6}\s+|\*\*|__)|(?:\*\*|__|\s#+)$")
# A sentence ends here, or ended before: the text has begun.
_REFUSED_END = re.compile(r"[.;:,][\"”’')\]*]*$|\b[a-z]{4,}\. [A-Z]")
# A list item, or a remark in brackets.
_NO_HEADLINE = re.compile(r"^(?:(?:[-*•–—+·]|\d+[.)])\s|[(\[])")
# A dateline ("PARIS (AFP) -") opens the story; a headline carries none.
_DATELINE = re.compile(r"^[A-Z][A-Z .,'’/-]{2,40}(?:\([\w ]+\)\s*)?(?:--|[-–—]) ")


def find_headline(text: str) -> str:
    """The headline of ``text``, or "".

    A line near the head that stands there twice is the headline (page label and heading);
    otherwise the first line that is not page furniture, if it reads like one: short, without a
    sentence's end, with longer text after it.
    """
    lines = split_lines(text)
    head = _before_prose(lines)
    if len(head) == len(lines):
        return ""
    repeated = _repeated(head)
    if repeated:
        return repeated
    for line in head:
        if line_reason(line) is None and not find_inline(text, line.start, line.end):
            return _plain(line) if _looks_like_headline(line, lines) else ""
    return ""


def same_line(line: str, title: str) -> bool:
    """Whether a line of the text is ``title``, marks, case and spacing aside."""
    return bool(title) and _folded(line) == _folded(title)


def _before_prose(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    for number, line in enumerate(lines):
        if line.is_prose and line.words > _MAX_WORDS:
            return lines[: min(number, _MAX_HEAD_LINES)]
    return lines[:_MAX_HEAD_LINES] if len(lines) > _MAX_HEAD_LINES else _short_story_head(lines)


def _short_story_head(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """No long line at all (hard-wrapped, or a very short text): only a line apart can be a head."""
    if len(lines) > 1 and lines[0].block != lines[1].block:
        return lines[:1]
    return lines


def _repeated(head: tuple[Line, ...]) -> str:
    counts = Counter(_folded(line.text) for line in head if line.words >= 4)
    for line in head:
        if counts[_folded(line.text)] > 1 and line_reason(line) is None:
            return _plain(line)
    return ""


def _looks_like_headline(line: Line, lines: tuple[Line, ...]) -> bool:
    if not 2 <= line.words <= _MAX_WORDS or line.runs_on:
        return False
    if (
        _REFUSED_END.search(_plain(line))
        or _NO_HEADLINE.match(line.text)
        or _DATELINE.match(line.text)
    ):
        return False
    following = next((other for other in lines if other.start > line.start), None)
    # In running text of short lines the first line is no headline: something must set it apart.
    return following is not None and (following.block != line.block or following.is_prose)


def _plain(line: Line) -> str:
    return _MARKS.sub("", line.text).strip()


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
