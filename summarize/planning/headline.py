"""The title of the story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.text.words import content_stems, count_words, one_line

_OUTLET = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$|\s+\|\s+.*$")
_CLAUSE = re.compile(r"[,;:–—]\s|\s(?:after|although|as|because|but|following|which|who|while)\s")
_LEAST, _MOST = 4, 16


def headline(titles: Sequence[str], sentences: Sequence[str]) -> str:
    """The article title that tells most of the summary in fewest words.

    Without a title that tells any of it, the first sentence up to the end of its first clause.

    Args:
        titles: of the articles, "" where there is none, in reading order.
        sentences: of the summary.
    """
    told = set(content_stems(" ".join(sentences)))
    usable = [title for title in map(_clean, titles) if _is_usable(title)]
    best = max(usable, key=lambda title: (_fit(title, told), -usable.index(title)), default="")
    if not sentences or _fit(best, told) > 0:
        return best
    return _first_clause(sentences[0])


def _clean(title: str) -> str:
    shorter = _OUTLET.sub("", one_line(title))
    return shorter if count_words(shorter) >= _LEAST else one_line(title)


def _is_usable(title: str) -> bool:
    return _LEAST - 1 <= count_words(title) <= 2 * _MOST and not title.endswith("?")


def _fit(title: str, told: set[str]) -> float:
    """Precision of the title's content, a little more for each further word told."""
    content = set(content_stems(title))
    hits = len(content & told)
    return hits * hits / len(content) if content else 0.0


def _first_clause(sentence: str) -> str:
    plain = one_line(sentence)
    for match in _CLAUSE.finditer(plain):
        clause = plain[: match.start()]
        if _LEAST + 2 <= count_words(clause) <= _MOST and _is_closed(clause):
            return clause
    found = plain.split()
    return plain.rstrip(".") if len(found) <= _MOST else " ".join(found[:_MOST]).rstrip(",;") + " …"


def _is_closed(clause: str) -> bool:
    """True if no quotation and no bracket is left open."""
    pairs = (("“", "”"), ("(", ")"), ("[", "]"), ("«", "»"))
    return clause.count('"') % 2 == 0 and all(clause.count(a) == clause.count(b) for a, b in pairs)
