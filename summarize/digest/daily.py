"""One morning's run: sources in, an edition in its folder, the memory a day older.

The order is what makes a kill harmless. All is worked out first; one transaction then remembers it,
together with the edition's files; then the files go into their folder. A run that ends before the
transaction has done nothing. One that ends after it is finished by whoever opens the memory next.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from summarize.digest.delivery import check_output, deliver, files_of
from summarize.digest.edition import make_edition
from summarize.digest.engine import Engine
from summarize.digest.gathering import gather
from summarize.digest.memory import Memory, Remembered
from summarize.digest.past import Issued, Past
from summarize.digest.records import Edition, FeedState, Gathered
from summarize.digest.window import Window, moment_of
from summarize.errors import OutputError, SettingsError
from summarize.ports import Progress, no_progress
from summarize.records import Document
from summarize.settings import Settings

_DAY = timedelta(hours=24)
_JITTER = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What the user said of the time that the edition covers; None where nothing was said.

    Attributes:
        since: the beginning, or how long before the end it is. None: 24 hours. A length reaches
            back up to two hours more if the last edition ended there.
        until: the end. None: now, or where the day's edition was closed if it was made already.
        date: the day of the edition. None: the local day of the end.
    """

    since: datetime | timedelta | None = None
    until: datetime | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """An edition, the folder that it is in, and its files by name."""

    edition: Edition
    folder: Path
    files: Mapping[str, bytes]


def make_daily(
    sources: Sequence[str],
    settings: Settings,
    *,
    span: Span,
    memory: Memory,
    output: Path,
    engine: Engine,
    time_limit: float | None = None,
    allow_private: bool = False,
    sender: str = "",
    to: Sequence[str] = (),
    progress: Progress = no_progress,
) -> Delivered:
    """Makes the edition of a day, or makes it again.

    Args:
        sources: feeds, lists of feeds, folders, files and addresses; see ``gather``.
        settings: of the digest and of the pipeline.
        span: the time that it covers.
        memory: what was told before.
        output: the folder of the editions; this one is in a folder of its date.
        engine: writes the stories.
        time_limit: seconds for writing.
        allow_private: see ``gather``.
        sender: of the message.
        to: addresses for the message.
        progress: called while sources are read, articles grouped and stories written.

    Raises:
        NoInputError: nothing of what was named exists.
        ModelError: a model is missing or broken.
        OutputError: the folder cannot be written to.
        DigestMemoryError: the memory cannot be used.
        SettingsError: the span ends before it begins.
    """
    check_output(output)
    finish_pending(memory)
    named = _digest(sources)
    issued, since, until = _window(span, memory, named)
    past = memory.before(issued.day)
    start = time.perf_counter()
    gathered = gather(
        sources,
        settings,
        since=since,
        until=until,
        states=_usable(past, since),
        allow_private=allow_private,
        progress=progress,
    )
    before = memory.edition(issued.day)
    if before is not None and before.sources == named:
        gathered = _with_fetched(gathered, memory.fetched(issued.day), since, until)
    reading = round(time.perf_counter() - start, 3)
    made, vectors = make_edition(
        gathered,
        past,
        settings,
        date=issued.day,
        until=until,
        engine=engine,
        notes=_gap(past, since),
        time_limit=time_limit,
        progress=progress,
    )
    edition = replace(made.edition, timings={"reading": reading, **made.edition.timings})
    files = files_of(edition, sender=sender, to=to)
    folder = output.resolve() / issued.day
    added = Remembered(
        window=issued,
        placed=made.placed,
        texts=made.texts,
        told=made.told,
        states=gathered.states,
        fetched=tuple(one for one in gathered.documents if one.article.path is None),
        encoder=made.encoder,
    )
    memory.commit(added, vectors, folder, files)
    deliver(folder, files)
    memory.delivered(folder)
    return Delivered(edition=edition, folder=folder, files=files)


def finish_pending(memory: Memory, gone: Callable[[str], None] = lambda _: None) -> None:
    """Delivers what an earlier run decided on and did not get to.

    Where that cannot be done any more, for the folder is gone or closed, the files are given up
    and ``gone`` is told why: one lost folder must not end all later editions.
    """
    for pending in memory.pending():
        try:
            deliver(pending.folder, pending.files)
        except OutputError as error:
            gone(error.message)
        memory.delivered(pending.folder)


def _window(span: Span, memory: Memory, named: str) -> tuple[Issued, datetime, datetime]:
    now = datetime.now().astimezone()
    until = span.until or now
    day = span.date or until.astimezone().date().isoformat()
    before = memory.edition(day)
    since = _DAY if span.since is None else span.since
    if span.until is None and before is not None and before.sources == named:
        # Made again, it is the same edition, whatever the hour.
        until = datetime.fromisoformat(before.until)
        if span.since is None:
            since = datetime.fromisoformat(before.since)
    begin = since
    if isinstance(begin, timedelta):
        begin = until - begin
        last = memory.before(day).last_edition()
        ended = None if last is None else datetime.fromisoformat(last.until)
        if ended is not None and begin - _JITTER <= ended < begin:
            begin = ended  # no morning begins on the second
    if begin >= until:
        message = f"the edition would end ({until:%Y-%m-%d %H:%M}) before it begins"
        raise SettingsError(message, hint="--since must be before --until")
    issued = Issued(day=day, since=begin.isoformat(), until=until.isoformat(), sources=named)
    return issued, begin, until


def _digest(sources: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(sorted(set(sources))).encode()).hexdigest()[:16]


def _usable(past: Past, since: datetime) -> dict[str, FeedState]:
    """What is known of the feeds; without what would make a server leave out what is wanted now.

    "Nothing has changed" is an answer only if all that the feed had was looked at: not if the last
    edition ended before the feed's newest entry, and not if this one begins before that one did.
    """
    last = past.last_edition()
    states = past.states()
    if last is None:
        return states
    until = datetime.fromisoformat(last.until)
    reaches_back = since < datetime.fromisoformat(last.since)
    return {
        url: replace(state, etag="", modified="")
        if reaches_back or _left_out(state, until)
        else state
        for url, state in states.items()
    }


def _left_out(state: FeedState, until: datetime) -> bool:
    newest = moment_of(state.newest)
    return newest is None or newest >= until.astimezone(timezone.utc)


def _with_fetched(
    gathered: Gathered, fetched: Sequence[Document], since: datetime, until: datetime
) -> Gathered:
    """With what the day's earlier run fetched and the feeds do not have any more."""
    window = Window(since=since, until=until, now=datetime.now(timezone.utc))
    articles = [one.article for one in gathered.documents]
    known = {one.sha256 for one in articles} | {one.url for one in articles if one.url}
    gone = [
        one
        for one in fetched
        if not {one.article.sha256, one.article.url} & known
        and window.place(one.article.published) in ("inside", "undated")
    ]
    if not gone:
        return gathered
    both = sorted((*gathered.documents, *gone), key=_by_time)
    numbered = tuple(
        replace(one, article=replace(one.article, id=f"a{number}"))
        for number, one in enumerate(both, start=1)
    )
    return replace(gathered, documents=numbered)


def _by_time(document: Document) -> tuple[bool, datetime, str, str, str]:
    article = document.article
    moment = moment_of(article.published)
    undated = moment is None
    latest = moment or datetime.max.replace(tzinfo=timezone.utc)
    return undated, latest, article.source, article.title, article.sha256


def _gap(past: Past, since: datetime) -> tuple[str, ...]:
    last = past.last_edition()
    if last is None or datetime.fromisoformat(last.until) >= since:
        return ()
    until = datetime.fromisoformat(last.until)
    return (
        f"The last edition ended on {until:%Y-%m-%d at %H:%M}, and this one begins on "
        f"{since:%Y-%m-%d at %H:%M}: '--since {until:%Y-%m-%d}' tells what lies between.",
    )
