"""URL → bytes: bounded in size, time and redirects, and kept out of private networks."""

from __future__ import annotations

import functools
import ipaddress
import socket
import ssl
import time
import urllib.request
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import TypeVar
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx

import sayso
from sayso.errors import HttpError, IntakeError
from sayso.intake.address import public_url

MOST_REDIRECTS = 5
KEPT_HEADERS = ("content-type", "last-modified", "etag", "date", "server", "content-length")
AGENT = f"sayso/{sayso.__version__}"
PORTS = {"http": 80, "https": 443}
# What the client may be sent; a body in several of them, or in others, can unpack to anything.
ENCODINGS = ("gzip", "x-gzip", "deflate")
PIECE = 1 << 16
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may take: bytes, seconds in all, and whether private addresses are allowed."""

    most_bytes: int
    seconds: float
    allow_private: bool


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server gave; `raw` is the body without its transfer's compression, `final_url` bears
    no fragment, user or password."""

    raw: bytes
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    content_type: str
    charset: str | None


@dataclass(frozen=True, slots=True)
class Since:
    """What a server said of the page it gave before: its tag, and when it was changed."""

    etag: str | None = None
    modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """What asks for the page only if it has changed."""
        told = {"if-none-match": self.etag, "if-modified-since": self.modified}
        return {name: value for name, value in told.items() if value}


NOT_MODIFIED = 304
NEVER = Since()


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a server says that what was asked for stands."""

    to: str


Got = TypeVar("Got")
Within = Callable[[float], Got]


def fetch(url: str, limits: Limits, since: Since = NEVER) -> Fetched:
    """The body at an http or https URL, redirects followed; with status 304 and empty where it has
    not changed since. IntakeError where it fails, HttpError where the server says so."""
    return _in_time(limits, functools.partial(_follow, url, limits, since))


def ask(url: str, limits: Limits, since: Since = NEVER) -> Fetched | Moved:
    """What one request to a URL gives, as `fetch` does; a redirect is not followed, so that the
    one who asks may look first where it leads."""
    return _in_time(limits, functools.partial(_asked, url, limits, since))


def too_many_redirects(url: str) -> IntakeError:
    """What fails where one redirect follows on the other, the last to this URL."""
    words = f"more than {MOST_REDIRECTS}; the last led to {public_url(url)}"
    return IntakeError("too-many-redirects", words)


def _in_time(limits: Limits, made: Within[Got]) -> Got:
    # A thread, since neither the resolver nor headers that trickle in mind the client's time-outs.
    answer: Future[Got] = Future()
    Thread(target=_into, args=(answer, made, limits), daemon=True).start()
    try:
        return answer.result(limits.seconds)
    except TimeoutError as error:
        raise _too_slow(limits) from error


def _into(answer: Future[Got], made: Within[Got], limits: Limits) -> None:
    try:
        answer.set_result(made(time.monotonic() + limits.seconds))
    except BaseException as error:
        answer.set_exception(error)


def _follow(url: str, limits: Limits, since: Since, deadline: float) -> Fetched:
    for _ in range(MOST_REDIRECTS + 1):
        got = _asked(url, limits, since, deadline)
        if isinstance(got, Fetched):
            return got
        url = got.to
    raise too_many_redirects(url)


def _asked(url: str, limits: Limits, since: Since, deadline: float) -> Fetched | Moved:
    try:
        parts = _checked(url)
        with _answered(parts, limits, since) as response:
            if response.has_redirect_location:
                return Moved(urljoin(url, response.headers["location"]))
            return _fetched(response, parts, limits, since, deadline)
    except (httpx.TimeoutException, TimeoutError) as error:
        raise _too_slow(limits) from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, zlib.error) as error:
        raise IntakeError("fetch-failed", str(error) or type(error).__name__) from error


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise IntakeError("unsupported", f"not a URL: {error}") from error
    if parts.scheme not in PORTS or not host:
        raise IntakeError("unsupported", f"{url} is no http or https URL, and no other is read")
    return parts


@contextmanager
def _answered(parts: SplitResult, limits: Limits, since: Since) -> Iterator[httpx.Response]:
    """The answer to one request, its body yet to be read. A client for each, so that no cookie
    and no connection goes from one host to the next."""
    proxied = _proxied(parts)
    with httpx.Client(timeout=limits.seconds, verify=_trust(), trust_env=proxied) as client:
        targets = _targets(parts, limits.allow_private, proxied)
        response = _send(client, parts, targets, since)
        try:
            yield response
        finally:
            response.close()


def _send(
    client: httpx.Client, parts: SplitResult, targets: list[str | None], since: Since
) -> httpx.Response:
    for number, target in enumerate(targets, 1):
        try:
            return client.send(_request(client, parts, target, since), stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if number == len(targets):
                raise
    raise IntakeError("fetch-failed", f"{parts.hostname} has no address")


def _request(
    client: httpx.Client, parts: SplitResult, target: str | None, since: Since
) -> httpx.Request:
    """A request to the very address that was checked: were the name resolved anew, it could by then
    lead elsewhere."""
    url = httpx.URL(parts.geturl())
    headers = {
        "user-agent": AGENT,
        "accept": "text/html,text/*;q=0.9,*/*;q=0.5",
        "accept-encoding": "gzip, deflate",
        **since.headers,
    }
    if target is None:
        return client.build_request("GET", url, headers=headers)
    headers["host"] = url.netloc.decode("ascii")
    return client.build_request(
        "GET", url.copy_with(host=target), headers=headers,
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
    )  # fmt: skip


def _targets(parts: SplitResult, allow_private: bool, proxied: bool) -> list[str | None]:
    """The addresses to try, each checked; None leaves the name to the client or its proxy."""
    if allow_private:
        return [None]
    host = parts.hostname or ""
    try:
        found = socket.getaddrinfo(host, parts.port or PORTS[parts.scheme], type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        if proxied:
            return [None]
        raise IntakeError("fetch-failed", f"{host} cannot be found: {error}") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not is_public(address):
            raise IntakeError(
                "blocked-address",
                f"{host} leads to {address}, inside this machine or its network;"
                " --allow-private lets it through",
            )
    return [None] if proxied else list(addresses)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the internet's, not of this machine or its network."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if ip.version == 6:
        inner = ip.ipv4_mapped or ip.sixtofour or _translated(ip)
        if ip.is_site_local or (inner and not is_public(str(inner))):
            return False
    return ip.is_global and not ip.is_multicast


def _translated(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that a NAT64 gateway makes of this one."""
    return ipaddress.IPv4Address(ip.packed[-4:]) if ip in NAT64 else None


def _proxied(parts: SplitResult) -> bool:
    known = urllib.request.getproxies()
    bypassed = urllib.request.proxy_bypass(parts.hostname or "")
    return not bypassed and bool(known.get(parts.scheme) or known.get("all"))


@functools.cache
def _trust() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def _fetched(
    response: httpx.Response, parts: SplitResult, limits: Limits, since: Since, deadline: float
) -> Fetched:
    unchanged = response.status_code == NOT_MODIFIED and since.headers
    if not (response.is_success or unchanged):
        words = f"{response.status_code} {response.reason_phrase}".strip()
        raise HttpError(words, response.status_code, response.headers.get("retry-after"))
    raw = b"" if unchanged else _body(response, limits, deadline)
    return Fetched(
        raw=raw,
        final_url=public_url(parts.geturl()),
        status=response.status_code,
        headers=tuple((k, v) for k, v in response.headers.items() if k.lower() in KEPT_HEADERS),
        content_type=response.headers.get("content-type", ""),
        charset=response.charset_encoding,
    )


def _body(response: httpx.Response, limits: Limits, deadline: float) -> bytes:
    parts: list[bytes] = []
    left = packed_left = limits.most_bytes
    encoding = response.headers.get("content-encoding", "").strip().lower()

    def arriving() -> Iterator[bytes]:
        nonlocal packed_left
        for chunk in response.iter_raw():
            packed_left -= len(chunk)
            if packed_left < 0:
                raise _too_large(limits)
            if time.monotonic() > deadline:
                raise _too_slow(limits)
            yield chunk

    for part in unpacked(arriving(), encoding):
        left -= len(part)
        if left < 0:
            raise _too_large(limits)
        parts.append(part)
    return b"".join(parts)


def unpacked(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """The body without its transfer's compression, in small pieces whatever it unpacks to.
    Encodings laid one over the other, which the client would undo at one go, are refused."""
    if encoding in ("", "identity"):
        yield from chunks
        return
    if encoding not in ENCODINGS:
        raise IntakeError("unsupported", f"the content is packed as {encoding}, which is not read")
    unpacker = None
    for chunk in chunks:
        more = True
        while chunk or more:
            unpacker = unpacker or zlib.decompressobj(_window(chunk))
            part = unpacker.decompress(chunk, PIECE)
            yield part
            more = len(part) == PIECE
            if unpacker.eof:
                chunk, unpacker, more = unpacker.unused_data, None, False
            else:
                chunk = unpacker.unconsumed_tail


def _window(head: bytes) -> int:
    """How zlib is to take what begins so: as gzip or zlib, else as a bare deflated stream."""
    return 47 if head[:1] == b"\x1f" or (head and head[0] & 15 == 8) else -15


def _too_large(limits: Limits) -> IntakeError:
    return IntakeError("too-large", f"more than {limits.most_bytes:,} bytes")


def _too_slow(limits: Limits) -> IntakeError:
    return IntakeError("timeout", f"not all there within {limits.seconds:g} s")
