"""URL → bytes: bounded in size, time and redirects, and kept out of private networks."""

from __future__ import annotations

import ipaddress
import socket
import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx

import sayso
from sayso.errors import IntakeError

MOST_REDIRECTS = 5
KEPT_HEADERS = ("content-type", "last-modified", "etag", "date", "server", "content-length")
AGENT = f"sayso/{sayso.__version__}"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may take: bytes, seconds in all, and whether private addresses are allowed."""

    most_bytes: int
    seconds: float
    allow_private: bool


@dataclass(frozen=True, slots=True)
class Fetched:
    raw: bytes
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    charset: str | None


def fetch(url: str, limits: Limits) -> Fetched:
    """The bytes at an http or https address, redirects followed; IntakeError where it fails."""
    deadline = time.monotonic() + limits.seconds
    try:
        with httpx.Client(timeout=limits.seconds, headers={"user-agent": AGENT}) as client:
            for _ in range(MOST_REDIRECTS + 1):
                check_address(url, limits.allow_private)
                with client.stream("GET", url, follow_redirects=False) as response:
                    if not response.has_redirect_location:
                        return _body(response, limits, deadline)
                    url = urljoin(url, response.headers["location"])
    except httpx.TimeoutException as error:
        raise IntakeError("timeout", f"no answer within {limits.seconds:g} s") from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise IntakeError("fetch-failed", str(error) or type(error).__name__) from error
    raise IntakeError("too-many-redirects", f"more than {MOST_REDIRECTS} redirects")


def check_address(url: str, allow_private: bool) -> None:
    """IntakeError where an address is not http(s) or leads into this machine or its network."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise IntakeError("unsupported", f"{parts.scheme or 'no'} scheme; http and https are read")
    if allow_private:
        return
    port = parts.port or (443 if parts.scheme == "https" else 80)
    for *_, address in socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM):
        if not ipaddress.ip_address(str(address[0]).split("%")[0]).is_global:
            raise IntakeError(
                "blocked-address",
                f"{parts.hostname} leads to {address[0]}, inside this machine or its network;"
                " --allow-private lets it through",
            )


def _body(response: httpx.Response, limits: Limits, deadline: float) -> Fetched:
    if response.status_code != 200:
        raise IntakeError("http-error", f"status {response.status_code}")
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes():
        size += len(part)
        if size > limits.most_bytes:
            raise IntakeError("too-large", f"more than {limits.most_bytes:,} bytes")
        if time.monotonic() > deadline:
            raise IntakeError("timeout", f"not all there within {limits.seconds:g} s")
        parts.append(part)
    headers = tuple((k, v) for k, v in response.headers.items() if k.lower() in KEPT_HEADERS)
    return Fetched(
        b"".join(parts), str(response.url), response.status_code, headers,
        response.charset_encoding,
    )  # fmt: skip
