"""Whole lines that are page furniture wherever they stand: reason code and pattern.

Patterns see the line without bullets, arrows and emoji around it and must match all of it, so
that a sentence which merely mentions a newsletter stays. They describe kinds of phrases, in
English and where cheap in German, French, Spanish, Italian and Portuguese.
"""

# ruff: noqa: E501 - one pattern of the table a line, however long
from __future__ import annotations

import re

from summarize.reading.lines import Line
from summarize.reading.provenance import is_date_line

_NETWORK = (
    r"(?:facebook|twitter|x|threads|bluesky|mastodon|linked ?in|whats ?app|reddit|pinterest|pin(?: it)?"
    r"|telegram|flipboard|messenger|instagram|youtube|tumblr|google ?(?:plus|\+)|sms|e-?mail|print"
    r"|share|tweet|like|comments?|copy(?: link)?|embed|save|bookmark|link|teilen|drucken|partager"
    r"|imprimer|compartir|imprimir|condividi|compartilhar)"
)
_PAGE = r"(?:this|the|our|your|an?)"
_REMOTE = r"(?:articles?|stor(?:y|ies)|posts?|news|headlines|guides?|videos?|reads?|reviews|content|links)"

_SOURCES: tuple[tuple[str, int, str], ...] = (
    # reason, most words, pattern
    ("menu", 8, r"(?:main |site |primary )?(?:menu|navigation)|skip to (?:main )?content|home|search|toggle navigation"),
    ("menu", 8, r"log ?in|sign in|register|my account|contact(?: us)?|about us|sitemap|menü|inicio|accueil|startseite"),
    ("menu", 8, r"back to (?:all |the )?[\w ]{2,30}|(?:previous|next|older|newer) (?:post|article|story|entry|page)s?"),
    ("menu", 8, rf"all {_REMOTE}|back to top|close|text size|font size|\w+(?: (?:·|›|»|>|/|\|) ?\w+)+ \| \d+ ?min(?:ute)?s? read"),
    ("menu", 12, r"(?:[\w&' -]{1,40}[·|›»•] ?){0,3}\d{1,2}[ -]?min(?:ute)?s?\.? ?(?:read|lesezeit|de lecture|de lectura)"),
    ("menu", 10, r"order reprints|print (?:article|this|page)|listen to (?:this )?(?:article|story)|(?:font|text) size"),
    ("view-all", 8, r"(?:view|see|show|browse|load) (?:all|more)(?: [\w ]{1,25})?|more(?: »)?|read more(?: stories)?"),
    ("view-all", 6, r"continue reading|weiterlesen|mehr (?:lesen|anzeigen)|lire la suite|leer más|leia mais|leggi tutto"),
    ("tags", 40, r"(?:tags?|tagged(?: with)?|filed under|posted in|categor(?:y|ies)|topics?|keywords?|schlagw[oö]rter|mots-clés|etiquetas)\s*:.*[^.!?]"),
    ("share", 14, rf"(?:{_NETWORK}(?:\W+|$)){{2,}}|share|tweet|shares?|teilen|partager|compartir"),
    ("share", 16, rf"(?:share|tweet|email|e-mail|link to|pin|bookmark|print|save) (?:or \w+ (?:to )?)?{_PAGE}\b(?: (?:{_REMOTE}|page)\b.*| (?-i:[a-z]).*)?"),
    ("share", 12, r"(?:share|follow|find|like|join) (?:this |us |it )?(?:on|via|with|by) .*|follow (?:us|@\w+).*"),
    ("share", 16, r"use the (?:link|buttons?) below to .*|was this (?:story|article|page) (?:useful|helpful)\??[\w /|]*|copy link"),
    ("reply", 10, r"(?:leave|post|write|add) (?:a|your) (?:reply|comment)(?: cancel reply)?|comments are (?:closed|off).*|reply"),
    ("reply", 10, r"(?:\d+ |no |show |view |see )?(?:all )?(?:comments?|responses?)(?: \(\d+\))?|join the (?:conversation|discussion).*|tell us what you think.*"),
    ("reply", 25, r"(?:name|e-?mail|website|comment) ?(?:\(required\)|\*)|save my .* (?:next|i) .*comment|your e-?mail address will not be .*(?:\. required fields .*)?"),
    ("reply", 25, r"log ?in to (?:comment|reply).*|.*\bto (?:post|leave) a comment|kommentare(?: \(\d+\))?|laisser un commentaire|deja un comentario"),
    ("cookie", 45, r"(?:we|this (?:web)?site|our (?:web)?site|our partners).{0,40}\b(?:use|uses|using|store|stores)\b.{0,30}\bcookies\b.*"),
    ("cookie", 45, r"by (?:continuing|using|clicking|browsing)\b.*\bcookies\b.*|(?:accept|reject|manage) (?:all )?cookies.*|cookie (?:settings|policy|preferences)"),
    ("newsletter", 40, r"(?:enjoyed|like|liked|want) (?:this|it|what|more|stories)\b[^.!?]*[?!]? [^.!?]*\b(?:newsletter|inbox|subscribe|alerts|delivered|phone)\b.*"),
    ("newsletter", 40, r"(?:please )?(?:sign up|subscribe|register)\b.*\b(?:newsletters?|inbox|alerts?|briefing|e-?mails?|updates|unlimited|access|magazine|podcast|today|now)\b.*"),
    ("newsletter", 40, r"(?:get|receive|start|download)\b.*\b(?:newsletters?|your inbox|alerts|news app|delivered|daily briefing|the .{0,25}app)\b.*"),
    ("newsletter", 10, r"(?:breaking news )?(?:newsletter|e-?mail|subscribe|sign up|newsletter sign ?up)|\[? ?(?:your )?e-?mail(?: address)? ?\]? ?(?:subscribe|sign up|submit)?"),
    ("newsletter", 14, r"click here to (?:get|subscribe|sign|download|read|see|view|watch)\b.*|thank you for (?:subscribing|signing up)"),
    ("advertisement", 12, r"(?:- ?)?(?:advertisements?|anzeige|werbung|publicité|publicidad|pubblicità)(?: ?-? ?(?:continue|scroll|story|article).*)?"),
    ("advertisement", 12, r"(?:story|article) continue[sd] (?:below|after).*|continue reading (?:the main story|below)|sponsored(?: by .*| links| content| post)?|scroll (?:down )?to continue.*"),
    ("credit", 12, r"\(?(?:(?:ap |file |image |cover |main |top )?(?:photo|image|picture|foto|credit|photograph)s?(?: credit| courtesy| source)?(?: by)?\s?[:/©]|image (?:copyright|source)|photo(?:graph)? by|getty images|via getty)[^.!?]*\)?"),
    ("credit", 16, r"\(?(?:photo|image|picture|video|foto)(?:graph)?s? (?:courtesy|provided|supplied|taken) (?:of|by)\b[^.!?]*\)?"),
    ("credit", 30, r"(?:[A-Z]\. |(?:jr|sr|st|mr|ms)\. |[^\s.!?]+ ){1,20}contributed (?:reporting )?to this (?:report|story|article).*|(?:reporting|editing|writing|additional reporting) by .*"),
    ("credit", 30, r"(?:this (?:story|article|post|piece) )?(?:was )?(?:originally|first) (?:published|appeared) (?:on|in|at|by) .*|original article on .*"),
    ("caption", 40, r"(?:image caption|media caption|media playback)\b.*|image copyright .*\bimage caption\b.*"),
    ("caption", 12, r"(?:enlarge (?:this )?image|toggle caption|hide caption|image caption|slideshow|media playback|play video|watch live)\b.*|replay more videos.*|\d+ of \d+"),
    ("copyright", 60, r"(?:copyright|©|\(c\)) ?©? ?(?:the |by |\d{4}).*|[^.!?]*all rights reserved.*|this material may not be (?:published|broadcast).*"),
    ("copyright", 60, r"this copy is for your personal, non-?commercial use.*|to order (?:presentation-ready copies|reprints).*|terms of (?:use|service)(?: .*)?|privacy policy.*"),
    ("archive", 120, r"(?:these|this) crawls? (?:are|is|was|were) part of an effort to archive .*|starting in \d{4}, .{2,40} donating (?:their|its) crawl data to .*"),
    ("archive", 120, r"crawl of outlinks .*|-* ?a ranking of all urls .*|[^.!?]*\bcontent on this page is provided for reference purposes only.*|[^.!?]*\bnot been (?:altered or )?updated since it was archived.*"),
    ("script", 60, r"(?:window|document)\.\w+ ?(?:=|\().*|\{if \w+\}.*"),
    ("script", 25, r"(?:please )?enable java ?script.*|[^.!?]*\brequires java ?script\b.*|an error (?:has )?occurred.*|please try again(?: later)?|invalid e-?mail(?: address)?"),
    ("review-note", 30, r"(?:reviewed|checked|fact[- ]checked|edited|proofread|approved|verified|medically reviewed) (?:by|with)\b[^.!?]*"),
    ("review-note", 60, r"editor(?:s|['’]s|s['’])? note\s*[:–—-].*|(?:this (?:story|article|post) (?:has been|was) (?:updated|corrected)|updated? (?:at|on) \d).*"),
    ("review-note", 40, r"[^.!?]*\b(?:influenced|inspired|inspirations?)\b[^.!?]*\b(?:this (?:article|piece|post|story))|[^.!?]*\b(?:ai assistance|assistance of ai|generated (?:by|with) ai)\b[^.!?]*"),
    ("byline", 12, r"by our [\w ]{3,40}|by (?:staff(?: (?:writer|reporter)s?)?|newsdesk|news desk|editorial team|admin|the associated press)(?:[,|] .*)?|von unserem .*"),
    ("about", 8, r"about (?:the )?(?:authors?|writers?|reporters?)|über (?:den autor|die autorin)|à propos de l['’]auteur"),
    ("byline", 30, r"(?:(?:contact|email|e-mail|write to|reach) [\w .'’-]{2,40} (?:at|on|via) \S*@\S+).*|follow .{2,60}\bon (?:twitter|facebook|x|instagram)\b.*"),
    ("byline", 30, r"(?:got|have|do you have) a (?:news |story )?tip\b.*|[\w.+-]+@[\w-]+\.[\w.]+"),
    ("references", 6, r"references?|sources?|further reading|bibliography|notes|footnotes|quellen|literatur|références|referencias"),
    ("related", 8, rf"(?:related|recommended|suggested|similar|trending|popular|latest|recent|other|more)(?: (?:top|related|popular|recent))? {_REMOTE}(?: .*)?"),
    ("related", 8, r"related|related (?:topics|coverage|content|reading)|recommended(?: for you)?|you (?:may|might) (?:also )?(?:like|be interested in)|(?:most (?:read|popular|viewed)|trending)(?: now| in .*)?|also (?:read|see|on .*)|read (?:also|next)|don['’]t miss|more (?:from|on) .*|what to read next"),
    ("related", 22, r"(?:related|read more|see more|more|more information|explore further|also|see also|read also|also read|don['’]t miss|photos|watch|video|mehr zum thema|à lire aussi|lea también|leia também)\s*:\s+\S.*"),
)  # fmt: skip

# A dot inside an address or a name ("example.org") ends no sentence.
_TO_SENTENCE_END = r"[^.!?\n]*(?:[.!?](?=\w)[^.!?\n]*)*"
_MANY_SENTENCES = frozenset({"archive", "cookie", "copyright", "review-note", "tags"})


def _compile(reason: str, pattern: str) -> re.Pattern[str]:
    """``.*`` stands for the rest of one sentence, lest a second one, of story, goes with it."""
    if reason not in _MANY_SENTENCES:
        pattern = pattern.replace(".*", _TO_SENTENCE_END)
    return re.compile(f"(?:{pattern})[.!?]*", re.IGNORECASE)


_WHOLE = tuple((reason, most, _compile(reason, pattern)) for reason, most, pattern in _SOURCES)
_HASHTAGS = re.compile(r"#\w[^#\n]{0,60}(?:#\w[^#\n]{0,60})*")
_NAME = r"(?:[A-ZÀ-Þ][\w.'’-]*|de|van|von|der|la|and|und|et|y|&)"
_BYLINE = re.compile(
    rf"(?:By|BY|Von|Par|Por|Di|Door|Written by|Reported by|Words by|Author:)\s+{_NAME}"
    rf"(?:[ ,]+{_NAME}){{1,7}}(?:\s*[,|•·–—-]\s*.{{1,60}})?"
)
# "By Monday", "By Christmas Day": how long something takes, and nobody's name.
_NOT_A_NAME = re.compile(
    r"By (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|By (?:January|February|March|April|May|June|July"
    r"|August|September|October|November|December|Christmas|Easter|The)\b"
)
_TAG_WORDS = 5

SECTION_HEADS = frozenset({"references", "related", "reply", "about"})
"""Reasons of labels that open a section of furniture at the foot of a page."""


def line_reason(line: Line) -> str | None:
    """Why ``line`` is furniture by what it says, or None."""
    if _is_hashtags(line):
        return "tags"
    if line.runs_on:
        return None
    if line.link_share > 0.6:
        return "links"
    core = line.core.rstrip(".: ")
    for reason, most, pattern in _WHOLE:
        if line.words <= most and pattern.fullmatch(core):
            return reason
    if _is_byline(line):
        return "byline"
    return "dateline" if is_date_line(line.text) else None


def _is_hashtags(line: Line) -> bool:
    """Only hashtags, parted or run together ("#one#two three"); no "# Heading", no sentence."""
    if not line.text.startswith("#") or line.ends_sentence or not _HASHTAGS.fullmatch(line.text):
        return False
    tags = [tag.split() for tag in line.text.split("#")[1:]]
    return all(0 < len(tag) <= _TAG_WORDS for tag in tags) and (len(tags) > 1 or len(tags[0]) == 1)


def _is_byline(line: Line) -> bool:
    if line.ends_sentence or line.words > 14 or _NOT_A_NAME.match(line.core):
        return False
    return _BYLINE.fullmatch(line.core) is not None
