"""A topic: articles on one event, with reference summaries and ready outputs of other programs."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_DASH = re.compile(r"\s*[–—-]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One row of a data set.

    Attributes:
        id: names it within the data set.
        texts: the articles as (title, text), the title "" where the text gives its own.
        folder: where the articles are files, their folder; ``texts`` is empty then.
        references: reference summaries, maybe none.
        systems: ready summaries of other programs, by the program's name.
        digest: hex digits that change with the articles: their texts, or the files in ``folder``.
    """

    id: str
    texts: tuple[tuple[str, str], ...] = ()
    folder: str | None = None
    references: tuple[str, ...] = ()
    systems: Mapping[str, str] = field(default_factory=dict)
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        """Takes the digest, once."""
        digest = hashlib.sha256()
        parts = _texts_of(self.texts) if self.folder is None else _files_of(self.folder)
        for part in parts:
            digest.update(len(part).to_bytes(8, "big") + part)
        object.__setattr__(self, "digest", digest.hexdigest())


def _texts_of(texts: Sequence[tuple[str, str]]) -> Iterator[bytes]:
    for text in texts:
        yield from (part.encode("utf-8", "surrogatepass") for part in text)


def _files_of(folder: str) -> Iterator[bytes]:
    """Name and content of each file; of one that cannot be read, why. Reading skips it too."""
    paths = [folder] if os.path.isfile(folder) else []
    paths += sorted(
        os.path.join(where, name)
        for where, _, names in os.walk(folder)
        for name in names
        if not name.startswith(".")
    )
    for path in paths:
        yield os.path.relpath(path, folder).encode("utf-8", "surrogateescape")
        if not os.path.isfile(path):  # a pipe would block, a dangling link is nothing
            yield b"no regular file"
            continue
        try:
            with open(path, "rb") as file:
                yield file.read()
        except OSError as error:
            yield str(error.strerror).encode()


def without_dash(text: str) -> str:
    """``text`` without the dash that opens the summaries of Multi-News and of its systems."""
    match = _DASH.match(text)
    return text[match.end() :] if match is not None else text
