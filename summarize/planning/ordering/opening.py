"""Which sentences can open a story."""

from __future__ import annotations

import re
from functools import lru_cache

from summarize.planning.openers import points_back
from summarize.text.facts.dates import find_dates
from summarize.text.facts.names import find_names
from summarize.text.facts.numbers import find_numbers

_QUOTES = "\"“‘'«("
# "The family is hopeful": which family was said before. "The fire in Harwick" says it itself.
_KNOWN = re.compile(r"^The\s(?:[a-z][\w-]*\s){1,3}(?!(?:of|in|at|on|for|from|to|that|who|which)\s)")
_DATELINE = re.compile(r"^(?:[A-Z][\w.,'’/ -]{2,40}\s)?\([\w .]{2,20}\)\s*[-–—:]*\s*")
_CAPTION = re.compile(
    r"\b(?:in\sthis|file|undated|handout)\b.{0,40}\b(?:photo|image|picture|video|screen)"
    r"|\b(?:photos?|images?|caption|credit)(?:\s?:|\sby\b|\scopyright)|\bgetty\b|\(file\b"
    r"|^(?:caption|enlarge|image|a\sstill)\b|\bseen\shere\b|\bis\spictured\b"
    r"|[,(]\s?(?:second\s|third\s)?(?:left|right|center|centre|r|l)\.?[,)]"
    r"|day,?\s[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4}\W*$"
    r"|^(?:watch|read|click|see|sign|please|share|close|more|let['’]s)\b",
    re.IGNORECASE,
)
# "Moss has long been seen as the heir": what was so before is background, not the news.
_BACKGROUND = re.compile(
    r"\b(?:has|have|had)\slong\b|\bfor\s(?:years|decades)\b|^Until\s", re.IGNORECASE
)
_SPOKEN = re.compile(r"\b(?:I|I['’]m|[Ww]e|[Oo]ur|us|[Mm]y|[Yy]ou|[Yy]our)\b|[?!]")


@lru_cache(maxsize=8_000)
def opens_well(text: str, *, first: bool = False) -> bool:
    """True if a reader who knows nothing yet can begin with this sentence.

    It names somebody or something, or gives a figure; it is no quotation, picture caption,
    question, address to the reader or background ("has long been"); it does not point back, nor
    speak of "the family" as if known, unless it is the ``first`` of its article, which did begin
    so.
    """
    plain = _DATELINE.sub("", text.strip())
    if not plain or plain[0] in _QUOTES or plain[0].islower() or points_back(plain):
        return False
    if _CAPTION.search(plain) or _SPOKEN.search(plain) or _BACKGROUND.search(plain):
        return False
    if not first and (known := _KNOWN.match(plain)) and not find_names(known.group()):
        return False
    return first or bool(find_names(plain) or find_numbers(plain) or find_dates(plain))
