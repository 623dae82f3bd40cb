"""Feeds, lists of feeds and pages that the user or a list named: asked for and told apart.

What is at an address is told by its content: a feed, a list of feeds (whose addresses are asked
for in turn) or an article.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from summarize.digest.articles import parse_answer, to_document
from summarize.digest.fetching import Limits, Wanted, fetch_all
from summarize.digest.found import Findings, FoundFeed, Frame, Order, Piece
from summarize.digest.local import FeedFile
from summarize.digest.records import FeedState
from summarize.digest.sameness import canonical
from summarize.digest.window import in_utc, moment_of
from summarize.errors import InputError
from summarize.ports import Progress, no_progress
from summarize.reading.feeds import MAX_ENTRIES, parse_feed, sniff
from summarize.reading.opml import parse_opml
from summarize.reading.pages import Answer

_MAX_LEVELS = 4
_MAX_ASKED = 2_000
_PATIENCE = 10
_STALE = timedelta(days=14)

Address = tuple[Order, str]


def ask_sources(
    addresses: Sequence[Address],
    files: Sequence[FeedFile],
    frame: Frame,
    states: Mapping[str, FeedState],
    findings: Findings,
    progress: Progress = no_progress,
) -> None:
    """Adds feeds, articles and states to ``findings``.

    Lists are followed through four levels and up to 2,000 addresses, each address once.
    """
    pending = list(addresses)
    for file in files:
        state = states.get(file.path) or FeedState(url=file.path)
        answer = Answer(url="", type="", charset="", data=file.data)
        pending += _sort_out(file.order, file.path, answer, state, frame, findings)
    asked: set[str] = set()
    for _ in range(_MAX_LEVELS):
        level = _new(sorted(pending), asked, findings)
        pending = _ask_level(level, frame, states, findings, progress)
    for order, name in sorted(pending):
        if canonical(name) not in asked:
            findings.skip(order, name, f"stands in a list that is {_MAX_LEVELS} lists deep")


def _new(pending: Sequence[Address], asked: set[str], findings: Findings) -> list[Address]:
    """Those not asked for yet; what is no http(s) address is skipped."""
    level = []
    for order, name in pending:
        address = canonical(name)
        if not address:
            findings.skip(order, name[:200], "only http and https addresses are asked for")
        elif len(asked) >= _MAX_ASKED:
            findings.skip(
                order, name, f"this and the rest stand after {_MAX_ASKED:,} other addresses"
            )
            break
        elif address not in asked:
            asked.add(address)
            level.append((order, name))
    return level


def _ask_level(
    level: Sequence[Address],
    frame: Frame,
    states: Mapping[str, FeedState],
    findings: Findings,
    progress: Progress,
) -> list[Address]:
    """Asks for all of ``level``; gives the addresses of the lists among them."""
    known = [states.get(name) or FeedState(url=name) for _, name in level]
    wanted = [_wanted(state, frame) for state in known]
    reading = frame.settings.reading
    limits = Limits(
        timeout=reading.timeout,
        max_bytes=reading.max_bytes,
        allow_private=frame.allow_private,
        feeds=True,
        patience=_PATIENCE,
    )
    following: list[Address] = []
    for done, (index, outcome) in enumerate(fetch_all(wanted, limits), start=1):
        order, name = level[index]
        following += _sort_out(order, name, outcome, known[index], frame, findings)
        progress("asking sources", done, len(level))
    return following


def _wanted(state: FeedState, frame: Frame) -> Wanted:
    if frame.window.since is None:
        return Wanted(url=state.url)  # whatever the feed has is wanted, changed or not
    return Wanted(url=state.url, etag=state.etag, modified=state.modified)


def _sort_out(
    order: Order,
    name: str,
    outcome: Answer | InputError,
    state: FeedState,
    frame: Frame,
    findings: Findings,
) -> list[Address]:
    try:
        if isinstance(outcome, InputError):
            raise outcome
        if outcome.unchanged:
            _keep_unchanged(order, outcome, state, frame, findings)
            return []
        kind = sniff(outcome.data)
        if kind == "opml":
            return _addresses(order, name, outcome, findings)
        if kind == "feed":
            _take_feed(order, name, outcome, state, frame, findings)
        else:
            _take_page(order, name, outcome, frame, findings)
    except InputError as error:
        failures = state.failures + 1
        again = f"; it failed in each of the last {failures} runs" if failures > 1 else ""
        findings.skip(order, name, error.message + again)
        findings.states.append(replace(state, failures=failures))
    return []


def _addresses(order: Order, name: str, answer: Answer, findings: Findings) -> list[Address]:
    found = parse_opml(answer.data, answer.charset)
    if found.fault:
        reason = f"{found.fault}; the {len(found.addresses)} addresses before that are used"
        findings.skip(order, name, reason)
    elif not found.addresses:
        findings.skip(order, name, "is a list without feeds")
    return [((*order, number), address) for number, address in enumerate(found.addresses)]


def _keep_unchanged(
    order: Order, answer: Answer, state: FeedState, frame: Frame, findings: Findings
) -> None:
    state = replace(
        state,
        etag=answer.etag or state.etag,
        modified=answer.modified or state.modified,
        checked=in_utc(frame.window.now).isoformat(timespec="seconds"),
        failures=0,
    )
    findings.states.append(state)
    _tell_if_stale(order, state, frame, findings)


def _take_feed(
    order: Order, name: str, answer: Answer, state: FeedState, frame: Frame, findings: Findings
) -> None:
    feed = parse_feed(answer.data, answer.charset, answer.url)
    dates = [moment_of(frame.window.believed(entry.published)) for entry in feed.entries]
    newest = max((date for date in dates if date is not None), default=None)
    state = FeedState(
        url=state.url,
        etag=answer.etag,
        modified=answer.modified,
        checked=in_utc(frame.window.now).isoformat(timespec="seconds"),
        newest=newest.isoformat() if newest is not None else state.newest,
    )
    findings.feeds.append(FoundFeed(order=order, name=name, feed=feed, state=state))
    _tell_if_stale(order, state, frame, findings)
    if not feed.entries:
        findings.skip(order, name, "is a feed without entries")
    if feed.left_out:
        findings.skip(
            order, name, f"{feed.left_out} entries after the first {MAX_ENTRIES} are not read"
        )


def _tell_if_stale(order: Order, state: FeedState, frame: Frame, findings: Findings) -> None:
    newest = moment_of(state.newest)
    if newest is not None and in_utc(frame.window.until) - newest > _STALE:
        findings.skip(order, state.url, f"no entry since {newest.date().isoformat()}")


def _take_page(order: Order, name: str, answer: Answer, frame: Frame, findings: Findings) -> None:
    parsed = parse_answer(answer)
    for item in parsed.skipped:
        findings.skip(order, item.path, item.reason)
    one = len(parsed.extracts) == 1  # the articles of a dump are not all its address
    for number, extract in enumerate(parsed.extracts):
        found = extract.with_defaults(url=answer.url) if one else extract
        try:
            document = to_document(found, frame.settings, path=f"{name}{extract.place}")
        except InputError as error:
            findings.skip(order, f"{name}{extract.place}", error.message)
            continue
        findings.pieces.append(Piece(order=(*order, number), source=name, document=document))
