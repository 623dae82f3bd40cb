"""From a feed's entries to articles: the page behind each, or what the feed itself tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from summarize.digest.articles import parse_answer, to_document
from summarize.digest.fetching import Limits, Wanted, fetch_all
from summarize.digest.found import Findings, FoundFeed, Frame, Order, Piece
from summarize.digest.sameness import canonical
from summarize.errors import InputError, UnavailableError
from summarize.ports import Progress, no_progress
from summarize.reading.extract import Extract
from summarize.reading.feeds import Entry
from summarize.reading.pages import Answer
from summarize.reading.plain import http_address

_PAGE_WORDS = 40
"""A page with fewer words is a teaser, a wall or a failure: the feed's own text may be more."""
_LEAST_WORDS = 15
_FULLER = 2.0
"""A feed that tells that many times the words of the page has the article, and the page a part."""
_MAX_PAGE_BYTES = 5_000_000
_PATIENCE = 3
_TOLD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """An entry that is of the right time or undated; ``url`` is "" where there is no page."""

    order: Order
    found: FoundFeed
    entry: Entry
    url: str


def read_entries(findings: Findings, frame: Frame, progress: Progress = no_progress) -> None:
    """Adds the articles of all feeds to ``findings``, and the feeds' states.

    Pages are asked for only where the entry is of the right time. A feed whose entries could not
    all be dealt with (too new, or a server that may answer tomorrow) loses its validators, so that
    the next run gets the whole feed again.
    """
    items, unfinished = _items(findings, frame)
    pages = _pages(items, frame, progress)
    by_feed: dict[Order, list[tuple[_Item, Extract | InputError]]] = defaultdict(list)
    for item in items:
        by_feed[item.found.order].append((item, pages[item.url]))
    for found in sorted(findings.feeds, key=lambda one: one.order):
        lost = _read_feed(found, by_feed[found.order], findings, frame)
        state = found.state
        if lost or found.name in unfinished:
            state = replace(state, etag="", modified="")
        findings.states.append(state)


def _items(findings: Findings, frame: Frame) -> tuple[list[_Item], set[str]]:
    """What is to be read, each address once, and the feeds that have something newer."""
    items: list[_Item] = []
    unfinished: set[str] = set()
    seen: set[str] = set()
    for found in sorted(findings.feeds, key=lambda one: one.order):
        for number, entry in enumerate(found.feed.entries):
            place = frame.window.place(entry.published)
            if place in ("older", "newer"):
                findings.outside[found.order[:1], found.name, place] += 1
                if place == "newer":
                    unfinished.add(found.name)
                continue
            url = http_address(entry.link) or ""
            address = canonical(url)
            if address and address in seen:
                continue
            seen.add(address)
            items.append(_Item(order=(*found.order, number), found=found, entry=entry, url=url))
    return items, unfinished


def _pages(
    items: Sequence[_Item], frame: Frame, progress: Progress
) -> dict[str, Extract | InputError]:
    """What is at each address; parsed as it comes, so that few raw pages are held at once."""
    pages: dict[str, Extract | InputError] = {}
    urls = tuple(dict.fromkeys(item.url for item in items if item.url))
    reading = frame.settings.reading
    limits = Limits(
        timeout=reading.timeout,
        max_bytes=min(reading.max_bytes, _MAX_PAGE_BYTES),
        allow_private=frame.allow_private,
        feeds=False,
        patience=_PATIENCE,
    )
    wanted = [Wanted(url=url) for url in urls]
    for done, (index, outcome) in enumerate(fetch_all(wanted, limits), start=1):
        pages[urls[index]] = _parsed(outcome)
        progress("fetching pages", done, len(urls))
    pages[""] = InputError("its entry links to no http(s) page")
    return pages


def _parsed(outcome: Answer | InputError) -> Extract | InputError:
    if isinstance(outcome, InputError):
        return outcome
    try:
        extracts = parse_answer(outcome).extracts
    except InputError as error:
        return error
    if len(extracts) != 1:
        return InputError(f"holds {len(extracts)} articles")
    # The page may call itself what it likes: only an address of its own host is believed.
    own = _one_site(_host(extracts[0].url or ""), _host(outcome.url))
    return replace(extracts[0], url=(own and extracts[0].url) or outcome.url)


def _read_feed(
    found: FoundFeed,
    own: Sequence[tuple[_Item, Extract | InputError]],
    findings: Findings,
    frame: Frame,
) -> bool:
    """Adds one feed's articles; whether one was lost that may be had another time."""
    unread: list[tuple[str, str]] = []
    stood_in: list[tuple[str, str]] = []
    lost = False
    for item, page in own:
        path = (item.url or item.entry.link or item.entry.title or found.name)[:200]
        try:
            extract, reason = _choose(item, page)
            document = to_document(_described(extract, item, page, frame), frame.settings)
        except InputError as error:
            unread.append((path, error.message))
            lost = lost or isinstance(page, UnavailableError)
            continue
        findings.pieces.append(Piece(order=item.order, source=found.name, document=document))
        if reason:
            stood_in.append((path, reason))
    for path, reason in unread[:_TOLD]:
        findings.skip(found.order, path, reason)
    if len(unread) > _TOLD:
        more = f"{len(unread) - _TOLD} more of its entries could not be used"
        findings.skip(found.order, found.name, more)
    if stood_in:
        findings.skip(found.order, found.name, _stood_in(stood_in))
    return lost


def _stood_in(cases: Sequence[tuple[str, str]]) -> str:
    (path, reason), count = cases[0], len(cases)
    pages = "the page of 1 entry was" if count == 1 else f"the pages of {count} entries were"
    return f"{pages} not used, but the feed's own text ({path}: {reason})"


def _choose(item: _Item, page: Extract | InputError) -> tuple[Extract, str]:
    """The page, or the feed's own text and why not the page.

    Raises:
        InputError: neither has enough words.
    """
    entry = item.entry
    told = Extract(text=entry.text, title=entry.title)
    told_words = len(entry.text.split())
    if isinstance(page, InputError):
        if told_words >= _LEAST_WORDS:
            return told, page.message if entry.link else ""  # many a feed has no pages at all
        raise InputError(f"{page.message}; the feed itself tells only {told_words} words of it")
    words = len(page.text.split())
    if words >= _PAGE_WORDS and told_words < _FULLER * words:
        return page, ""
    if max(words, told_words) < _LEAST_WORDS:
        raise InputError(f"the page has only {words} words, and the feed tells only {told_words}")
    return (page, "") if words >= told_words else (told, f"has only {words} words")


def _described(extract: Extract, item: _Item, page: Extract | InputError, frame: Frame) -> Extract:
    """``extract`` with what the feed says of it; the feed's date and title come first."""
    believed = frame.window.believed
    read = page if isinstance(page, Extract) else None
    return replace(
        extract,
        title=item.entry.title or extract.title,
        source=_outlet(item, read),
        published=believed(item.entry.published) or (believed(read.published) if read else None),
        url=(read.url if read else None) or item.url or None,
        language=extract.language or item.found.feed.language,
    )


def _outlet(item: _Item, page: Extract | None) -> str:
    """Who wrote it: the page's own name, what the entry names, the feed if it is the site's own."""
    host = _host((page.url if page else None) or item.url)
    if page is not None and page.source and not _one_site(page.source.partition(":")[0], host):
        return page.source
    if item.entry.source:
        return item.entry.source
    feed = item.found.feed
    sites = [_host(feed.site), _host(item.found.name)]
    if not host or any(_one_site(host, site) for site in sites):
        return feed.title or host
    return host


def _one_site(host: str, other: str) -> bool:
    """Whether two host names are one site's; "Phys.org" is a name, "phys.org" is a host."""
    if not host or not other:
        return False
    host, other = host.removeprefix("www."), other.removeprefix("www.")
    return host == other or host.endswith(f".{other}") or other.endswith(f".{host}")


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
