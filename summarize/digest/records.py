"""The frozen values of the digest, beside those of ``summarize.records``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from summarize.records import Document, Skipped, Summary

Status = Literal["new", "update", "repeat"]
"""A story never told; told, with something new; told, with nothing new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is remembered of a feed between two runs.

    Attributes:
        url: the feed's address or path, as the user named it or an OPML list did.
        etag: the server's ``ETag``, or "".
        modified: the server's ``Last-Modified``, or "".
        checked: ISO 8601 date and time (UTC) of the last answer, or None.
        newest: ISO 8601 date and time (UTC) of its newest entry, or None.
        failures: runs in a row in which it failed.
    """

    url: str
    etag: str = ""
    modified: str = ""
    checked: str | None = None
    newest: str | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What the sources gave.

    Attributes:
        documents: read articles, each dated (``Article.published``) where its source dates it,
            sorted by time, outlet and title; their ids are "a1", "a2", …
        skipped: sources and articles that were not used or went stale, and why.
        states: of every feed that was asked, to be kept for the next run.
        notes: what the reader should know, a sentence each (articles without a date are used; …).
    """

    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...]
    states: tuple[FeedState, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An article that has its story: what the grouping needs to know of earlier days.

    Attributes:
        sha256: of the article's text; names it from day to day.
        story: the story's id.
        title: its headline, or "".
        lead: its first sentences.
        published: ISO 8601 date or date and time (UTC), or None.
        source: the outlet, or "".
        copy_of: sha256 of the text that this one copies, or None.
    """

    sha256: str
    story: str
    title: str
    lead: str
    published: str | None
    source: str
    copy_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story of an edition.

    Attributes:
        id: the same from day to day.
        title: the headline.
        status: whether it was told before.
        score: what it ranks by, at least 0.
        why: one line for the reader: why it stands where it does.
        articles: ids (of ``Edition.documents``) of all its articles of this edition.
        summary: 2 to 5 cited sentences; of an update only what is new. None where there is
            nothing new to tell, where the story is listed only, and where it failed.
        independent: outlets that tell it of their own; copies of one text count once.
        told: ISO 8601 date of the edition that told it last, or None.
        failure: why it has no summary though it should have one, or "".
    """

    id: str
    title: str
    status: Status
    score: float
    why: str
    articles: tuple[str, ...]
    summary: Summary | None
    independent: int = 1
    told: str | None = None
    failure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A day's stories, best first.

    Attributes:
        date: ISO 8601 date.
        stories: all of them; grouped, never removed.
        documents: every article of the edition, by id.
        skipped: sources that failed, went stale or were not used.
        notes: what the reader should know (nothing new; the rest told extractively; …).
        timings: seconds by step.
        copies: id of an article that copies another's text -> id of the article it copies.
        until: ISO 8601 date and time at which the edition was closed, or "".
    """

    date: str
    stories: tuple[Story, ...]
    documents: Mapping[str, Document]
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    timings: Mapping[str, float] = field(default_factory=dict)
    copies: Mapping[str, str] = field(default_factory=dict)
    until: str = ""
