"""Addresses that come from outside: only what a reader may safely be sent to is a link."""

from __future__ import annotations

from urllib.parse import urlsplit


def link(url: str | None) -> str:
    """``url`` if it is an http(s) address, else "": a "javascript:" link must not be offered."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""
