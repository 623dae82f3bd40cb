"""What the user named becomes a list of files and pages to read; nothing is opened here."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from summarize.errors import NoInputError
from summarize.reading.extract import KIND_OF_ENDING
from summarize.records import Skipped

_HINT = "name folders, files or http(s) addresses that exist"
_NOT_READ = "not a kind of file that is read"


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file: ``name`` as the user would write it, and its size in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page: its http(s) address."""

    name: str


Found = FileSource | PageSource | Skipped


def find_sources(sources: Sequence[str | os.PathLike[str]]) -> tuple[Found, ...]:
    """Everything that ``sources`` lead to, in their order, folders sorted by relative path.

    A file that is reached twice (named twice, or through links) stands once. Hidden files inside
    folders are passed over; other files that are not read are ``Skipped``.

    Raises:
        NoInputError: nothing was named, or something named does not exist.
    """
    if not sources:
        raise NoInputError("no article was named", hint=_HINT)
    seen: set[str] = set()
    found: list[Found] = []
    for source in sources:
        name = os.fspath(source)
        found.extend(item for item in _found_at(name) if _is_new(item, seen))
    return tuple(found)


def is_address(name: str) -> bool:
    """Whether ``name`` is an address ("https://…", also "ftp://…") and not a path."""
    scheme, separator, _ = name.partition("://")
    return bool(separator) and scheme.isalnum()


def _found_at(name: str) -> Iterator[Found]:
    if is_address(name):
        yield _page(name)
        return
    try:
        status = os.stat(name)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NoInputError(f"{name}: there is no such file or folder", hint=_HINT) from error
    except (OSError, ValueError) as error:  # too long, a loop of links, a NUL in the name
        raise NoInputError(f"{name}: cannot be looked up ({error})", hint=_HINT) from error
    if stat.S_ISDIR(status.st_mode):
        yield from _in_folder(name)
    else:
        yield _file(name, status)


def _page(name: str) -> Found:
    scheme = name.partition("://")[0].lower()
    if scheme not in ("http", "https"):
        return Skipped(path=name, reason=f"only http and https pages are read, not {scheme}")
    return PageSource(name)


def _in_folder(folder: str) -> Iterator[Found]:
    """The files under ``folder``, sorted by their paths in it with "/" as separator."""
    paths: list[str] = []
    broken: list[tuple[str, str]] = []
    _walk(folder, folder, set(), paths, broken)
    reasons = dict(broken)
    for path in sorted({*paths, *reasons}, key=lambda path: _relative(path, folder)):
        yield Skipped(path=path, reason=reasons[path]) if path in reasons else _member(path)


def _walk(
    folder: str, top: str, visited: set[str], paths: list[str], broken: list[tuple[str, str]]
) -> None:
    """Adds files to ``paths``; each real folder is entered once, so loops of links end."""
    real = os.path.realpath(folder)
    if real in visited:
        return
    visited.add(real)
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        broken.append((folder, f"the folder cannot be read ({error.strerror})"))
        return
    for name in names:
        path = os.path.join(folder, name)
        if os.path.isdir(path):
            _walk(path, top, visited, paths, broken)
        else:
            paths.append(path)


def _relative(path: str, folder: str) -> str:
    return PurePath(os.path.relpath(path, folder)).as_posix()


def _member(path: str) -> Found:
    try:
        status = os.stat(path)
    except OSError as error:
        return Skipped(path=path, reason=f"cannot be looked up ({error.strerror})")
    found = _file(path, status)
    if isinstance(found, FileSource) and Path(path).suffix.lower() not in KIND_OF_ENDING:
        return Skipped(path=path, reason=_NOT_READ)
    return found


def _file(name: str, status: os.stat_result) -> Found:
    # A pipe would block when opened, a device may never end: only regular files are opened.
    if not stat.S_ISREG(status.st_mode):
        return Skipped(path=name, reason="is a pipe, socket or device, not a regular file")
    return FileSource(name, status.st_size)


def _is_new(item: Found, seen: set[str]) -> bool:
    if isinstance(item, Skipped):
        return True
    key = item.name if isinstance(item, PageSource) else os.path.realpath(item.name)
    if key in seen:
        return False
    seen.add(key)
    return True
