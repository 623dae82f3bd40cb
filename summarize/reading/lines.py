"""Lines of a text with their places, and the few features that tell story from furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟।][\"”’'»)\]*_]*$")
# What may stand around a label: bullets, arrows, emoji, Markdown marks, brackets, colons.
_AROUND = r"[^\w#@(\[\"“'‘]*"
_CORE = re.compile(rf"^{_AROUND}(.*?)[^\w)\]\"”!?]*$", re.DOTALL)
_LINK = re.compile(r"\[[^\[\]\n]{1,300}\]\([^)\s]{1,2000}\)|https?://\S+|www\.\S+")
_LEAST_PROSE = 12
_LEAST_PROSE_WITHOUT_END = 25
_WRAP_WIDTH = 45


@dataclass(frozen=True)
class Line:
    """``text[start:end]`` without the white space around it; never empty.

    Attributes:
        block: number of the stretch between empty lines that it stands in.
        runs_on: it is probably a piece of a hard-wrapped paragraph and no line of its own.
    """

    start: int
    end: int
    text: str
    block: int
    runs_on: bool = False

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return len(_WORD.findall(self.text))

    @cached_property
    def core(self) -> str:
        """The line without marks around it: "🔗 **References:**" gives "References"."""
        match = _CORE.match(self.text)
        return match[1] if match is not None else self.text

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return _ENDS_SENTENCE.search(self.text) is not None

    @cached_property
    def link_share(self) -> float:
        """The part of its characters that are links, from 0 to 1."""
        return sum(len(link) for link in _LINK.findall(self.text)) / len(self.text)

    @property
    def is_prose(self) -> bool:
        """Long enough, and ended well enough, to be story."""
        if self.link_share > 0.5:
            return False
        least = _LEAST_PROSE if self.ends_sentence else _LEAST_PROSE_WITHOUT_END
        return self.words >= least


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of ``text`` that hold anything, in order."""
    lines: list[Line] = []
    block, previous_end = 0, 0
    for match in _LINE.finditer(text):
        body = match.group().strip()
        if not body:
            continue
        start = match.start() + match.group().index(body)
        between = text[previous_end:start].replace("\r\n", "\n").replace("\r", "\n")
        block += between.count("\n") > 1
        lines.append(Line(start, start + len(body), body, block))
        previous_end = start + len(body)
    return tuple(_with_wraps(lines))


def _with_wraps(lines: list[Line]) -> list[Line]:
    wrapped: list[Line] = []
    for line, before, after in zip(lines, [None, *lines], [*lines[1:], None], strict=False):
        runs_on = _continues(before, line) or _continues(line, after)
        wrapped.append(Line(line.start, line.end, line.text, line.block, runs_on))
    return wrapped


def _continues(line: Line | None, after: Line | None) -> bool:
    """Whether ``after`` goes on with what ``line`` began: wide, unfinished, then lower case."""
    if line is None or after is None or line.block != after.block or line.ends_sentence:
        return False
    return len(line.text) >= _WRAP_WIDTH and after.text[:1].islower()
