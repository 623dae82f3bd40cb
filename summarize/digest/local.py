"""Folders and files: articles, and the feeds and lists of feeds among them."""

from __future__ import annotations

import os
from dataclasses import dataclass

from summarize.digest.found import Findings, Frame, Order, Piece
from summarize.errors import InputError, NoInputError
from summarize.ports import Progress, no_progress
from summarize.reading import read_sources
from summarize.reading.feeds import sniff
from summarize.reading.sources import FileSource, PageSource, find_sources
from summarize.records import Skipped

_SNIFFED = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """A file that is a feed or a list of feeds; ``kind`` is what ``sniff`` says."""

    order: Order
    path: str
    kind: str
    data: bytes


def read_local(
    source: str,
    order: Order,
    frame: Frame,
    findings: Findings,
    progress: Progress = no_progress,
) -> tuple[FeedFile, ...]:
    """Adds the articles of a folder or file to ``findings`` and gives the feed files in it.

    A file is a feed by its content, whatever its name ends in.

    Raises:
        NoInputError: there is no such file or folder.
    """
    reading = frame.settings.reading
    feeds: list[FeedFile] = []
    articles: list[str] = []
    for number, item in enumerate(find_sources([source])):
        place = (*order, number)
        path = item.path if isinstance(item, Skipped) else item.name
        kind = sniff(_head(path))
        if kind:
            try:
                data = _read(path, reading.max_bytes)
                feeds.append(FeedFile(order=place, path=path, kind=kind, data=data))
            except InputError as error:
                findings.skip(place, path, error.message)
        elif isinstance(item, Skipped):
            findings.skip(place, item.path, item.reason)
        elif isinstance(item, (FileSource, PageSource)):
            articles.append(item.name)
    if articles:
        _read_articles(source, articles, order, frame, findings, progress)
    return tuple(feeds)


def _read_articles(
    source: str,
    paths: list[str],
    order: Order,
    frame: Frame,
    findings: Findings,
    progress: Progress,
) -> None:
    settings = frame.settings
    try:
        documents, skipped = read_sources(
            paths, settings.reading, language=settings.text.language, progress=progress
        )
    except NoInputError as error:
        findings.skip(order, source, error.message)
        return
    for item in skipped:
        findings.skip(order, item.path, item.reason)
    for number, document in enumerate(documents):
        findings.pieces.append(Piece(order=(*order, number), source=source, document=document))


def _head(path: str) -> bytes:
    """The first bytes of a regular file; nothing of a pipe, which would wait for a writer."""
    try:
        if not os.path.isfile(path):
            return b""
        with open(path, "rb") as file:
            return file.read(_SNIFFED)
    except (OSError, ValueError):
        return b""


def _read(path: str, max_bytes: int) -> bytes:
    try:
        with open(path, "rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror or error})") from error
    if len(data) > max_bytes:
        raise InputError(f"is larger than {max_bytes:,} bytes")
    return data
