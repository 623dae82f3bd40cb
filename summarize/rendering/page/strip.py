"""The coverage strip of an article: which parts of it were used, told elsewhere, left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from summarize.records import Article, Coverage, Part
from summarize.rendering.page.passages import Passage

WIDTH = 1000
_NARROWEST = 4
"""What is smaller could not be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of the strip; ``passage`` is the id of the one it stands for, or ""."""

    x: float
    width: float
    fate: Literal["used", "told", "clutter"]
    passage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """An article from its first character (0) to its last (``WIDTH``), and it in numbers.

    Attributes:
        segments: in order; what lies between them was left out.
        used: sentences that the summary cites.
        told: sentences that tell the same as a cited one.
        left: the other sentences.
        clutter: pieces of page furniture.
    """

    segments: tuple[Segment, ...]
    used: int
    told: int
    left: int
    clutter: int


def strip(
    article: Article,
    passages: Sequence[Passage],
    parts: Sequence[Part],
    coverage: Coverage | None,
) -> Strip:
    """The strip of one article; ``passages`` and ``parts`` are its own, sorted.

    Without coverage (an article that was not summarized) nothing of it is used or left out.
    """
    cited = [(p.start, p.end, "used", p.id) for p in passages if p.sentences]
    others = [(p.start, p.end, p.fate, "") for p in parts if p.fate != "used"]
    length = max(len(article.text), 1)
    segments = []
    for start, end, fate, passage in sorted((*cited, *others)):
        x = round(start / length * WIDTH, 1)
        width = max(round(end / length * WIDTH - x, 1), _NARROWEST)
        segments.append(
            Segment(
                x=min(x, WIDTH - _NARROWEST),
                width=width,
                fate=fate,  # type: ignore[arg-type]  # sorted() forgets the literals
                passage=passage,
            )
        )
    used = coverage.used if coverage is not None else 0
    told = sum(part.fate == "told" for part in parts)
    return Strip(
        segments=tuple(segments),
        used=used,
        told=told,
        left=max(coverage.sentences - used - told, 0) if coverage is not None else 0,
        clutter=coverage.clutter if coverage is not None else 0,
    )
