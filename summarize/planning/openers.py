"""Sentences that need the one before them: who "he" is, what "the move" was, who is speaking.

A list of forms and no parser. The forms were found by reading: which sentences of news read badly
when what stood before them is gone. Halliday and Hasan, "Cohesion in English", 1976, name the
kinds: reference (2), ellipsis (4), conjunction (5). What points within the sentence is left alone:
"When he was 17, Moss moved to Lund", "Moss said he would".
"""

from __future__ import annotations

import re
from functools import lru_cache

from summarize.text.facts.names import find_names
from summarize.text.facts.quotes import find_quotes
from summarize.text.words import normalize, words

# The writer takes these away ("But the port stayed open"): they bind, and nothing is lost.
_CONNECTIVE = re.compile(
    r"^(?:(?:However|But|And|So|Yet|Also|Moreover|Furthermore|In addition|Additionally|Meanwhile"
    r"|Still|Thus|Therefore|Instead|Nevertheless|Nonetheless|Indeed|For example|For instance"
    r"|In fact|Of course|As a result|In turn|Similarly|Likewise|Besides|Notably|Finally"
    r"|In this context|On the other hand|Accordingly|Consequently|Hence|Now|Today),\s+"
    r"|(?:And|But|So|Yet|Still|Now)\s+(?=\S))+"
)
# Within a quotation nothing is taken away.
_QUOTED_CONNECTIVE = re.compile(
    r"^[\"“](?:(?:However|Moreover|Furthermore|Additionally|Also|Besides|Instead|Therefore"
    r"|Nevertheless|As a result|In addition|For example|For instance),\s"
    r"|(?:And|But|So|Yet)\s(?!far\b))"
)
_PRONOUN = frozenset(
    """
        this that these those it its they their theirs them themselves he his him himself she her
        hers herself such another others neither either both same
        """.split()
)
_PERSON = r"(?:he|she|they|him|her|them|his|their)"
_TOLD_TIME = (
    r"(?:year|month|week|weekend|morning|afternoon|evening|season|spring|summer|fall|winter)"
)
_STANDS_ALONE = re.compile(
    rf"^(?:This\s(?:past\s|coming\s)?{_TOLD_TIME}\b"
    r"|Those\s(?:who|whose|in|with|without|living|working|from)\b"
    r"|Both\s(?:[\w’'.-]+\s){1,6}and\s"
    r"|Neither\s(?:[\w’'.-]+\s){1,6}nor\s"
    r"|Either\s(?:[\w’'.-]+\s){1,6}or\s"
    # "It is unclear whether": the "it" stands for what follows.
    r"|It(?:\s(?:is|was|remains|may\sbe)|['’]s)\s(?:[\w’'-]+\s){1,3}(?:that|to|whether|how|why|what"
    r"|who|when|where|if)\b|It(?:\s(?:is|was)|['’]s)\s(?!an?\b|the\b)(?:[\w’'-]+\s){1,2}for\b"
    r"|It\s(?:is|was)\swith\s)"
)
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
# What follows "The" here was named before, unless "of", "to" or "that" says it at once.
_NAMED_BEFORE = re.compile(
    rf"^(?:All|Most|Many|Some|Each|None|Several|One|{_COUNT})\sof\s(?:them|these|those|the\s{_COUNT})\b"
    rf"|^(?:The|All|These|Those)\s{_COUNT}\s(?!(?:of|largest|biggest|most|main|major)\b)[a-z]+"
    r"|^The\s(?:pair|duo|trio|two|latter|former(?=,|\s(?:is|was|has|had))|others?|rest|same"
    r"|remaining|aforementioned|following|next|previous)\b(?!\s(?:of|president|prime)\b)"
    r"|^The\s(?:move|moves|decision|announcement|news|idea|results?|reasons?|remarks?|comments?"
    r"|claim|claims|request|response|effect|upshot|problem|answer|explanation|revelation|latest)\b"
    r"(?!['’]s?\b)(?!\s(?:of|to|that|by|for|from|in|on|at|about|why|behind|with|among|announced)\b)"
    r"|^One\s(?:is|was|has|had|said|says|even|man\ssaid|woman\ssaid)\b"
    r"|^(?:Also|Among\s(?:them|those|these|the\s[a-z]+\swere))\b"
    r"|^Nor\s|^Or\s(?![A-Z])|^Too\b|^Then(?![-\s](?:[A-Z\d]|a\s))|^There(?=,|\s(?:he|she|they|it|the)\b)"
)
_PREPOSITION = (
    r"(?:About|After|Against|Along\swith|Among|As|At|Because\sof|Before|Behind|Besides|By|Despite"
    r"|Due\sto|During|Except\sfor|Following|For|From|Given|In|In\saddition\sto|Inside|Instead\sof"
    r"|Like|Of|On|Outside|Over|Since|Through|To|Under|Until|Unlike|Upon|With|Within|Without)"
)
_BOUND_ADVERBIAL = re.compile(
    rf"^{_PREPOSITION}\s(?:all\s(?:of\s)?|some\sof\s|one\sof\s)?(?:this|that|these|those|it|them|such"
    rf"|then|which)\b(?!\s(?:past\s|coming\s)?{_TOLD_TIME}\b)(?!\s(?:who|whose|with|in|without|\w+ing)\b)"
    r"|^(?:In\sresponse|In\sreturn|That\ssaid|Even\s(?:so|then|now|this|that)|After\sall|As\ssuch"
    r"|At\sthe\s(?:same\s)?time|Around\sthe\ssame\stime|At\sfirst|By\scontrast|In\scontrast|If\sso"
    r"|In\sother\swords|In\sany\scase|On\sthe\scontrary|In\seither\scase|In\sboth\scases|Otherwise"
    r"|Rather|Elsewhere|Again|Later|Earlier|Afterwards?|Thereafter|Previously|Eventually|Yes|No"
    r"|Equally|Specifically|Here|Incidentally|Anyway|Soon)\s?,"
    r"|^(?:Although|As|Because|Even\s(?:if|though)|If|Once|Since|Though|When|While|Where)\s(?:this|that|these|those|such)\b"
    r"(?!\s(?:who|\w+ing)\b)"
    r"|^Not\sonly\s\w+\s(?:it|he|she|they|this|that)\b"
    r"|^(?:Only\sthen|Soon\safter(?:ward)?s?|Shortly\safter(?:ward)?s?|Not\slong\safter)\b"
    r"(?!\s(?:the|a|an|[A-Z]))"
    rf"|^(?:(?:A|An|One|Several|Some|A\sfew|{_COUNT})\s)?(?:moment|second|minute|hour|day|night|week"
    r"|month|year|decade)s?\s(?:later|earlier|before|after)\b\s?,"
    r"|^The\s(?:day|night|week|month|year|morning|evening)\s(?:before|after)\b\s?,"
    r"|^(?:(?!since|by|until)[\w’'-]+\s){1,4}then\s"
    r"(?:came|fled|left|made|ran|said|told|took|went|(?!named|called)[a-z]+ed)\b"
    r"|^(?:At|By|For|From|In|On|To|With)\b[^,]{3,60},\s(?:it|this|that)\s(?:is|was|will\sbe)\b",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"^(?:After|Although|As|Asked|At|Because|Before|By|During|Even|For|From|If|In|Of|On|Once|Since"
    r"|Through|Though|To|Unless|Until|Upon|When|Whenever|Where|While|With|Without|According\sto)\b"
)
_SAYS = (
    r"(?:said|says|say|told|tells|added|adds|wrote|writes|tweeted|posted|continued|explained"
    r"|explains|asked|asks|recalled|recalls|noted|notes|insisted|insists|claimed|claims|joked"
    r"|replied|concluded|argued|argues|admitted|admits|warned|warns|stated|states|quipped|went\son)"
)
_SPEAKS = re.compile(
    rf"(?:^|[,.!?”\"’])\s*(?:(?:he|she|they|it)\s(?:also\s|later\s|then\s|has\s|had\s)?{_SAYS}\b"
    rf"|{_SAYS}\s(?:he|she|they|it)\s*(?:[,.:]|$))",
    re.IGNORECASE,
)
_POINTER = re.compile(rf"\b{_PERSON}\b", re.IGNORECASE)
_THING = re.compile(
    r"\b(?:the|a|an|my|our|\d+|two|three|four|some|many|several|most)\s[a-z]|\b[a-z]{3,}s\b", re.I
)
_OUTLET_MARK = re.compile(r"^\((?:[A-Z][\w.]*\s?){1,4}\)\s*[-–—]*\s*")


@lru_cache(maxsize=8_000)
def points_back(text: str) -> bool:
    """True if the sentence needs the one before it.

    It does if it opens with a pronoun or a demonstrative ("This was late", "Both men"), with
    something named before ("The move came", "The two men", "Among them"), with a phrase that
    places it after another sentence ("Since then", "In response,"); if a pronoun stands in it
    before any name or thing that it could mean; or if it is a quotation whose speaker is a pronoun
    or is not named. A connective that the writer takes away does not count: "But the port closed".
    """
    plain = _OUTLET_MARK.sub("", text.strip())
    plain = _CONNECTIVE.sub("", plain.lstrip("\"“'‘( "))
    plain = plain[:1].upper() + plain[1:]
    first = [normalize(word) for word in words(plain)[:1]]
    if not first:
        return False
    if lacks_speaker(text) or _QUOTED_CONNECTIVE.match(text.strip()):
        return True
    if _STANDS_ALONE.match(plain):
        return False
    if (
        _contracted(first[0]) in _PRONOUN
        or _NAMED_BEFORE.match(plain)
        or _BOUND_ADVERBIAL.match(plain)
    ):
        return True
    return _pronoun_comes_first(_unquoted(plain))


@lru_cache(maxsize=8_000)
def lacks_speaker(text: str) -> bool:
    """True for a quotation said by a pronoun ("…," she said) or by nobody."""
    spoken = _unquoted(text)
    quoted = spoken != text
    if quoted and len(words(spoken)) < 2:
        return True
    match = _SPEAKS.search(spoken)
    if match is None:
        return False
    before = spoken[: match.start()]
    # "Moss was ill, he said": whoever is reported in the clause itself is somebody else.
    own = _SUBORDINATE.match(spoken) or re.search(rf"\b{_SAYS}\b", before)
    return not (own and _named(before))


def _unquoted(text: str) -> str:
    """``text`` without what stands between quotation marks, but for titles of a few words."""
    for quote in reversed(find_quotes(text)):
        if len(words(quote.text)) > 3 or quote.text.rstrip().endswith((",", ".", "!", "?")):
            text = text[: quote.start] + text[quote.end :]
    return text


def _pronoun_comes_first(spoken: str) -> bool:
    """True if "he" or "they" stands before all that it could mean; what follows a comma may be it.

    "Before his arrest, Moss led the bank" is fine, "Before his arrest, the bank grew" is not.
    """
    match = _POINTER.search(spoken)
    if match is None:
        return False
    before = spoken[: match.start()]
    if _named(before) or _THING.search(before):
        return False
    if not _SUBORDINATE.match(spoken):
        return len(words(before)) < 2
    _, _, main = spoken[match.end() :].partition(",")
    return not _named(" ".join(main.split()[:6]))


def _named(text: str) -> bool:
    """True if a name stands in ``text``, its first word taken for one unless it is common."""
    return bool(find_names(text)) or bool(find_names(f"the {text.lstrip(' ,')}"))


def _contracted(word: str) -> str:
    """The pronoun in "it's" and "they've"."""
    return word.partition("'")[0]
