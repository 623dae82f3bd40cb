"""E-mail files (.eml), by the standard library: newsletters and articles sent on."""

from __future__ import annotations

from email import policy
from email.message import MIMEPart
from email.parser import BytesParser

from summarize.errors import InputError
from summarize.reading.dates import to_iso
from summarize.reading.decoding import valid_unicode
from summarize.reading.extract import Extract
from summarize.reading.markup import parse_markup
from summarize.reading.plain import describe


def parse_mail(data: bytes) -> Extract:
    """The text of a message; its plain part, or else its HTML part's article.

    ``title`` is the subject, ``source`` the sender's name, ``published`` the date it was sent.

    Raises:
        InputError: it is empty, damaged, or has neither part.
    """
    if not data.strip():
        raise InputError("is empty")
    try:
        return _extract(data)
    except InputError:
        raise
    # The modern header parser raises IndexError and others on malformed headers.
    except Exception as error:
        raise InputError(f"is a damaged e-mail ({type(error).__name__}: {error})") from error


def _extract(data: bytes) -> Extract:
    message = BytesParser(policy=policy.default).parsebytes(data)
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        raise InputError("is an e-mail without text")
    content = valid_unicode(_content(part))
    if not content.strip():
        raise InputError("is an e-mail without text")
    body = parse_markup(content) if part.get_content_type() == "text/html" else describe(content)
    headers = {
        "title": valid_unicode(str(message.get("Subject", "")).strip()),
        "source": valid_unicode(_sender(message)),
        "published": to_iso(str(message.get("Date", ""))),
    }
    return (
        Extract(text=body.text, url=body.url, language=body.language)
        .with_defaults(**headers)
        .with_defaults(title=body.title, source=body.source, published=body.published)
    )


def _content(part: MIMEPart) -> str:
    try:
        content = part.get_content()
    except LookupError:  # a charset that Python does not know
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else ""
    return content if isinstance(content, str) else ""


def _sender(message: MIMEPart) -> str:
    header = message.get("From")
    addresses = getattr(header, "addresses", ())
    return str(addresses[0].display_name or addresses[0].domain) if addresses else ""
