"""An edition by mail: handed to a server that speaks SMTP (RFC 5321), encrypted unless told not.

``smtplib`` gives each step of the conversation a time of its own. A server that hangs is given up
after that; one that refuses a single address of several is reported, though the others have it.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Literal

from summarize.errors import DeliveryError

Security = Literal["starttls", "tls", "none"]

_TIMEOUT = 30.0
_SHOWN = 200


def send(
    eml: bytes,
    *,
    host: str,
    port: int,
    sender: str,
    to: Sequence[str],
    user: str | None = None,
    password: str | None = None,
    security: Security = "starttls",
    timeout: float = _TIMEOUT,
) -> None:
    """Sends a message; its ``From`` and ``To`` become ``sender`` and ``to``, the rest stays.

    Args:
        eml: the message (RFC 5322).
        host: the server.
        port: 587 is usual for "starttls", 465 for "tls", 25 for "none".
        sender: a bare address ("digest@example.org").
        to: bare addresses, at least one.
        user: the name to sign in with, or None.
        password: its password; of no use without ``user``.
        security: "starttls" goes over to TLS before anything is said; a server that cannot do
            so is refused. "none" signs in to this machine's own server at most.
        timeout: seconds for each step.

    Raises:
        DeliveryError: an address is none, or the server cannot be reached, is not who its
            certificate says, refuses, hangs, or may not be told the password.
    """
    for address in (sender, *to):
        check_address(address)
    if not to:
        raise DeliveryError("nobody to send the edition to", hint="name somebody with --mail-to")
    if user is not None and password is None:
        raise DeliveryError(
            f"there is no password to sign in to {host} with",
            hint="SUMMARIZE_SMTP_PASSWORD in the environment has it",
        )
    if user is not None and security == "none" and host not in ("localhost", "127.0.0.1", "::1"):
        raise DeliveryError(
            f"a password would go to {host} unencrypted", hint="use STARTTLS or TLS"
        )
    message = _addressed(eml, sender, to)
    with _told(host, port, timeout), _connected(host, port, security, timeout) as server:
        if user is not None and password is not None:
            server.login(user, password)
        refused = server.send_message(message, sender, list(to))
    if refused:
        raise DeliveryError(
            f"{host} refused {_reasons(refused)}", hint="the other addresses have the edition"
        )


def check_address(address: str) -> None:
    """Refuses what is not exactly one address: a line break would begin a header of its own.

    Raises:
        DeliveryError: it is none.
    """
    try:
        if not address.isprintable() or any(sign in address for sign in " ,;<>\"'"):
            raise ValueError("more than an address")
        parts = Address(addr_spec=address)
        if not parts.username or not parts.domain:
            raise ValueError("no domain")
    except (ValueError, IndexError, MessageError) as error:  # the last two of the parser's depths
        raise DeliveryError(
            f"{address!r} is no mail address", hint='write it bare: "reader@example.org"'
        ) from error


def _addressed(eml: bytes, sender: str, to: Sequence[str]) -> EmailMessage:
    message = message_from_bytes(eml, policy=policy.SMTP)
    if not isinstance(message, EmailMessage) or message.defects or not message.keys():
        raise DeliveryError("the edition is no mail message that can be sent")
    for name in ("From", "To", "Cc", "Bcc", "Sender"):
        del message[name]
    message["From"] = sender
    message["To"] = ", ".join(to)
    return message


@contextmanager
def _connected(host: str, port: int, security: Security, timeout: float) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context()
    server: smtplib.SMTP
    if security == "tls":
        server = smtplib.SMTP_SSL(host, port, timeout=timeout, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=timeout)
    try:
        if security == "starttls":
            server.starttls(context=context)
        server.ehlo_or_helo_if_needed()
        yield server
        _quietly(server.quit)  # the message is accepted: how the server says goodbye is no matter
    finally:
        _quietly(server.close)


def _quietly(step: Callable[[], object]) -> None:
    try:
        step()
    except (OSError, smtplib.SMTPException):
        return


@contextmanager
def _told(host: str, port: int, timeout: float) -> Iterator[None]:
    """Failures of the library, as errors of ours."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise DeliveryError(
            f"{host} does not accept this user and password ({_said(error.smtp_error)})",
            hint="the password is read from SUMMARIZE_SMTP_PASSWORD",
        ) from error
    except smtplib.SMTPRecipientsRefused as error:
        raise DeliveryError(f"{host} refused {_reasons(error.recipients)}") from error
    except smtplib.SMTPNotSupportedError as error:
        raise DeliveryError(
            f"{host} cannot do what was asked for ({_said(str(error))})",
            hint="the port may want another kind of encryption, or no user",
        ) from error
    except smtplib.SMTPResponseException as error:
        raise DeliveryError(
            f"{host} refused ({error.smtp_code} {_said(error.smtp_error)})"
        ) from error
    except ssl.SSLError as error:
        raise DeliveryError(
            f"no safe connection to {host}, port {port} ({_said(str(error))})",
            hint="the port may want another kind of encryption",
        ) from error
    except TimeoutError as error:
        raise DeliveryError(f"{host} did not answer within {timeout:g} seconds") from error
    except (OSError, smtplib.SMTPException, UnicodeError) as error:
        raise DeliveryError(
            f"{host}, port {port}, cannot be used ({_said(str(error))})",
            hint="check --smtp-host and --smtp-port",
        ) from error


def _reasons(refused: dict[str, tuple[int, bytes]]) -> str:
    return ", ".join(
        f"{address} ({code} {_said(text)})" for address, (code, text) in sorted(refused.items())
    )


def _said(text: bytes | str) -> str:
    """What a server said, on one line and not at any length."""
    words = text.decode("utf-8", errors="replace") if isinstance(text, bytes) else text
    return "".join(sign for sign in " ".join(words.split()) if sign.isprintable())[:_SHOWN]
