"""Sentences of articles, by NLTK's Punkt inside blocks.

Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection", Computational
Linguistics 32(4), 2006. Departures: the parameters are lists of abbreviations and of frequent
sentence openers kept in the package (``punkt/``) instead of counts from a corpus, a language's
``punkt_tab`` taken in their place where it is installed; line structure ends sentences; text in
scripts that set no space after a full stop is cut at their own marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any

from summarize.records import Article, Document, Sentence, SentenceKey, Span
from summarize.settings import TextSettings
from summarize.text.blocks import find_blocks
from summarize.text.words import one_line, words

_LANGUAGES = {
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
}
_UNSPACED_END = re.compile(r"[。！？।]+[”’」』）)\"']*")
# Pages that lose their line breaks have "… in custody.Police say …".
_LOST_SPACE = re.compile(
    r"(?<=[a-z]{3})[.!?](?P<quote>[\"”’]?)(?=[\"“]?(?!Com\b|Net\b|Org\b)[A-Z][a-z]*[\s,’'])"
)
_DATE_AND_STORY = re.compile(r"(?<=\b(?:19|20)\d\d)(?=[A-Z][a-z]+\s)")
_OPENING = "\"“‘'([«"
_CLOSING = re.compile(r"[\"”’')\]»]+(?=\s|$|[A-Z])")
_CONTINUES = re.compile(r"\s*[a-z,;]")
_ABBREVIATED_END = re.compile(r"(?:\b[A-Z]\.){2,}$")


class PunktSplitter:
    """The port ``SentenceSplitter`` for one language."""

    def __init__(self, settings: TextSettings, language: str = "en") -> None:
        chosen = language if settings.language == "auto" else settings.language
        self._tokenizer = _punkt(_LANGUAGES.get(chosen, "english"))

    def split(self, text: str) -> tuple[Span, ...]:
        """Spans of the sentences of ``text``; headings and what has no word are left out."""
        return tuple(self._sentences(text, 0, len(text)))

    def _sentences(self, text: str, start: int, end: int) -> Iterable[Span]:
        for block in find_blocks(text, start, end):
            if block.kind != "heading":
                yield from self._split_block(text, block.start, block.end)

    def _split_block(self, text: str, start: int, end: int) -> Iterable[Span]:
        body = text[start:end]
        spans = [Span(*span) for span in self._tokenizer.span_tokenize(body)]
        for span in _cut_unspaced(body, _rejoin(body, spans)):
            trimmed = _trim(body, span)
            if words(body[trimmed.start : trimmed.end]):
                yield Span(start + trimmed.start, start + trimmed.end)


def sentences_of(document: Document, settings: TextSettings, splitter: Any) -> tuple[Sentence, ...]:
    """Sentences of an article outside its clutter, in order; the headline is not among them.

    Args:
        document: the article and its clutter.
        settings: of the text stage.
        splitter: factory of the port ``SentenceSplitter``: (settings, language) -> splitter.
    """
    article = document.article
    port = splitter(settings, article.language)
    found: list[Sentence] = []
    for gap in _gaps(document):
        for span in port.split(article.text[gap.start : gap.end]):
            start, end = gap.start + span.start, gap.start + span.end
            text = article.text[start:end]
            if not _is_title(article, text):
                key = SentenceKey(article.id, len(found))
                found.append(Sentence(key=key, start=start, end=end, text=text))
    return tuple(found)


def _is_title(article: Article, text: str) -> bool:
    return bool(article.title) and one_line(text).casefold() == one_line(article.title).casefold()


def _gaps(document: Document) -> Iterable[Span]:
    """What lies between the clutter."""
    start = 0
    for clutter in document.clutter:
        if clutter.start > start:
            yield Span(start, clutter.start)
        start = max(start, clutter.end)
    if start < len(document.article.text):
        yield Span(start, len(document.article.text))


def _rejoin(body: str, spans: list[Span]) -> list[Span]:
    """Mends wrong cuts: closing quotes go to their sentence, what goes on in lower case goes on."""
    mended: list[Span] = []
    for span in spans:
        if not mended:
            mended.append(span)
            continue
        before = mended[-1]
        closing = _CLOSING.match(body, span.start, span.end)
        if closing and not _opens(body, span.start):
            mended[-1] = before = Span(before.start, closing.end())
            rest = Span(closing.end(), span.end)
            if not body[rest.start : rest.end].strip():
                continue
            span = rest
        if _CONTINUES.match(body, span.start, span.end) and not body[before.end - 1].isspace():
            mended[-1] = Span(before.start, span.end)
        else:
            mended.append(span)
    return mended


def _opens(body: str, start: int) -> bool:
    """True if the quote at ``start`` opens a quotation: a letter follows it at once.

    A straight one that follows a mark at once as well closes what an earlier one has opened.
    """
    following = body[start + 1 : start + 2]
    if body[start] not in _OPENING or not following.isalnum():
        return False
    after_a_mark = body[start] == '"' and start > 0 and not body[start - 1].isspace()
    return not (after_a_mark and _is_open(body, start))


def _is_open(body: str, end: int) -> bool:
    """True if before ``end`` a straight quotation mark waits for its second."""
    return body.count('"', 0, end) % 2 == 1


def _cut_unspaced(body: str, spans: Iterable[Span]) -> Iterable[Span]:
    for span in spans:
        start = span.start
        for end in _unspaced_ends(body, span):
            yield Span(start, end)
            start = end
        if start < span.end:
            yield Span(start, span.end)


def _unspaced_ends(body: str, span: Span) -> list[int]:
    clear = (_UNSPACED_END, _DATE_AND_STORY)
    found = [end.end() for ends in clear for end in ends.finditer(body, span.start, span.end)]
    for end in _LOST_SPACE.finditer(body, span.start, span.end):
        opens = end["quote"] == '"' and not _is_open(body, end.start())
        found.append(end.end() - opens)
    return sorted(found)


def _trim(body: str, span: Span) -> Span:
    text = body[span.start : span.end]
    left = len(text) - len(text.lstrip())
    return Span(span.start + left, span.start + max(left, len(text.rstrip())))


@lru_cache(maxsize=8)
def _punkt(language: str) -> Any:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    installed = _installed(language)
    return installed if installed is not None else PunktSentenceTokenizer(_parameters(language))


def _installed(language: str) -> Any:
    """NLTK's own trained parameters for the language, or None where they are not installed."""
    from nltk.tokenize.punkt import PunktTokenizer

    try:
        return PunktTokenizer(language)
    except LookupError:
        return None


def _parameters(language: str) -> Any:
    from nltk.tokenize.punkt import PunktParameters

    parameters = PunktParameters()
    lines = files("summarize.text.punkt").joinpath(f"{language}.txt").read_text("utf-8")
    target: set[str] = parameters.abbrev_types
    for line in lines.splitlines():
        if line == "[abbreviations]":
            target = parameters.abbrev_types
        elif line == "[sentence starters]":
            target = parameters.sent_starters
        elif not line.startswith("#"):
            target.update(line.split())
    return parameters
