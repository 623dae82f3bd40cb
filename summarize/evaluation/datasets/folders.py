"""Topics as folders: ``articles/`` and ``references/``, and ready outputs in ``systems/``."""

from __future__ import annotations

from pathlib import Path

from summarize.errors import InputError
from summarize.evaluation.datasets.topic import Topic, without_dash
from summarize.reading.decoding import decode


def is_topic(folder: Path) -> bool:
    """Whether ``folder`` is a topic."""
    return (folder / "articles").is_dir()


def read_folder(folder: Path) -> Topic:
    """The topic in ``folder``; reference summaries and systems are text files, sorted by name.

    Raises:
        InputError: a reference or a ready output cannot be read.
    """
    return Topic(
        id=folder.resolve().name,
        folder=str(folder / "articles"),
        references=tuple(_texts(folder / "references").values()),
        systems=_texts(folder / "systems"),
    )


def _texts(folder: Path) -> dict[str, str]:
    """The files of ``folder`` by their names without ending; none if there is no such folder."""
    if not folder.is_dir():
        return {}
    found = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            found[path.stem] = without_dash(read_text(path))
    return found


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
