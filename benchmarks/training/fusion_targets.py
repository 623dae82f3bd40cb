"""Reference sentences that may serve as targets of fusion: they stand alone, and plug no outlet.

Digests such as those of Multi-News end a sentence with where it was read ("..., per the AP."). A
summary of ours shows that by its citations, so such tails go where the sentence stays whole; what
jokes, asks, comments or points to another sentence is left out.
"""

from __future__ import annotations

import re

from summarize.planning.openers import points_back
from summarize.planning.standing import standing
from summarize.text.facts.quotes import find_quotes
from summarize.text.words import count_words, normalize, one_line, words
from summarize.writing.tidying import tidy

FEWEST_WORDS, MOST_WORDS = 10, 40
_LEAST_STANDING = 0.79
_OUTLET = (
    r"(?:the\s)?(?:[A-Z][\w.&'’-]*|AP|CNN|BBC)(?:\s(?:of|the|and|&|[A-Z][\w.&'’-]*|\d+)){0,4}"
    r"(?:['’]s?\s[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,2})?"
)
_REPORTS = (
    r"(?:reports?|reported|notes?|noted|writes|wrote|adds?|per|via|observes|explains|says|said"
    r"|according\sto|as)"
)
_OUTLETS = (
    r"(?:AP|CNN|BBC|NBC|CBS|ABC|NPR|AFP|UPI|Fox|MSNBC|ESPN|TMZ|CNBC|PBS|Reuters|Politico|Axios"
    r"|Bloomberg|Newser|Gawker|Guardian|Telegraph|Independent|Post|Times|Journal|Tribune|Herald"
    r"|Gazette|Globe|Chronicle|Examiner|Inquirer|Register|Observer|Mirror|Mail|Sun|Star|Beast"
    r"|Hill|Verge|Atlantic|Yorker|Wired|Slate|Salon|Vox|Mashable|BuzzFeed|HuffPo|Magazine|News"
    r"|Press|Monitor|Dispatch|Week|Daily|Today|Hollywood\sReporter|Variety|Deadline|Forbes|Insider)"
)
# "..., the AP reports." and "..., per the Washington Post."
_TAIL = re.compile(
    rf",?\s(?:as\s)?(?:{_OUTLET}\s(?:reports|notes|reported|writes|adds|says|explains|observes)"
    rf"|(?:per|via|reports|notes|according\sto|adds|writes|says)\s{_OUTLET})"
    r"(?:\s(?:on\s)?(?:Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday))?(?=[.]$)"
)
_MIDDLE = re.compile(
    rf",\s(?:{_OUTLET}\s(?:reports|notes|reported|writes)|(?:per|via|reports)\s{_OUTLET}),(?=\s)"
)
_FRONT = re.compile(
    rf"^(?:(?:Per|As|According\sto)\s)?{_OUTLET}(?:\s(?:reports|notes)(?:\sthat)?\s|,\s)(?=[A-Z])"
)
_PLUGGED = re.compile(r"\b(?:per|via|reports|notes|adds|writes)\s(?:the\s|an?\s)?[A-Z]")
_COUNTRY = re.compile(r"\bUS\b")
_PLUG = re.compile(
    r"\b(?:[Cc]lick|[Rr]ead\s(?:more|the|on)|[Ss]ee\s(?:the|more|also)|here\sfor|full\s(?:story|list"
    r"|post|article|column|piece)|watch\sthe\svideo|newser)\b",
    re.IGNORECASE,
)
_COMMENT = frozenset(
    """
        apparently basically yep yes okay ok well sure oh ha hey hmm alas luckily thankfully
        sadly unsurprisingly naturally obviously frankly honestly dude guy guys folks stuff gonna
        wanna kinda ain't crazy awesome weird funny ironically oddly turns thanks please bummer
        """.split()
)
_READERS = frozenset("you your yours yourself i my me we our us mine ours".split())
# "Station The shuttle left": a caption or a heading is glued to the sentence.
_GLUED = re.compile(
    r"[a-z]\s(?:The|This|It|In|A|An|On|At|By)\s(?=[a-z])|\b(?:Images?|Photo|Getty|Enlarge|UPDATE)\b|AFP/|Reuters/|/AP\b|,[.]|â€|\s,"
)
_SHE_WHO = re.compile(
    r"^(?:Earlier|Later|Last|This|Now|Then|Also|Today|Yesterday|Shortly|Just|Soon|Once|Instead)\b"
    r"(?:\s[a-z]+){0,4}\s(?:he|she|they|his|her|their)\b"
)
_ALLOWED_START = re.compile(r"[A-Z\d$“\"'‘£€]")


def target_of(sentence: str) -> str | None:
    """The sentence as a target, or None if it should be none.

    10 to 40 words, one full stop at its end, quotation marks in pairs, nothing in it that needs
    another sentence, no question, no words to a reader, no outlet that reports it.
    """
    text = _without_outlets(one_line(sentence))
    if not text.endswith((".", ".”", '."')) or text.endswith(("..", "….")):
        return None
    if text != tidy(text) or not _ALLOWED_START.match(text) or _PLUG.search(text):
        return None
    if _GLUED.search(text) or _SHE_WHO.match(text):
        return None
    if not FEWEST_WORDS <= count_words(text) <= MOST_WORDS or not _balanced(text):
        return None
    spoken = _unquoted(text)
    # "US" is nobody who speaks, though "us" is.
    plain = {normalize(word) for word in words(_COUNTRY.sub("U.S.", spoken))}
    if plain & _COMMENT or plain & _READERS or re.search(r"[?!…;]|:\s[a-z]|\.\.\.", spoken):
        return None
    if 2 * len(spoken) < len(text):  # a quotation with a speaker is no news in our words
        return None
    if points_back(text) or _PLUGGED.search(spoken):
        return None
    if standing(_COUNTRY.sub("U.S.", text)) < _LEAST_STANDING:
        return None
    return text


def _without_outlets(text: str) -> str:
    for pattern in (_TAIL, _MIDDLE):
        match = pattern.search(text)
        if match is not None and _is_outlet(match.group()):
            text = text[: match.start()] + text[match.end() :]
    match = _FRONT.match(text)
    if match is not None and _is_outlet(match.group()):
        text = text[match.end() :]
    return text


def _is_outlet(tail: str) -> bool:
    """Only then; ", says Smith." tells who says it."""
    return re.search(rf"\b{_OUTLETS}\b|\b(?:per|via|reports|notes)\b", tail) is not None


def _balanced(text: str) -> bool:
    return (
        text.count("“") == text.count("”")
        and text.count('"') % 2 == 0
        and text.count("(") == text.count(")")
        and "[" not in text
    )


def _unquoted(text: str) -> str:
    for quote in reversed(find_quotes(text)):
        text = text[: quote.start] + text[quote.end :]
    return text
