"""The title of the story: an article's headline, or else a clause of the summary."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.planning.clauses import short_clause, without_dateline
from summarize.planning.ordering.opening import opens_well
from summarize.text.words import FUNCTION_WORDS, content_stems, count_words, one_line, words

_LEAST, _MOST = 4, 18
_LEAST_TOLD = 0.4
_BORNE_OUT = 2
_TRIED, _LONGEST = 3, 30

_LABEL = re.compile(
    r"^(?:[×•*|>-]\s*)*(?:(?:breaking(?:\snews)?|live(?:\supdates?)?|updated?|watch|video|exclusive"
    r"|developing|analysis|opinion|report|fact\scheck|just\sin|alert|charged|movie\sreview)"
    r"\s?[:|–—-]\s+|story\shighlights\s+|view\sphotos?\s*[.:]?\s+)+",
    re.IGNORECASE,
)
_OUTLET = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$|\s+\|\s+.*$|\s+//\s.*$")
_REMARK = re.compile(
    r"\s*[(\[](?:video|photos?|audio|updated?|live|watch|opinion|[A-Z !]+)[)\]]$"
    r"|\s*[:–—-]\s*(?:report|reports|sources?|live\supdates?|as\sit\shappened)\s*$"
    r"|\s+(?:MOVIE|FILM|BOOK)\sREVIEW$",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"(?<=[^.\s])\.+$")

_CREDIT = re.compile(
    r"©|\bGetty\sImages\b|\bAssociated\sPress\b|\bStaff\s[Ww]riters?\b|^Play\sFacebook\b|^Screenshot\b"
    r"|/(?:AP|AFP|Getty|Reuters|Wireimage)\b|\([^)]*/[^)]*\)|^\S+\.(?:com|org|net)$|\bCopyright\b"
    r"|\b[Pp]hotos?\s?(?::|\bby\b)|\bAP\sPhoto\b|\bCREDIT:|^Gallery\b|^(?:Updated|Published|Posted)\b|\d{1,2}:\d\d\s?[AaPp]"
    r"|^By\s[A-Z]|^[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){1,2},\s(?:The\s)?[A-Z][\w ]+$"
    r"|,\s\d{1,3},\sof\s",
)
_QUESTION = re.compile(
    r"\?|^(?:what|why|how|where|who|when|which|whose|can|could|should|would|will|is|are|do|does|did"
    r"|has|have)\b(?!['’])|^(?:where|what|who|how|when)['’]s\b",
    re.IGNORECASE,
)
_LURE = re.compile(
    r"^\W?(?:\d+|two|three|four|five|six|seven|eight|nine|ten)\s(?:\w+\s)?(?:takeaways|things|ways"
    r"|times|facts|reasons|photos|pictures|questions|lessons|tips|best|worst|people\swho)\b"
    r"|\byou(?:['’](?:ll|re|ve))?\b|\byour\b|\b(?:I|we|my|our)\b|^(?:yes|no|here|another|this|these"
    r"|that|those|meet|watch|see|read|look|opinion|sorting|inside|don['’]t|let['’]s)\b|!|…$|\.\.\.$",
    re.IGNORECASE,
)
_TWO_SENTENCES = re.compile(r"[a-z\d)’'\"”]{3,}\.\s+[A-Z\d]")


def headline(titles: Sequence[str], sentences: Sequence[str]) -> str:
    """The article title that tells most of the summary; where none does, a clause of its own.

    Page labels, outlets and a final full stop are taken off a title, and one that is all in
    capitals is set in title case. Questions, lures, bylines, credits and lists of keywords are no
    titles. What the first sentences tell and what other titles say as well counts more.

    Args:
        titles: of the articles, "" where there is none, in reading order.
        sentences: of the summary.

    Returns:
        A title, a clause that is complete, or one of the first sentences as a whole; never one cut
        short in the middle. "" without sentences and usable titles.
    """
    usable = [title for title in dict.fromkeys(map(_clean, titles)) if _is_usable(title)]
    if not sentences:
        return usable[0] if usable else ""
    fits = [
        _fit(title, [other for other in usable if other != title], sentences) for title in usable
    ]
    best = max(range(len(usable)), key=lambda i: (fits[i], -i), default=None)
    if best is not None and fits[best] > 0:
        return usable[best]
    opening = [one for one in sentences if opens_well(one)][:_TRIED] or sentences[:_TRIED]
    for sentence in opening:
        if clause := short_clause(sentence):
            return clause
    whole = next((one for one in opening if count_words(one) <= _LONGEST), None)
    return _FULL_STOP.sub("", without_dateline(whole or min(opening, key=count_words)))


def _clean(title: str) -> str:
    plain = one_line(title)
    for _ in range(3):
        before = plain
        for furniture in (_LABEL, _OUTLET, _REMARK):
            shorter = furniture.sub("", plain)
            plain = shorter if count_words(shorter) >= _LEAST else plain
        if plain == before:
            break
    plain = _FULL_STOP.sub("", plain)
    letters = [char for char in plain if char.isalpha()]
    return _title_case(plain) if letters and all(map(str.isupper, letters)) else plain


def _title_case(shouted: str) -> str:
    """Four Dead in US Flood, for one in capitals: what is short may be initials."""

    def cased(match: re.Match[str]) -> str:
        word = match.group()
        if word.casefold() in FUNCTION_WORDS and word != "US":
            return word.lower() if match.start() else word.capitalize()
        return word if len(word) <= 3 else word.capitalize()

    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", cased, shouted)


def _is_usable(title: str) -> bool:
    found = words(title)
    if not _LEAST - 1 <= len(found) <= 2 * _MOST or not any(word[0].isupper() for word in found):
        return False
    if _CREDIT.search(title) or _QUESTION.search(title) or _LURE.search(title):
        return False
    keywords = title.count(",") >= 3 and not any(word in FUNCTION_WORDS for word in found)
    return not keywords and not _TWO_SENTENCES.search(title)


def _fit(title: str, others: Sequence[str], sentences: Sequence[str]) -> float:
    """Precision of the title's content words times how much they tell; 0 for too little.

    A word counts once if the summary has it, once more each if its first three sentences or another
    title have it. At least two words must stand in one of these: what is taken for a headline in a
    text without one is often a caption or the name of a section.
    """
    content = set(content_stems(title))
    told = content & set(content_stems(" ".join(sentences)))
    if len(told) < 2 or len(told) < _LEAST_TOLD * len(content):
        return 0.0
    first = set(content_stems(" ".join(sentences[:_TRIED])))
    shared = set(content_stems(" ".join(others)))
    if len(content & first) < _BORNE_OUT and len(content & shared) < _BORNE_OUT:
        return 0.0
    weight = len(told) + len(told & first) + len(content & shared)
    length = 1.0 if count_words(title) <= _MOST else 0.7
    return round(length * weight * len(told) / len(content), 6)
