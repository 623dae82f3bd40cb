"""Topics as a pair of files, one topic a line: articles (``.src``) and summary (``.tgt``).

The raw form of Multi-News (Fabbri et al., ACL 2019): articles are split by ``|||||``, a line break
inside one is written NEWLINE_CHAR, and a summary opens with a dash.
"""

from __future__ import annotations

from itertools import islice, zip_longest
from pathlib import Path

from summarize.errors import InputError
from summarize.evaluation.datasets.folders import read_text
from summarize.evaluation.datasets.topic import Topic, without_dash
from summarize.text.words import words

_SEPARATOR = "|||||"
_LINE_BREAK = "NEWLINE_CHAR"


def read_line_pairs(path: Path, limit: int | None) -> tuple[Topic, ...]:
    """The first ``limit`` topics of the pair, or all; ``path`` is the ``.src`` file.

    Raises:
        InputError: one of the files cannot be read, or they have not the same number of lines.
    """
    target = path.with_suffix(".tgt")
    sources, references = (_lines(file) for file in (path, target))
    topics = []
    pairs = zip_longest(sources, references)
    for number, (source, reference) in enumerate(islice(pairs, limit), start=1):
        if source is None or reference is None:
            short = path if source is None else target
            raise InputError(f"{short}: ends before line {number}", hint="the two belong together")
        texts = tuple(("", part.strip()) for part in source.split(_SEPARATOR) if part.strip())
        if not texts:
            raise InputError(f"{path}: line {number} has no article")
        topics.append(
            Topic(
                id=f"{path.stem}-{number}",
                texts=texts,
                references=(without_dash(reference),) if words(reference) else (),
            )
        )
    return tuple(topics)


def _lines(path: Path) -> list[str]:
    lines = read_text(path).split("\n")
    lines = lines[:-1] if lines and not lines[-1] else lines
    return [line.replace(_LINE_BREAK, "\n") for line in lines]
