"""Results go to standard output, or to a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from summarize.errors import OutputError

_HINT = "choose another --output; what was there before is unchanged"


def check_writable(path: Path | None) -> None:
    """Says so before the work if the result could not be written after it.

    Raises:
        OutputError: the folder is missing or closed, or ``path`` is a folder.
    """
    if path is None:
        return
    folder = path.parent
    if path.is_dir():
        raise OutputError(f"{path} is a folder", hint=_HINT)
    if not folder.is_dir():
        raise OutputError(f"{folder} is not a folder", hint="make it, or choose another --output")
    if not os.access(folder, os.W_OK):
        raise OutputError(f"{folder} cannot be written to", hint=_HINT)


def make_folder(folder: Path, names: Sequence[str]) -> None:
    """Makes ``folder``, and says before the work if a file of ``names`` could not be written there.

    Raises:
        OutputError: it cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"{folder} cannot be made: {reason}", hint=_HINT) from error
    for name in names:
        check_writable(folder / name)


def write_result(text: str, path: Path | None) -> None:
    """``text`` to standard output, or to ``path`` by way of a file beside it.

    Raises:
        OutputError: it could not be written; an older ``path`` is as it was.
    """
    if path is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    partial = None
    try:
        with tempfile.NamedTemporaryFile(
            "w",
            encoding="utf-8",
            errors="replace",  # a lone surrogate must not end hours of work
            newline="",
            dir=path.parent,
            prefix=f".{path.name}.",
            delete=False,
        ) as file:
            partial = Path(file.name)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(partial, _mode(path))
        os.replace(partial, path)
    except BaseException as error:
        if partial is not None:
            partial.unlink(missing_ok=True)
        if isinstance(error, OSError):
            reason = error.strerror or str(error)
            raise OutputError(f"{path} could not be written: {reason}", hint=_HINT) from error
        raise


def _mode(path: Path) -> int:
    """That of the file that is replaced, or what the process would give a new one."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
