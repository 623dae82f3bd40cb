"""Sending, to servers of our own on this machine."""

from __future__ import annotations

import shutil
import smtplib
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from summarize.digest import mailing
from summarize.errors import DeliveryError

SENDER, READER, OTHER = "digest@post.example", "reader@home.example", "other@home.example"


def edition(**headers: str) -> bytes:
    message = EmailMessage(policy=policy.SMTP)
    message["Subject"] = "Stories of 23 November – Börse"
    for name, value in headers.items():
        message[name] = value
    message.set_content("The ferry pier is closed.\n.\nA dot alone on a line ends nothing.\n")
    message.add_alternative("<p>The ferry pier is <b>closed</b>.</p>", subtype="html")
    return message.as_bytes()


# ruff: noqa: N802 - aiosmtpd finds its hooks by these names
class Mailbox:
    """Keeps what it is handed; refuses ``OTHER``, and everything where ``answer`` is an error."""

    def __init__(self, answer: str = "250 OK") -> None:
        self.answer = answer
        self.envelopes = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if address == OTHER:
            return "550 no such reader"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        self.envelopes.append(envelope)
        return self.answer


def sign_in(_server, _session, _envelope, _mechanism, data):
    good = isinstance(data, LoginPassword) and data.login == b"ann" and data.password == b"right"
    return AuthResult(success=good, handled=False)


@contextmanager
def mail_server(mailbox: Mailbox, **options) -> Iterator[int]:
    controller = Controller(mailbox, hostname="127.0.0.1", port=0, **options)
    controller.port = free_port()
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def raw_server(said: bytes) -> Iterator[int]:
    """Says that much to everybody and then nothing more."""
    listening, done = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def serve() -> None:
        with suppress(OSError):
            connection, _ = listening.accept()
            with connection:
                connection.sendall(said)
                done.wait(5)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        done.set()
        listening.close()
        thread.join(5)


def send(port: int, eml: bytes = b"", **options) -> None:
    values = {"sender": SENDER, "to": [READER], "user": None, "password": None, "security": "none"}
    mailing.send(eml or edition(), host="127.0.0.1", port=port, **{**values, **options})


def test_the_message_arrives_as_it_was_written():
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        send(port, edition(Date="Mon, 23 Nov 2026 06:00:00 +0000"))
    (envelope,) = mailbox.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == (SENDER, [READER])
    message = message_from_bytes(envelope.content, policy=policy.default)
    assert message["From"] == SENDER
    assert message["To"] == READER
    assert message["Subject"] == "Stories of 23 November – Börse"
    assert message["Date"] == "Mon, 23 Nov 2026 06:00:00 +0000"
    assert "A dot alone" in message.get_body(("plain",)).get_content()
    assert "<b>closed</b>" in message.get_body(("html",)).get_content()


@pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")
def test_signing_in():
    mailbox = Mailbox()
    options = {"authenticator": sign_in, "auth_required": True, "auth_require_tls": False}
    with mail_server(mailbox, **options) as port:
        send(port, user="ann", password="right")
        assert len(mailbox.envelopes) == 1
        with pytest.raises(DeliveryError, match="does not accept this user and password"):
            send(port, user="ann", password="wrong")
        with pytest.raises(DeliveryError, match=r"127\.0\.0\.1 refused \(530"):
            send(port)  # without signing in
    assert len(mailbox.envelopes) == 1


def test_a_password_is_named_in_no_error():
    with mail_server(Mailbox(), authenticator=sign_in, auth_require_tls=False) as port:
        with pytest.raises(DeliveryError) as caught:
            send(port, user="ann", password="hunter2")
        told = f"{caught.value.message} {caught.value.hint} {caught.value.__cause__}"
        assert "hunter2" not in told


def test_a_password_without_a_user_is_of_no_use():
    """The variable of the environment may be set for another program."""
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        send(port, password="right")
    assert len(mailbox.envelopes) == 1


def test_refused_readers_are_named():
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        with pytest.raises(DeliveryError, match=f"refused {OTHER} \\(550 no such reader\\)"):
            send(port, to=[OTHER])
        with pytest.raises(DeliveryError, match=f"refused {OTHER}") as caught:
            send(port, to=[READER, OTHER])
    assert caught.value.hint == "the other addresses have the edition"
    assert [envelope.rcpt_tos for envelope in mailbox.envelopes] == [[READER]]


def test_a_refused_message():
    with (
        mail_server(Mailbox("552 \x1b[31mtoo\tlarge")) as port,
        pytest.raises(DeliveryError, match=r"refused \(552 \[31mtoo large\)"),
    ):
        send(port)


def test_a_server_without_encryption_is_not_talked_to():
    mailbox = Mailbox()
    with (
        mail_server(mailbox) as port,
        pytest.raises(DeliveryError, match="cannot do what was asked for"),
    ):
        send(port, security="starttls")
    assert mailbox.envelopes == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """A certificate of 127.0.0.1 that nobody vouches for, with its key in the same file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl makes the certificate")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
               "-nodes", "-days", "2", "-keyout", str(path), "-out", f"{path}.crt", *subject]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + Path(f"{path}.crt").read_bytes())
    return path


@contextmanager
def safe_server(mailbox: Mailbox, certificate: Path, security: str) -> Iterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    how = "ssl_context" if security == "tls" else "tls_context"
    options = {how: context, "authenticator": sign_in, "auth_require_tls": security == "starttls"}
    with mail_server(mailbox, **options) as port:
        yield port


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_encrypted_sending(certificate, security, monkeypatch):
    trusting = ssl.create_default_context(cafile=certificate)
    mailbox = Mailbox()
    with safe_server(mailbox, certificate, security) as port:
        monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
        send(port, security=security, user="ann", password="right")
    assert len(mailbox.envelopes) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_of_nobody_is_refused(certificate, security):
    mailbox = Mailbox()
    with (
        safe_server(mailbox, certificate, security) as port,
        pytest.raises(DeliveryError, match="no safe connection"),
    ):
        send(port, security=security, user="ann", password="right")
    assert mailbox.envelopes == []


def test_tls_to_a_server_that_speaks_plainly():
    with (
        mail_server(Mailbox()) as port,
        pytest.raises(DeliveryError, match=r"no safe connection|cannot be used"),
    ):
        send(port, security="tls", timeout=0.5)


@pytest.mark.parametrize("said", [b"", b"220 ready\r\n"])
def test_a_server_that_hangs_is_given_up(said):
    with (
        raw_server(said) as port,
        pytest.raises(DeliveryError, match=r"did not answer within 0\.1 seconds|cannot be used"),
    ):
        send(port, timeout=0.1)


@pytest.mark.parametrize("said", [b"HTTP/1.1 400 no\r\n\r\n", b"\xff" * 9000, b"554 go away\r\n"])
def test_a_server_that_speaks_something_else(said):
    with raw_server(said) as port, pytest.raises(DeliveryError):
        send(port, timeout=0.1)


def test_no_server():
    with pytest.raises(DeliveryError, match="cannot be used") as caught:
        send(free_port())
    assert "--smtp-host" in caught.value.hint


def test_how_the_server_says_goodbye_is_no_matter(monkeypatch):
    """The message was accepted; a broken farewell made a failure of it."""

    def quit_(_self):
        raise smtplib.SMTPServerDisconnected("gone already")

    monkeypatch.setattr(smtplib.SMTP, "quit", quit_)
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        send(port)
    assert len(mailbox.envelopes) == 1


@pytest.mark.parametrize(
    "address",
    [
        "reader@home.example\r\nBcc: all@home.example",
        "reader@home.example\nX: y",
        "a@b.example, c@d.example",
        "Reader <reader@home.example>",
        "reader@home.example> SIZE=1",
        "reader",
        "@home.example",
        "reader@",
        "@",
        "",
        " ",
    ],
)
def test_an_address_that_is_more_or_less_than_one_is_refused(address):
    for values in ({"to": [address]}, {"sender": address}):
        with pytest.raises(DeliveryError, match="is no mail address"):
            send(1, **values)


def test_other_readers_of_the_message_are_taken_out():
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        send(
            port,
            edition(To="somebody@else.example", Bcc="hidden@else.example", Cc="c@else.example"),
        )
    (envelope,) = mailbox.envelopes
    assert envelope.rcpt_tos == [READER]
    assert b"else.example" not in envelope.content


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"to": []}, "nobody to send the edition to"),
        ({"user": "ann"}, "no password to sign in"),
        ({"eml": b""}, "no mail message"),
        ({"eml": b"no header at all"}, "no mail message"),
    ],
)
def test_what_cannot_be_sent(values, reason):
    options = {"sender": SENDER, "to": [READER], "eml": edition(), **values}
    with pytest.raises(DeliveryError, match=reason):
        mailing.send(host="127.0.0.1", port=1, security="none", **options)


def test_no_password_goes_unencrypted_over_a_network():
    with pytest.raises(DeliveryError, match=r"would go to mail\.example unencrypted"):
        mailing.send(
            edition(), host="mail.example", port=25, sender=SENDER, to=[READER], user="ann",
            password="right", security="none",
        )  # fmt: skip
