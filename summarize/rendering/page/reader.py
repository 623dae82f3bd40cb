"""A summary with its articles as one value: what the template of the reading page puts into tags.

The same value serves the page of one summary and each story of an edition.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from summarize.records import Article, Clutter, Coverage, Document, Part, Summary
from summarize.rendering import markdown
from summarize.rendering.page.links import link
from summarize.rendering.page.passages import Passages
from summarize.rendering.page.redundancy import Picture, picture
from summarize.rendering.page.runs import Run, article_runs
from summarize.rendering.page.sentences import Shown, shown_sentences
from summarize.rendering.page.strip import Strip, strip
from summarize.rendering.references import counts_line, numbers, passage
from summarize.text.words import count_words

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
_MOST_OPEN = 12
"""Beyond as many articles none is open from the start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article on the page.

    Attributes:
        id: unique on the page.
        number: its citation mark.
        title: the headline, or the file's name; on one line, never empty.
        about: outlet, date and file, as far as they are known.
        link: an http(s) address, or "".
        language: a code that may stand in a ``lang`` attribute, or "".
        words: its length.
        strip: what became of it; None for one that was not summarized.
        runs: its text.
        copy_of: number of the article that it copies, or None.
        cited: True if the summary cites it.
        open: True if it is unfolded from the start.
    """

    id: str
    number: int
    title: str
    about: str
    link: str
    language: str
    words: int
    strip: Strip | None
    runs: tuple[Run, ...]
    cited: bool
    open: bool
    copy_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimShown:
    """One side of a disagreement; ``before``, ``value`` and ``after`` are its passage."""

    article: int
    passage: str
    before: str
    value: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A disagreement with both its passages."""

    topic: str
    claims: tuple[ClaimShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Everything of one summary; see the classes of the parts."""

    prefix: str
    title: str
    language: str
    sentences: tuple[Shown, ...]
    disputes: tuple[Dispute, ...]
    sources: tuple[Source, ...]
    picture: Picture | None
    counts: str
    skipped: tuple[str, ...]
    notes: tuple[str, ...]
    markdown: str


def reader(summary: Summary, *, prefix: str = "", more: Sequence[Document] = ()) -> Reader:
    """What the page shows of ``summary``.

    Args:
        summary: any.
        prefix: begins every id, so that several can stand on one page.
        more: articles that belong here and were not summarized; numbered after the others.
    """
    passages = Passages(summary, prefix)
    first = summary.articles[0].language if summary.articles else "en"
    return Reader(
        prefix=prefix,
        title=passage(summary.title),
        language=_language(first),
        sentences=shown_sentences(summary, passages, prefix),
        disputes=_disputes(summary, passages),
        sources=(
            *_sources(summary, passages, prefix),
            *unread_sources(more, prefix=prefix, before=len(summary.articles)),
        ),
        picture=picture(summary),
        counts=counts_line(summary),
        skipped=tuple(passage(f"{one.path}: {one.reason}") for one in summary.skipped),
        notes=tuple(passage(note) for note in summary.notes),
        markdown=markdown.render(summary),
    )


def _sources(summary: Summary, passages: Passages, prefix: str) -> list[Source]:
    parts: dict[str, list[Part]] = {article.id: [] for article in summary.articles}
    for part in summary.parts:
        parts[part.article].append(part)
    coverage = {item.article: item for item in summary.coverage}
    numbered = numbers(summary)
    few = len(summary.articles) <= _MOST_OPEN
    return [
        _source(
            article,
            number,
            prefix,
            strip(article, passages.of(article.id), parts[article.id], coverage.get(article.id)),
            article_runs(article, passages.of(article.id), parts[article.id]),
            cited=any(one.sentences for one in passages.of(article.id)),
            unfolded=few and bool(passages.of(article.id)),
            copy_of=numbered.get(_original(coverage.get(article.id))),
        )
        for number, article in enumerate(summary.articles, start=1)
    ]


def unread_sources(
    documents: Sequence[Document], *, prefix: str = "", before: int = 0
) -> tuple[Source, ...]:
    """Articles that were not summarized, folded; numbered from ``before`` + 1."""
    return tuple(
        _source(
            document.article,
            number,
            prefix,
            None,
            article_runs(
                document.article, (), [_part(document.article.id, one) for one in document.clutter]
            ),
            cited=False,
            unfolded=False,
        )
        for number, document in enumerate(documents, start=before + 1)
    )


def _part(article: str, clutter: Clutter) -> Part:
    return Part(article=article, start=clutter.start, end=clutter.end, fate="clutter")


def _source(
    article: Article,
    number: int,
    prefix: str,
    shown: Strip | None,
    runs: tuple[Run, ...],
    *,
    cited: bool,
    unfolded: bool,
    copy_of: int | None = None,
) -> Source:
    where = article.path or article.url or ""
    about = [article.source, article.published or "", where]
    return Source(
        id=f"{prefix}a{number}",
        number=number,
        title=passage(article.title) or PurePath(passage(where)).name or "(no title)",
        about=", ".join(passage(one) for one in about if one),
        link=link(article.url),
        language=_language(article.language),
        words=count_words(article.text),
        strip=shown,
        runs=runs,
        cited=cited,
        open=unfolded,
        copy_of=copy_of,
    )


def _disputes(summary: Summary, passages: Passages) -> tuple[Dispute, ...]:
    numbered = numbers(summary)
    found = []
    for item in summary.disagreements:
        claims = []
        for claim in item.claims:
            text, value = passage(claim.text), passage(claim.value)
            before, met, after = text.partition(value)
            claims.append(
                ClaimShown(
                    article=numbered[claim.article],
                    passage=passages.at(claim.article, claim.start).id,
                    before=before,
                    value=met,
                    after=after,
                )
            )
        found.append(Dispute(topic=passage(item.topic), claims=tuple(claims)))
    return tuple(found)


def _original(coverage: Coverage | None) -> str:
    """The id of the article that this one copies, or ""."""
    return coverage.copy_of or "" if coverage is not None else ""


def _language(code: str) -> str:
    return code if _LANGUAGE.fullmatch(code) else ""
