"""Making a source sentence fit to stand in a summary, without changing what it says.

Only what belongs to the page or to the flow of its own article goes: a connective at the front, a
dateline, markup, footnote marks. No word is added; a quotation that the cut left open is closed.
"""

from __future__ import annotations

import re

from summarize.text.words import one_line

_CONNECTIVES = (
    "However|But|And|So|Yet|Also|Moreover|Furthermore|In addition|Additionally|Meanwhile|Still|Thus"
    "|Therefore|Instead|Nevertheless|Nonetheless|Indeed|In conclusion|To conclude|Overall|In short"
    "|In summary|In sum|To sum up|Ultimately|Finally|Lastly|First|Firstly|Second|Secondly|Thirdly"
    "|For example|For instance|In fact|Of course|As a result|In turn|Besides|Similarly|Likewise"
    "|In this context|As we look ahead|Looking ahead|Notably|Importantly|Interestingly"
    "|On the other hand|Accordingly|Consequently|Hence"
)
_SO = r"(?:far|few|great|long|many|much|often|some|that|too)\b"
# A comma must follow, but for the few words that are set without one and mean nothing more.
_BARE = rf"(?:And|But(?!\sfor\b)|So(?!\s{_SO})|Yet(?!\sanother))(?=\s)"
_OPENING = re.compile(
    rf"^(?:(?:(?:{_CONNECTIVES}),|{_BARE}|(?<=\s)(?:{_CONNECTIVES.lower()}),)\s+)+"
)
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z .,'’-]{2,40}(?:,\s[A-Z][\w. ]{1,20})?\s)?"
    r"\((?:AP|Reuters|AFP|UPI|CNN|dpa|PA|Xinhua|Kyodo|Bloomberg|IANS|ANI|PTI)\)\s*[-–—]*\s*"
    r"|^[A-Z][A-Z .'’-]{3,30}(?:,\s[A-Z][\w.]{1,15})?\s*[–—-]{1,2}\s+(?=[A-Z])"
    r"|^[A-Z]{3,9}\.?\s\d{1,2}\s*(?:--|[–—])\s*(?=[A-Z])"
)
_LINK = re.compile(r"\[([^\]]+)\]\((?:https?://|/)[^)\s]*\)")
_FOOTNOTE = re.compile(r"\[(?:\d{1,3}|citation needed|note \d+)\]")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ADDRESS = re.compile(r"\s*\(?(?:https?://|pic\.twitter\.com/)\S+\)?")
_TWEETED = re.compile(r"\s*[—–-]+\s[^—–]{2,40}\s\(@\w+\)(?:\s[A-Z][a-z]+ \d{1,2}, \d{4})?\.?$")
_TERMINAL = re.compile(r"[.!?…。！？]['\"”’)\]»]*$")


def tidy(text: str) -> str:
    """``text`` as one line that opens with a capital and ends as a sentence."""
    plain = one_line(_ADDRESS.sub("", _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text))))
    plain = _TWEETED.sub("", _FOOTNOTE.sub("", plain))
    plain = _DATELINE.sub("", plain, count=1)
    shorter = _OPENING.sub("", plain, count=1)
    plain = shorter if len(shorter.split()) >= 4 else plain
    plain = _close_quotes(plain.strip(" -–—•"))
    if plain and not _TERMINAL.search(plain):
        plain = plain.rstrip(",;:") + "."
    return plain[:1].upper() + plain[1:] if plain[:1].islower() and _plain_word(plain) else plain


def _plain_word(text: str) -> bool:
    """False for "iPhone sales rose": a capital inside the first word is meant."""
    return text.split(maxsplit=1)[0].islower()


def _close_quotes(text: str) -> str:
    """A quotation left open is closed; a closing mark without its opening is dropped."""
    for opening, closing in (("“", "”"), ("«", "»")):
        if text.count(opening) > text.count(closing):
            text += closing
        elif text.count(closing) > text.count(opening) and text.endswith(closing):
            text = text[: -len(closing)]
    if text.count('"') % 2:
        text = text[1:] if text.startswith('"') else text[:-1] if text.endswith('"') else text + '"'
    return text
