"""Topics with references, one form of data set a file."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

from summarize.errors import InputError, NoInputError
from summarize.evaluation.datasets.folders import is_topic, read_folder
from summarize.evaluation.datasets.json_lines import read_json_lines
from summarize.evaluation.datasets.line_pairs import read_line_pairs
from summarize.evaluation.datasets.topic import Topic

__all__ = ["Topic", "read_topics"]

_LINES = (".jsonl", ".jsonl.gz", ".ndjson")
_HINT = "name a .jsonl or .jsonl.gz file, a .src file with its .tgt, or a folder with articles/"


def read_topics(source: str | os.PathLike[str], limit: int | None = None) -> tuple[Topic, ...]:
    """The first ``limit`` topics of a data set, or all, in its order.

    Args:
        source: a ``.jsonl`` or ``.jsonl.gz`` file, a ``.src`` file (its ``.tgt`` beside it), a
            topic folder, or a folder of any of these.
        limit: at least 1, or None.

    Raises:
        NoInputError: there is no such file, or no topic in it.
        InputError: the data are not what they should be; two topics of one id among them.
    """
    path = Path(source)
    if not path.exists():
        raise NoInputError(f"{path}: there is no such file or folder", hint=_HINT)
    topics = _read(path, limit)
    if not topics:
        raise NoInputError(f"{path}: no topic was found", hint=_HINT)
    seen: set[str] = set()
    for topic in topics:
        if topic.id in seen:
            raise InputError(f"{path}: two topics have the id {topic.id!r}", hint="rename one")
        seen.add(topic.id)
    return topics


def _read(path: Path, limit: int | None) -> tuple[Topic, ...]:
    if path.is_dir():
        if is_topic(path):
            return (read_folder(path),)
        return _in_folder(path, limit)
    if path.suffix == ".src":
        return read_line_pairs(path, limit)
    if path.name.endswith(_LINES):
        return read_json_lines(path, limit)
    raise InputError(f"{path}: is no data set that is read", hint=_HINT)


def _in_folder(folder: Path, limit: int | None) -> tuple[Topic, ...]:
    found: list[Topic] = []
    for path in sorted(folder.iterdir()):
        left = None if limit is None else limit - len(found)
        if left == 0:
            break
        if path.is_dir() and is_topic(path):
            found.append(read_folder(path))
        elif path.name.endswith((*_LINES, ".src")):
            found.extend(islice(_read(path, left), left))
    return tuple(found)
