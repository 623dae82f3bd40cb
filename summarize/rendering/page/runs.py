"""An article's text as paragraphs with its marks; long stretches without one are folded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from summarize.records import Article, Part
from summarize.rendering.page.passages import Passage
from summarize.text.blocks import find_blocks
from summarize.text.words import count_words

PieceKind = Literal["plain", "passage", "told", "clutter"]
ParagraphKind = Literal["prose", "item", "heading"]

_FOLDED_FROM = 700
"""Characters: a shorter stretch is no trouble to read past."""
_LONGEST_PLAIN = 1500
"""A longer stretch without a mark leaves its paragraph, so that it can be folded."""
_LONGEST_OPENING = 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Text of one kind; ``passage`` is what it belongs to if it is cited or disputed.

    ``opens`` is true of the first piece of a passage: that one has the passage's id.
    """

    text: str
    kind: PieceKind
    passage: Passage | None = None
    opens: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Pieces that follow one another."""

    kind: ParagraphKind
    pieces: tuple[Piece, ...]

    @property
    def length(self) -> int:
        """In characters."""
        return sum(len(piece.text) for piece in self.pieces)

    @property
    def marked(self) -> bool:
        """True if the summary cites something of it, or a disagreement shows it."""
        return any(piece.passage is not None for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Paragraphs that are shown, or folded: there all the same, behind a line that opens them."""

    paragraphs: tuple[Paragraph, ...]
    folded: bool

    @property
    def label(self) -> str:
        """What is folded away, and how much of it."""
        words = sum(count_words(piece.text) for p in self.paragraphs for piece in p.pieces)
        kinds = {piece.kind for p in self.paragraphs for piece in p.pieces}
        what = "page clutter" if kinds == {"clutter"} else "more of the article"
        also = ", with what is told elsewhere" if "told" in kinds else ""
        return f"… {what}, {words} {'word' if words == 1 else 'words'}{also}"


def article_runs(
    article: Article, passages: Sequence[Passage], parts: Sequence[Part]
) -> tuple[Run, ...]:
    """The whole text but for white space between paragraphs and the marks of bullets.

    Args:
        article: any.
        passages: its passages, sorted, none overlapping.
        parts: its parts, sorted.
    """
    paragraphs = list(_paragraphs(article.text, passages, parts))
    opening = next((p for p in paragraphs if _opens(p)), None)
    runs: list[Run] = []
    for kind, group in groupby(paragraphs, key=lambda p: _kind(p, opening)):
        some = tuple(group)
        length = sum(paragraph.length for paragraph in some)
        folded = kind == "clutter" or (kind == "other" and length > _FOLDED_FROM)
        if runs and not folded and not runs[-1].folded:
            some = (*runs.pop().paragraphs, *some)
        runs.append(Run(paragraphs=some, folded=folded))
    return tuple(runs)


def _kind(paragraph: Paragraph, opening: Paragraph | None) -> str:
    if paragraph.marked or paragraph is opening:
        return "kept"
    return "clutter" if all(piece.kind == "clutter" for piece in paragraph.pieces) else "other"


def _opens(paragraph: Paragraph) -> bool:
    """True for the beginning of the story, which is shown unless it is endless."""
    return (
        paragraph.kind == "prose"
        and paragraph.length <= _LONGEST_OPENING
        and any(piece.kind != "clutter" for piece in paragraph.pieces)
    )


def _paragraphs(
    text: str, passages: Sequence[Passage], parts: Sequence[Part]
) -> Iterator[Paragraph]:
    """Sentences are found between the clutter, so blocks are too."""
    spans = _kinds(text, passages, parts)
    opened: set[str] = set()
    for start, end in _sections(text, parts):
        for block in find_blocks(text, start, end):
            pieces = tuple(_pieces(text, block.start, block.end, spans, opened))
            for some in _cut(pieces):
                yield Paragraph(kind=block.kind, pieces=some)


def _sections(text: str, parts: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """The gaps between pieces of clutter, and these pieces."""
    done = 0
    for part in parts:
        if part.fate == "clutter" and part.start >= done:
            yield done, part.start
            yield part.start, part.end
            done = part.end
    yield done, len(text)


_Spans = list[tuple[int, int, PieceKind, "Passage | None"]]


def _kinds(text: str, passages: Sequence[Passage], parts: Sequence[Part]) -> _Spans:
    """All of the text in stretches of one kind; a passage goes before what else is known of it."""
    edges = {0, len(text)}
    edges.update(edge for passage in passages for edge in (passage.start, passage.end))
    edges.update(edge for part in parts for edge in (part.start, part.end))
    places = sorted(edge for edge in edges if 0 <= edge <= len(text))
    found: _Spans = []
    at_passage = at_part = 0
    for start, end in pairwise(places):
        while at_passage < len(passages) and passages[at_passage].end <= start:
            at_passage += 1
        while at_part < len(parts) and parts[at_part].end <= start:
            at_part += 1
        if at_passage < len(passages) and passages[at_passage].start <= start:
            found.append((start, end, "passage", passages[at_passage]))
        elif at_part < len(parts) and parts[at_part].start <= start:
            fate = parts[at_part].fate
            found.append((start, end, "clutter" if fate == "clutter" else "told", None))
        else:
            found.append((start, end, "plain", None))
    return found


def _pieces(text: str, start: int, end: int, spans: _Spans, opened: set[str]) -> Iterator[Piece]:
    first = max(bisect_right(spans, start, key=lambda span: span[0]) - 1, 0)
    for place in range(first, len(spans)):
        begin, stop, kind, passage = spans[place]
        if begin >= end:
            return
        piece = text[max(begin, start) : min(stop, end)]
        if piece:
            opens = passage is not None and passage.id not in opened
            yield Piece(text=piece, kind=kind, passage=passage, opens=opens)
        if piece and passage is not None:
            opened.add(passage.id)


def _cut(pieces: tuple[Piece, ...]) -> Iterator[tuple[Piece, ...]]:
    """A paragraph as it is, or parted around long stretches in which nothing is marked."""
    for _, group in groupby(
        pieces, key=lambda piece: piece.passage is None and len(piece.text) > _LONGEST_PLAIN
    ):
        yield tuple(group)
