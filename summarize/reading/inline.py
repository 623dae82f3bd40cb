"""Furniture inside a line of story: what web crawls run together with the text around it.

Every pattern matches a whole sentence or a fixed prompt and nothing after it. They stand here
apart from the whole-line patterns since they must be far stricter: the rest of the line is news.
"""

# ruff: noqa: E501 - one pattern of the table a line, however long
from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.records import Clutter

# Where a sentence or prompt may begin: at the start of a line or after the end of something.
_BEGIN = r"(?:^|(?<=[.!?:;…\"”»)\]|*] )|(?<=[.!?…\"”)\]]))"
_REST = r"[^.!?\n]{0,160}(?:\.(?:com|org|net|co\.uk)\b[^.!?\n]{0,80})*[.!?]"

_SENTENCES: tuple[tuple[str, str], ...] = (
    ("newsletter", rf"(?:Please |Don['’]t miss out\W+)?(?:Sign up|Subscribe|Register)\b(?=[^.!?\n]{{0,140}}\b(?:newsletters?|inbox|alerts?|briefing|e-?mails?|podcast|Playbook)\b){_REST}"),
    ("newsletter", rf"(?:Breaking News Emails? |Daily Digest )?Get\b(?=[^.!?\n]{{0,140}}\b(?:newsletters?|(?:your|in the|the beast in your) inbox|news alerts|early-morning email|breaking news and special reports)\b){_REST}"),
    ("newsletter", r"(?:The news and stories that matter, delivered|View all [^.!?\n]{2,40} newsletters|You must select a newsletter|Please verify you['’]re not a robot|Want (?:stories|more|all the latest)[^.!?\n]{0,90}(?:phone|inbox|newsletter|blogs))[^.!?\n]{0,80}[.!?]"),
    ("newsletter", r"(?:Newsletter |Email )?Sign Up (?=You agree|You will receive|By signing|Thank you|Continue reading)"),
    ("newsletter", rf"(?:Sign Up )?(?:You agree to receive|You will receive e-?mails|By (?:signing up|subscribing|registering|clicking [“\"'‘]?\w+)\b[^.!?\n]{{0,30}}\byou (?:agree|will)|You (?:may|can) (?:opt-?\s?out|unsubscribe)|Thank(?:s| you) for (?:subscribing|signing up)|You are now subscribed|We will not share your e-?mail){_REST}|Thank(?:s| you) for (?:subscribing|signing up)[.!]"),
    ("newsletter", rf"(?:CLICK HERE (?:TO|FOR)|Click here (?:to (?:get|subscribe|sign up|download|read|see|view|watch|listen)|for (?:more|the latest|our)))\b(?:{_REST}|[^.!?\n]{{0,80}}$)"),
    ("newsletter", rf"Download (?:the|our) [^.!?\n]{{2,40}}\bapp\b{_REST}|Download (?:the|our) [^.!?\n]{{2,40}}\bapp(?: now| today)?[.!]"),
    ("script", r"(?:An error (?:has )?occurred(?:, please try again later)?|Invalid e-?mail(?: address)?|Please re-enter|Please try again later|Could not subscribe, try again later)\b\.?"),
    ("script", r"Please enable Java ?[Ss]cript to (?:watch|view|see) this \w+\.?"),
    ("credit", rf"(?:The )?(?:[A-Z][\w.'’-]+,? (?:and )?){{1,12}}contributed (?:reporting )?(?:to|for) this (?:report|story|article){_REST}|(?:[A-Z][\w.'’-]+,? (?:and )?){{1,12}}contributed (?:reporting )?(?:to|for) this (?:report|story|article)\."),
    ("credit", r"(?:Original article on|Originally published (?:on|in|by)|This (?:story|article|post) (?:was )?(?:originally|first) (?:published|appeared) (?:on|in|at))\b(?:[^.!?\n]|\.(?=\w)){2,90}(?:\.|$)"),
    ("copyright", r"(?:Copyright (?:©|\([cC]\))|© ?(?:Copyright )?(?:19|20)\d\d|Copyright (?:19|20)\d\d)(?:[^.!?\n]|\.(?=\w)){0,100}(?:\.|$)"),
    ("copyright", r"All [Rr]ights [Rr]eserved\b\.?|This material may not be (?:published|broadcast)[^.!?\n]{0,90}\.|(?:Dow Jones Reprints: )?This copy is for your personal, non-?commercial use(?: only)?\."),
    ("copyright", r"To order presentation-ready copies[^\n]{0,200}?(?:\.com\b\.?|article\b\.?|$)"),
    ("share", rf"(?:Follow|Like|Find) (?:us|@\w+|[A-Z][\w.'’]+(?: [A-Z][\w.'’]+){{0,3}})(?: @\w+,?| on)(?=[^.!?\n]{{0,80}}\b(?:Twitter|Facebook|Instagram|Google\+?|YouTube)\b){_REST}"),
    ("reply", rf"(?:Guidelines: )?You share in the [^.!?\n]{{2,50}} community|(?:Please )?[Kk]eep your comments {_REST}|Use the [\"“]Report Abuse[\"”] button{_REST}|Don['’]t attack other readers{_REST}"),
    ("reply", r"(?:Have|Got) a (?:news |story )?tip(?: we should know)?\?(?: [\w.+-]+@[\w-]+\.\w+)?"),
    ("review-note", r"This (?:story|post|article) (?:has been|was) updated(?: [^.!?\n]{0,80})?\."),
    ("archive", rf"(?:These crawls are part of an effort|That way, as the pages that are referenced are changed|Then the Internet Archive hopes|The goal is to fix all broken links on the web|Crawls of supported|The seed for (?:this crawl|Wide)){_REST}"),
)  # fmt: skip

_PROMPTS: tuple[tuple[str, str], ...] = (
    ("advertisement", r"\bADVERTISEMENT\b(?: \(Click Prev or Next[^)\n]*\))?|\bAdvertisement(?: -)? Continue [Rr]eading (?:the main story|Below)|(?<![\w,] )\bAdvertisement\b(?= [A-Z])"),
    ("advertisement", r"\bContinue reading the main story|\b(?:Story|Article) Continue[sd] Below(?: Advertisement)?|\bSponsored Links\b"),
    ("caption", r"\bEnlarge this image(?: toggle caption)?|\btoggle caption\b|\bHide [Cc]aption(?: \d+ of \d+)?|\(Click Prev or Next[^)\n]*\)|\bSlideshow \(\d+ Images?\)|\bReplay More Videos(?: ?\.\.\.)?"),
    ("caption", r"\bFILE ?(?:-|–|—|--) ?(?:In this|This)\b[^\n]{5,400}?\((?:AP Photo|Associated Press|AP|Photo|[A-Z][\w .]{1,30}/[\w .]{2,30})[^)\n]{0,60}\)"),
    ("credit", r"\((?:AP |File |Image |Photo )?(?:[Pp]hotos?|[Ii]mages?|[Pp]ictures?|Credit|Image credit)(?: courtesy(?: of)?| by| credit)?\s?[:/] ?[^()\n]{1,60}\)"),
    ("credit", r"\((?:The )?(?:Associated Press|Getty Images|Yonhap|Shutterstock|AP Images|Getty|Reuters Photo|File photo)\)(?!\s*(?:-|–|—))"),
    ("credit", r"\bImage copyright (?:Getty Images|AFP|AP|Reuters|EPA|PA|[A-Z]\w+)\b"),
    ("share", r"\b(?:(?:Play|Share|Tweet|Facebook|Twitter|Google Plus|Google\+|Embed|Email|Print|Pinterest|Reddit|LinkedIn|WhatsApp|Pin It|SHARE|TWEET|PIN|COMMENT)(?:[ |]+|$)){3,}"),
    ("share", r"^Email This(?= [A-Z])"),
    ("menu", r"\bText Size -(?: ?\+)?(?: reset)?"),
)  # fmt: skip

_PATTERNS = tuple(
    (reason, re.compile(_BEGIN + f"(?:{pattern})", re.MULTILINE)) for reason, pattern in _SENTENCES
) + tuple((reason, re.compile(pattern, re.MULTILINE)) for reason, pattern in _PROMPTS)


def find_inline(text: str, start: int, end: int) -> tuple[Clutter, ...]:
    """Furniture inside ``text[start:end]`` (one line), sorted, not overlapping."""
    spans: list[Clutter] = []
    reached = start
    for clutter in sorted(_matches(text, start, end), key=lambda c: (c.start, -c.end)):
        if clutter.end > reached:
            first = max(clutter.start, reached)
            spans.append(Clutter(start=first, end=clutter.end, reason=clutter.reason))
            reached = clutter.end
    return tuple(spans)


def _matches(text: str, start: int, end: int) -> Iterator[Clutter]:
    line = text[start:end]
    for reason, pattern in _PATTERNS:
        for match in pattern.finditer(line):
            length = len(match.group().rstrip())
            if length:
                first = start + match.start()
                yield Clutter(start=first, end=first + length, reason=reason)
