"""Pages from a server of our own on this machine; nothing leaves it."""

from __future__ import annotations

import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from summarize.errors import InputError
from summarize.reading import read_sources
from summarize.reading.pages import fetch

STORY = "The lighthouse was switched off on Friday after one hundred and forty years of service."


class Handler(BaseHTTPRequestHandler):
    """Answers by path."""

    def do_GET(self) -> None:
        answer = getattr(self, "on_" + self.path.strip("/").replace("/", "_"), self.on_missing)
        answer()

    def send(
        self, body: bytes, kind: str = "text/plain; charset=utf-8", status: int = 200, **headers
    ):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def on_missing(self):
        self.send(b"no", status=404)

    def on_story(self):
        self.send(STORY.encode())

    def on_latin(self):
        self.send("Die Brücke".encode("latin-1"), "text/plain; charset=iso-8859-1")

    def on_html(self):
        body = "".join(f"<p>{STORY} Part {n} of the report follows.</p>" for n in range(6))
        self.send(f"<html><body><article>{body}</article></body></html>".encode(), "text/html")

    def on_image(self):
        self.send(b"GIF89a", "image/gif")

    def on_untyped(self):
        self.send_response(200)
        self.end_headers()

    def on_moved(self):
        self.send(b"", status=302, Location="/story")

    def on_loop(self):
        self.send(b"", status=302, Location="/loop")

    def on_file(self):
        self.send(b"", status=302, Location="file:///etc/hostname")

    def on_declared(self):
        self.send(b"x", **{"Content-Length": "999999"})

    def on_endless(self):
        self.send(b"word " * 50_000)

    def on_drip(self):
        self.send(b"")
        with suppress(OSError):  # the reader hangs up
            while not self.server.stop.wait(0.05):
                self.wfile.write(b"word " * 20_000)

    def log_message(self, *_arguments):
        pass


@pytest.fixture(scope="module")
def address():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.stop = threading.Event()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.stop.set()
    server.shutdown()
    server.server_close()


def test_plain_text(address, settings):
    (document,), _ = read_sources([f"{address}/story"], settings)
    assert document.article.text == STORY
    assert document.article.path is None
    assert document.article.url == f"{address}/story"


def test_html(address, settings):
    (document,), _ = read_sources([f"{address}/html"], settings)
    assert "switched off on Friday" in document.article.text
    assert document.article.source.startswith("127.0.0.1")


def test_a_redirect_is_followed(address):
    page = fetch(f"{address}/moved", timeout=5, max_bytes=1000)
    assert page.url == f"{address}/story"
    assert page.data == STORY.encode()


def test_the_charset_of_the_server_is_used(address):
    page = fetch(f"{address}/latin", timeout=5, max_bytes=1000)
    assert page.charset == "iso-8859-1"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("nothing", "the server answered 404"),
        ("image", "is image/gif; only HTML, plain text, JSON and PDF are read"),
        ("untyped", "is no type at all"),
        ("loop", "redirects more than 5 times"),
        ("file", r"not http\(s\)|cannot be fetched"),
        ("declared", "is larger than 100,000 bytes"),
        ("endless", "is larger than 100,000 bytes"),
    ],
)
def test_failures_have_reasons(address, path, reason):
    with pytest.raises(InputError, match=reason):
        fetch(f"{address}/{path}", timeout=5, max_bytes=100_000)


def test_a_server_that_drips_is_given_up(address):
    with pytest.raises(InputError, match=r"took too long|did not answer"):
        fetch(f"{address}/drip", timeout=0.2, max_bytes=10**9)


def test_no_server(settings, address):
    with pytest.raises(InputError, match="cannot be fetched"):
        fetch("http://127.0.0.1:1/", timeout=2, max_bytes=1000)
    _, skipped = read_sources(["http://127.0.0.1:1/", f"{address}/story"], settings)
    assert skipped[0].path == "http://127.0.0.1:1/"


@pytest.mark.parametrize("url", ["http://", "http://[bad/", "http://exa mple.org:x/"])
def test_addresses_that_are_none(url):
    with pytest.raises(InputError):
        fetch(url, timeout=1, max_bytes=1000)
