"""The body of an answer, unpacked within limits.

httpx unpacks each part that comes in as a whole, and packings within packings in turn: a few
kilobytes become gigabytes before anybody can count them. Here no more is unpacked than is allowed.
"""

from __future__ import annotations

import time
import zlib
from typing import TYPE_CHECKING

from summarize.errors import InputError, UnavailableError

if TYPE_CHECKING:
    import httpx

_PART = 65_536
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32


def read_body(response: httpx.Response, *, deadline: float, max_bytes: int) -> bytes:
    """The body of ``response``.

    Args:
        response: opened as a stream, not read yet.
        deadline: on the clock of ``time.monotonic``.
        max_bytes: the most it may have, unpacked.

    Raises:
        InputError: larger than that, too slow, cut off, or packed in a way that was not asked for.
    """
    # The declared size is checked first, but the count decides: it may be wrong, or of packed data.
    size = response.headers.get("content-length", "")
    if size.isdigit() and int(size[:20]) > max_bytes:
        raise _too_large(max_bytes)
    unpack = _unpacker(response)
    body = bytearray()
    for part in response.iter_raw(_PART):
        body += part if unpack is None else _unpacked(unpack, part, max_bytes - len(body) + 1)
        if len(body) > max_bytes:
            raise _too_large(max_bytes)
        # httpx's timeout is for each read: a server that drips would never reach it.
        if time.monotonic() > deadline:
            raise UnavailableError("took too long to send the page")
    if unpack is not None and body and not unpack.eof:
        raise UnavailableError("was cut off before its end")
    return bytes(body)


def _unpacker(response: httpx.Response) -> zlib._Decompress | None:
    declared = response.headers.get("content-encoding", "").lower()
    packings = [one.strip() for one in declared.split(",") if one.strip() not in ("", "identity")]
    if not packings:
        return None
    if packings not in (["gzip"], ["x-gzip"], ["deflate"]):
        raise InputError(f"is packed as {', '.join(packings)[:60]}, which was not asked for")
    return zlib.decompressobj(_GZIP_OR_ZLIB)


def _unpacked(unpack: zlib._Decompress, part: bytes, most: int) -> bytes:
    if unpack.eof:  # bytes after the end, which browsers pass over as well
        return b""
    try:
        return unpack.decompress(part, most)
    except zlib.error as error:
        raise InputError(f"cannot be unpacked ({error})") from error


def _too_large(max_bytes: int) -> InputError:
    return InputError(f"is larger than {max_bytes:,} bytes")
