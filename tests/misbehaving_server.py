"""A Web server on this machine that also does what servers on the Web do wrong.

``/feed`` and the like are made by the tests (``pages``); the faults have fixed paths.
"""

from __future__ import annotations

import gzip
import socket
import struct
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HTML = "text/html; charset=utf-8"
RSS = "application/rss+xml"


@dataclass
class Page:
    """What a path answers; ``failures`` answers of ``status`` come first, then 200."""

    body: bytes
    kind: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    failures: int = -1


@dataclass
class Site:
    """A running server: its address, what it answers, and what it was asked."""

    address: str
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    most_at_once: int = 0

    def put(self, path: str, body: str | bytes, kind: str = HTML, **values: Any) -> str:
        """Makes a page and gives its address."""
        data = body.encode() if isinstance(body, str) else body
        self.pages[path] = Page(data, kind, **values)
        return self.address + path

    def times(self, path: str) -> int:
        """How often ``path`` was asked for."""
        return sum(one == path for one, _ in self.asked)


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        site, server = self.server.site, self.server
        with server.lock:
            site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            server.at_once += 1
            site.most_at_once = max(site.most_at_once, server.at_once)
        try:
            with suppress(OSError):  # the reader hangs up
                fault = getattr(self, "on" + self.path.replace("/", "_").replace("-", "_"), None)
                fault() if fault is not None else self._page(
                    site.pages.get(self.path.partition("?")[0])
                )
        finally:
            with server.lock:
                server.at_once -= 1

    def _page(self, page: Page | None) -> None:
        if page is None:
            self._send(404, b"nothing here", HTML)
            return
        if page.headers.get("ETag") and self.headers["If-None-Match"] == page.headers["ETag"]:
            self._send(304, b"", page.kind)
            return
        if page.failures == 0:
            self._send(200, page.body, page.kind)
            return
        page.failures -= 1
        self._send(page.status, page.body, page.kind, **page.headers)

    def _send(self, status: int, body: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _begin(self, kind: str = HTML, **headers: str) -> None:
        """Headers of an answer without a length: it ends when the connection does."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def on_silent(self) -> None:
        self.server.stop.wait(5)

    def on_drip(self) -> None:
        self._begin()
        while not self.server.stop.wait(0.02):
            self.wfile.write(b"word ")

    def on_drip_of_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.server.stop.wait(0.02):
            self.wfile.write(b"X-Again: 1\r\n")

    def on_endless(self) -> None:
        self._begin()
        while not self.server.stop.is_set():
            self.wfile.write(b"word " * 10_000)

    def on_endless_redirect(self) -> None:
        """A redirect whose own body does not end."""
        self.send_response(302)
        self.send_header("Location", "/fine")
        self.end_headers()
        while not self.server.stop.is_set():
            self.wfile.write(b"word " * 10_000)

    def on_bomb(self) -> None:
        self._send(
            200, gzip.compress(b"<p>" + b" " * 20_000_000), HTML, **{"Content-Encoding": "gzip"}
        )

    def on_bomb_in_bomb(self) -> None:
        packed = gzip.compress(gzip.compress(b" " * 50_000_000))
        self._send(200, packed, HTML, **{"Content-Encoding": "gzip, gzip"})

    def on_half_of_gzip(self) -> None:
        packed = gzip.compress(bytes(range(256)) * 40)
        self._send(200, packed[: len(packed) // 2], HTML, **{"Content-Encoding": "gzip"})

    def on_no_gzip(self) -> None:
        self._send(200, b"<p>plain</p>", HTML, **{"Content-Encoding": "gzip"})

    def on_cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", HTML)
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(b"<p>half of it")

    def on_reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def on_nonsense(self) -> None:
        self.wfile.write(b"\x00\x01 this is no HTTP \r\n\r\n")

    def on_loop(self) -> None:
        self._send(302, b"", HTML, Location="/loop")

    def on_to_file(self) -> None:
        self._send(302, b"", HTML, Location="file:///etc/hostname")

    def on_to_websocket(self) -> None:
        self._send(
            302, b"", HTML, Location=self.server.site.address.replace("http", "ws") + "/fine"
        )

    def log_message(self, *_arguments: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site = Site(f"http://127.0.0.1:{self.server_address[1]}")
        self.stop = threading.Event()
        self.lock = threading.Lock()
        self.at_once = 0

    def handle_error(self, *_arguments: object) -> None:
        pass  # a reader that hangs up is what most tests here are about


@contextmanager
def running() -> Iterator[Site]:
    """A server that runs until the block ends."""
    server = _Server()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield server.site
    finally:
        server.stop.set()
        server.shutdown()
        server.server_close()
