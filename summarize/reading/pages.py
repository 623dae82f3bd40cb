"""Pages from the Web, by httpx: one GET, within limits of time, size and redirects.

The user typed the address, so local addresses are allowed; other schemes never are, not even
by redirect.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarize.errors import InputError
from summarize.reading.extract import Kind

if TYPE_CHECKING:
    import httpx

_MAX_REDIRECTS = 5
_KINDS: dict[str, Kind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "plain",
    "text/markdown": "markdown",
    "application/json": "json",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "application/pdf": "pdf",
}
_HEADERS = {
    "User-Agent": "summarize (+https://pypi.org/project/summarize/)",
    "Accept": ", ".join(_KINDS),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address gave: ``url`` after redirects, ``charset`` as the server names it, or ""."""

    url: str
    kind: Kind
    charset: str
    data: bytes


def fetch(url: str, *, timeout: float, max_bytes: int) -> Page:
    """The page at ``url``.

    Args:
        url: an http(s) address.
        timeout: seconds for the whole page.
        max_bytes: the most it may have, unpacked.

    Raises:
        InputError: no answer in time, a status other than success, too large, another type of
            content, or a redirect that leads too far or to another scheme.
    """
    import httpx

    deadline = time.monotonic() + timeout
    try:
        with (
            httpx.Client(
                headers=_HEADERS,
                follow_redirects=True,
                max_redirects=_MAX_REDIRECTS,
                timeout=timeout,
            ) as client,
            client.stream("GET", url) as response,
        ):
            kind = _kind(response)
            data = _body(response, deadline, max_bytes)
            charset = response.charset_encoding or ""
            return Page(url=str(response.url), kind=kind, charset=charset, data=data)
    except httpx.TooManyRedirects as error:
        raise InputError(f"redirects more than {_MAX_REDIRECTS} times") from error
    except httpx.TimeoutException as error:
        raise InputError(f"did not answer within {timeout:g} seconds") from error
    except httpx.UnsupportedProtocol as error:
        raise InputError("redirects to something that is not http(s)") from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise InputError(f"cannot be fetched ({error or type(error).__name__})") from error


def _kind(response: httpx.Response) -> Kind:
    if not response.is_success:
        reason = f"{response.status_code} {response.reason_phrase}".strip()
        raise InputError(f"the server answered {reason}")
    declared = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if declared not in _KINDS:
        what = declared or "no type at all"
        raise InputError(f"is {what}; only HTML, plain text, JSON and PDF are read")
    return _KINDS[declared]


def _body(response: httpx.Response, deadline: float, max_bytes: int) -> bytes:
    # The declared size is checked first, but the count decides: it may be wrong, or of packed data.
    size = response.headers.get("content-length", "")
    received = bytearray()
    too_large = InputError(f"is larger than {max_bytes:,} bytes")
    if size.isdigit() and int(size) > max_bytes:
        raise too_large
    for part in response.iter_bytes(65_536):
        received += part
        if len(received) > max_bytes:
            raise too_large
        # httpx's timeout is for each read: a server that drips would never reach it.
        if time.monotonic() > deadline:
            raise InputError("took too long to send the page")
    return bytes(received)
