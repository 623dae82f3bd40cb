"""Topics as JSON Lines, plain or gzipped.

A line is ``{"id", "docs": [text or {"title", "text"}], "refs": [text], "systems": {name: text}}``;
``refs``, ``systems`` and ``id`` may be missing, other keys are passed over.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from summarize.errors import InputError
from summarize.evaluation.datasets.topic import Topic, without_dash

_TOLD = 3


def read_json_lines(path: Path, limit: int | None) -> tuple[Topic, ...]:
    """The first ``limit`` topics of the file, or all.

    Raises:
        InputError: with the first faults, each by its line, if any line is no topic.
    """
    topics: list[Topic] = []
    faults: list[str] = []
    for number, line in islice(_lines(path), limit):
        try:
            topics.append(_topic(line, number))
        except ValueError as error:
            faults.append(f"line {number}: {error}")
    if faults:
        more = f"; and {len(faults) - _TOLD} more" if len(faults) > _TOLD else ""
        raise InputError(f"{path}: {'; '.join(faults[:_TOLD])}{more}", hint=_HINT)
    return tuple(topics)


_HINT = 'a line is {"id", "docs": [text or {"title", "text"}], "refs": [text], "systems": {…}}'


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, line
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})", hint=_HINT) from error


def _topic(line: str, number: int) -> Topic:
    try:
        value = json.loads(line)
    except RecursionError as error:
        raise ValueError("is not JSON") from error
    if not isinstance(value, Mapping):
        raise ValueError("is no JSON object")
    docs, refs, systems = value.get("docs"), value.get("refs", []), value.get("systems", {})
    if not isinstance(docs, list) or not docs:
        raise ValueError("has no docs")
    if not isinstance(refs, list) or not all(isinstance(ref, str) for ref in refs):
        raise ValueError("refs is no list of texts")
    if not isinstance(systems, Mapping) or not all(isinstance(t, str) for t in systems.values()):
        raise ValueError("systems does not map names to texts")
    return Topic(
        id=str(value.get("id", f"line-{number}")),
        texts=tuple(_text(doc) for doc in docs),
        references=tuple(without_dash(ref) for ref in refs if ref.strip()),
        systems={name: without_dash(systems[name]) for name in sorted(systems)},
    )


def _text(doc: object) -> tuple[str, str]:
    if isinstance(doc, str):
        return "", doc
    if isinstance(doc, Mapping) and isinstance(doc.get("text"), str):
        title = doc.get("title")
        return (title if isinstance(title, str) else ""), str(doc["text"])
    raise ValueError("docs holds something that is neither a text nor has one")
