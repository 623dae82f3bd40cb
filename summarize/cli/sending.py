"""The mail options of ``summarize digest``, checked before the work begins."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarize.errors import DeliveryError, SettingsError

if TYPE_CHECKING:
    from summarize.digest.mailing import Security

PASSWORD = "SUMMARIZE_SMTP_PASSWORD"  # noqa: S105 - the name of the variable, not its value
_PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """Where an edition is sent, and as whom."""

    host: str
    port: int
    user: str | None
    security: Security
    sender: str
    to: tuple[str, ...]

    def send(self, eml: bytes) -> None:
        """Sends ``eml``; the password comes from the environment and from nowhere else.

        Raises:
            DeliveryError: the server could not be reached or refused it.
        """
        from summarize.digest.mailing import send

        send(
            eml,
            host=self.host,
            port=self.port,
            sender=self.sender,
            to=self.to,
            user=self.user,
            password=os.environ.get(PASSWORD),
            security=self.security,
        )


def mail_of(
    host: str | None,
    port: int | None,
    user: str | None,
    security: str | None,
    sender: str | None,
    to: Sequence[str],
) -> Mail | None:
    """What the options say; None if nothing is to be sent.

    Raises:
        SettingsError: some of them are missing or wrong.
    """
    if host is None:
        if any((port, user, security, sender, to)):
            raise SettingsError("a mail option without --smtp-host", hint="name the server")
        return None
    if sender is None or not to:
        raise SettingsError("--smtp-host needs --mail-from and --mail-to", hint="add them")
    _check_addresses((sender, *to))
    if user is not None and not os.environ.get(PASSWORD):
        raise SettingsError(f"--smtp-user needs a password in ${PASSWORD}", hint="set it")
    chosen = _security(security, port)
    return Mail(
        host=host,
        port=port or _PORTS[chosen],
        user=user,
        security=chosen,
        sender=sender,
        to=tuple(to),
    )


def _security(given: str | None, port: int | None) -> Security:
    if given is None:
        return "tls" if port == _PORTS["tls"] else "starttls"
    for known in _PORTS:
        if given == known:
            return known
    raise SettingsError(
        f"--smtp-security: {given!r} is not known", hint=f"one of {', '.join(_PORTS)}"
    )


def _check_addresses(addresses: Sequence[str]) -> None:
    from summarize.digest.mailing import check_address

    try:
        for address in addresses:
            check_address(address)
    except DeliveryError as error:
        raise SettingsError(error.message, hint=error.hint) from error
