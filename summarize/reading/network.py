"""Connections to public addresses only, and none that outlives its deadline.

A feed is written by somebody else, and its links must not reach the machine that reads it or the
network behind that machine's firewall (server-side request forgery, CWE-918). Looking at the
address is not enough: a public name may resolve to a private address, and to another one the
second time that it is asked for. So the name is resolved once, every address that it has is
checked, and the connection is made to one of just these addresses. TLS still checks the
certificate against the name.
"""

from __future__ import annotations

import functools
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpcore
import httpx

from summarize.errors import InputError

_NAT64 = ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether ``address`` (IPv4 or IPv6, in the usual notation) is one of the public Internet.

    Loopback, private (RFC 1918), shared (RFC 6598), link-local, unique local, multicast, reserved
    and unspecified addresses are not. Addresses that carry another one (IPv4-mapped, NAT64, 6to4,
    Teredo) are public if that one is.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return all(_is_public(one) for one in _carried(found))


def _carried(address: IPv4Address | IPv6Address) -> tuple[IPv4Address | IPv6Address, ...]:
    if isinstance(address, IPv4Address):
        return (address,)
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address in _NAT64:
        return (IPv4Address(int(address) & 0xFFFF_FFFF),)
    if address.sixtofour is not None:
        return (address.sixtofour,)
    return address.teredo if address.teredo is not None else (address,)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    # is_global alone lets some multicast, site-local and reserved ones through.
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_unspecified
        or (isinstance(address, IPv6Address) and address.is_site_local)
    )


class Connector(httpcore.NetworkBackend):
    """Resolves, checks and connects.

    Args:
        deadline: of all that is read and written, on the clock of ``time.monotonic``.
        allow_private: whether to leave the check out.
    """

    def __init__(self, *, deadline: float, allow_private: bool) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of ``host`` that answers.

        Raises:
            InputError: one of its addresses is not public.
            httpcore.ConnectError: it has none, or none answers.
        """
        addresses = _resolve(host, port)
        private = [one for one in addresses if not is_public(one)]
        if private and not self._allow_private:
            raise _refusal(host, private[0])
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for number, address in enumerate(addresses):
            share = _left(self._deadline, timeout) / (len(addresses) - number)
            try:
                stream = self._sockets.connect_tcp(
                    address, port, share, local_address, socket_options
                )
                return _TimedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


class _TimedStream(httpcore.NetworkStream):
    """A stream whose reads and writes together end at the deadline.

    The timeouts of httpx are for each read: a server that sends a byte a second keeps within them.
    """

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(self._deadline, timeout)
        return _TimedStream(
            self._stream.start_tls(ssl_context, server_hostname, left), self._deadline
        )

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


class DirectTransport(httpx.BaseTransport):
    """httpx's way to the network through a ``Connector``: http and https, and no proxy.

    Errors are those of httpcore, besides ``InputError`` for what is refused.
    """

    def __init__(self, *, deadline: float, allow_private: bool) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=_tls(),
            network_backend=Connector(deadline=deadline, allow_private=allow_private),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends one request; redirects are up to the client and come through here again."""
        url = request.url
        if url.scheme not in ("http", "https"):  # httpcore would take ws:// as well
            raise httpx.UnsupportedProtocol(f"{url.scheme} is not http(s)")
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Closes every connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


def _resolve(host: str, port: int) -> tuple[str, ...]:
    """The addresses of ``host``, each once; the system reads "127.1" and "0x7f000001" as well."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"{host} cannot be found") from error
    return tuple(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def _refusal(host: str, address: str) -> InputError:
    where = address if host == address else f"{host} ({address})"
    return InputError(
        f"leads to {where}, which is this machine or a private network;"
        " refused without --allow-private"
    )


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is up")
    return left if timeout is None else min(left, timeout)


@functools.lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context()  # reading the certificates takes some 20 ms
