"""What the steps of gathering hand to one another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from summarize.digest.records import FeedState
from summarize.digest.window import Place, Window
from summarize.reading.feeds import Feed
from summarize.records import Document, Skipped
from summarize.settings import Settings

Order = tuple[int, ...]
"""A place in what the user named: the source, the feed of a list, the entry of a feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An article that was found: ``source`` is what the user or a list named."""

    order: Order
    source: str
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """A feed that was read; ``state`` is to be kept if all of its entries could be dealt with."""

    order: Order
    name: str
    feed: Feed
    state: FeedState


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What holds for a whole gathering."""

    settings: Settings
    window: Window
    allow_private: bool = False


@dataclass(slots=True)
class Findings:
    """What has been found so far; each step adds to it.

    Attributes:
        pieces: articles.
        feeds: whose entries are still to be read.
        states: of feeds that failed or have nothing new.
        skipped: lines for the user, each with its place, so that they stand in that order.
        outside: (order and name of a source, "older" or "newer") -> articles of another time.
    """

    pieces: list[Piece] = field(default_factory=list)
    feeds: list[FoundFeed] = field(default_factory=list)
    states: list[FeedState] = field(default_factory=list)
    skipped: list[tuple[Order, Skipped]] = field(default_factory=list)
    outside: Counter[tuple[Order, str, Place]] = field(default_factory=Counter)

    def skip(self, order: Order, path: str, reason: str) -> None:
        """Adds a line for the user."""
        self.skipped.append((order, Skipped(path=path, reason=reason)))
