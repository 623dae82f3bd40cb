"""Topics as folders: ``articles/`` and ``references/``, and ready outputs in ``systems/``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from summarize.errors import InputError
from summarize.evaluation.datasets.topic import Topic, without_dash
from summarize.reading.decoding import decode
from summarize.text.words import words


def is_topic(folder: Path) -> bool:
    """Whether ``folder`` is a topic."""
    return (folder / "articles").is_dir()


def read_folder(folder: Path) -> Topic:
    """The topic in ``folder``; reference summaries and systems are text files, sorted by name.

    Raises:
        InputError: a reference or a ready output cannot be read.
    """
    systems = _files(folder / "systems")
    stems = Counter(path.stem for path in systems)
    return Topic(
        id=folder.resolve().name,
        folder=str(folder / "articles"),
        references=tuple(
            text for path in _files(folder / "references") if words(text := _summary(path))
        ),
        # "a.md" and "a.txt" are two systems, and so are "D1.A" and "D1.B".
        systems={
            path.stem if stems[path.stem] == 1 and path.suffix in _ENDINGS else path.name: _summary(
                path
            )
            for path in systems
        },
    )


_ENDINGS = (".md", ".txt")


def _files(folder: Path) -> list[Path]:
    """The files of ``folder``, sorted by name; none if there is no such folder."""
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))


def _summary(path: Path) -> str:
    return without_dash(read_text(path))


def read_text(path: Path) -> str:
    """A text file, decoded as articles are.

    Raises:
        InputError: it cannot be read, or is no text.
    """
    try:
        return decode(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except InputError as error:
        raise InputError(f"{path}: {error.message}", hint=error.hint) from error
