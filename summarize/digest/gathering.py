"""From what the user named to the day's articles: files, feeds, lists of feeds, pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timezone
from types import MappingProxyType

from summarize.digest.asking import Address, ask_sources
from summarize.digest.entries import read_entries
from summarize.digest.found import Findings, Frame, Piece
from summarize.digest.local import FeedFile, read_local
from summarize.digest.records import FeedState, Gathered
from summarize.digest.sameness import distinct
from summarize.digest.window import Window, in_utc, moment_of
from summarize.errors import NoInputError
from summarize.ports import Progress, no_progress
from summarize.reading.sources import is_address
from summarize.records import Document, Skipped
from summarize.settings import Settings

_NO_STATES: Mapping[str, FeedState] = MappingProxyType({})
_UNDATED_LAST = datetime.max.replace(tzinfo=timezone.utc)


def gather(
    sources: Sequence[str],
    settings: Settings,
    *,
    since: datetime | None,
    until: datetime,
    states: Mapping[str, FeedState] = _NO_STATES,
    allow_private: bool = False,
    progress: Progress = no_progress,
) -> Gathered:
    """The articles of ``sources`` that are from ``since`` up to ``until``.

    Args:
        sources: folders, files and http(s) addresses; feeds, lists of feeds (OPML) and articles
            are told apart by their content.
        settings: limits of reading, and the language.
        since: the beginning; None is "from ever". Times without a zone are UTC.
        until: the end, itself not inside.
        states: of feeds, by address or path, as they were before this edition. What a state has of
            ``etag`` and ``modified`` is sent back, and a feed that has not changed gives nothing:
            leave both out of the states if this window begins before the last one did.
        allow_private: whether links may lead to this machine and to private networks.
        progress: called while sources and pages are fetched and files read.

    Returns:
        Articles by time, outlet and title. Those of another time are counted in ``skipped``;
        those without a date are used, and ``notes`` say how many. There may be none at all.
        The result depends on what the servers answer and not on the order in which they do.

    Raises:
        NoInputError: nothing was named, or nothing of what was named exists.
    """
    if not sources:
        raise NoInputError("no source was named", hint="name feeds, lists of feeds or folders")
    now = datetime.now(timezone.utc)
    window = Window(since=since, until=until, now=now)
    frame = Frame(settings=settings, window=window, allow_private=allow_private)
    findings = Findings()
    addresses, files = _read_named(sources, frame, findings, progress)
    ask_sources(addresses, files, frame, states, findings, progress)
    read_entries(findings, frame, progress)
    documents, undated = _documents(findings, window)
    return Gathered(
        documents=documents,
        skipped=_skipped(findings, window),
        states=_once(findings.states),
        notes=(_undated_note(undated, len(documents)),) if undated else (),
    )


def _read_named(
    sources: Sequence[str], frame: Frame, findings: Findings, progress: Progress
) -> tuple[list[Address], list[FeedFile]]:
    """Reads folders and files; gives the addresses, and the feeds among the files.

    A path that is missing is skipped as a feed that does not answer is: an edition is made
    unwatched, and is not to fail for one of its sources.
    """
    addresses: list[Address] = []
    files: list[FeedFile] = []
    missing: list[NoInputError] = []
    for number, source in enumerate(dict.fromkeys(sources)):
        if is_address(source):
            addresses.append(((number,), source))
            continue
        try:
            files += read_local(source, (number,), frame, findings, progress)
        except NoInputError as error:
            missing.append(error)
            findings.skip((number,), source, error.message)
    if len(missing) == len(set(sources)):
        raise missing[0]
    return addresses, files


def _documents(findings: Findings, window: Window) -> tuple[tuple[Document, ...], int]:
    """Each article of the right time once, numbered, and how many have no date."""
    inside: list[Piece] = []
    for piece in sorted(findings.pieces, key=lambda piece: piece.order):
        believed = window.believed(piece.document.article.published)
        place = window.place(believed)
        if place in ("older", "newer"):
            findings.outside[piece.order[:1], piece.source, place] += 1
        else:
            article = replace(piece.document.article, published=believed)
            inside.append(replace(piece, document=replace(piece.document, article=article)))
    kept = [inside[index].document for index in distinct(one.document.article for one in inside)]
    kept.sort(key=_by_time)
    numbered = tuple(
        replace(document, article=replace(document.article, id=f"a{number}"))
        for number, document in enumerate(kept, start=1)
    )
    return numbered, sum(document.article.published is None for document in numbered)


def _by_time(document: Document) -> tuple[datetime, str, str, str, str]:
    article = document.article
    moment = moment_of(article.published) or _UNDATED_LAST
    return moment, article.source, article.title, article.url or article.path or "", article.sha256


def _skipped(findings: Findings, window: Window) -> tuple[Skipped, ...]:
    for (order, name, place), count in sorted(findings.outside.items()):
        end = window.since if place == "older" else window.until
        articles = "1 article is" if count == 1 else f"{count} articles are"
        reason = f"{articles} {place} than {in_utc(end):%Y-%m-%d %H:%M} UTC" if end else ""
        findings.skip(order, name, reason)
    lines = sorted(findings.skipped, key=lambda line: line[0])  # of one place as they came
    return tuple(dict.fromkeys(skipped for _, skipped in lines))


def _undated_note(undated: int, total: int) -> str:
    return f"{undated} of {total} articles do not say when they were written; they are used anyway."


def _once(states: Sequence[FeedState]) -> tuple[FeedState, ...]:
    by_url = {state.url: state for state in states}  # a file may be reached on two ways
    return tuple(by_url[url] for url in sorted(by_url))
