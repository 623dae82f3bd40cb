"""Parts that a news sentence stands without: relative clauses, appositions, trailing clauses.

Rules over the surface, as sentence compression of headlines began (Dorr, Zajic and Schwartz, "Hedge
Trimmer", HLT-NAACL 2003 workshop), of which only those are kept that need no parser. A part on
which a fact hangs (a denial, a condition, who says so) is none.
"""

from __future__ import annotations

import re

from summarize.text.facts.negation import has_negation
from summarize.text.words import count_words

_FEWEST_LEFT = 8
_INNER = r"[^,;:—–“”\"()]"
_FINITE = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|did|does|said|says|told"
    r"|[a-z]{3,}ed|took|went|came|gave|found|left|won|lost|began|held|led|met|fell|made|became)"
)
_DAY = r"(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day"
_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|Sept(?:ember|\.)"
    r"|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_TRAILING = (
    r"(?:,\s(?:who|which|where|whose|after|following|because|while|as|amid|when|before|since|although"
    r"|though|including|leaving|killing|calling|citing|despite|marking|forcing|making|prompting|ending"
    r"|raising|becoming|with|along\swith|in\s(?:a|an|what|one)|a|an|the\s(?:first|second|latest|largest"
    r"|highest|biggest))\s"
    r"|\s(?:after|following|amid|because|when|while|despite|during)\s"
    r"|\sbefore\s(?=\w+ing\b|(?:he|she|it|they)\b))"
)
_PARTS = (
    # "Moss, who led the bank, has left": both commas go.
    re.compile(
        rf"(?<=\w),\s(?:who|which|whose|where)\s{_INNER}{{8,90}},(?=\s(?:{_FINITE}|[a-z]+ing|in|on|at|to|from|after|as)\b)"
    ),
    # "Moss, a clerk from Lund, has left"
    re.compile(
        rf"(?<=[A-Z][a-z]{{2}})(?P<name>[a-z]*),\s(?:a|an|the)\s{_INNER}{{5,80}},(?=\s{_FINITE}\b)"
    ),
    re.compile(rf"(?<=[a-z]),\s\d{{1,2}},(?=\s{_FINITE}\b)"),
    re.compile(rf"{_TRAILING}(?:{_INNER}|,(?=\d)){{8,120}}(?=\.$)"),
    re.compile(
        r"^(?:On|In|After|Following|Amid|Despite|During|Before|While|As|At)\s"
        rf"{_INNER}{{3,80}},\s(?=(?:[Tt]he|[Aa]n?|[A-Z][a-z]+)\s)"
    ),
    re.compile(rf"\son\s{_DAY}(?:\s(?:morning|afternoon|evening|night))?(?=[\s.])"),
    re.compile(rf"\s(?:on|in)\s{_MONTH}(?:\s\d{{1,2}})?(?:,?\s\d{{4}})?(?=\s[a-z]|\.$)"),
    re.compile(r"\s\([^()]{3,60}\)"),
)
_HANGS_ON = re.compile(
    r"\b(?:if|unless|until|when|once|alleg\w*|said|says|told|according|claim\w*|believ\w*|accus\w*|suspect\w*"
    r"|noted|announced|confirmed|added|testified|wrote|tweeted|report\w*|would|could|might|may|whether|suggest\w*)\b",
    re.IGNORECASE,
)
_APPOSED = re.compile(r",\s(?:an?|the)\s")
_NEEDS_MORE = re.compile(
    r"\b(?:of|to|and|or|but|the|a|an|by|for|from|with|than|that|is|are|was|were|be|been|has|have|had"
    r"|will|would|said|says|told|it|came|comes|happened|not|so|such|more|just|shortly|only|soon|even"
    r"|days|hours|weeks|months|years|minutes|day|week|month|year|especially)\.?$"
)


def removable(text: str) -> tuple[tuple[int, int], ...]:
    """The (start, end) of parts of ``text`` without which it is still a sentence, in order."""
    found = set()
    for pattern in _PARTS:
        for match in pattern.finditer(text):
            start = (
                match.end("name") if match.groupdict().get("name") is not None else match.start()
            )
            span = (start, match.end())
            if _is_whole(text, span):
                found.add(span)
    return tuple(sorted(found))


def without(text: str, span: tuple[int, int]) -> str:
    """``text`` without a part, opened by a capital again."""
    left = text[: span[0]] + text[span[1] :]
    return left[:1].upper() + left[1:]


def fact_hangs_on(part: str) -> bool:
    """True if what is left might not be true, or not as it stood, without ``part``."""
    return has_negation(part) or _HANGS_ON.search(part) is not None


def _is_whole(text: str, span: tuple[int, int]) -> bool:
    left, before, part = without(text, span), text[: span[0]], text[span[0] : span[1]]
    # "The drug, aducanumab, which ..., is sold": one comma of the first pair would be left over.
    if "," in before and (part.endswith(",") or _APPOSED.match(part)):
        return False
    if count_words(left) < _FEWEST_LEFT or _NEEDS_MORE.search(before):
        return False
    if has_negation(text[span[0] : span[1]]) != has_negation(text) and has_negation(text):
        # "did not leave because of the storm": what the denial reaches is not to be told apart.
        return text[span[0]] == ","
    return True
