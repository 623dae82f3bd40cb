"""A topic: articles on one event, with reference summaries and ready outputs of other programs."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
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
    """

    id: str
    texts: tuple[tuple[str, str], ...] = ()
    folder: str | None = None
    references: tuple[str, ...] = ()
    systems: Mapping[str, str] = field(default_factory=dict)

    def digest(self) -> str:
        """Hex digits that change with the articles: their texts, or the files in ``folder``."""
        digest = hashlib.sha256()
        for part in self._parts():
            digest.update(len(part).to_bytes(8, "big") + part)
        return digest.hexdigest()

    def _parts(self) -> list[bytes]:
        if self.folder is None:
            return [part.encode("utf-8", "surrogatepass") for text in self.texts for part in text]
        paths = sorted(
            os.path.join(folder, name)
            for folder, _, names in os.walk(self.folder)
            for name in names
            if not name.startswith(".")
        )
        parts: list[bytes] = []
        for path in paths:
            with open(path, "rb") as file:
                parts += [os.path.relpath(path, self.folder).encode(), file.read()]
        return parts


def without_dash(text: str) -> str:
    """``text`` without the dash that opens the summaries of Multi-News and of its systems."""
    match = _DASH.match(text)
    return text[match.end() :] if match is not None else text
