"""An edition as a message (RFC 5322) in plain text and HTML, ready to be opened or sent."""

from __future__ import annotations

from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from summarize.digest.records import Edition
from summarize.rendering.editions import mail_page, text
from summarize.rendering.editions.lines import closed, edition_title, story_title
from summarize.text.words import one_line

_SENDER = "summarize@localhost"
_MOST_SUBJECT = 120


def render(edition: Edition, *, sender: str = "", to: Sequence[str] = ()) -> bytes:
    """The message; date, id and boundary follow from the edition, so that it is the same again.

    Args:
        edition: the edition.
        sender: address for "From", or "" for a local one.
        to: addresses for "To"; a message without is a draft.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _subject(edition)
    message["From"] = Address("Summarize", addr_spec=one_line(sender) or _SENDER)
    if to:
        message["To"] = ", ".join(one_line(address) for address in to)
    message["Date"] = closed(edition)
    plain = text.render(edition)
    name = sha256(f"{edition.date}\0{plain}".encode()).hexdigest()
    message["Message-ID"] = f"<{edition.date}.{name[:24]}@summarize.localhost>"
    message.set_content(plain, cte="quoted-printable")
    page = mail_page.render(edition)
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{name[24:56]}")
    return message.as_bytes()


def _subject(edition: Edition) -> str:
    """Day and first headline: one line, whatever the headline holds."""
    first = f": {story_title(edition.stories[0])}" if edition.stories else ""
    subject = one_line(f"{edition_title(edition)}{first}")
    return subject if len(subject) <= _MOST_SUBJECT else f"{subject[: _MOST_SUBJECT - 1]}…"
