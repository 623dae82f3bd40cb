"""What of an article says which story it belongs to: its headline and its first sentences.

Much of what is found on the web opens with something else: a player's error, a piece of script. Two
such pages have nothing in common but their player, and would be a very like pair; what speaks of
the page is left out. An article of which
nothing is left is a story of its own.
"""

from __future__ import annotations

import re

from summarize.reading.documents import story
from summarize.records import Document
from summarize.settings import TextSettings
from summarize.text.sentences import PunktSplitter
from summarize.text.words import one_line

LEAD_WORDS = 400
"""Of the first sentences: what is remembered of an article."""
TOLD_WORDS = 1000
"""Of today's articles so many are looked at."""
ENCODED_WORDS = 80
"""Of title and lead, for the encoder: with 120 it takes half as long again and finds no more."""
_CHARACTERS = 8
"""Of a word and the space around it, more than in any text."""

_OF_THE_PAGE = re.compile(
    r"window\.\w|\w\(\{|[{}]\s*[,;)]|\|\|\s*\[|_inline\|"
    r"|(?:not supported|unsupported) on your device|\b(?:enable javascript|your browser)\b",
    re.IGNORECASE,
)


def lead_text(document: Document, most: int = LEAD_WORDS) -> str:
    """The first sentences of the story, up to ``most`` words, in one line; "" if none.

    Headings, page furniture, what repeats the title and what speaks of the page are left out.
    """
    article = document.article
    text = story(document)[: _CHARACTERS * most]
    title = one_line(article.title).casefold()
    kept: list[str] = []
    for span in PunktSplitter(TextSettings(), article.language).split(text):
        sentence = one_line(text[span.start : span.end])
        if sentence.casefold() != title and not _OF_THE_PAGE.search(sentence):
            kept.append(sentence)
    return " ".join(" ".join(kept).split()[:most])


def headline_text(document: Document) -> str:
    """What the encoder is to read of an article: its title and the beginning of its lead."""
    return encoded_text(document.article.title, lead_text(document))


def encoded_text(title: str, lead: str) -> str:
    """The same of an article of which title and lead are at hand."""
    return " ".join((f"{title}. {lead}" if title else lead).split()[:ENCODED_WORDS])
