"""Which articles go back to one origin: wire copies, and several pieces of one publisher.

Ten outlets that print one agency's report are one witness, not ten. Two articles share an
origin if

- they are copies: half of the shorter one's word 8-grams stand in the longer one (containment,
  Broder, "On the resemblance and containment of documents", SEQUENCES 1997), or a smaller part
  does and both carry the credit of the same agency;
- or one publisher has both: addresses under one registrable domain, or the same outlet name.

Origins are the connected components of that relation (single linkage), so they do not depend
on the order of the articles. Departures from Broder: the sets are compared exactly, not
sketched (one sparse matrix product; only shared shingles cost anything), containment is of the
shorter in the longer, and shingles are of words of the story, without page furniture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from summarize.reading.documents import story
from summarize.records import Article, Document

SHINGLE_WORDS = 8
COPY_CONTAINMENT = 0.5
"""From here on the shorter article is a copy of the longer."""
WIRE_CONTAINMENT = 0.15
"""The same for two articles with the credit of one agency."""

_AGENCIES: dict[str, str] = {
    "AP": r"AP|Associated Press",
    "Reuters": r"Reuters",
    "AFP": r"AFP|Agence France-Presse",
    "dpa": r"dpa|Deutsche Presse-Agentur",
    "PA": r"PA|PA Media|Press Association",
    "UPI": r"UPI|United Press International",
    "Xinhua": r"Xinhua",
    "Kyodo": r"Kyodo|Kyodo News",
    "EFE": r"EFE",
    "ANSA": r"ANSA",
    "TASS": r"TASS",
    "ANI": r"ANI",
    "PTI": r"PTI|Press Trust of India",
    "Yonhap": r"Yonhap|Yonhap News Agency",
    "Bloomberg": r"Bloomberg|Bloomberg News",
}
_OUTLET = {name: re.compile(rf"(?:The )?(?:{names})") for name, names in _AGENCIES.items()}
# "(AP) —" opens the text; "By JANE DOE, Associated Press" and "Source: Reuters" are lines of it.
_CREDIT = {
    name: re.compile(
        rf"\((?:{names})\)\s*(?:--|[-–—])|^(?:By|Source:|Quelle:)[^.\n]{{0,60}}\b(?:{names})$",
        re.MULTILINE,
    )
    for name, names in _AGENCIES.items()
}
_HEAD = 600
_WORD = re.compile(r"\w+(?:['’]\w+)*")


def find_origins(documents: Sequence[Document]) -> tuple[int, ...]:
    """The origin of each document: row i is the number of documents[i]'s, from 0 as first seen."""
    if not documents:
        return ()
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    linked = _copies(documents) | _same(_domains(documents)) | _same(_outlets(documents))
    _, labels = connected_components(csr_matrix(linked), directed=False)
    numbers: dict[int, int] = {}
    return tuple(numbers.setdefault(int(label), len(numbers)) for label in labels)


def copy_of(documents: Sequence[Document]) -> tuple[str | None, ...]:
    """Of each document the id of the first earlier one that it repeats, or None.

    The same publisher makes one origin but no copy.
    """
    copies = _copies(documents)
    return tuple(
        next((documents[j].article.id for j in range(i) if copies[i, j]), None)
        for i in range(len(documents))
    )


def containment(documents: Sequence[Document]) -> NDArray[np.float64]:
    """(n, n), symmetric, in [0, 1]: the part of the shorter story's shingles that both have."""
    from scipy.sparse import csr_matrix

    if not documents:
        return np.zeros((0, 0))
    numbers: dict[tuple[str, ...], int] = {}
    columns: list[int] = []
    ends = [0]
    for document in documents:
        shingles = _shingles(story(document))
        columns.extend(numbers.setdefault(shingle, len(numbers)) for shingle in sorted(shingles))
        ends.append(len(columns))
    shape = (len(documents), len(numbers))
    incidence = csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)
    shared = np.asarray((incidence @ incidence.T).todense(), dtype=np.float64)
    sizes = np.diff(ends)
    shorter: NDArray[np.float64] = np.maximum(np.minimum.outer(sizes, sizes), 1).astype(np.float64)
    return shared / shorter


def agency(article: Article) -> str:
    """The news agency whose credit ``article`` carries, or ""."""
    for name, pattern in _OUTLET.items():
        if pattern.fullmatch(article.source):
            return name
    found = [
        (match.start(), name)
        for name, pattern in _CREDIT.items()
        if (match := pattern.search(article.text[:_HEAD])) is not None
    ]
    return min(found)[1] if found else ""


def _copies(documents: Sequence[Document]) -> NDArray[np.bool_]:
    shares = containment(documents)
    agencies = _same([agency(document.article) for document in documents])
    copies: NDArray[np.bool_] = (shares >= COPY_CONTAINMENT) | (
        agencies & (shares >= WIRE_CONTAINMENT)
    )
    return copies


def _same(names: Sequence[str]) -> NDArray[np.bool_]:
    """(n, n): whether two names are equal and not empty."""
    column = np.array(names, dtype=object).reshape(-1, 1)
    same: NDArray[np.bool_] = ((column == column.T) & (column != "")).astype(np.bool_)
    return same


def _domains(documents: Sequence[Document]) -> list[str]:
    return [_domain(document.article.url) for document in documents]


def _outlets(documents: Sequence[Document]) -> list[str]:
    return [document.article.source.strip().casefold() for document in documents]


def _domain(url: str | None) -> str:
    """The registrable domain ("bbc.co.uk"), "" where there is none (an IP address)."""
    if url is None:
        return ""
    from tld import get_fld  # comes with trafilatura; its list of suffixes is in the package

    return str(get_fld(url, fail_silently=True) or "").lower()


def _shingles(text: str) -> set[tuple[str, ...]]:
    """Word 8-grams; a shorter text is one shingle of its own length."""
    words = [word.lower() for word in _WORD.findall(text)]
    if not words:
        return set()
    last = max(1, len(words) - SHINGLE_WORDS + 1)
    return {tuple(words[n : n + SHINGLE_WORDS]) for n in range(last)}
