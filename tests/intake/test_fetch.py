"""Fetching, against a server of one's own: bounded, polite, and kept out of private networks."""

from __future__ import annotations

import socket
import time
import tracemalloc
import zlib
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import pytest

from sayso.errors import IntakeError
from sayso.intake import IntakeOptions, fetch, take
from sayso.intake.fetch import AGENT, MOST_REDIRECTS, Fetched, Limits, is_public
from sayso.model import Item, Skipped

PROXY_VARIABLES = [
    name for word in ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
    for name in (word, word.upper())
]  # fmt: skip
real_is_public = is_public


class Handler(BaseHTTPRequestHandler):
    seen: list[tuple[str, dict[str, str]]]
    over: Event

    def do_GET(self) -> None:
        self.seen.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        name, _, rest = self.path[1:].partition("?")[0].partition("/")
        getattr(self, f"give_{name}", self.give_nothing)(rest)

    def give(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def give_plain(self, _: str) -> None:
        body = "“Open,” said Orla Venn.".encode("cp1252")
        self.give(200, body, Content_Type="text/plain; charset=windows-1252", Set_Cookie="a=b")

    def give_lines(self, _: str) -> None:
        body = b'{"text": "One.", "url": "https://velm.example/1"}\n{}\n'
        self.give(200, body, Content_Type="application/x-ndjson")

    def give_picture(self, _: str) -> None:
        self.give(200, b"GIF89a", Content_Type="image/gif")

    def give_large(self, size: str) -> None:
        self.give(200, b"a" * int(size))

    def give_to(self, target: str) -> None:
        self.give(302, Location=target if "://" in target else f"/{target}")

    def give_round(self, number: str) -> None:
        self.give(302, Location=f"/round/{int(number) - 1}" if int(number) > 1 else "/plain")

    def give_slow(self, _: str) -> None:
        self.over.wait(5)

    def give_trickle(self, _: str) -> None:
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            while not self.over.wait(0.05):
                self.wfile.write(b"a")

    def give_packed(self, encoding: str) -> None:
        """Ten million zeros; after a dot, how often they are packed one over the other."""
        name, _, times = encoding.partition(".")
        body = b"0" * 10_000_000
        for _ in range(int(times or 1)):
            pack = zlib.compressobj(9, wbits=31 if name == "gzip" else 15)
            body = pack.compress(body) + pack.flush()
        self.give(200, body, Content_Encoding=", ".join([name] * int(times or 1)))

    def give_short(self, encoding: str) -> None:
        text = "“Open,” said Orla Venn.".encode() * 20
        pack = zlib.compressobj(wbits={"gzip": 31, "deflate": 15, "raw": -15}[encoding])
        body = pack.compress(text) + pack.flush()
        half = len(body) // 2
        self.send_response(200)
        self.send_header("Content-Encoding", encoding.replace("raw", "deflate"))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        for part in (body[:1], body[1:half], body[half:]):
            self.wfile.write(part)
            self.wfile.flush()

    def give_broken(self, _: str) -> None:
        self.give(200, b"\x1f\x8b\x08broken", Content_Encoding="gzip")

    def give_length(self, claimed: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=windows-1251")
        self.send_header("Content-Length", claimed)
        self.end_headers()
        self.wfile.write("“Open,” said Orla Venn.".encode())
        self.close_connection = True

    def give_nothing(self, _: str) -> None:
        self.give(404, b"Not here.")

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = False


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXY_VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def port() -> Iterator[int]:
    Handler.seen, Handler.over = [], Event()
    with Server(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield int(server.server_address[1])
        Handler.over.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def first_hop_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes 127.0.0.1 alone for a public address."""
    monkeypatch.setattr(
        fetch, "is_public", lambda address: address == "127.0.0.1" or real_is_public(address)
    )


def got(url: str, most: int = 1000, seconds: float = 5, allow_private: bool = True) -> Fetched:
    return fetch.fetch(url, Limits(most, seconds, allow_private))


def refused(url: str, most: int = 1000, seconds: float = 5, allow_private: bool = True) -> str:
    with pytest.raises(IntakeError) as caught:
        got(url, most, seconds, allow_private)
    return caught.value.reason


def test_body_charset_and_headers(port: int) -> None:
    answer = got(f"http://127.0.0.1:{port}/plain")
    assert answer.raw.decode("cp1252") == "“Open,” said Orla Venn."
    assert (answer.status, answer.charset) == (200, "windows-1252")
    assert answer.content_type == "text/plain; charset=windows-1252"
    names = {name.lower() for name, _ in answer.headers}
    assert {"content-type", "content-length"} <= names <= set(fetch.KEPT_HEADERS)
    assert Handler.seen[0][1]["user-agent"] == AGENT


def test_redirects_are_followed_without_cookies(port: int) -> None:
    answer = got(f"http://127.0.0.1:{port}/to/plain")
    assert answer.final_url == f"http://127.0.0.1:{port}/plain"
    assert [path for path, _ in Handler.seen] == ["/to/plain", "/plain"]
    assert not any("cookie" in headers for _, headers in Handler.seen)


def test_too_many_redirects(port: int) -> None:
    assert got(f"http://127.0.0.1:{port}/round/{MOST_REDIRECTS}").status == 200
    for number in (MOST_REDIRECTS + 1, 10):
        assert refused(f"http://127.0.0.1:{port}/round/{number}") == "too-many-redirects"


def test_user_password_and_fragment_are_used_and_not_kept(port: int) -> None:
    answer = got(f"http://orla:venn@127.0.0.1:{port}/plain?a=b#part")
    assert answer.final_url == f"http://127.0.0.1:{port}/plain?a=b"
    assert got(f"http://orla:venn@127.0.0.1:{port}/to/plain").final_url.count("@") == 0
    path, headers = Handler.seen[0]
    assert path == "/plain?a=b"
    assert headers["authorization"] == "Basic " + b64encode(b"orla:venn").decode()


def test_an_error_of_the_server(port: int) -> None:
    assert refused(f"http://127.0.0.1:{port}/none") == "http-error"


def test_too_large(port: int) -> None:
    assert len(got(f"http://127.0.0.1:{port}/large/1000").raw) == 1000
    assert refused(f"http://127.0.0.1:{port}/large/1001") == "too-large"


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_body_that_unpacks_to_far_more_is_too_large(port: int, encoding: str) -> None:
    url = f"http://127.0.0.1:{port}/packed/{encoding}"
    tracemalloc.start()
    try:
        assert refused(url, most=100_000) == "too-large"
        # The server in this process holds ten million bytes itself.
        assert tracemalloc.get_traced_memory()[1] < 14_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("encoding", ["gzip.2", "br", "zstd"])
def test_a_body_packed_in_other_ways_is_not_read(port: int, encoding: str) -> None:
    assert refused(f"http://127.0.0.1:{port}/packed/{encoding}", most=10**8) == "unsupported"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw"])
def test_a_packed_body_is_unpacked(port: int, encoding: str) -> None:
    text = got(f"http://127.0.0.1:{port}/short/{encoding}").raw.decode()
    assert text == "“Open,” said Orla Venn." * 20
    assert Handler.seen[0][1]["accept-encoding"] == "gzip, deflate"


def test_a_packed_body_that_is_broken(port: int) -> None:
    assert refused(f"http://127.0.0.1:{port}/broken") == "fetch-failed"


def test_a_length_or_a_charset_that_is_not_the_bodys(port: int) -> None:
    assert refused(f"http://127.0.0.1:{port}/length/1000") == "fetch-failed"
    assert refused(f"http://127.0.0.1:{port}/length/many") == "fetch-failed"
    assert got(f"http://127.0.0.1:{port}/length/8").raw == "“Open,".encode()[:8]
    (item,) = take([f"http://127.0.0.1:{port}/length/27"], IntakeOptions(allow_private=True))
    assert isinstance(item, Item)
    assert (item.report.text, item.report.encoding) == ("“Open,” said Orla Venn.", "utf-8")


@pytest.mark.parametrize("path", ["slow", "trickle"])
def test_timeout(port: int, path: str) -> None:
    began = time.monotonic()
    assert refused(f"http://127.0.0.1:{port}/{path}", seconds=0.2) == "timeout"
    assert time.monotonic() - began < 1


def test_no_connection() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, never listening
        assert refused(f"http://127.0.0.1:{taken.getsockname()[1]}/") == "fetch-failed"


@pytest.mark.parametrize(
    "url",
    ["ftp://127.0.0.1/a", "file:///etc/hosts", "http://", "http:///a", "http://[", "http://a:b/"],
)
def test_urls_that_are_not_read(url: str) -> None:
    assert refused(url) == "unsupported"


def test_a_redirect_to_another_scheme_is_not_followed(port: int) -> None:
    assert refused(f"http://127.0.0.1:{port}/to/file:///etc/hosts") == "unsupported"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "10.1.2.3", "192.168.1.1", "0.0.0.0",
     "2130706433", "127.1", "[::ffff:127.0.0.1]", "user:word@127.0.0.1"],
)  # fmt: skip
def test_this_machine_and_its_network_are_kept_out(port: int, host: str) -> None:
    assert refused(f"http://{host}:{port}/plain", allow_private=False) == "blocked-address"
    assert Handler.seen == []


@pytest.mark.usefixtures("first_hop_allowed")
@pytest.mark.parametrize("host", ["127.0.0.2", "[::1]", "169.254.169.254", "10.1.2.3"])
def test_a_redirect_leads_no_further_in_than_a_url(port: int, host: str) -> None:
    url = f"http://127.0.0.1:{port}/to/http://{host}:{port}/plain"
    assert refused(url, allow_private=False) == "blocked-address"
    assert len(Handler.seen) == 1


@pytest.mark.usefixtures("first_hop_allowed")
def test_the_address_that_was_checked_is_the_one_asked(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def resolve(host: Any, *rest: Any, **options: Any) -> list[Any]:
        asked.append(str(host))
        return resolve_really("127.0.0.1", *rest, **options)

    resolve_really = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    answer = got(f"http://velm.example:{port}/plain", allow_private=False)
    assert answer.final_url == f"http://velm.example:{port}/plain"
    assert asked == ["velm.example", "127.0.0.1"]
    assert Handler.seen[0][1]["host"] == f"velm.example:{port}"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1%eth0", "fec0::1",
        "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1",  # mapped
        "2002:7f00:1::", "2002:a9fe:a9fe::",  # 6to4
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",  # NAT64
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


def test_a_proxy_is_asked_where_the_environment_names_one(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
    assert refused("http://velm.example/plain") == "http-error"
    assert Handler.seen[0][0] == "http://velm.example/plain"


def test_a_url_becomes_a_report(port: int) -> None:
    url = f"http://127.0.0.1:{port}/to/plain"
    (item,) = take([url], IntakeOptions(allow_private=True))
    assert isinstance(item, Item)
    assert item.report.text == "“Open,” said Orla Venn."
    assert item.report.url == item.capture.final_url == f"http://127.0.0.1:{port}/plain"
    assert (item.capture.requested, item.capture.status) == (url, 200)


def test_lines_from_a_url_become_reports(port: int) -> None:
    url = f"http://127.0.0.1:{port}/lines"
    first, second = take([url], IntakeOptions(allow_private=True))
    assert isinstance(first, Item)
    assert (first.input, first.report.url) == (f"{url}:1", "https://velm.example/1")
    assert first.capture.final_url == url
    assert isinstance(second, Skipped)
    assert (second.input, second.reason) == (f"{url}:2", "no-text")


def test_a_picture_is_not_read(port: int) -> None:
    url = f"http://127.0.0.1:{port}/picture"
    (one,) = take([url], IntakeOptions(allow_private=True))
    assert isinstance(one, Skipped)
    assert (one.reason, one.detail) == ("unsupported", "the content is image/gif")


def test_a_private_url_is_skipped_unless_allowed(port: int) -> None:
    (one,) = take([f"http://127.0.0.1:{port}/plain"], IntakeOptions())
    assert isinstance(one, Skipped)
    assert one.reason == "blocked-address"
    assert "--allow-private" in one.detail
