"""An edition's files, put into their folder whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from summarize.digest.records import Edition
from summarize.errors import OutputError
from summarize.rendering.editions import atom, eml, html, json, markdown

_HINT = "choose another --output; what was there before is unchanged"


def files_of(edition: Edition, *, sender: str = "", to: Sequence[str] = ()) -> dict[str, bytes]:
    """The files of an edition by name; ``sender`` and ``to`` are for the message."""
    texts = {
        "edition.json": json.render(edition),
        "edition.md": markdown.render(edition),
        "index.html": html.render(edition),
        "feed.xml": atom.render(edition),
    }
    # A lone surrogate of a broken source must not end the work.
    files = {name: text.encode("utf-8", "replace") for name, text in texts.items()}
    return {**files, "edition.eml": eml.render(edition, sender=sender, to=to)}


def check_output(output: Path) -> None:
    """Makes ``output``, and says before the work if nothing could be written there.

    Raises:
        OutputError: it cannot be made or written to.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{output} cannot be made: {_reason(error)}", hint=_HINT) from error
    if not os.access(output, os.W_OK | os.X_OK):
        raise OutputError(f"{output} cannot be written to", hint=_HINT)


def deliver(folder: Path, files: Mapping[str, bytes]) -> None:
    """Puts ``files`` into ``folder``, in place of those that it has.

    They are written into a folder beside it, which then takes its name. Files of other names that
    somebody put there stay. What a killed run left beside it is cleared away.

    Raises:
        OutputError: they could not be written; ``folder`` is as it was.
    """
    partial, old = (folder.parent / f".{folder.name}.{end}" for end in ("partial", "old"))
    try:
        if not folder.exists() and old.exists():  # killed between the two steps below
            old.replace(folder)
        for left in (partial, old):
            shutil.rmtree(left, ignore_errors=True)
        partial.mkdir(parents=True)
        for name, data in files.items():
            _write(partial / name, data)
        if folder.exists():
            _keep_others(folder, partial, files)
            folder.replace(old)
        partial.replace(folder)
    except OSError as error:
        shutil.rmtree(partial, ignore_errors=True)
        if old.exists() and not folder.exists():
            old.replace(folder)
        reason = _reason(error)
        raise OutputError(f"{folder} could not be written: {reason}", hint=_HINT) from error
    shutil.rmtree(old, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    with open(path, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _keep_others(folder: Path, partial: Path, files: Mapping[str, bytes]) -> None:
    for path in folder.iterdir():
        if path.name in files:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, partial / path.name, symlinks=True)
        else:
            shutil.copy2(path, partial / path.name, follow_symlinks=False)


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
