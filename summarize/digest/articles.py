"""From an answer or an entry's text to a ``Document``."""

from __future__ import annotations

from dataclasses import replace

from summarize.errors import InputError, NoInputError
from summarize.reading.documents import parse, read_texts
from summarize.reading.extract import Extract, Kind, Parsed
from summarize.reading.languages import language_code
from summarize.reading.pages import PAGE_TYPES, Answer
from summarize.records import Document
from summarize.settings import Settings

_AUTO = "auto"


def parse_answer(answer: Answer) -> Parsed:
    """The articles that a server's answer holds.

    Raises:
        InputError: it is of a type that is not read, or cannot be.
    """
    kind: Kind | None = PAGE_TYPES.get(answer.type)
    if kind is None:
        what = answer.type or "no type at all"
        raise InputError(f"is {what}, and neither a feed, a list of feeds nor an article")
    return parse(kind, answer.data, answer.url, declared=answer.charset, url=answer.url)


def to_document(extract: Extract, settings: Settings, *, path: str | None = None) -> Document:
    """A document of ``extract``; its id is given when all are there.

    Args:
        extract: the text and what is known of it.
        settings: of reading, and the language.
        path: where it was found, for one that has no address.

    Raises:
        InputError: its text has too few words of story.
    """
    chosen = settings.text.language
    language = (language_code(extract.language) or _AUTO) if chosen == _AUTO else chosen
    text = extract.text[extract.front_matter :]
    try:
        (document,), _ = read_texts([(extract.title, text)], settings.reading, language=language)
    except NoInputError as error:
        raise InputError(f"has fewer than {settings.reading.min_words} words of story") from error
    article = replace(
        document.article,
        source=" ".join(extract.source.split()) or document.article.source,
        published=extract.published or document.article.published,
        url=extract.url,
        path=None if extract.url else path,
    )
    return replace(document, article=article)
