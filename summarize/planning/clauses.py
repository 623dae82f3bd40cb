"""A sentence shortened to a clause that is still complete, to stand as a title.

A few rules and no parser: what they are not sure of they refuse. Nothing is cut that a fact hangs
on: conditions ("if", "unless"), denials and doubts ("allegedly", "claims") stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.planning.openers import points_back
from summarize.text.words import count_words, one_line

_LEAST, _GOOD, _MOST = 5, 12, 16
# A hyphen needs its space: "KIEV, Ukraine Pro-Russian" is no dateline as far as "Pro-".
_DATELINE = re.compile(
    r"^[A-Z][A-Z.’'/ -]{2,40}(?:,\s[A-Z][\w.]{1,20})?\s?(?:\([\w .]{2,20}\)\s?)?"
    r"(?:[–—―]{1,2}\s*|--?\s+)(?=[A-Z])"
    r"|^(?:[A-Z][\w.,’' ]{2,40}\s)?\([\w .]{2,20}\)\s*(?:[–—―]|-{1,2}\s)*\s*"
)
_FINITE = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|does|did|says?|said|told"
    r"|makes?|made|gets?|got|takes?|took|goes|went|comes?|came|gives?|gave|finds?|found|leaves?|left"
    r"|wins?|won|loses?|lost|sees?|saw|became|began|broke|bought|brought|built|caught|cut|fell|felt"
    r"|fled|fought|held|hit|kept|led|met|paid|put|ran|rose|sent|set|shot|shut|sold|spent|spoke|stood"
    r"|struck|swept|threw|wrote|[a-z]{3,}ed|suggests|plans|faces|wants|dies|kills|opens|closes|shows"
    r"|calls|announces|reports|orders|rejects|accuses|claims|denies|backs|approves|launches)"
)
_VERB = re.compile(
    rf"(?<=\s)(?!\w+ed\s(?:of|by|as)\b){_FINITE}\b|(?<=\s)(?:died\sof|resigned\sas|served\sas)\b"
)
_SAYING = re.compile(r"(?:says?|said|told|claims|reports|suggests|announces|denies)$")
_RELATIVE = re.compile(r"\b(?:who|whom|whose|that|which|when|if|where)\b|—")
_CONJUNCTION = re.compile(r"\b(?:after|as|because|before|while)\b")
_SUBORDINATE = re.compile(
    r"^(?:\w+\s(?:after|before)|(?:\w+\s){2}(?:after|before)|After|Although|Amid|As|At|Because|Before|By|Despite|During|Every|For|From|Given|If|In"
    r"|Just|Last|More\sthan\sa|Once|On|Since|Though|Through|To|Under|Until|When|While|Whilst|With|Within|Written"
    r"|Without|\w+ing|First|Having)\b"
)
_PARENTHESIS = re.compile(r"\s\((?:[^()]*)\)|,\s\d{1,3},(?=\s)")
# Who vouches for it may go; a neighbour's word or a prosecutor's charge is no fact without them.
_TOLD_BY = re.compile(
    r",\s(?=[^,]*\b(?:police|officials?|authorities|ministry|minister|government|company|agency"
    r"|department|researchers|scientists|organi[sz]ers)\b)(?:according\sto\b[^,]*"
    r"|(?:[\w.’'-]+\s){1,8}(?:said|says|reported|announced|confirmed)\b"
    r"(?:\s(?:on\s)?\w+day|\sin\sa\sstatement|\stoday)?)\.?$",
    re.IGNORECASE,
)
_ATTRIBUTED = re.compile(
    r"^(?!(?:and|but|while|which|who)\b)(?:[^,]*,\s)?[^,]*\b(?:said|says|told|claims?|claimed|alleges?"
    r"|alleged|believes?|according\sto)\b[^,]*$",
)
_CONDITION = re.compile(r"^(?:If|Once|Unless|Until|When|Whenever|Without|Should|Had|Were)\b")
# Where a clause may end, the surest kind first, and the least words before it. Not before "if",
# "unless", "until", "without": the fact hangs on them; nor before "for", "with", "on": they often
# belong to the verb.
_BOUNDARIES = (
    (re.compile(r"[;:]\s|\s?—\s?|,\s"), 5),
    (
        re.compile(
            r"\s(?=(?:after|amid|as|because|during|following|when|where|while|who|which)\s)"
        ),
        6,
    ),
    (re.compile(r"\s(?=(?:in|at|near|from)\s)"), 9),
)
_CUT_IN_PHRASE = re.compile(
    r"\b(?:\w+ing|\w+ed|come|came|comes|take|taken|caught|seen|held|given|asked|told|said|says|up|out|off|down)$"
)
_UNFINISHED = re.compile(
    r"(?:^|\s)(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|but|nor|that|than|as|is|are|was|were"
    r"|be|been|has|have|had|will|would|can|could|may|might|not|no|more|most|its|his|her|their|who"
    r"|which|such|into|about|over|very|so|too|both|accused|charged|based|known|including"
    r"|because|least|according|due|set|able|likely|expected|made|found|called|anyone|someone|those|people|[A-Z]\.[A-Z]|\w+['’]s)$",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s(?:--|[–—―-])\s|[—―]|--")
_ALSO = re.compile(r"\s(?:also|meanwhile)(?=\s)")
_PRONOUN_FIRST = re.compile(
    r"^(?:here|it|he|she|they|this|that|these|those|there|we|i|you)\b", re.I
)


def short_clause(sentence: str) -> str:
    """A clause of 5 to 16 words of ``sentence``, without a full stop, or "".

    It ends where a clause may end, has a subject and a finite verb, leaves no quotation or bracket
    open and does not point back. A phrase before the main clause ("After the storm, the port
    closed"), an apposition, ages, what stands in brackets and who said it at the end are left out
    where that is needed.
    """
    plain = without_dateline(_DASH.sub(" — ", sentence))
    if not plain.endswith((".", "”", '"')) or plain[:1] in "\"“‘'([":
        return ""
    whole = re.sub(r"\.$", "", plain)
    bare = _PARENTHESIS.sub("", _TOLD_BY.sub("", whole))
    shorter = (_main_clause(bare) or bare, _without_apposition(_main_clause(bare) or bare))
    ready = [text for text in (whole, bare, *shorter) if _is_complete(text)]
    short = [text for text in ready if count_words(text) <= _GOOD]
    cut = [] if short else [_cut(shorter, *_BOUNDARIES[0])]
    best = next(filter(None, (*short, *cut, *ready)), "")
    return _finished(best or next(filter(None, (_cut(shorter, *b) for b in _BOUNDARIES[1:])), ""))


def without_dateline(sentence: str) -> str:
    """``sentence`` as one line without the place and the agency that open it."""
    return _DATELINE.sub("", one_line(sentence))


def _cut(texts: Sequence[str], boundary: re.Pattern[str], least: int) -> str:
    """The longest complete head of ``least`` words that the first of ``texts`` has, or ""."""
    for text in texts:
        for match in reversed(list(boundary.finditer(text))):
            head = text[: match.start()]
            if _ATTRIBUTED.search(text[match.end() :]) or count_words(head) < least:
                continue
            if _is_complete(head) and not _is_torn(head):
                return head
    return ""


def _main_clause(text: str) -> str:
    """What follows the phrase that opens ``text``, or "" where none does, or a condition."""
    if not _SUBORDINATE.match(text) or _CONDITION.match(text):
        return ""
    match = re.search(r",\s", text)
    return text[match.end() :] if match is not None else ""


def _without_apposition(text: str) -> str:
    """What is left of "Moss, a clerk from Lund, has left": "Moss has left"; "" if there is none."""
    match = re.match(
        rf"^([^,—]{{3,60}}),\s(?:a|an|the|who|whose|which|[A-Z])\b.{{2,90}}?,\s(?={_FINITE}\b)",
        text,
    )
    if match is None or _VERB.search(match[1]):
        return ""
    return f"{match[1]} {text[match.end() :]}"


def _is_complete(text: str) -> bool:
    """True if ``text`` is of a title's length and has what a clause needs."""
    if not _LEAST <= count_words(text) <= _MOST or text.endswith((",", ";", ":", "—")):
        return False
    if text.count("—") % 2 or re.search(r"\bthat, |, as with ", text):
        return False
    if _SUBORDINATE.match(text) or _PRONOUN_FIRST.match(text) or _UNFINISHED.search(text):
        return False
    return _has_main_verb(text) and _is_closed(text) and not points_back(text)


def _has_main_verb(text: str) -> bool:
    """True if a finite verb stands outside "who …" and "after …", with something behind it.

    Each of these takes a verb for itself, and so does "says".
    """
    verbs = _verbs(text)
    if not verbs or "," in text[: verbs[0].start()] or len(text[verbs[0].end() :].split()) < 2:
        return False
    saying = _SAYING.search(verbs[0].group()) is not None
    # "After" takes a verb only where one follows: "after the storm" is no clause.
    within = len(_RELATIVE.findall(text))
    within += sum(match.end() < verbs[-1].start() for match in _CONJUNCTION.finditer(text))
    return len(verbs) > within + saying


def _verbs(text: str) -> list[re.Match[str]]:
    """The finite verbs of ``text``; of "has been held" and "was badly hurt" the first word."""
    found: list[re.Match[str]] = []
    end = -1
    for match in _VERB.finditer(text):
        if end < 0 or len(text[end : match.start()].split()) > 1:
            found.append(match)
        end = match.end()
    return found


def _is_torn(head: str) -> bool:
    """True if the cut left half of a phrase: "the man caught", "its lander, Philae"."""
    _, comma, last = head.rpartition(", ")
    apposed = bool(comma) and not _VERB.search(f" {last}") and not re.match(r"\w+ing\b", last)
    return apposed or _CUT_IN_PHRASE.search(head) is not None


def _is_closed(text: str) -> bool:
    """True if no quotation and no bracket is left open."""
    pairs = (("“", "”"), ("(", ")"), ("[", "]"), ("«", "»"))
    return text.count('"') % 2 == 0 and all(text.count(a) == text.count(b) for a, b in pairs)


def _finished(text: str) -> str:
    plain = _ALSO.sub("", text)
    return plain[:1].upper() + plain[1:]
