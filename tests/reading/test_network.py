"""What may be connected to, and what a server can do to whoever asks it."""

from __future__ import annotations

import ipaddress
import socket

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.errors import InputError, UnavailableError
from summarize.reading import network
from summarize.reading.network import is_public
from summarize.reading.pages import ask, fetch
from tests.misbehaving_server import RSS, Site, running

LIMIT = 100_000
PUBLIC = "93.184.216.34"
PRIVATE = [
    "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "172.31.255.255",
    "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.255.254", "192.0.0.1", "198.18.0.1",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.0.2.7",
    "0.0.0.0",  # noqa: S104 - an address to refuse, bound to by nobody
    "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1",
    "ff0e::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::a00:1", "2002:7f00:1::", "2002:c0a8:101::1", "2001:db8::1", "100::1",
    "", "localhost", "127.1", "not an address",
]  # fmt: skip


@pytest.fixture(scope="module")
def site():
    with running() as one:
        yield one


def get(url: str, *, allow_private: bool = True, timeout: float = 2.0, **options):
    return ask(url, timeout=timeout, max_bytes=LIMIT, allow_private=allow_private, **options)


def resolving(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Names resolve to ``answers`` in turn, the last one ever after; gives the names asked."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolve(host, port, *rest, **options):
        name = host.decode() if isinstance(host, bytes) else host
        try:
            ipaddress.ip_address(name)
        except ValueError:
            asked.append(name)
            found = answers[min(len(asked), len(answers)) - 1]
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]
        return real(host, port, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [PUBLIC, "8.8.8.8", "100.63.255.255", "172.32.0.1", "2606:4700:4700::1111",
     "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)  # fmt: skip
def test_what_is_public(address):
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_is_judged_as_it_is_alone(address):
    inside = [f"::ffff:{address}", f"64:ff9b::{address}"]
    assert {is_public(one) for one in inside} == {is_public(str(address))}


@given(st.ip_addresses())
def test_nothing_public_is_private(address):
    if is_public(str(address)):
        kinds = (address.is_private, address.is_loopback, address.is_link_local)
        assert not any(kinds)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0177.0.0.1", "0x7f000001", "127.1", "[::1]",
     "[::ffff:127.0.0.1]", "0"],
)  # fmt: skip
def test_this_machine_under_any_name_is_refused(site: Site, host):
    port = site.address.rpartition(":")[2]
    with pytest.raises(
        InputError, match=r"leads to .* refused without --allow-private|Invalid IPv4"
    ):
        get(f"http://{host}:{port}/secret", allow_private=False)
    assert site.times("/secret") == 0


@pytest.mark.parametrize("address", ["10.0.0.8", "169.254.169.254", "192.168.1.1"])
def test_a_name_that_resolves_to_a_private_address_is_refused(monkeypatch, address):
    resolving(monkeypatch, [address])
    with pytest.raises(InputError, match=rf"leads to rebind.example \({address}\)"):
        get("http://rebind.example/", allow_private=False)


def test_a_name_with_a_public_and_a_private_address_is_refused(monkeypatch):
    resolving(monkeypatch, [PUBLIC, "127.0.0.1"])
    with pytest.raises(InputError, match=r"leads to both\.example"):
        get("http://both.example/", allow_private=False)


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch, site: Site):
    """DNS rebinding: a name that was public when it was checked is private when it is connected.

    The name is asked for once, so the second answer is never heard.
    """
    asked = resolving(monkeypatch, [PUBLIC], ["127.0.0.1"])
    connected = []

    def connect(_self, host, port, *_rest):
        connected.append((host, port))
        raise httpcore.ConnectError("no network in a test")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    with pytest.raises(UnavailableError, match="cannot be fetched"):
        get("http://rebind.example:8080/", allow_private=False)
    assert asked == ["rebind.example"]
    assert connected == [(PUBLIC, 8080)]


def test_every_address_of_a_name_is_tried(monkeypatch, site: Site):
    port = site.address.rpartition(":")[2]
    site.put("/fine", "<p>fine</p>")
    resolving(monkeypatch, ["127.0.0.2", "127.0.0.1"])
    connect = httpcore.SyncBackend.connect_tcp

    def first_is_down(self, host, *rest):
        if host == "127.0.0.2":
            raise httpcore.ConnectError("down")
        return connect(self, host, *rest)

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", first_is_down)
    answer = get(f"http://two.example:{port}/fine")
    assert answer.data == b"<p>fine</p>"
    assert site.asked[-1][1]["host"] == f"two.example:{port}"


def test_a_redirect_into_the_private_network_is_refused(monkeypatch, site: Site):
    """The first hop counts as public here, the second is the cloud's address of credentials."""
    public = network.is_public
    monkeypatch.setattr(network, "is_public", lambda one: one == "127.0.0.1" or public(one))
    url = site.put("/away", b"", status=302, headers={"Location": "http://169.254.169.254/latest"})
    with pytest.raises(InputError, match=r"leads to 169\.254\.169\.254, which is"):
        get(url, allow_private=False)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "the server answered 404 Not Found"),
        ("/loop", "redirects more than 5 times"),
        ("/to-file", r"not http\(s\)"),
        ("/to-websocket", r"not http\(s\)"),
        ("/endless", "is larger than 100,000 bytes"),
        ("/bomb", "is larger than 100,000 bytes"),
        ("/bomb-in-bomb", "is packed as gzip, gzip, which was not asked for"),
        ("/half-of-gzip", "was cut off before its end"),
        ("/no-gzip", "cannot be unpacked"),
        ("/cut", "cannot be fetched"),
        ("/reset", "cannot be fetched"),
        ("/nonsense", "cannot be fetched"),
    ],
)
def test_each_fault_has_its_reason(site: Site, path, reason):
    with pytest.raises(InputError, match=reason):
        get(site.address + path)


@pytest.mark.parametrize("path", ["/silent", "/drip", "/drip-of-headers"])
def test_the_whole_answer_has_one_deadline(site: Site, path):
    with pytest.raises(UnavailableError, match=r"did not answer|took too long"):
        get(site.address + path, timeout=0.15)


def test_the_body_of_a_redirect_is_not_read(site: Site):
    """httpx reads the bodies of redirects whole; one that does not end never let go."""
    site.put("/fine", "<p>fine</p>")
    for way in (get, lambda url: fetch(url, timeout=2, max_bytes=LIMIT)):
        assert way(site.address + "/endless-redirect").data == b"<p>fine</p>"


def test_a_bomb_is_not_unpacked_for_the_user_s_page_either(site: Site):
    for path in ("/bomb", "/bomb-in-bomb"):
        with pytest.raises(InputError, match=r"larger than|not asked for"):
            fetch(site.address + path, timeout=2, max_bytes=LIMIT)


def test_types_that_are_no_pages(site: Site):
    feed = site.put("/some-feed", "<rss/>", RSS)
    with pytest.raises(InputError, match=r"is application/rss\+xml; only HTML"):
        get(feed)
    assert get(feed, feeds=True).type == RSS
    assert get(site.put("/untyped", "<rss/>", ""), feeds=True).type == ""
    with pytest.raises(InputError, match="is video/mp4"):
        get(site.put("/film", b"", "video/mp4"), feeds=True)


def test_validators_are_sent_back(site: Site):
    url = site.put("/tagged", "<p>x</p>", headers={"ETag": '"v1"', "Last-Modified": "yesterday"})
    first = get(url)
    assert (first.etag, first.modified, first.unchanged) == ('"v1"', "yesterday", False)
    second = get(url, etag=first.etag, modified=first.modified)
    assert (second.unchanged, second.data) == (True, b"")
    assert site.asked[-1][1]["if-modified-since"] == "yesterday"


def test_unchanged_without_having_asked_is_a_failure(site: Site):
    with pytest.raises(InputError, match="answered 304"):
        get(site.put("/confused", b"", status=304))


def test_a_validator_that_cannot_be_sent_is_not_kept(site: Site):
    url = site.put("/odd-tag", "<p>x</p>", headers={"ETag": "x" * 600})
    assert get(url).etag == ""


def test_a_temporary_failure_says_when_to_come_back(site: Site):
    busy = {"Retry-After": "7"}
    for status, headers, expected in (
        (429, busy, 7.0),
        (503, {}, None),
        (503, {"Retry-After": "soon"}, None),
    ):
        url = site.put("/busy", b"", status=status, headers=headers)
        with pytest.raises(UnavailableError, match=f"answered {status}") as caught:
            get(url)
        assert caught.value.retry_after == expected


def test_the_server_is_told_who_asks(site: Site):
    get(site.put("/hello", "<p>x</p>"))
    assert site.asked[-1][1]["user-agent"].startswith("summarize (+https://")
    assert site.asked[-1][1]["accept-encoding"] == "gzip"


def test_a_proxy_of_the_environment_is_not_used(site: Site, monkeypatch):
    """A proxy would resolve names by itself, and the check of addresses would be for nothing."""
    monkeypatch.setenv("HTTP_PROXY", site.address)
    monkeypatch.setenv("ALL_PROXY", site.address)
    resolving(monkeypatch, ["10.0.0.8"])
    with pytest.raises(InputError, match="private network"):
        get("http://inside.example/", allow_private=False)


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http://[bad/",
        "http://exa mple.org:x/",
        "file:///etc/hosts",
        "javascript:alert(1)",
        "ws://127.0.0.1/",
        "http://" + "a" * 70 + ".example/",
        "http://%00/",
    ],
)
def test_addresses_that_are_none(url):
    with pytest.raises(InputError):
        get(url, allow_private=False)
