"""Whether a written sentence is whole: neither broken off nor with a clause hung on.

A small model shortens by stopping early. Where it may stop is told by the report that it shortens:
before a mark, or a word that begins something new.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.text.words import words
from summarize.writing.splicing import is_spliced

_BROKEN_OFF = re.compile(r"[,;:][”\"’']*\.$|[“\"]\.$|\(\s*\)")
_DEPENDENT = (
    r"^(?:According|Asked|Citing|Noting|Referring|Responding|Speaking|Although|As|Because|If|Once|Since"
    r"|Though|Unless|Until|When|Whenever|Where|Whereas|While)\b"
)
_FRAGMENT = re.compile(rf"{_DEPENDENT}[^,]*$")
_THAT_FRAGMENT = re.compile(
    r"\bthat (?:after|although|as|because|before|if|once|since|though|unless|when|while)\b[^,]*$"
)
_OPENS_DEPENDENT = re.compile(rf"{_DEPENDENT}|^[A-Z][a-z]+ing\b")
_OPENING_CLAUSE = re.compile(
    r"^(?:Although|As|Because|If|Though|When|Whenever|Where|Whereas|While)\b[^,]*(?=,)"
)
_RUN = 3
_NEXT_WORD = re.compile(r"\s+([^\W\d_][\w’'-]*)")
_MAY_FOLLOW = frozenset(
    """
    about above across after against ahead along alongside although amid among and around as at
    because before behind below beside between beyond but by despite during except following for
    from given if in including inside into like near on onto or outside over past per since so
    such through throughout today together toward towards under unless until upon via when where
    whereas whether which while who whom whose with within without yesterday according monday
    tuesday wednesday thursday friday saturday sunday last this early late earlier later again
    altogether anyway here instead now once sometime then there to too
    """.split()
)
_RANKED = re.compile(
    r"\b(?:first|last|second|third|only|most|least|best|worst|[a-z]{3,}(?<!inter)(?<!for)est)\b"
)
_SCOPE = frozenset("in since ever outside among for this to over of".split())
"""What may say among which a thing is the first or the largest."""
_DEFINED_BEHIND = re.compile(
    r",? (?:at|by|for|from|in|of|on|through|to|under|with) (?:which|whom)\b"
)
"""What a report says next of what a sentence ends with, and without which it says nothing."""
_IN_QUOTATION = re.compile(r",\s+[^\W_]")
_CLEFT = re.compile(r"\bit(?: is|['’]s| was)\s*$", re.IGNORECASE)
_WAITS = tuple(
    (re.compile(end), re.compile(rest))
    for end, rest in (
        (r"\bfrom(?:\s[\w’'-]+){1,3}$", r"\s+to\b"),
        (r"\b(?:if|whether)\b", r"(?:\s*\([^)]*\))?,?\s+or\b"),
        (r"\bnot (?:just|merely|only|simply)\b(?!.*\bbut\b)", r",?\s+but\b"),
        (r"\bboth\b(?!.*\band\b)", r",?\s+and\b"),
        (r"\bn?either\b(?!.*\bn?or\b)", r",?\s+n?or\b"),
        (r"\b(?:two|twofold|three|four|five|several)\b[^:–—]*[:–—][^:–—]*$", r",?\s+and\b"),
        (
            r"\b(?:partnership|alliance|relationship|relations|ties|links|feud|dispute|rivalry"
            r"|marriage)$",
            r"\s+(?:with|between)\b",
        ),
        (
            r"\b(?:years?|months?|weeks?|days?|hours?|minutes?)$",
            r"\s+(?:after|ago|before|earlier|into|later|since)\b",
        ),
        (
            r"\b(?:ban|bar|forbid|prohibit|requir|allow|permit)\w*\b|\bmust\b",
            r"\s+(?:if|unless|until|when|while)\b",
        ),
        (
            r"\b(?:has|had|have|puts?|leaves?|left) (?:an?|the|one|some|its|his|her|their)\b[^,]*$",
            r"\s+(?:in|on|under|out of|at)\b",
        ),
        (
            r"\b(?!(?:was|were|is|are|be|been|being|got|get)\b)[\w’'-]+\s\w+ed$",
            r"\s+by\b",
        ),
    )
)
"""What a sentence has that waits for how a report goes on where it ends."""
_NO_LONGER = re.compile(r"\bbut (?:no longer|not any ?more)\b")
_SAID = re.compile(r"^Said\b[^,]*\b(?:said|says)\b")
_HUNG = re.compile(
    r"\w+,? (?:which|who|whose|where|with|as|and (?:was|were))\b [^\W_]+(?: [^\W_]+)?",
    re.IGNORECASE,
)


def is_whole(text: str, reports: Sequence[str]) -> bool:
    """True if nothing shows that ``text`` is a piece, or a piece too much, of ``reports``."""
    return not (
        _BROKEN_OFF.search(text)
        or _FRAGMENT.search(text)
        or _ends_before_it_says(text, reports)
        or _SAID.search(text)
        or _is_cleft(text, reports)
        or is_spliced(text, reports)
        or _hangs_on(text, reports)
        or _cuts_inside(text, reports)
        or _cuts_the_opening(text, reports)
    )


def _hangs_on(text: str, reports: Sequence[str]) -> bool:
    """True if a clause is hung on ("…, which …", "… and was …") that no report has so.

    A small model joins two reports in this way, and mostly hangs the second on the wrong noun.
    """
    told = " ".join(" ".join(words(report)).lower() for report in reports)
    return any(" ".join(words(match.group())).lower() not in told for match in _HUNG.finditer(text))


def _ends_before_it_says(text: str, reports: Sequence[str]) -> bool:
    """True if a report goes on behind "a reminder that as more people are on their own, …"."""
    end = text.rstrip(".”\"’'")
    return bool(_THAT_FRAGMENT.search(end)) and any(f"{end}, " in report for report in reports)


def _is_cleft(text: str, reports: Sequence[str]) -> bool:
    """True if it is the end of "it is … that …": "The statues that made the wreck famous"."""
    start = text[1 : len(" ".join(text.split()[: _RUN + 1]))]
    return any(
        bool(_CLEFT.search(report[: at - 1]))
        for report in reports
        if (at := report.find(start)) > 0
    )


def _cuts_inside(text: str, reports: Sequence[str]) -> bool:
    """True if it ends where a report goes on in the same phrase, behind a colon, or to its point.

    "The result of physics", of "the result of physics meeting fiction"; "the first rewrite of the
    laws", of "the first rewrite of the laws in a generation"; "Speaking to reporters, after a
    meeting", of "…, Rice said there were three ways"; "what is on its way out is the old formula",
    of "… the old formula, in which one partner enjoyed exclusive rights".
    """
    end = text.rstrip(".”\"’'")
    last = " ".join(end.split()[-_RUN:])
    two = " ".join(end.split()[-2:])
    for report in reports:
        if f"{two}:" in report:
            return True
        at = report.find(last)
        rest = report[at + len(last) :] if at >= 0 else ""
        if rest.startswith(":") or _DEFINED_BEHIND.match(rest):
            return True
        if _IN_QUOTATION.match(rest) and text.rstrip(".")[-1:] in '”"':
            return True
        if rest.startswith(",") and report.startswith(end) and _OPENS_DEPENDENT.match(text):
            return True
        if _leaves_open(end, rest):
            return True
        following = _NEXT_WORD.match(rest)
        word = following.group(1).lower() if following else "."
        if following and word in _SCOPE and _RANKED.search(text):
            return True
        if following and word not in _MAY_FOLLOW and not word.endswith("ly"):
            return not any(other.find(last) >= 0 for other in reports if other != report)
    return False


def _leaves_open(end: str, rest: str) -> bool:
    """True where "from", "whether", a participle or a tie waits for what ``rest`` goes on with.

    "A fragment from the elbow", of "… from the elbow to the fingers"; "not clear if they are due to
    pressure", of "… to pressure or to something else"; "injuries sustained", of "… by protesters";
    "the company's partnership", of "… with Microsoft"; "struggle more than five years", of "…
    after the crash"; "bans the shackling of inmates", of "… while pregnant"; "viewed not only
    as an investor", of "… but also as a supplier"; "played two roles: it paid", of "… and it
    taught"; what is so, "but not anymore".
    """
    waits = any(opens.search(end) and closes.match(rest) for opens, closes in _WAITS)
    return waits or _NO_LONGER.search(rest) is not None


def _cuts_the_opening(text: str, reports: Sequence[str]) -> bool:
    """True if the clause that it opens with goes on in a report: "As a deputy closed in on her"."""
    opening = _OPENING_CLAUSE.match(text)
    if opening is None:
        return False
    clause = opening.group().lower()
    rests = [
        report[at + len(clause) :] for report in reports if (at := report.lower().find(clause)) >= 0
    ]
    following = [_NEXT_WORD.match(rest) for rest in rests]
    return bool(rests) and all(
        match is not None and match.group(1).lower() not in _MAY_FOLLOW for match in following
    )
