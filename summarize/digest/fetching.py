"""Many addresses, a few at a time, and no server pressed.

Two lanes a host, six in all. In a lane one page follows another, so no host has more than two
requests at once, and which of its pages are asked does not depend on the timing of others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event
from urllib.parse import urlsplit

from summarize.errors import InputError, UnavailableError
from summarize.reading.pages import Answer, ask

_LANES = 6
_LANES_PER_HOST = 2
_MAX_PAUSE = 10.0
_PAUSE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An address, with what its server said of an earlier answer (see ``pages.ask``)."""

    url: str
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What ``pages.ask`` keeps to, and after how many failures in a row a host is given up."""

    timeout: float
    max_bytes: int
    allow_private: bool
    feeds: bool
    patience: int


Outcome = tuple[int, Answer | InputError]
"""The index of an address, and what came of it."""


def fetch_all(wanted: Sequence[Wanted], limits: Limits) -> Iterator[Outcome]:
    """Asks for every address; outcomes come as they come, one for each.

    A temporary failure is tried once more, after the pause that the server asks for (if it is
    short). After ``limits.patience`` failures of that kind in a row, a lane asks its host no more.
    """
    outcomes: SimpleQueue[Outcome | BaseException] = SimpleQueue()
    stop = Event()
    with ThreadPoolExecutor(max_workers=_LANES, thread_name_prefix="fetching") as pool:
        try:
            for lane in _lanes(wanted):
                pool.submit(_run, lane, wanted, limits, outcomes, stop)
            for _ in wanted:
                outcome = outcomes.get()
                if isinstance(outcome, BaseException):
                    raise outcome
                yield outcome
        finally:  # also when the caller is interrupted: no lane begins another page
            stop.set()


def _lanes(wanted: Sequence[Wanted]) -> tuple[tuple[int, ...], ...]:
    """Indices of each lane, the longest first: they decide how long it takes."""
    by_host: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(wanted):
        by_host[_host(one.url)].append(index)
    lanes = [
        tuple(indices[first::_LANES_PER_HOST])
        for indices in by_host.values()
        for first in range(min(_LANES_PER_HOST, len(indices)))
    ]
    return tuple(sorted(lanes, key=lambda lane: (-len(lane), lane)))


def _run(
    lane: Sequence[int],
    wanted: Sequence[Wanted],
    limits: Limits,
    outcomes: SimpleQueue[Outcome | BaseException],
    stop: Event,
) -> None:
    failures = 0
    try:
        for index in lane:
            if stop.is_set():
                return
            if failures >= limits.patience:
                reason = f"was not asked for: its server failed {failures} times in a row"
                outcomes.put((index, UnavailableError(reason)))
                continue
            try:
                outcomes.put((index, _ask_patiently(wanted[index], limits, stop)))
                failures = 0
            except InputError as error:
                failures = failures + 1 if isinstance(error, UnavailableError) else 0
                outcomes.put((index, error))
    except BaseException as error:  # a fault of ours: whoever waits for the outcomes gets it
        outcomes.put(error)


def _ask_patiently(one: Wanted, limits: Limits, stop: Event) -> Answer:
    try:
        return _ask(one, limits)
    except UnavailableError as error:
        pause = _PAUSE if error.retry_after is None else error.retry_after
        if pause > _MAX_PAUSE or stop.wait(pause):
            raise
    return _ask(one, limits)


def _ask(one: Wanted, limits: Limits) -> Answer:
    return ask(
        one.url,
        timeout=limits.timeout,
        max_bytes=limits.max_bytes,
        allow_private=limits.allow_private,
        feeds=limits.feeds,
        etag=one.etag,
        modified=one.modified,
    )


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
