"""Pages from the Web, by httpx: one GET, within limits of time, size and redirects.

``fetch`` is for an address that the user typed: local addresses are allowed, other schemes never
are, not even by redirect. ``ask`` is for one that stands in a feed: see ``network``.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarize.errors import InputError, UnavailableError
from summarize.reading.extract import Kind
from summarize.reading.unpacking import read_body

if TYPE_CHECKING:
    import httpx

_MAX_REDIRECTS = 5
_MAX_VALIDATOR = 500
_TEMPORARY = frozenset({408, 425, 429, 500, 502, 503, 504})
PAGE_TYPES: Mapping[str, Kind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "plain",
    "text/markdown": "markdown",
    "application/json": "json",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "application/pdf": "pdf",
}
"""What is read as an article, by its content type."""
FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "text/x-opml",
    "text/x-opml+xml",
    "application/octet-stream",
    "",
)
"""What may be a feed or a list of feeds besides; its content decides."""
_HEADERS = {
    "User-Agent": "summarize (+https://pypi.org/project/summarize/)",
    "Accept-Encoding": "gzip",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address gave: ``url`` after redirects, ``charset`` as the server names it, or ""."""

    url: str
    kind: Kind
    charset: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered.

    Attributes:
        url: the address after redirects.
        type: the content type as it is declared, or "".
        charset: as the server names it, or "".
        data: unpacked.
        etag: its ``ETag``, or "".
        modified: its ``Last-Modified``, or "".
        unchanged: it is what was sent before (304); ``data`` is empty.
    """

    url: str
    type: str
    charset: str
    data: bytes
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


def fetch(url: str, *, timeout: float, max_bytes: int) -> Page:
    """The page at ``url``, through the user's proxy where there is one.

    Args:
        url: an http(s) address.
        timeout: seconds for the whole page.
        max_bytes: the most it may have, unpacked.

    Raises:
        InputError: no answer in time, a status other than success, too large, another type of
            content, or a redirect that leads too far or to another scheme.
    """
    deadline = time.monotonic() + timeout
    with _told(timeout):
        import httpx

        headers = {**_HEADERS, "Accept": ", ".join(PAGE_TYPES)}
        with httpx.Client(headers=headers, timeout=timeout) as client:
            answer = _answer(client, url, deadline, max_bytes, tuple(PAGE_TYPES))
    return Page(
        url=answer.url,
        kind=PAGE_TYPES[answer.type],
        charset=answer.charset,
        data=answer.data,
    )


def ask(
    url: str,
    *,
    timeout: float,
    max_bytes: int,
    allow_private: bool = False,
    feeds: bool = False,
    etag: str = "",
    modified: str = "",
) -> Answer:
    """What is at ``url``, from public addresses only, with no proxy in between.

    Args:
        url: an http(s) address.
        timeout: seconds for all of it, redirects too.
        max_bytes: the most it may have, unpacked.
        allow_private: whether this machine and private networks may be asked.
        feeds: whether ``FEED_TYPES`` are wanted too.
        etag: what the server gave with an earlier answer, or "".
        modified: the same, of ``Last-Modified``.

    Raises:
        UnavailableError: no answer in time, or a failure that the server says will pass.
        InputError: as for ``fetch``, or a private address that is not allowed.
    """
    deadline = time.monotonic() + timeout
    types = (*FEED_TYPES, *PAGE_TYPES) if feeds else tuple(PAGE_TYPES)
    headers = {
        **_HEADERS,
        "Accept": ", ".join(filter(None, types)),
        **({"If-None-Match": etag} if etag else {}),
        **({"If-Modified-Since": modified} if modified else {}),
    }
    with _told(timeout):
        import httpx

        from summarize.reading.network import DirectTransport

        transport = DirectTransport(deadline=deadline, allow_private=allow_private)
        with httpx.Client(headers=headers, timeout=timeout, transport=transport) as client:
            return _answer(client, url, deadline, max_bytes, types)


def _answer(
    client: httpx.Client, url: str, deadline: float, max_bytes: int, types: tuple[str, ...]
) -> Answer:
    """Follows redirects by hand: httpx would read the bodies of redirects, whatever their size."""
    request = client.build_request("GET", url)
    for _ in range(_MAX_REDIRECTS + 1):
        if request.url.scheme not in ("http", "https"):
            raise InputError("redirects to something that is not http(s)")
        response = client.send(request, stream=True)
        try:
            if response.next_request is None:
                return _read(response, deadline, max_bytes, types)
            request = response.next_request
        finally:
            response.close()
    raise InputError(f"redirects more than {_MAX_REDIRECTS} times")


def _read(
    response: httpx.Response, deadline: float, max_bytes: int, types: tuple[str, ...]
) -> Answer:
    sent = response.request.headers
    asked = "if-none-match" in sent or "if-modified-since" in sent
    unchanged = response.status_code == 304 and asked
    declared = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not unchanged:
        _check(response, declared, types)
    return Answer(
        url=str(response.url),
        type=declared,
        charset=response.charset_encoding or "",
        data=b"" if unchanged else read_body(response, deadline=deadline, max_bytes=max_bytes),
        etag=_validator(response, "etag"),
        modified=_validator(response, "last-modified"),
        unchanged=unchanged,
    )


def _check(response: httpx.Response, declared: str, types: tuple[str, ...]) -> None:
    if not response.is_success:
        reason = f"the server answered {response.status_code} {response.reason_phrase}".strip()
        if response.status_code in _TEMPORARY:
            raise UnavailableError(reason, retry_after=_retry_after(response))
        raise InputError(reason)
    if declared not in types:
        what = declared or "no type at all"
        raise InputError(f"is {what}; only HTML, plain text, JSON and PDF are read")


def _retry_after(response: httpx.Response) -> float | None:
    seconds = response.headers.get("retry-after", "").strip()
    return float(seconds) if seconds.isascii() and seconds.isdigit() else None


def _validator(response: httpx.Response, name: str) -> str:
    """The header, if it can be sent back as it is."""
    value = str(response.headers.get(name, "")).strip()
    fits = value.isascii() and value.isprintable() and len(value) <= _MAX_VALIDATOR
    return value if fits else ""


@contextmanager
def _told(timeout: float) -> Iterator[None]:
    """Failures of the libraries, as errors of ours."""
    import httpcore
    import httpx

    try:
        yield
    except (httpx.TimeoutException, httpcore.TimeoutException) as error:
        raise UnavailableError(f"did not answer within {timeout:g} seconds") from error
    except (httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol) as error:
        raise InputError("redirects to something that is not http(s)") from error
    except (httpx.TransportError, httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise UnavailableError(f"cannot be fetched ({_reason(error)})") from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise InputError(f"cannot be fetched ({_reason(error)})") from error


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
