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
from summarize.reading.decoding import valid_unicode
from summarize.text.words import words

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
        with opened(path, "rt", encoding="utf-8-sig", newline="\n") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, line
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})", hint=_HINT) from error


def _topic(line: str, number: int) -> Topic:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"is not JSON ({str(error)[:80]})") from error
    if not isinstance(value, Mapping):
        raise ValueError("is no JSON object")
    docs, refs, systems = value.get("docs"), value.get("refs", []), value.get("systems", {})
    if not isinstance(docs, list) or not docs:
        raise ValueError("has no docs")
    if not isinstance(refs, list) or not all(isinstance(ref, str) for ref in refs):
        raise ValueError("refs is no list of texts")
    if not isinstance(systems, Mapping) or not all(isinstance(t, str) for t in systems.values()):
        raise ValueError("systems does not map names to texts")
    name = value.get("id", f"line-{number}")
    if not isinstance(name, (str, int)) or not str(name).strip():
        raise ValueError("id is no name")
    if not all(system.strip() for system in systems):
        raise ValueError("a system has no name")
    summaries = {one: without_dash(valid_unicode(text)) for one, text in systems.items()}
    references = (without_dash(valid_unicode(ref)) for ref in refs)
    return Topic(
        id=valid_unicode(str(name)),
        texts=tuple(_text(doc) for doc in docs),
        references=tuple(reference for reference in references if words(reference)),
        systems={valid_unicode(one): summaries[one] for one in sorted(summaries)},
    )


def _text(doc: object) -> tuple[str, str]:
    if isinstance(doc, str):
        return "", valid_unicode(doc)
    if isinstance(doc, Mapping) and isinstance(doc.get("text"), str):
        title = doc.get("title")
        return valid_unicode(title if isinstance(title, str) else ""), valid_unicode(doc["text"])
    raise ValueError("docs holds something that is neither a text nor has one")
