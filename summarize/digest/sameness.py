"""The same article from two sources: by its address, or by its text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from summarize.records import Article

# What mailings and feeds append to an address to see who follows it.
_TRACKING = re.compile(
    r"utm_\w+|at_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|cmpid|cmp|ocid|ref_src|xtor",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical(url: str) -> str:
    """``url`` as it would be written by whoever means the same page; "" if it is none.

    Scheme, user, default port, fragment, trailing slash and parameters of tracking are left out,
    the others sorted.
    """
    try:
        parts = urlsplit("".join(url.split()))  # no address has white space
        host, port = (parts.hostname or "").rstrip("."), parts.port
        query = [
            pair
            for pair in parse_qsl(parts.query, keep_blank_values=True)
            if _TRACKING.fullmatch(pair[0]) is None
        ]
    except ValueError:
        return ""
    if parts.scheme.lower() not in _DEFAULT_PORTS or not host or not host.isprintable():
        return ""
    host = f"[{host}]" if ":" in host else host
    place = host if port in (None, _DEFAULT_PORTS[parts.scheme.lower()]) else f"{host}:{port}"
    return urlunsplit(("", place, parts.path.rstrip("/"), urlencode(sorted(query)), ""))


def distinct(articles: Iterable[Article]) -> tuple[int, ...]:
    """Indices of the articles that are not one that stands before.

    Two are one if their addresses mean the same page, or if one outlet has both (or one of them
    names none) and their texts differ in white space at most. Two outlets that print one text
    are two: that is a wire copy, which the grouping knows how to count, and a reader may want
    either.
    """
    addresses: set[str] = set()
    outlets: dict[str, set[str]] = {}
    kept = []
    for index, article in enumerate(articles):
        address = canonical(article.url or "")
        if address.count("/") < 3 and "?" not in address:
            address = ""  # a site's front page says nothing of the article
        outlet = article.source.casefold()
        seen = outlets.setdefault(" ".join(article.text.split()), set())
        same_text = bool(seen) and (not outlet or "" in seen or outlet in seen)
        if not same_text and (not address or address not in addresses):
            kept.append(index)
        seen.add(outlet)
        addresses.add(address)
    return tuple(kept)
