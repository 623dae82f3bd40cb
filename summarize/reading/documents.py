"""From what the user named to documents: find, read, parse, mark furniture, number."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from summarize import registry
from summarize.errors import InputError, NoInputError
from summarize.ports import Progress, no_progress
from summarize.reading.decoding import valid_unicode
from summarize.reading.extract import KIND_OF_ENDING, Extract, Kind, Parsed
from summarize.reading.furniture import ClutterFinder
from summarize.reading.languages import guess_language
from summarize.reading.pages import fetch
from summarize.reading.plain import describe
from summarize.reading.sources import FileSource, PageSource, find_sources
from summarize.records import Article, Clutter, Document, Skipped
from summarize.settings import ReadingSettings

_TOLD_REASONS = 3
_WORD = re.compile(r"\w+")


def read_sources(
    sources: Sequence[str | os.PathLike[str]],
    settings: ReadingSettings,
    *,
    language: str = "auto",
    progress: Progress = no_progress,
) -> tuple[tuple[Document, ...], tuple[Skipped, ...]]:
    """The articles that ``sources`` lead to, and the inputs that could not be used.

    Args:
        sources: folders (read with their subfolders), files, and http(s) addresses.
        settings: limits, and how page furniture is found.
        language: ISO 639-1 code of all articles, or "auto": what the input declares, else a
            guess by its commonest words.
        progress: called before each input and after the last.

    Returns:
        Documents with ids "a1", "a2", … in the order of reading, and what was skipped.

    Raises:
        NoInputError: a named file or folder does not exist, or nothing usable is left.
        UnknownNameError: ``settings.clutter`` names no way to find furniture.
    """
    find_clutter: ClutterFinder = registry.resolve("clutter finder", settings.clutter)(settings)
    found = find_sources(sources)
    documents: list[Document] = []
    skipped: list[Skipped] = []
    for done, item in enumerate(found):
        progress("reading", done, len(found))
        if isinstance(item, Skipped):
            skipped.append(item)
            continue
        parsed = _parse_or_skip(item, settings)
        skipped.extend(parsed.skipped)
        for extract in parsed.extracts:
            document = _document(f"a{len(documents) + 1}", item, extract, language, find_clutter)
            if _story_words(document) < settings.min_words:
                reason = f"has fewer than {settings.min_words} words of story"
                skipped.append(Skipped(path=f"{item.name}{extract.place}", reason=reason))
            else:
                documents.append(document)
    progress("reading", len(found), len(found))
    if not documents:
        raise _nothing_usable(sources, skipped)
    return tuple(documents), tuple(skipped)


def read_texts(
    texts: Sequence[tuple[str, str]],
    settings: ReadingSettings,
    *,
    language: str = "auto",
) -> tuple[tuple[Document, ...], tuple[Skipped, ...]]:
    """Articles that are at hand as (title, text), read as plain-text files are.

    Args:
        texts: each with its title, or "" where the text gives its own.
        settings: limits, and how page furniture is found.
        language: as for ``read_sources``.

    Returns:
        Documents with ids "a1", "a2", … in their order, and what was skipped (by its number).

    Raises:
        NoInputError: nothing usable is left.
    """
    find_clutter: ClutterFinder = registry.resolve("clutter finder", settings.clutter)(settings)
    documents: list[Document] = []
    skipped: list[Skipped] = []
    for number, (title, text) in enumerate(texts, start=1):
        extract = replace(describe(valid_unicode(text)), place=f"text {number}")
        if title.strip():
            extract = replace(extract, title=valid_unicode(title))
        document = _document(f"a{len(documents) + 1}", None, extract, language, find_clutter)
        if _story_words(document) < settings.min_words:
            reason = f"has fewer than {settings.min_words} words of story"
            skipped.append(Skipped(path=extract.place, reason=reason))
        else:
            documents.append(document)
    if not documents:
        raise _nothing_usable([f"{len(texts)} texts"], skipped)
    return tuple(documents), tuple(skipped)


def _parse_or_skip(item: FileSource | PageSource, settings: ReadingSettings) -> Parsed:
    try:
        return (
            _parse_page(item, settings)
            if isinstance(item, PageSource)
            else _parse_file(item, settings)
        )
    except InputError as error:
        return Parsed(extracts=(), skipped=(Skipped(path=item.name, reason=error.message),))


def _parse_file(source: FileSource, settings: ReadingSettings) -> Parsed:
    if source.size > settings.max_bytes:
        raise InputError(f"is larger than {settings.max_bytes:,} bytes")
    try:
        with open(source.name, "rb") as file:
            data = file.read(settings.max_bytes + 1)  # it may grow, or have no size (/proc)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror or error})") from error
    if len(data) > settings.max_bytes:
        raise InputError(f"is larger than {settings.max_bytes:,} bytes")
    if not data.strip():
        raise InputError("is empty")
    kind = KIND_OF_ENDING.get(Path(source.name).suffix.lower(), "plain")
    return parse(kind, data, source.name)


def _parse_page(source: PageSource, settings: ReadingSettings) -> Parsed:
    page = fetch(source.name, timeout=settings.timeout, max_bytes=settings.max_bytes)
    parsed = parse(page.kind, page.data, source.name, declared=page.charset, url=page.url)
    extracts = tuple(extract.with_defaults(url=page.url) for extract in parsed.extracts)
    return Parsed(extracts=extracts, skipped=parsed.skipped)


def parse(
    kind: Kind, data: bytes, name: str, *, declared: str = "", url: str | None = None
) -> Parsed:
    """The articles in ``data``; parsers are imported when first needed, for a fast start.

    Args:
        kind: what it is.
        data: the bytes of a file or page.
        name: its own name, for errors.
        declared: the character set that a server names, or "".
        url: the address of a page.

    Raises:
        InputError: it cannot be read as that.
    """
    if kind in ("plain", "markdown"):
        from summarize.reading.plain import parse_markdown, parse_plain

        parse_text = parse_markdown if kind == "markdown" else parse_plain
        return Parsed(extracts=(parse_text(data, declared),))
    if kind == "html":
        from summarize.reading.markup import parse_html

        return Parsed(extracts=(parse_html(data, declared, url),))
    if kind == "pdf":
        from summarize.reading.pdf import parse_pdf

        return parse_pdf(data, name)
    if kind == "mail":
        from summarize.reading.mail import parse_mail

        return Parsed(extracts=(parse_mail(data),))
    from summarize.reading.json_articles import parse_json, parse_json_lines

    return parse_json(data, name) if kind == "json" else parse_json_lines(data, name)


def _document(
    article_id: str,
    source: FileSource | PageSource | None,
    extract: Extract,
    language: str,
    find_clutter: ClutterFinder,
) -> Document:
    text, length = extract.text, extract.front_matter
    article = Article(
        id=article_id,
        title=" ".join(extract.title.split()),
        text=text,
        source=" ".join(extract.source.split()),
        published=extract.published,
        path=f"{source.name}{extract.place}" if isinstance(source, FileSource) else None,
        url=extract.url,
        language=(extract.language or guess_language(text)) if language == "auto" else language,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
    )
    head = (Clutter(start=0, end=length, reason="front-matter"),) if length else ()
    body = (
        Clutter(start=one.start + length, end=one.end + length, reason=one.reason)
        for one in find_clutter(text[length:], article.title)
    )
    return Document(article=article, clutter=(*head, *body))


def _story_words(document: Document) -> int:
    return len(_WORD.findall(story(document)))


def story(document: Document) -> str:
    """The article's text without its furniture; a line break stands in place of each span."""
    text, pieces, reached = document.article.text, [], 0
    for clutter in document.clutter:
        pieces.append(text[reached : clutter.start])
        reached = clutter.end
    return "\n".join([*pieces, text[reached:]])


def _nothing_usable(
    sources: Sequence[str | os.PathLike[str]], skipped: Sequence[Skipped]
) -> NoInputError:
    told = "; ".join(f"{item.path}: {item.reason}" for item in skipped[:_TOLD_REASONS])
    more = len(skipped) - _TOLD_REASONS
    rest = f"; and {more} more" if more > 0 else ""
    named = ", ".join(os.fspath(source) for source in sources[:_TOLD_REASONS])
    message = f"no article could be read from {named}" + (f" ({told}{rest})" if told else "")
    endings = " ".join(KIND_OF_ENDING)
    return NoInputError(message, hint=f"name articles that hold text; in folders: {endings}")
