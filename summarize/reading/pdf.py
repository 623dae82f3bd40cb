"""PDF files, by pypdf: the text of the pages, words joined again that a line end has parted."""

from __future__ import annotations

import io
import re
from typing import Any

from summarize.errors import InputError
from summarize.reading.decoding import valid_unicode
from summarize.reading.extract import Extract, Parsed
from summarize.reading.plain import describe
from summarize.records import Skipped

MAX_PAGES = 200
"""More pages than this are left unread, and the reader says so: that is a book, not an article."""

_HYPHEN = re.compile(r"(?<=[^\W\d_])(?:-|\u00ad)[ \t]*\n[ \t]*(?=[^\W\d_A-Z])")


def parse_pdf(data: bytes, name: str) -> Parsed:
    """The text of a PDF as one article.

    Args:
        data: the file.
        name: its path, for what is skipped.

    Raises:
        InputError: it is damaged, encrypted, or holds no text (scanned pages).
    """
    try:
        title, pages, count = _read(data)
    except InputError:
        raise
    # A damaged file surfaces in pypdf as nearly any exception, KeyError and RecursionError too.
    except Exception as error:
        raise InputError(f"is a damaged PDF ({type(error).__name__}: {error})") from error
    text = _HYPHEN.sub("", _join(pages))
    if not text.strip():
        raise InputError("holds no text (a scan would first need text recognition)")
    unread = f"only the first {MAX_PAGES} of its {count} pages were read"
    skipped = (Skipped(path=name, reason=unread),) if count > MAX_PAGES else ()
    return Parsed(extracts=(_described(text, title),), skipped=skipped)


def _read(data: bytes) -> tuple[str, list[str], int]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    # Many files are encrypted with an empty password, only to forbid printing: those open.
    if reader.is_encrypted and not _opens(reader):
        raise InputError("is an encrypted PDF")
    pages = [reader.pages[n].extract_text() for n in range(min(MAX_PAGES, len(reader.pages)))]
    title = reader.metadata.title if reader.metadata is not None else None
    return (title or "").strip(), pages, len(reader.pages)


def _opens(reader: Any) -> bool:
    from pypdf.errors import DependencyError

    try:
        return bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):  # AES without a library for it
        return False


def _join(pages: list[str]) -> str:
    """Pages as one text; a sentence that runs over the page break stays in one paragraph."""
    text = ""
    for page in (valid_unicode(page).strip() for page in pages):
        ended = not text or re.search(r"[.!?…][\"”’')\]]*$", text)
        text += ("\n\n" if text and ended else "\n" if text else "") + page
    return text


def _described(text: str, title: str) -> Extract:
    found = describe(text)
    return Extract(
        text=text,
        title=valid_unicode(title) or found.title,
        source=found.source,
        published=found.published,
    )
