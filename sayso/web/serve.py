"""Serve the app on this computer until it is interrupted."""

from __future__ import annotations

import errno
import ipaddress
import socket
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import replace

import uvicorn

from sayso.errors import ServingRefused
from sayso.web.app import make_app
from sayso.web.desk import LOOPBACK, Serving

# With `port` 0 the first free one of these is taken, so that links mostly stay good.
FIRST_PORT, PORTS = 8321, 20


def serve(
    serving: Serving, host: str, port: int, told: Callable[[str], None], browse: bool
) -> None:
    """Serve on a host and port, having told the address, and opened a browser at it where that is
    wanted; ServingRefused where that cannot or must not be."""
    if not is_loopback(host) and not serving.password:
        raise ServingRefused(host, port, "others could read the ledger there: no password is set")
    listening = _listening(host, port)
    hosts = LOOPBACK | {_as_asked(host)} | serving.hosts
    app = make_app(replace(serving, hosts=hosts))
    address = f"http://{_as_asked(_known_as(host))}:{listening.getsockname()[1]}/"
    told(address)
    if browse:
        threading.Timer(0.3, webbrowser.open, [address]).start()
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, date_header=False, access_log=False,
        proxy_headers=False, timeout_graceful_shutdown=3,
    )  # fmt: skip
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def is_loopback(host: str) -> bool:
    """Whether only this computer can ask there."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _known_as(host: str) -> str:
    """A name by which an address that stands for all addresses can be asked from here."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def _as_asked(host: str) -> str:
    return f"[{host}]" if ":" in host else host.lower()


def _listening(host: str, port: int) -> socket.socket:
    ports = [port] if port else range(FIRST_PORT, FIRST_PORT + PORTS)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for one in ports:
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, one))
            listening.listen(128)
        except OSError as error:
            listening.close()
            if error.errno != errno.EADDRINUSE or one == ports[-1]:
                raise ServingRefused(host, one, error.strerror or str(error)) from error
        else:
            return listening
    raise AssertionError("there is a last port")
